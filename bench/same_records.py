"""The same records in the form that each program wants them, for one number of records."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generate_lists import COMMON, RARE, write_list
from peers import Environments

HERE = Path(__file__).resolve().parent
BUNDLED = 100  # this number of records stands for the catalogue that comes with the program
FIELDS = (
    "id",
    "title",
    "title_zh",
    "holder",
    "filing_date",
    "domain",
    "listing",
    "annual_fee_yuan",
    "summary",
    "summary_zh",
)
TEXTS = ("title", "title_zh", "summary", "summary_zh")
SEARCHERS = {
    "FTS5": ("typer", "search_fts5.py"),
    "FTS5, pairs": ("typer", "search_fts5_pairs.py"),
    "bm25s": ("bm25s", "search_bm25s.py"),
    "rank-bm25": ("rank-bm25", "search_rank_bm25.py"),
    "tantivy": ("tantivy", "search_tantivy.py"),
}
# rank-bm25 keeps a Python dictionary for every record: more than a gigabyte for a million.
MOST_FOR_RANK_BM25 = 1_000_000


class Words(NamedTuple):
    """A word that few records have, one that many have, and a number to show."""

    rare: str
    common: str
    id: str


class Records:
    """The files of one size under `folder`; what is there already is used again."""

    def __init__(
        self,
        size: int,
        folder: Path,
        peers: Environments,
        run: Callable[..., None],
        say: Callable[[str], None],
    ) -> None:
        self.size, self.peers, self.run, self.say = size, peers, run, say
        self.folder = folder / str(size)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.csv = self.folder / "patents.csv"
        self.jsonl = self.folder / "patents.jsonl"
        self.sqlite = self.folder / "patents.db"
        self.duckdb = self.folder / "patents.duckdb"
        self.list = self.folder / "list.csv"
        self.name = "bundled" if size == BUNDLED else f"n{size}"
        self.imported = size == BUNDLED

    def generate(self) -> None:
        """The exchange's list, as it would be imported."""
        if not self.list.exists():
            self.say(f"{self.size:,} records: making the list")
            write_list(self.list, self.size)

    def import_list(self) -> None:
        """The list as a catalogue of patentcli, made anew in every run: its form may change."""
        if not self.imported:
            self.generate()
            self.say(f"{self.size:,} records: catalogue")
            self.run(self.importing())
            self.imported = True

    def importing(self) -> tuple[str, ...]:
        """The command that imports the list."""
        program = self.peers.bin("patentcli", "patentcli")
        rest = ("import", str(self.list), "--name", self.name, "--official", "-q")
        return (program, "catalogue", *rest)

    def prepare(self) -> None:
        """The records of the catalogue as CSV, JSON Lines, SQLite and DuckDB files."""
        program = self.peers.bin("patentcli", "patentcli")
        listing = (program, "list", "-C", self.name, "-q", "--fields", ",".join(FIELDS))
        for path in (self.csv, self.jsonl):
            if not path.exists():
                self.say(f"{self.size:,} records: {path.name}")
                self.run((*listing, "--format", path.suffix[1:], "-o", str(path)))
        if not self.sqlite.exists():
            self.say(f"{self.size:,} records: {self.sqlite.name}")
            for step in self._sqlite_utils():
                self.run(step)
        if not self.duckdb.exists():
            self.say(f"{self.size:,} records: {self.duckdb.name}")
            load = str(HERE / "programs" / "duckdb_load.py")
            index = ("id", "domain")
            self.run((self.peers.bin("duckdb"), load, str(self.duckdb), str(self.jsonl), *index))

    def _sqlite_utils(self) -> list[tuple[str, ...]]:
        program = self.peers.bin("sqlite-utils", "sqlite-utils")
        base = str(self.sqlite)
        return [
            (program, "insert", base, "patents", str(self.jsonl), "--nl", "--pk", "id"),
            (program, "create-index", base, "patents", "domain"),
            (program, "enable-fts", base, "patents", *TEXTS),
        ]

    def index(self, name: str) -> Path | None:
        """The index of a search library; None where the library cannot hold so many records."""
        environment, program = SEARCHERS[name]
        path = self.folder / f"{name}.index"
        if name == "rank-bm25" and self.size > MOST_FOR_RANK_BM25:
            return None
        if not path.exists():
            self.say(f"{self.size:,} records: {path.name}")
            made = path.with_suffix(".part")
            if made.is_dir():
                shutil.rmtree(made)
            made.unlink(missing_ok=True)
            script = str(HERE / "programs" / program)
            self.run((self.peers.bin(environment), script, "build", str(self.jsonl), str(made)))
            made.rename(path)
        return path

    def words(self) -> Words:
        """What the questions ask for."""
        if self.size == BUNDLED:
            return Words("subtitle", "video", "CN114694123B")
        with self.jsonl.open(encoding="utf-8") as stream:
            for place, line in enumerate(stream):
                if place == self.size // 2:
                    return Words(RARE[1].split()[2], COMMON[1], json.loads(line)["id"])
        raise SystemExit(f"{self.jsonl} has fewer than {self.size:,} records")


def runner(env: dict[str, str]) -> Callable[[tuple[str, ...]], None]:
    """A function that runs a preparing command and stops everything if it fails."""

    def run(words: tuple[str, ...]) -> None:
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            said = (done.stderr or done.stdout)[-2000:]
            raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{said}")

    return run
