"""Killed imports and crowded ones: is there ever less than a whole catalogue?

    python bench/import_safety.py       # 50 kills; 16 processes of 40 starts while imports run

Kills imports at random moments with SIGKILL and looks whether the catalogue is the old or the new
one, byte for byte; then starts `list` in many processes while two lists take each other's place.
Prints what it found and fails if anything was wrong.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lists import write_list

OURS = (sys.executable, "-m", "patentcli")
KILLS, PROCESSES, STARTS, IMPORTS = 50, 16, 40, 10
OLD, NEW = 100, 20_000  # rows of the catalogue that is there, and of the list that is imported
CROWD = (2000, 3000)  # rows of the lists that take each other's place
READER = """
import subprocess, sys
for _ in range(int(sys.argv[1])):
    found = subprocess.run(sys.argv[2:], capture_output=True)
    print(found.returncode, len(found.stdout.splitlines()), found.stderr[:200])
"""


def import_list(path: Path, env: dict[str, str]) -> float:
    """Import as `own`; the seconds it took."""
    start = time.perf_counter()
    words = (*OURS, "catalogue", "import", str(path), "--name", "own", "-q")
    subprocess.run(words, env=env, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def kills(folder: Path, env: dict[str, str]) -> int:
    """Kill imports; how often the catalogue was neither the old one nor the new one."""
    old, new = folder / "old.csv", folder / "new.csv"
    write_list(old, OLD)
    write_list(new, NEW, seed=2)
    own = folder / "catalogues" / "own.db"
    longest = import_list(new, env)
    after = own.read_bytes()
    import_list(old, env)
    before = own.read_bytes()
    draw, wrong, midway, through = random.Random(1), 0, 0, 0
    for _ in range(KILLS):
        words = (*OURS, "catalogue", "import", str(new), "--name", "own", "-q")
        with subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL) as running:
            time.sleep(draw.uniform(0, longest))
            running.kill()
        left = list(own.parent.glob(".patentcli-*"))
        midway += bool(left)
        for path in left:
            path.unlink()
        found = own.read_bytes()
        wrong += found not in (before, after)
        if found != before:  # it had just taken its place
            through += 1
            own.write_bytes(before)
    print(f"{KILLS} kills, {midway} while it wrote, {through} when all was done: {wrong} wrong")
    return wrong


def crowd(folder: Path, env: dict[str, str]) -> int:
    """Read in many processes while lists are imported; the number of wrong answers."""
    paths = [folder / f"crowd{rows}.csv" for rows in CROWD]
    for path, rows in zip(paths, CROWD, strict=True):
        write_list(path, rows)
    import_list(paths[0], env)
    words = [sys.executable, "-c", READER, str(STARTS), *OURS]
    words += ["-C", "own", "list", "--format", "ids", "-q"]
    readers = [
        subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    done = 0
    while done < IMPORTS or any(reader.poll() is None for reader in readers):
        done += 1
        import_list(paths[done % 2], env)
    answers = [line for reader in readers for line in reader.communicate()[0].splitlines()]
    right = {f"0 {rows} b''" for rows in CROWD}
    wrong = [line for line in answers if line not in right]
    print(f"{len(answers)} starts of list during {done} imports: {len(wrong)} wrong answers")
    print(*wrong[:5], sep="\n", end="")
    return len(wrong) + abs(len(answers) - PROCESSES * STARTS)


def main() -> None:
    """Run both; the exit status says whether anything was wrong."""
    with tempfile.TemporaryDirectory() as place:
        env = {**os.environ, "PATENTCLI_DATA_DIR": place, "LANG": "C.UTF-8"}
        wrong = kills(Path(place), env) + crowd(Path(place), env)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
