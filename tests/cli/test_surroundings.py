"""C21, R20, R23: nothing is asked, paged or read without being told to."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tools import bash, call, process

pytestmark = pytest.mark.usefixtures("workplace")


def test_standard_input_of_the_whole_suite_is_dev_null() -> None:
    """A command that asked would read nothing, and never wait for somebody who runs the tests."""
    here = os.fstat(0)
    assert stat.S_ISCHR(here.st_mode)
    assert here.st_rdev == Path("/dev/null").stat().st_rdev
    seen = bash(f'"{sys.executable}" -c "import sys; print(repr(sys.stdin.read()))"')
    assert seen.out == "''\n"


@pytest.mark.parametrize("name", ["patentcli.toml", "config.toml", ".patentcli", "pyproject.toml"])
def test_nothing_is_read_from_the_current_directory(name: str, workplace: Path) -> None:
    before = call("list").out
    for folder in (workplace, workplace / ".config" / "patentcli"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('format = "ids"\nnonsense = [\n')
    assert call("list").out == before
    relative = {"XDG_CONFIG_HOME": ".config", "PATENTCLI_CONFIG_DIR": ""}
    assert call("list", env=relative).out == before


def test_the_pager_runs_only_when_asked_for(tmp_path: Path) -> None:
    env = {"PATENTCLI_PAGER": f"cat >{tmp_path}/seen"}
    plain = call("list", "-q", tty=True, env=env).out
    assert not (tmp_path / "seen").exists()
    assert call("list", "-q", "--pager", tty=True, env=env).out == ""
    assert (tmp_path / "seen").read_text() == plain


def test_a_configuration_as_windows_writes_it_or_that_is_no_file(tmp_path: Path) -> None:
    path, env = tmp_path / "config.toml", {"PATENTCLI_CONFIG_DIR": str(tmp_path)}
    for text in (b'\xef\xbb\xbflang = "zh"\n', b'lang = "zh"\r\n'):
        path.write_bytes(text)
        assert "用法" in call("--help", env=env).out
    path.unlink()
    os.mkfifo(path)
    found = process("list", env=env, timeout=20)
    assert (found.code, found.out) == (65, "")
    path.unlink()
    path.mkdir()
    assert call("list", env=env).code == 65
