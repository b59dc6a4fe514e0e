"""What is asked of each program: files that it likes best, and commands over the same records."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from peers import Environments
from scale import write_companies, write_floors
from timing import OURS, Command, one

from lists import COMMON, RARE, write_list

BUNDLED = 100  # this number of records stands for the catalogue that comes with the program
PAGE = 20
SHOWN = ("id", "domain", "listing", "holder", "holder_zh", "title", "title_zh")
FIELDS = (*SHOWN, "filing_date", "annual_fee_yuan", "summary", "summary_zh")
TEXTS = ("title", "title_zh", "summary", "summary_zh")
LOAD = """
import sys, duckdb
base, source, *indexed = sys.argv[1:]
with duckdb.connect(base) as connection:
    reader = "read_csv" if source.endswith(".csv") else "read_json"
    skip = ", skip = 1, ignore_errors = true" if source.endswith(".csv") else ""
    connection.execute(f"CREATE TABLE patents AS FROM {reader}('{source}'{skip})")
    for column in indexed:
        connection.execute(f"CREATE INDEX by_{column} ON patents ({column})")
"""
QUERY = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    connection.sql(sys.argv[2]).write_csv("/dev/stdout")
"""
LOOP = """
import csv, sys
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as target:
    csv.writer(target).writerows(csv.reader(source))
"""

NEEDS = (
    "直播 视频剪辑", "图像检索", "三维 重建", "traffic signals", "短视频 字幕", "超分辨率",
    "地图 导航", "virtual reality", "商品 推荐", "人脸识别", "sharpen photos", "弹幕",
    "点云 相机 标定",
)  # fmt: skip


def write_needs(path: Path) -> None:
    """40 companies with three needs each, no two companies with the same three."""
    lines = ["name,industry,employees,needs"]
    for place in range(40):
        needs = (NEEDS[(place * step + step) % len(NEEDS)] for step in (1, 2, 5))
        lines.append(f"company {place},I65,{place * 10},{'|'.join(needs)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Records:
    """The files of one size; what is there already is used again, but for our own catalogue."""

    def __init__(
        self, size: int, folder: Path, peers: Environments, env: Mapping[str, str]
    ) -> None:
        self.size, self.peers, self.env = size, peers, env
        self.folder = folder / str(size)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = "bundled" if size == BUNDLED else f"n{size}"
        self.ours = peers.bin("patentcli", "patentcli")
        self.sqlite_utils = peers.bin("sqlite-utils", "sqlite-utils")
        self.list, self.csv, self.jsonl = (
            self.folder / name for name in ("list.csv", "patents.csv", "patents.jsonl")
        )
        self.sqlite, self.duckdb = self.folder / "patents.db", self.folder / "patents.duckdb"

    def generate(self) -> None:
        """The exchange's list."""
        if not self.list.exists():
            write_list(self.list, self.size)

    def importing(self) -> tuple[str, ...]:
        """The command that imports the list."""
        rest = ("import", str(self.list), "--name", self.name, "--official", "-q")
        return (self.ours, "catalogue", *rest)

    def prepare(self) -> None:
        """The catalogue, and its records as CSV, JSON Lines, SQLite and DuckDB files."""
        if self.size != BUNDLED:
            self.generate()
            self._run(*self.importing())
        for path in (self.csv, self.jsonl):
            listing = ("list", "-C", self.name, "-q", "--fields", ",".join(FIELDS))
            rest = ("--format", path.suffix[1:], "-o", path, "--force")
            self._run(self.ours, *listing, *rest)
        for path in (self.sqlite, self.duckdb):
            path.unlink(missing_ok=True)
        lite = (self.sqlite_utils, "insert", self.sqlite, "patents", self.jsonl)
        self._run(*lite, "--nl", "--pk", "id")
        self._run(self.sqlite_utils, "create-index", self.sqlite, "patents", "domain")
        self._run(self.sqlite_utils, "enable-fts", self.sqlite, "patents", *TEXTS)
        load = (self.peers.bin("duckdb"), "-c", LOAD, self.duckdb, self.jsonl, "id", "domain")
        self._run(*load)

    def number(self) -> str:
        """The number in the middle; read line by line, since a child's peak counts in ours."""
        with self.jsonl.open(encoding="utf-8") as stream:
            return str(json.loads(next(islice(stream, self.size // 2, None)))["id"])

    def _run(self, *words: object) -> None:
        done = subprocess.run(
            list(map(str, words)), env=dict(self.env), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"{words}: exit {done.returncode}\n{done.stderr[-2000:]}")

    # The questions: each gives a command for every program that can answer it.

    def imported(self) -> dict[str, Command]:
        """The same list into a catalogue, an SQLite file with full text, and a DuckDB file.

        Each begins without the file of the round before. The peers check nothing; sqlite-utils gets
        the list without its title row.
        """
        plain = self.folder / "plain.csv"
        with self.list.open(encoding="utf-8") as source, plain.open("w", encoding="utf-8") as out:
            next(source)
            out.writelines(source)
        lite, duck = self.folder / "loaded.db", self.folder / "loaded.duckdb"
        own = Path(self.env["XDG_DATA_HOME"], "patentcli", "catalogues", self.name)
        insert = (self.sqlite_utils, "insert", str(lite), "list", str(plain), "--csv")
        heads = ("专利名称", "英文名称", "专利权人", "发明人")
        index = (self.sqlite_utils, "enable-fts", str(lite), "list", *heads)
        load = one(self.peers.bin("duckdb"), "-c", LOAD, duck, self.list)
        return {
            OURS: one(*self.importing())._replace(before=_remover(own)),
            "sqlite-utils": Command((insert, index), _remover(lite)),
            "DuckDB": load._replace(before=_remover(duck)),
        }

    def filtered(self, limit: int | None = None) -> dict[str, Command]:
        """All records of a domain, or the first of them."""
        few = ("--limit", str(limit)) if limit else ()
        return self._asked(
            ("list", "--domain", "video", *few),
            ("rows", "--where", "domain = 'video'", *few),
            ("-c", "domain", "-m", "video"),
            f"domain = 'video'{f' LIMIT {limit}' if limit else ''}",
            '.domain=="video"',
            limit,
        )

    def shown(self) -> dict[str, Command]:
        """One record by its number."""
        number = self.number()
        test, where = f'.id=="{number}"', f"id = '{number}'"
        grep = ("-c", "id", "-m", number)
        return self._asked(("show", number), ("rows", "--where", where), grep, where, test)

    def searched(self, word: str) -> dict[str, Command]:
        """The best records for a word; programs without an index look for its letters."""
        like = f"title ILIKE '%{word}%' OR summary ILIKE '%{word}%' LIMIT {PAGE}"
        jq = f'(((.title // "")+" "+(.summary // ""))|test("{word}";"i"))'
        return self._asked(
            ("search", word, "--limit", str(PAGE)),
            ("search", word, "--limit", str(PAGE)),
            ("-a", "-c", "title,summary", "-r", f"(?i){word}"),
            like,
            jq,
        )

    def words(self) -> tuple[str, str]:
        """A word that few records have, and one that many have."""
        if self.size == BUNDLED:
            return "fingerprint", "video"
        return RARE[1].split()[2], COMMON[1]

    def _asked(
        self,
        ours: tuple[str, ...],
        lite: tuple[str, ...],
        grep: tuple[str, ...],
        where: str,
        test: str,
        limit: int | None = None,
    ) -> dict[str, Command]:
        columns = [part for column in SHOWN for part in ("-c", column)]
        # search takes its query after the table
        verb, *rest = lite
        kind, found = "-C", self.name
        csvgrep = (self.peers.bin("csvkit", "csvgrep"), *grep, self.csv)
        sql = f"SELECT {', '.join(SHOWN)} FROM patents WHERE {where}"
        commands = {
            OURS: one(self.ours, *ours, kind, found, "-q", "--format", "csv"),
            "sqlite-utils": one(
                self.sqlite_utils, verb, self.sqlite, "patents", *rest, *columns, "--csv"
            ),
            "csvkit": _headed(csvgrep, limit + 1) if limit else one(*csvgrep),
            "DuckDB": one(self.peers.bin("duckdb"), "-c", QUERY, self.duckdb, sql),
        }
        fields = ",".join(f".{c}" for c in SHOWN)
        if jq := shutil.which("jq"):  # compiled, taken from where it is
            words = (jq, "-r", f"select({test})|[{fields}]|@csv", self.jsonl)
            commands["jq"] = _headed(words, limit) if limit else one(*words)
        return commands

    def verdicts(self) -> dict[str, Command]:
        """Fee and size of a file of companies, beside a loop that only copies it."""
        companies, floors = self.folder / "companies.csv", self.folder / "floors.csv"
        write_companies(companies, self.size, write_floors(floors), [""])
        out = self.folder / "verdicts.csv"
        batch = (self.ours, "eligible", "--batch", companies, "-q", "--format", "csv")
        return {
            OURS: one(*batch, "--force", "-o", out),
            "csv loop": one(sys.executable, "-c", LOOP, companies, self.folder / "copy.csv"),
        }


def _headed(words: tuple[object, ...], lines: int) -> Command:
    """The first lines of what a program prints; it ends when nobody reads on."""
    return one("sh", "-c", f'"$@" 2>&- | head -n {lines}', "sh", *words)


def _remover(path: Path) -> Callable[[], None]:
    def away() -> None:
        for found in path.parent.glob(path.name + "*"):
            found.unlink()

    return away
