"""The programs to compare with, each in a virtual environment of its own, outside the checkout."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# What each environment gets; `typer` is pinned to the one that patentcli's environment has.
REQUIREMENTS = {
    "typer": ("typer=={typer}",),
    "sqlite-utils": ("sqlite-utils",),
    "csvkit": ("csvkit",),
    "duckdb": ("duckdb",),
    "bm25s": ("bm25s",),
    "rank-bm25": ("rank-bm25",),
    "tantivy": ("tantivy",),
    "plot": ("matplotlib",),
}
BINARIES = {"jq": "jq", "miller": "mlr"}  # compiled programs, taken from where they are
TOOLS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence.pth")

_LIST = (
    "import importlib.metadata as m;"
    "print(*sorted(f\"{d.metadata['Name']}=={d.version}\" for d in m.distributions()), sep='\\n')"
)


class Footprint(NamedTuple):
    """What an installation brings: packages with their versions, and MiB without bytecode."""

    packages: tuple[str, ...]
    mebibytes: float


class Environments:
    """Virtual environments under `folder`, made when they are first asked for."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say
        folder.mkdir(parents=True, exist_ok=True)

    def bin(self, name: str, program: str = "python") -> str:
        """The path of a program in an environment."""
        return str(self._made(name) / "bin" / program)

    def binary(self, name: str) -> str | None:
        """The path of a compiled peer; None where it is not installed."""
        return shutil.which(BINARIES[name])

    def footprint(self, name: str) -> Footprint:
        """What is installed in an environment besides pip and setuptools."""
        library = next((self._made(name) / "lib").glob("python*/site-packages"))
        size = 0
        for path, folders, files in os.walk(library):
            folders[:] = [f for f in folders if f != "__pycache__" and not _is_tool(f)]
            size += sum(Path(path, f).stat().st_size for f in files if not _is_tool(f))
        listed = _call(self.bin(name), "-c", _LIST).split()
        return Footprint(tuple(p for p in listed if not _is_tool(p)), size / 2**20)

    def install_ours(self) -> str:
        """Build the wheel of this checkout, install it afresh, and say its version."""
        wheels = self.folder / "wheel"
        shutil.rmtree(wheels, ignore_errors=True)
        shutil.rmtree(self.folder / "patentcli", ignore_errors=True)
        self.say("patentcli: building and installing the wheel")
        _call(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(ROOT))
        self._make("patentcli", [str(path) for path in wheels.glob("*.whl")])
        return _call(self.bin("patentcli", "patentcli"), "--version").strip()

    def _made(self, name: str) -> Path:
        place = self.folder / name
        if name == "patentcli":
            return place
        wanted = [r.format(typer=self._typer()) for r in REQUIREMENTS[name]]
        mark = place / "made-from"
        if not mark.exists() or mark.read_text() != "\n".join(wanted):
            self.say(f"{name}: making its environment")
            self._make(name, wanted)
            mark.write_text("\n".join(wanted))
        return place

    def _make(self, name: str, wanted: list[str]) -> None:
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        _call(sys.executable, "-m", "venv", str(place))
        python = str(place / "bin" / "python")
        _call(python, "-m", "pip", "install", "-q", *wanted)
        _call(python, "-m", "compileall", "-q", str(place / "lib"), allowed=(0, 1))

    def _typer(self) -> str:
        listed = dict(p.split("==") for p in self.footprint("patentcli").packages)
        return listed["typer"]


def _is_tool(name: str) -> bool:
    """Whether a file or package is what every environment starts with."""
    return name in TOOLS or name.startswith(("pip-", "pip==", "setuptools-", "setuptools=="))


def _call(*words: str, allowed: tuple[int, ...] = (0,)) -> str:
    from timing import environment

    done = subprocess.run(words, capture_output=True, text=True, env=environment(), check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout
