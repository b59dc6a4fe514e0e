"""Markdown: a table as GitHub reads it, in which text stays text."""

import pytest
from markdown_it import MarkdownIt

from outputs import HOSTILE, UNSEEN, written


def html_of(markdown: str) -> str:
    return str(MarkdownIt("js-default").enable("table").render(markdown))


def cells_of(markdown: str) -> list[list[str]]:
    """The text of each cell, as a Markdown reader sees it; a cell with markup inside fails."""
    rows: list[list[str]] = []
    inside = False
    for token in MarkdownIt("js-default").enable("table").parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            inside = True
        elif token.type == "inline" and inside:
            assert {child.type for child in token.children or []} <= {"text", "text_special"}
            rows[-1].append("".join(child.content for child in token.children or []))
            inside = False
    return rows


def test_a_table() -> None:
    records = [{"id": "CN1", "title": "a|b", "count": 3}, {"id": "CN2", "title": None, "count": 12}]
    assert written(records, format="md", rows={"numeric": ("count",)}) == (
        "| id | title | count |\n| --- | --- | ---: |\n| CN1 | a\\|b | 3 |\n| CN2 |  | 12 |\n"
    )


def test_without_header_there_are_rows_only() -> None:
    assert written([{"id": "CN1"}], format="md", header=False) == "| CN1 |\n"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_cell_reads_as_its_own_text(text: str) -> None:
    body = written([{"a": text, "b": "x"}], format="md")
    assert UNSEEN & set(body) <= {"\n"}
    head, row = cells_of(body)
    assert head == ["a", "b"]
    assert row[1] == "x"
    if not UNSEEN & set(text):
        assert row[0] == text


def test_no_tag_survives() -> None:
    assert "<script" not in html_of(written([{"a": HOSTILE["markdown"]}], format="md"))


def test_addresses_and_names_with_underscores_stay_as_they_are() -> None:
    address = "https://patents.google.com/patent/CN1/en?a_b=c&d=e"
    assert f"| {address} | chinese_grant |" in written(
        [{"a": address, "b": "chinese_grant"}], format="md"
    )
