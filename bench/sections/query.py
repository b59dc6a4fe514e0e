"""The questions that users ask of a list, put to each program over the same records."""

from comparing import Bench
from same_records import BUNDLED, HERE, Records
from sections.rule import one_company
from timing import OURS, Command, one

SHOWN = ("id", "domain", "listing", "holder", "title", "title_zh")
PAGE = 20


def measure(bench: Bench, sizes: list[int]) -> None:
    """Filter, first page, one patent and search at each size; one company's eligibility."""
    for size in sizes:
        records = bench.records(size)
        records.prepare()
        words = records.words()
        ask = _Asking(bench, records)
        bench.compare("query", "filter: all video patents", size, ask.filtered())
        bench.compare("query", f"filter: the first {PAGE}", size, ask.page())
        bench.compare("query", "show one patent", size, ask.shown(words.id))
        bench.compare("query", f"search {words.rare}", size, ask.searched(words.rare))
        bench.compare("query", f"search {words.common}", size, ask.searched(words.common))
        if size == BUNDLED:
            bench.compare("query", "eligible: one company", size, one_company(bench))


class _Asking:
    """How each program is asked over one set of files."""

    def __init__(self, bench: Bench, records: Records) -> None:
        self.bench, self.records = bench, records
        self.csvgrep = bench.peers.bin("csvkit", "csvgrep")
        self.sqlite_utils = bench.peers.bin("sqlite-utils", "sqlite-utils")
        self.jq, self.miller = bench.peers.binary("jq"), bench.peers.binary("miller")

    def _ours(self, *words: str) -> Command:
        return one(self.bench.ours, *words, "-C", self.records.name, "-q", "--format", "csv")

    def _rows(self, where: str, *rest: str) -> Command:
        columns = [word for column in SHOWN for word in ("-c", column)]
        base = (self.sqlite_utils, "rows", self.records.sqlite, "patents", "--csv")
        return one(*base, *columns, "--where", where, *rest)

    def _duckdb(self, rest: str, remark: str = "") -> Command:
        sql = f"SELECT {', '.join(SHOWN)} FROM patents {rest}"
        script = HERE / "programs" / "duckdb_query.py"
        python = self.bench.peers.bin("duckdb")
        return one(python, script, self.records.duckdb, sql, remark=remark)

    def _jq(self, test: str, *, head: bool = False, remark: str = "") -> Command:
        fields = ",".join(f".{c}" for c in SHOWN)
        words = (self.jq, "-r", f"select({test})|[{fields}]|@csv", self.records.jsonl)
        return _headed(words, PAGE, remark) if head else one(*words, remark=remark)

    def _miller(self, test: str, *, head: bool = False, remark: str = "") -> Command:
        then = ("then", "head", "-n", PAGE) if head else ()
        cut = ("then", "cut", "-o", "-f", ",".join(SHOWN))
        words = (self.miller, "--icsv", "--ocsv", "filter", test, *then, *cut, self.records.csv)
        return one(*words, remark=remark)

    def _binaries(self, jq: Command, miller: Command) -> dict[str, Command]:
        found = {"jq": (self.jq, jq), "miller": (self.miller, miller)}
        return {name: command for name, (path, command) in found.items() if path}

    def filtered(self) -> dict[str, Command]:
        """All records of a domain."""
        return {
            OURS: self._ours("list", "--domain", "video"),
            "sqlite-utils": self._rows("domain = 'video'"),
            "csvkit": one(self.csvgrep, "-c", "domain", "-m", "video", self.records.csv),
            "DuckDB": self._duckdb("WHERE domain = 'video'"),
            **self._binaries(self._jq('.domain=="video"'), self._miller('$domain=="video"')),
        }

    def page(self) -> dict[str, Command]:
        """The first of them."""
        grep = (self.csvgrep, "-c", "domain", "-m", "video", self.records.csv)
        return {
            OURS: self._ours("list", "--domain", "video", "--limit", str(PAGE)),
            "sqlite-utils": self._rows("domain = 'video'", "--limit", str(PAGE)),
            "csvkit": _headed(grep, PAGE + 1),
            "DuckDB": self._duckdb(f"WHERE domain = 'video' LIMIT {PAGE}"),
            **self._binaries(
                self._jq('.domain=="video"', head=True),
                self._miller('$domain=="video"', head=True),
            ),
        }

    def shown(self, number: str) -> dict[str, Command]:
        """One record by its number."""
        return {
            OURS: self._ours("show", number),
            "sqlite-utils": self._rows(f"id = '{number}'"),
            "csvkit": one(self.csvgrep, "-c", "id", "-m", number, self.records.csv),
            "DuckDB": self._duckdb(f"WHERE id = '{number}'"),
            **self._binaries(self._jq(f'.id=="{number}"'), self._miller(f'$id=="{number}"')),
        }

    def searched(self, word: str) -> dict[str, Command]:
        """The best records for a word; programs without an index look for its letters."""
        columns = [part for column in SHOWN for part in ("-c", column)]
        search = (self.sqlite_utils, "search", self.records.sqlite, "patents", word)
        plain = "no ranking: titles and summaries that hold the letters"
        grep = ("-a", "-c", "title,summary", "-r", f"(?i){word}", self.records.csv)
        like = f"WHERE title ILIKE '%{word}%' OR summary ILIKE '%{word}%' LIMIT {PAGE}"
        jq = f'(((.title // "")+" "+(.summary // ""))|test("{word}";"i"))'
        miller = f'$title =~ "{word}"i || $summary =~ "{word}"i'
        return {
            OURS: self._ours("search", word, "--limit", str(PAGE)),
            "sqlite-utils": one(*search, *columns, "--limit", PAGE, "--csv"),
            "csvkit": one(self.csvgrep, *grep, remark=plain),
            "DuckDB": self._duckdb(like, plain),
            **self._binaries(self._jq(jq, remark=plain), self._miller(miller, remark=plain)),
        }


def _headed(words: tuple[object, ...], lines: int, remark: str = "") -> Command:
    """The first lines of what a program prints; it ends when nobody reads on."""
    return one("sh", "-c", f'"$@" 2>&- | head -n {lines}', "sh", *words, remark=remark)
