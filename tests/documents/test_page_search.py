"""The page's search: it reads its table as the program does, and finds what the program finds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from judgements import judged
from patentcli.catalogue.file import bundled_path
from patentcli.catalogue.opening import connect
from patentcli.search.engine import run
from patentcli.search.table import Reader, look_up
from report_pages import data_of
from tools import call

QUERIES = [q for part in ("dev", "own") for q in judged(part)]
ODD = [
    "",
    "  ",
    "the of",
    "彈幕",
    "视频视频视频",
    "Ｖｉｄｅｏ",
    "vidéos",
    "ZL 2022 1 0599282.6",
    "recap clips of a drama series",
    "水应水应 视屏",
    "水银 水应",
    "__proto__ constructor",
    "𠀀𠀁",
    "a\u200bb 直播\u200b",
    "<b>视频</b>",
]
ASK = """(queries) => queries.map((query) => {
  const { hits, unknown } = Search.lookUp(query);
  return [hits.map(([place, score, fit]) => [place, fit]), unknown];
})"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "page.html"
    assert call("report", "-o", str(path)).code == 0
    return path


@pytest.fixture(scope="module")
def bundled() -> Iterator[sqlite3.Connection]:
    with closing(connect(bundled_path(), "")) as connection:
        yield connection


def test_the_script_looks_up_as_the_program_does(report: Path, open_page: Any) -> None:
    reader = Reader(data_of(report.read_text(encoding="utf-8"))["search"])
    queries = [q["query"] for q in QUERIES] + ODD
    answers = open_page(report).evaluate(ASK, queries)
    for query, (hits, unknown) in zip(queries, answers, strict=True):
        wanted, unmet = look_up(reader, query)
        assert hits == [[place, fit] for place, _score, fit in wanted], query
        assert unknown == unmet, query


def test_the_page_finds_what_the_program_finds(
    report: Path, bundled: sqlite3.Connection, open_page: Any
) -> None:
    page = open_page(report)
    ids = dict(bundled.execute("SELECT n, id FROM patent"))
    queries = [q["query"] for q in QUERIES]
    script = "(queries) => queries.map((q) => Search.run(q).places.map((p) => data.patents[p].id))"
    answers = dict(zip(queries, page.evaluate(script, queries), strict=True))
    first = nothing = answered = unanswered = 0
    beyond_ten = []
    for query in queries:
        wanted = [ids[h.n] for h in run(bundled, bundled, query).hits if h.fit != "weak"]
        found = answers[query]
        if wanted:
            answered += 1
            first += found[:1] == wanted[:1]
            beyond_ten += [query] * (wanted[0] not in found[:10])
        else:
            unanswered += 1
            nothing += not found
    assert beyond_ten == []
    assert first >= 0.97 * answered
    assert nothing >= 0.83 * unanswered
