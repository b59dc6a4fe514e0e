"""The programs to compare with, each in a virtual environment of its own, outside the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timing import environment

# Where environments are kept between runs unless said otherwise.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "patentcli-bench")
ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {
    "sqlite-utils": ("sqlite-utils",),
    "csvkit": ("csvkit",),
    "duckdb": ("duckdb",),
    "chdb": ("chdb",),
}


class Environments:
    """Virtual environments under `folder`, made when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def bin(self, name: str, program: str = "python") -> str:
        """The path of a program in an environment."""
        place = self.folder / name
        if not place.exists():
            self._make(place, REQUIREMENTS[name])
        return str(place / "bin" / program)

    def version(self, name: str) -> str:
        """The version of the package of that name in its environment."""
        code = f"from importlib.metadata import version; print(version({name!r}))"
        return _call(self.bin(name), "-c", code).strip()

    def install_ours(self) -> str:
        """Build the wheel of this checkout, install it afresh, and say its version."""
        wheels = self.folder / "wheel"
        shutil.rmtree(wheels, ignore_errors=True)
        shutil.rmtree(self.folder / "patentcli", ignore_errors=True)
        _call(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(ROOT))
        extras = [f"{path}[parquet]" for path in wheels.glob("*.whl")]
        self._make(self.folder / "patentcli", extras)
        return _call(self.bin("patentcli", "patentcli"), "--version").strip()

    def _make(self, place: Path, wanted: tuple[str, ...] | list[str]) -> None:
        print(f"{place.name}: making its environment", file=sys.stderr)
        _call(sys.executable, "-m", "venv", str(place))
        _call(str(place / "bin" / "python"), "-m", "pip", "install", "-q", *wanted)
        _call(
            str(place / "bin" / "python"), "-m", "compileall", "-q", str(place / "lib"), ok=(0, 1)
        )


def _call(*words: str, ok: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(words, capture_output=True, text=True, env=environment(), check=False)
    if done.returncode not in ok:
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout
