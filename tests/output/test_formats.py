"""TSV, CSV, Markdown, JSON and ids: examples, and that a reader gets it all back.

What hostile text does to them is tested through the command line: hostile/test_catalogue_text.py.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hostile_catalogue import UNSEEN
from outputs import HOSTILE, Sink, asked, surroundings, written
from patentcli.output.clean import guard, unguard
from patentcli.output.formats import FORMATS, Rows

RECORDS: list[dict[str, object]] = [
    {"id": "CN1", "tags": ["a", "b"], "fee": "40000.00", "own": True, "more": {"date": None}},
    {"id": "CN2", "tags": [], "fee": None, "own": False, "more": [{"n": 1}, {"n": 2}]},
    {"id": "=1+1", "tags": ["视频", "x, y"], "fee": "-5", "own": None, "more": 'say "x"'},
]
TEXTS = [name for name in FORMATS if name not in ("table", "xlsx")]


@pytest.mark.parametrize(
    ("options", "records", "body"),
    [
        (
            {"format": "tsv"},
            RECORDS,
            "id\ttags\tfee\town\tmore\n"
            'CN1\ta|b\t40000.00\ttrue\t{"date": null}\n'
            'CN2\t\t\tfalse\t[{"n": 1}, {"n": 2}]\n'
            '\'=1+1\t视频|x, y\t-5\t\tsay "x"\n',
        ),
        (
            {"format": "csv"},
            RECORDS,
            "id,tags,fee,own,more\n"
            'CN1,a|b,40000.00,true,"{""date"": null}"\n'
            'CN2,,,false,"[{""n"": 1}, {""n"": 2}]"\n'
            '\'=1+1,"视频|x, y",-5,,"say ""x"""\n',
        ),
        (  # addresses and names stay readable
            {"format": "md", "rows": {"numeric": ("fee",)}},
            [{"id": "a|b", "fee": 3}, {"id": "https://a.example/en?a_b=1&c=2", "fee": None}],
            "| id | fee |\n| --- | ---: |\n| a\\|b | 3 |\n| https://a.example/en?a_b=1&c=2 |  |\n",
        ),
        (
            {"format": "json"},
            [{"id": "视频", "uses": [], "more": [{"n": None}]}],
            '[\n  {\n    "id": "视频",\n    "uses": [],\n    "more": [\n      {\n'
            '        "n": null\n      }\n    ]\n  }\n]\n',
        ),
        (
            {"format": "jsonl"},
            [{"id": "CN1", "t": "视频"}, {"id": "CN2", "t": None}],
            '{"id": "CN1", "t": "视频"}\n{"id": "CN2", "t": null}\n',
        ),
        ({"format": "json", "fields": "id,id"}, [{"id": 1}], '[\n  {\n    "id": 1\n  }\n]\n'),
        (  # chosen fields take the place of a document
            {"format": "jsonl", "fields": "id", "rows": {"document": lambda: {"verdict": "x"}}},
            [{"id": "CN1", "t": 1}],
            '{"id": "CN1"}\n',
        ),
        ({"format": "json"}, [], "[]\n"),
        # A record of one empty cell is no empty line.
        ({"format": "csv", "no_header": True}, [{"id": None}, {"id": "x"}], '""\nx\n'),
    ],
)
def test_examples(options: dict[str, object], records: list[dict[str, object]], body: str) -> None:
    assert written(records, **options) == body  # type: ignore[arg-type]


VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
CELL = st.one_of(st.text(VISIBLE), st.text(st.sampled_from("=+-@'\",\n\r\t|;1a视 ")))


@given(st.lists(st.tuples(CELL, CELL, st.none() | CELL), min_size=1))
def test_csv_read_back_is_what_was_written_and_tsv_but_for_breaks(
    cells: list[tuple[str, ...]],
) -> None:
    records = [dict(zip("abc", row, strict=True)) for row in cells]
    head, *rows = csv.reader(io.StringIO(written(records, format="csv"), newline=""))
    assert head == ["a", "b", "c"]
    assert [[unguard(cell) for cell in row] for row in rows] == [
        [text or "" for text in row] for row in cells
    ]
    lines = written(records, format="tsv", no_header=True).removesuffix("\n").split("\n")
    breaks = re.compile("\r\n|[\r\n\t]")
    assert list(csv.reader(lines, delimiter="\t", skipinitialspace=True, strict=True)) == [
        [breaks.sub(" ", guard(text or "")).lstrip(" ") for text in row] for row in cells
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_cell_of_markdown_reads_as_its_own_text(text: str) -> None:
    body = written([{"a": text, "b": "x"}], format="md")
    assert UNSEEN & set(body) <= {"\n"}
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    cells = re.findall("<td>(.*)</td>", shown)
    assert (len(cells), cells[1], shown.count("<")) == (2, "x", 18)  # no markup but the table's own
    assert UNSEEN & set(text) or unescape(cells[0]) == text


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
RECORD = st.fixed_dictionaries(
    {"id": st.text(), "视频": VALUE, "list": st.lists(VALUE, max_size=3)}
)


@given(st.lists(RECORD, min_size=1, max_size=3), VALUE)
def test_json_gives_back_exactly_the_records_or_the_document(
    records: list[dict[str, object]], value: object
) -> None:
    for found, rows in ((records, {}), (value, {"document": lambda: value})):
        assert json.loads(written(records, format="json", rows=rows)) == found
        lines = written(records, format="jsonl", rows=rows).split("\n")[:-1]
        listed = found if isinstance(found, list) else [found]
        assert [json.loads(line) for line in lines] == listed


def test_a_view_of_its_own_is_used_for_the_table_only_and_not_with_chosen_fields() -> None:
    rows = {"human": lambda screen: screen.line("drawn")}
    assert written(RECORDS, format="table", rows=rows) == "drawn\n"
    assert "drawn" not in written(RECORDS, format="table", rows=rows, fields="id")
    assert "drawn" not in written(RECORDS, format="tsv", rows=rows)


@pytest.mark.parametrize("name", TEXTS)
def test_records_are_read_as_they_are_written(name: str) -> None:
    """A million records must not be held, and data is UTF-8 whatever the terminal speaks."""
    sink = Sink()
    ahead = 0

    def records() -> Iterator[Mapping[str, object]]:
        nonlocal ahead
        for number in range(5000):
            yield {"id": f"{number:0100}", "title": "视频é"}
            ahead = max(ahead, number * 100 - len(sink.body))

    rows = Rows(("id", "title"), ("id", "title"), records(), id_field="id")
    asked(surroundings(sink, encoding="gbk"), format=name).write(rows)
    assert 0 < ahead < 200_000
    assert name == "ids" or "视频é" in sink.body.decode("utf-8", "ignore")
