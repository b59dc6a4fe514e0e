"""Install a built wheel in a new environment and use it as a user would."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def main(wheel: str) -> None:
    """Fail with a traceback where the installed program does not do its main job."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "venv", with_pip=True)
        scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "-q", wheel], check=True)
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT")}
        env = keep | {"HOME": folder, "LANG": "C.UTF-8"}

        def run(*arguments: str, code: int = 0) -> str:
            done = subprocess.run(
                [scripts / "patentcli", *arguments],
                env=env,
                cwd=folder,
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
        assert "Usage" in run("--help")
        assert not list(home.glob(".*")), "a file was written that nobody asked for"
    print(f"1 passed, 0 failed: {Path(wheel).name} works in an environment of its own")


if __name__ == "__main__":
    main(sys.argv[1])
