"""Why a record was found."""

from collections.abc import Callable

import pytest

from patentcli.search.engine import Result
from patentcli.search.explain import readable


def reasons(result: Result, place: int = 0) -> set[tuple[str, str, str]]:
    return {(r["field"], r["word"], r["through"]) for r in result.hits[place].matched}


def test_without_asking_there_are_no_reasons(search: Callable[..., Result]) -> None:
    assert search("watermark").hits[0].matched == []


def test_the_typed_word_and_the_thesaurus(search: Callable[..., Result]) -> None:
    why = reasons(search("watermark", explain=True))
    assert ("title", "watermark", "typed") in why
    assert ("title_zh", "watermark", "thesaurus:watermark=水印嵌入") in why


def test_a_correction_names_what_was_typed(search: Callable[..., Result]) -> None:
    why = reasons(search("waternark", explain=True))
    assert ("title", "waternark", "correction:watermark+typed") in why


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("Sheng Xiaojie", ("inventors", "sheng xiaojie", "name")),
        ("G06T17", ("classifications", "G06T17", "classification")),
        ("优酷", ("holder", "优酷", "name")),
        ("CN114694123B", ("number", "cn114694123b", "number")),
    ],
)
def test_names_symbols_and_numbers(
    search: Callable[..., Result], query: str, reason: tuple[str, str, str]
) -> None:
    assert reasons(search(query, explain=True)) == {reason}


def test_a_name_that_sounds_so(search: Callable[..., Result]) -> None:
    hits = search("Sheng Xiaojie", explain=True, limit=None).hits
    assert hits[-1].matched == [{"field": "inventors", "word": "sheng xiaojie", "through": "sound"}]


def test_a_neighbouring_entry(search: Callable[..., Result]) -> None:
    hits = search("recap", explain=True, limit=None).hits
    assert any(r["through"].startswith("related:") for hit in hits for r in hit.matched)


def test_a_word_and_a_field_are_named_once(search: Callable[..., Result]) -> None:
    for hit in search("scan paper forms into our database with a phone", explain=True).hits:
        pairs = [(r["field"], r["word"]) for r in hit.matched]
        assert pairs
        assert len(pairs) == len(set(pairs))


def test_every_hit_has_a_reason(search: Callable[..., Result]) -> None:
    for query in ("手机照片太大想变小", "fans choose their own camera angle at a match", "3d"):
        assert all(hit.matched for hit in search(query, explain=True, limit=None).hits)


def test_phrases_are_shown_as_words() -> None:
    assert readable('"三维 维地 地图"') == "三维地图"
    assert readable('"视频 图文"') == "视频 图文"
