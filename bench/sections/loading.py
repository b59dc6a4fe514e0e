"""Taking in an exchange's list: import, checks and index, beside programs that check nothing."""

from pathlib import Path

from comparing import Bench
from same_records import BUNDLED, HERE
from timing import OURS, Command, one

# What sqlite-utils indexes: the columns of the list that patentcli searches.
TEXT_HEADS = ("专利名称", "英文名称", "专利权人", "发明人")


def measure(bench: Bench, sizes: list[int]) -> None:
    """The same CSV file into a catalogue, an SQLite file with full text, and a DuckDB file."""
    program = bench.peers.bin("sqlite-utils", "sqlite-utils")
    for size in sizes:
        if size == BUNDLED:
            continue
        records = bench.records(size)
        records.generate()
        lite, duck = records.folder / "loaded.db", records.folder / "loaded.duckdb"
        insert = (program, "insert", str(lite), "list", str(records.list), "--csv")
        index = (program, "enable-fts", str(lite), "list", *TEXT_HEADS)
        script = HERE / "programs" / "duckdb_load.py"
        load = one(bench.peers.bin("duckdb"), script, duck, records.list)
        commands = {
            OURS: one(*records.importing()),
            "sqlite-utils": Command(
                (insert, index), lambda lite=lite: _away(lite), remark="checks nothing"
            ),
            "DuckDB": load._replace(
                before=lambda duck=duck: _away(duck), remark="checks nothing, no full text"
            ),
        }
        bench.compare("import", "import a list (CSV)", size, commands)
        records.imported = OURS in bench.measured
        _away(lite)
        _away(duck)


def _away(path: Path) -> None:
    for found in path.parent.glob(path.name + "*"):
        found.unlink()
