"""Completion is asked at every key: it loads little and writes nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import call, quiet_environment

PROBE = """
import json, os, sys
WRITING, written = os.O_WRONLY | os.O_RDWR | os.O_CREAT, []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        written.append(str(arguments[0]))
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.truncate", "socket.connect"):
        written.append(f"{event} {arguments}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
from patentcli.__main__ import main
try:
    main()
except SystemExit:
    sys.stderr.write(json.dumps([sorted(sys.modules), written]))
"""


@pytest.mark.parametrize(
    "words", ["", "list|--domain|", "show|CN", "list|--fields|", "help|"], ids=str
)
def test_nothing_heavy_is_loaded_and_nothing_written(words: str, tmp_path: Path) -> None:
    assert call("--version").code == 0  # the catalogue is built by now
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "__complete", "bash", *words.split("|")],
        env=quiet_environment()
        | {"HOME": str(tmp_path), "PATENTCLI_DATA_DIR": str(tmp_path / "d")},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    modules, written = json.loads(done.stderr)
    assert len(done.stdout.splitlines()) > 2
    assert not {"pydantic", "rich", "tomli", "decimal", "platformdirs"} & set(modules)
    assert written == []
    assert not list(tmp_path.iterdir())
