"""TSV and CSV: golden examples, and that a reader gets back what was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import HOSTILE, UNSEEN, written
from patentcli.output.clean import guard, unguard

RECORDS: list[dict[str, object]] = [
    {"id": "CN1", "tags": ["a", "b"], "fee": "40000.00", "own": True, "more": {"date": None}},
    {"id": "CN2", "tags": [], "fee": None, "own": False, "more": [{"n": 1}, {"n": 2}]},
    {"id": "=1+1", "tags": ["视频", "x, y"], "fee": "-5", "own": None, "more": 'say "x"'},
]


def test_tsv() -> None:
    assert written(RECORDS, format="tsv") == (
        "id\ttags\tfee\town\tmore\n"
        'CN1\ta|b\t40000.00\ttrue\t{"date": null}\n'
        'CN2\t\t\tfalse\t[{"n": 1}, {"n": 2}]\n'
        '\'=1+1\t视频|x, y\t-5\t\tsay "x"\n'
    )


def test_csv() -> None:
    assert written(RECORDS, format="csv") == (
        "id,tags,fee,own,more\n"
        'CN1,a|b,40000.00,true,"{""date"": null}"\n'
        'CN2,,,false,"[{""n"": 1}, {""n"": 2}]"\n'
        '\'=1+1,"视频|x, y",-5,,"say ""x"""\n'
    )


@pytest.mark.parametrize("name", ["tsv", "csv"])
def test_without_header(name: str) -> None:
    assert written([{"id": "CN1"}], format=name, header=False) == "CN1\n"


@pytest.mark.parametrize(("name", "head"), [("tsv", "id\ttitle\n"), ("csv", "id,title\n")])
def test_no_records_leave_the_header(name: str, head: str) -> None:
    assert written([], format=name) == head


def test_the_byte_order_mark_stands_before_the_header() -> None:
    assert written([{"id": "CN1"}], format="csv", bom=True) == "\ufeffid\nCN1\n"


def test_a_record_of_one_empty_cell_is_no_empty_line_in_csv() -> None:
    assert written([{"id": None}, {"id": "x"}], format="csv", header=False) == '""\nx\n'


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_tsv_has_one_line_a_record_and_nothing_unseen(text: str) -> None:
    head, body = written([{"a": text, "b": "x"}], format="tsv").removesuffix("\n").split("\n")
    assert head == "a\tb"
    cell, other = body.split("\t")
    assert other == "x"
    assert not UNSEEN & set(cell)
    assert cell[:1] not in set("=+-@")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_csv_has_nothing_unseen_but_quoted_breaks_and_no_formula(text: str) -> None:
    body = written([{"a": text, "b": "x"}], format="csv", header=False)
    assert UNSEEN & set(body) <= set("\t\n\r")
    ((cell, other),) = csv.reader(io.StringIO(body, newline=""))
    assert other == "x"
    assert cell[:1] not in set("=+-@\t\r")


VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
CELL = st.one_of(
    st.text(VISIBLE),
    st.text(st.sampled_from("=+-@'\",\n\r\t|;1a视 ")),
)


@given(st.lists(st.fixed_dictionaries({"a": CELL, "b": CELL, "c": st.none() | CELL}), min_size=1))
def test_csv_read_back_is_what_was_written(records: list[dict[str, object]]) -> None:
    names = ("a", "b", "c")
    body = written(records, format="csv", rows={"columns": names, "fields": names})
    head, *rows = csv.reader(io.StringIO(body, newline=""))
    assert head == ["a", "b", "c"]
    assert [[unguard(cell) for cell in row] for row in rows] == [
        [row["a"], row["b"], row["c"] or ""] for row in records
    ]


@given(st.lists(st.tuples(CELL, CELL), min_size=1))
def test_tsv_read_back_is_what_was_written_but_for_breaks(pairs: list[tuple[str, str]]) -> None:
    body = written([{"a": a, "b": b} for a, b in pairs], format="tsv", header=False)
    rows = [line.split("\t") for line in body.removesuffix("\n").split("\n")]
    assert rows == [[on_one_line(guard(text)) for text in pair] for pair in pairs]


def on_one_line(text: str) -> str:
    for mark in ("\r\n", "\r", "\n", "\t"):
        text = text.replace(mark, " ")
    return text


def test_plain_and_hostile_records_side_by_side_are_all_right() -> None:
    records = [
        {"a": "x", "b": "y"},
        {"a": "x", "b": "=y"},
        {"a": "'=x", "b": "\x1b"},
        {"a": 1, "b": "z"},
    ]
    assert written(records, format="tsv", header=False) == "x\ty\nx\t'=y\n''=x\t\\x1b\n1\tz\n"
    assert written(records, format="csv", header=False) == "x,y\nx,'=y\n''=x,\\x1b\n1,z\n"
