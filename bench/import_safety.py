"""Killed imports and crowded ones: is there ever less than a whole catalogue?

    python bench/import_safety.py                   # 50 kills; 16 x 40 starts during 10 imports

Kills an import at random moments with SIGKILL and looks whether the old catalogue still answers
and what the next run leaves behind; then starts `list` in many processes while lists are imported
over the same name. Prints what it found and fails if anything was wrong.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate_lists import write_list

OURS = (sys.executable, "-m", "patentcli")
OLD, NEW = 100, 30_000  # rows of the catalogue that is there, and of the list that is imported
CROWD = (2000, 3000)  # rows of the lists that take each other's place
READER = """
import subprocess, sys
for _ in range(int(sys.argv[1])):
    found = subprocess.run([*sys.argv[2:]], capture_output=True)
    print(found.returncode, len(found.stdout.splitlines()), found.stderr[:200])
"""


def call(*words: str, env: dict[str, str]) -> "subprocess.CompletedProcess[bytes]":
    """One call of the program."""
    return subprocess.run([*OURS, *words], env=env, capture_output=True, check=False)


def kills(folder: Path, env: dict[str, str], times: int, seed: int) -> int:
    """Kill that many imports; the number of times something was wrong."""
    old, new = folder / "old.csv", folder / "new.csv"
    write_list(old, OLD)
    write_list(new, NEW, seed=2)
    own = folder / "data" / "catalogues" / "own.db"
    start = time.perf_counter()
    assert call("catalogue", "import", str(new), "--name", "own", env=env).returncode == 0
    whole = time.perf_counter() - start
    after = own.read_bytes()
    assert call("catalogue", "import", str(old), "--name", "own", env=env).returncode == 0
    before = own.read_bytes()
    draw, wrong, midway, through = random.Random(seed), 0, 0, 0
    for _ in range(times):
        command = [*OURS, "catalogue", "import", str(new), "--name", "own"]
        with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as running:
            time.sleep(draw.uniform(0, whole))
            running.send_signal(signal.SIGKILL)
        midway += any(path.name.startswith(".patentcli-") for path in own.parent.iterdir())
        found = own.read_bytes()
        if found == after:  # it had just taken its place
            through += 1
            own.write_bytes(before)
        call("catalogue", "import", str(old), "--name", "other", env=env)
        litter = {path.name for path in own.parent.iterdir()} - {"own.db", "other.db"}
        wrong += found not in (before, after) or bool(litter)
    print(
        f"{times} kills, {midway} of them in the midst of writing, {through} when all was done:"
        f" {wrong} times wrong"
    )
    return wrong


def crowd(folder: Path, env: dict[str, str], processes: int, starts: int, imports: int) -> int:
    """Read in many processes while lists are imported; the number of wrong answers."""
    lists = [folder / f"crowd{rows}.csv" for rows in CROWD]
    for path, rows in zip(lists, CROWD, strict=True):
        write_list(path, rows)
    call("catalogue", "import", str(lists[0]), "--name", "crowd", env=env)
    reader = [sys.executable, "-c", READER, str(starts), *OURS]
    reader += ["-C", "crowd", "list", "--format", "ids", "-q"]
    readers = [
        subprocess.Popen(reader, env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    done = 0
    while done < imports or any(reader.poll() is None for reader in readers):
        path = lists[done % 2]
        done += call("catalogue", "import", str(path), "--name", "crowd", env=env).returncode == 0
    right = {f"0 {rows} b''" for rows in CROWD}
    answers = [line for reader in readers for line in reader.communicate()[0].splitlines()]
    wrong = [line for line in answers if line not in right]
    print(f"{len(answers)} starts of list during {done} imports: {len(wrong)} wrong answers")
    for line in wrong[:5]:
        print(" ", line)
    return len(wrong) + abs(len(answers) - processes * starts)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--starts", type=int, default=40)
    parser.add_argument("--imports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        env = {**os.environ, "PATENTCLI_DATA_DIR": str(folder / "data"), "LANG": "C.UTF-8"}
        wrong = kills(folder, env, given.kills, given.seed)
        wrong += crowd(folder, env, given.processes, given.starts, given.imports)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
