"""The user's directories: overridable, XDG on Linux, the same as platformdirs says."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from outputs import surroundings
from patentcli.environment import make_private
from patentcli.errors import CannotCreate


def test_our_own_variables_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = {"PATENTCLI_DATA_DIR": "data", "PATENTCLI_CONFIG_DIR": str(tmp_path / "config")}
    env = surroundings(env={**own, "XDG_DATA_HOME": "/other", "XDG_CONFIG_HOME": "/other"})
    assert (env.data_dir, env.config_dir) == (str(tmp_path / "data"), str(tmp_path / "config"))


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is the rule of Linux")
@pytest.mark.parametrize(
    "env",
    [
        {"HOME": "/home/李"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/config"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""},
        {"HOME": "/home/li", "XDG_DATA_HOME": "relative", "XDG_CONFIG_HOME": "../relative"},
        {},
    ],
)
def test_the_xdg_rules_are_those_of_platformdirs(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    place = surroundings(env=env)
    assert place.data_dir == platformdirs.user_data_dir("patentcli", appauthor=False)
    assert place.config_dir == platformdirs.user_config_dir("patentcli", appauthor=False)


def test_our_folders_are_their_owners_only(tmp_path: Path) -> None:
    """E19: with the umask of most systems, too."""
    before = os.umask(0o022)
    try:
        make_private(str(tmp_path / "data" / "catalogues"))
    finally:
        os.umask(before)
    for folder in (tmp_path / "data", tmp_path / "data" / "catalogues"):
        assert folder.stat().st_mode & 0o777 == 0o700
    make_private(str(tmp_path / "data" / "catalogues"))


@pytest.mark.parametrize("name", ["file", "file/catalogues", "link/catalogues"])
def test_where_no_folder_can_be(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "missing" / "folder")
    with pytest.raises(CannotCreate, match="cannot create the directory"):
        make_private(str(tmp_path / name))
