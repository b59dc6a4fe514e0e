"""Install what was built as people do, each time into an empty home, and use it as a user would."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

KEPT = ("PATH", "SYSTEMROOT")  # of the environment, for the program
PLACES = ("XDG_", "PIPX_", "UV_TOOL", "PATENTCLI_")  # what could lead out of the empty home


def check_contents(wheel: Path) -> None:
    """The wheel has the package, what the build makes, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    needed = ("patentcli/catalogue.db", "patentcli/py.typed", "LC_MESSAGES/patentcli.mo",
              "share/man/man1/patentcli.1", "licenses/LICENSE", "licenses/NOTICE")  # fmt: skip
    for end in needed:
        assert any(name.endswith(end) for name in names), f"{end} is not in {wheel.name}"
    strange = [n for n in names if not n.startswith("patentcli/") and ".dist-info/" not in n]
    assert all(".data/data/share/man/" in name for name in strange), strange
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def pip(home: Path, built: Path, env: Mapping[str, str]) -> list[str | Path]:
    """The program in a virtual environment."""
    venv.create(home / "venv", with_pip=True)
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    command = [scripts / "python", "-m", "pip", "install", "-q", built]
    subprocess.run(command, check=True, env=env)
    return [scripts / "patentcli"]


def module(home: Path, built: Path, env: Mapping[str, str]) -> list[str | Path]:
    """The same, started as a module."""
    (program,) = pip(home, built, env)
    return [Path(program).parent / "python", "-m", "patentcli"]


def pipx(home: Path, built: Path, env: Mapping[str, str]) -> list[str | Path]:
    """The program by pipx, which links its manual page too."""
    subprocess.run([tool("pipx", home), "install", "--quiet", built], check=True, env=env)
    assert (home / ".local/share/man/man1/patentcli.1").exists()
    return [home / ".local/bin/patentcli"]


def uv(home: Path, built: Path, env: Mapping[str, str]) -> list[str | Path]:
    """The program by uv."""
    command = [tool("uv", home), "tool", "install", "--quiet", "--python", sys.executable, built]
    subprocess.run(command, check=True, env=env)
    return [home / ".local/bin/patentcli"]


def tool(name: str, home: Path) -> str:
    """An installer of this machine, else by pip into an environment of its own."""
    found = shutil.which(name)
    if found is None:
        venv.create(home / name, with_pip=True)
        scripts = home / name / ("Scripts" if os.name == "nt" else "bin")
        command = [scripts / "python", "-m", "pip", "install", "-q", name]
        subprocess.run(command, check=True)
        found = str(scripts / name)
    return found


def use(program: list[str | Path], home: Path, env: Mapping[str, str]) -> None:
    """Fail where the installed program does not do its main job."""
    before = set(home.rglob("*"))

    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [*program, *arguments],
            env=env,
            cwd=home,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        text = f"{arguments}: {done.returncode}\n{done.stdout!r}\n{done.stderr!r}"
        assert done.returncode == code, text
        return done.stdout.decode()

    assert "100 patents" in run("--version")
    videos = run("list", "--domain", "video", "--format", "ids").splitlines()
    assert len(videos) == 40, videos
    assert len(json.loads(run("list", "--format", "json"))) == 100
    assert json.loads(run("show", "CN114694123B", "--format", "json"))[0]["listing"]
    assert run("show", "CN999999999B", code=1) == "field\tvalue\n"
    assert "CN101888412B" in run("search", "直播")
    assert run("eligible", "--fee", "60000", "--format", "json", code=1)
    assert "Usage" in run("--help")
    assert "用法" in run("list", "--help", "--lang", "zh")
    for shell in ("bash", "zsh", "fish"):
        assert "patentcli" in run("completion", shell)
    assert run("help", "man").startswith('.\\"') or ".TH" in run("help", "man")
    made = {path for path in set(home.rglob("*")) - before if "__pycache__" not in path.parts}
    assert not made, f"files were written that nobody asked for: {sorted(made)}"


Way = Callable[[Path, Path, Mapping[str, str]], list[str | Path]]


def ways(built: Path) -> Iterator[tuple[str, Way]]:
    """The ways to install a file."""
    yield "pip", pip
    if built.suffix == ".whl":
        yield from {"python -m": module, "pipx": pipx, "uv": uv}.items()


def main(files: list[str]) -> None:
    """Check each file that was built."""
    for built in map(Path, files):
        if built.suffix == ".whl":
            check_contents(built)
        for name, way in ways(built):
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder)
                own = {"HOME": folder, "LANG": "C.UTF-8"}
                env = {k: v for k, v in os.environ.items() if not k.startswith(PLACES)} | own
                program = way(home, built.resolve(), env)
                use(program, home, {k: os.environ[k] for k in KEPT if k in os.environ} | own)
                print(f"1 passed, 0 failed: {built.name} by {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
