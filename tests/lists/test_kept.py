"""What an import keeps beside its records: keys by which patents are one, and what is unknown."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listing import imported, write_list
from patentcli import worker
from patentcli.catalogue import query
from patentcli.catalogue.filters import Filters, conditions
from patentcli.catalogue.store import count_unknown
from patentcli.lists import filling
from patentcli.numbers import lookup_keys, read
from scratch_catalogue import catalogue_of
from tools import call

HEADS = ["授权公告号", "专利名称"]
# Spellings that are one patent, and digits that only look like another's.
NUMBERS = (
    *("CN114694123B", "CN114694123A", "CN114694123", "CN 114694124 B", "CN1098765C", "CN1098765A"),
    *("CN202210599U", "CN202210599", "CN202210600U", "ZL202210599282.6", "202210599282"),
    *("CN202210600123.4", "US11941802B2", "US11941802", "EP1234567B1", "CN85100012B"),
)


def same(one: str, other: str) -> bool:
    """Whether two numbers have a lookup key in common."""
    return not set(lookup_keys(read(one))).isdisjoint(lookup_keys(read(other)))


@pytest.mark.parametrize("command", ["import", "validate"])
@pytest.mark.parametrize("pair", [*combinations(NUMBERS, 2), ("CN114694123B", "CN114694123B")])
def test_two_rows_of_one_patent(
    pair: Sequence[str], command: str, tmp_path: Path, data_dir: Path
) -> None:
    rows = [[number, f"视频{n}"] for n, number in enumerate(pair)]
    path = write_list(tmp_path, HEADS, *rows)
    name = ["--name", "own"] if command == "import" else []

    answer = call("catalogue", command, str(path), *name)

    said = "the same patent as in row 2" in answer.out + answer.err
    assert said == same(*pair)
    assert (answer.code != 0) == said


FULL = {
    "授权公告号": "CN114694123B",
    "专利名称": "一种视频",
    "专利权人": "浙江大学",
    "发明人": "王伟",
    "申请日": "2022-05-30",
    "IPC分类号": "G06V10/00",
    "技术领域": "视频技术",
    "年许可费（万元）": "1",
}
blanks = st.sets(st.sampled_from([head for head in FULL if head not in HEADS]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(blanks, min_size=1, max_size=5), st.booleans())
def test_how_many_records_lack_a_value(
    tmp_path: Path, data_dir: Path, rows: list[set[str]], doubled: bool
) -> None:
    lines = [["" if head in blank else value for head, value in FULL.items()] for blank in rows]
    for n, line in enumerate(lines):
        line[0] = f"CN{114_694_123 + n}B"
    if doubled:
        lines.append(lines[0])

    answer = imported(write_list(tmp_path, list(FULL), *lines), "--skip-invalid")

    assert answer.code == 0, answer.err
    with closing(sqlite3.connect(data_dir / "catalogues" / "own.db")) as connection:
        kept = dict(connection.execute("SELECT field, records FROM unknown"))
        assert kept == count_unknown(connection)
    without = sum("技术领域" in blank for blank in rows)
    listed = call("-C", "own", "list", "--domain", "video", "--format", "ids")
    assert len(listed.lines) == len(rows) - without
    assert (f"{without} skipped: no domain" in listed.err) == bool(without)


def test_what_is_kept_is_not_counted_again() -> None:
    found = conditions(Filters(domain=["video"]), "2024-01-01")
    more = conditions(Filters(domain=["video"], filed_after="2020-01-01"), "2024-01-01")
    statements: list[str] = []
    with closing(catalogue_of([{"domain": "video"}, {"domain": None}])) as connection:
        connection.set_trace_callback(statements.append)
        alone = query.count_unknown(connection, found)
        both = query.count_unknown(connection, more)
        connection.set_trace_callback(None)

    assert (alone, both) == (1, 2)
    counting = [sql for sql in statements if "FROM patent" in sql]
    assert len(counting) == 1, "only that of two filters"


def test_the_words_for_corrections_are_those_of_one_process(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "FEW", 3)
    path = write_list(tmp_path, HEADS, *[[f"CN{n}14694123", f"视频 video{n}"] for n in "123"] * 2)
    found = []
    for name, pays in (("beside", True), ("alone", False)):
        monkeypatch.setattr(worker, "pays", lambda pays=pays: pays and worker.available())
        assert imported(path, "--skip-invalid", name=name).code == 0
        with closing(sqlite3.connect(data_dir / "catalogues" / f"{name}.db")) as connection:
            found.append(connection.execute("SELECT * FROM search_vocabulary").fetchall())

    assert found[0] == found[1]
    assert [count for word, count, _sound in found[0] if word == "视频"] == [3]
