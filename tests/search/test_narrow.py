"""A catalogue too large to be ranked as a whole."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from patentcli.search import narrow
from patentcli.search.engine import SMALL, run
from scratch_catalogue import catalogue_of

SIZE = SMALL + 1_000
RARE = SIZE - 10


@pytest.fixture(scope="module")
def large() -> Iterator[sqlite3.Connection]:
    """Common words in every record, some in every tenth, rare ones near the end."""
    records = []
    for n in range(1, SIZE + 1):
        title = f"Video processing method number{n}"
        title_zh = "视频处理方法"
        if n % 10 == 0:
            title += " with transcoding"
            title_zh += "及转码"
        if n in (RARE, RARE + 1):
            title += " and watermark"
            title_zh += "和水印嵌入"
        records.append({"title": title, "title_zh": title_zh, "office": "CN" if n % 2 else "US"})
    with closing(catalogue_of(records)) as connection:
        yield connection


@pytest.fixture
def ask(large: sqlite3.Connection, bundled: sqlite3.Connection) -> Callable[..., list[int]]:
    def numbers(query: str, **options: object) -> list[int]:
        return [hit.n for hit in run(large, bundled, query, **options).hits]  # type: ignore[arg-type]

    return numbers


@pytest.mark.parametrize("query", ["watermark", "水印", "invisible mark", "waternark"])
def test_a_rare_thing_is_found_wherever_it_stands(
    ask: Callable[..., list[int]], query: str
) -> None:
    assert ask(query) == [RARE, RARE + 1]


def test_where_all_is_rare_no_index_is_made_of_the_candidates(
    ask: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    word = f"number{RARE}"
    with_others = ask(f"{word} video")  # "video" is common
    made: list[object] = []
    monkeypatch.setattr(narrow, "index_of", lambda *asked: made.append(asked))

    assert ask(word) == [RARE] == with_others[:1]
    assert not made


def test_rare_and_common_together_put_both_first(ask: Callable[..., list[int]]) -> None:
    assert ask("watermark transcoding")[0] == RARE
    assert ask("转码 水印")[0] == RARE


def test_only_common_words_give_some_records_and_say_so(
    large: sqlite3.Connection, bundled: sqlite3.Connection
) -> None:
    result = run(large, bundled, "video")
    assert len(result.hits) == 20
    assert any("common" in note for note in result.notes)
    assert not run(large, bundled, "watermark").notes


def test_filters_reach_beyond_the_first_records(ask: Callable[..., list[int]]) -> None:
    assert ask("watermark", where="p.office = 'US'") == [RARE]
    late = ask("video", where="p.n > ?", parameters=(RARE,), limit=None)
    assert late == list(range(RARE + 1, SIZE + 1))


def test_nothing_relevant_is_nothing_at_any_size(ask: Callable[..., list[int]]) -> None:
    assert ask("洗衣机滚筒降噪") == []
    assert ask("pizza delivery recipe") == []


def test_reasons_are_given_at_any_size(
    large: sqlite3.Connection, bundled: sqlite3.Connection
) -> None:
    hit = run(large, bundled, "watermark", explain=True).hits[0]
    assert {"field": "title", "word": "watermark", "through": "typed"} in hit.matched
