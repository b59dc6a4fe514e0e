"""Why a record was found, and what a person sees of it."""

import re
from collections.abc import Callable

import pytest

from outputs import drawn
from patentcli.search.engine import Result
from patentcli.views.search_hits import draw_hits
from tools import speaking

Reason = tuple[str, str, str]
TYPED = ("title", "covers", "typed")
RECORD = {
    "id": "CN1",
    "listing": "candidate",
    "fit": "partial",
    "title": "Cover generation",
    "title_zh": "封面生成方法",
    "summary": f"{'Long before. ' * 30}It makes a cover picture from frames. {'And so on. ' * 30}",
    "summary_zh": "生成视频封面图。",
}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("watermark", ("title", "watermark", "typed")),
        ("watermark", ("title_zh", "watermark", "thesaurus:watermark=水印嵌入")),
        ("waternark", ("title", "waternark", "correction:watermark+typed")),
        ("embedding a watermark", ("title", "watermark", "typed")),  # a part of an expression
        ("video clip extracting", ("title", "video clip extracting", "typed")),  # the largest one
        ("Sheng Xiaojie", ("inventors", "sheng xiaojie", "name")),
        ("G06T17", ("classifications", "G06T17", "classification")),
        ("优酷", ("holder", "优酷", "name")),
        ("CN114694123B", ("number", "cn114694123b", "number")),
    ],
)
def test_the_closest_way_of_each_word_and_field(
    search: Callable[..., Result], query: str, reason: Reason
) -> None:
    assert search(query).hits[0].matched == []
    why = search(query, explain=True).hits[0].matched
    assert dict(zip(("field", "word", "through"), reason, strict=True)) in why
    pairs = [(r["field"], r["word"]) for r in why]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(("query", "way"), [("Sheng Xiaojie", "sound"), ("recap", "related:")])
def test_the_farthest_hits(search: Callable[..., Result], query: str, way: str) -> None:
    hits = search(query, explain=True, limit=None).hits
    assert all(hit.matched for hit in hits)
    assert any(r["through"].startswith(way) for r in hits[-1].matched)


def shown(*matched: Reason, explain: bool = False, lang: str = "en") -> str:
    """What is drawn on 80 columns, bold text between < and >."""
    rows = [dict(zip(("field", "word", "through"), row, strict=True)) for row in matched]
    found = [{**RECORD, "matched": rows}]
    with speaking(lang):
        text = drawn(lambda screen: draw_hits(screen, found, {}, explain=explain), colour=True)
    marked = re.sub("\x1b\\[1m(.*?)\x1b\\[0m", r"<\1>", text)
    return re.sub("\x1b\\[[0-9]*m", "", marked)


def test_a_block_tells_number_fit_listing_title_and_the_words_around_the_match() -> None:
    lines = shown(TYPED).splitlines()
    assert lines[0] == "CN1  partial  candidate  <Cover> generation"
    assert "makes a <cover> picture from frames" in " ".join(line.strip() for line in lines[1:])
    assert lines[1].startswith("  …")
    assert lines[-1].endswith("…")
    assert len(lines) <= 4


def test_in_chinese_title_and_summary_are_the_chinese_ones() -> None:
    text = shown(("title_zh", "封面", "typed"), lang="zh")
    assert "<封面>生成方法" in text
    assert "生成视频<封面>图。" in text


@pytest.mark.parametrize(
    ("matched", "sentence"),
    [
        ([TYPED], "covers in the title"),
        ([("title", "封面", "typed"), ("summary_zh", "封面", "typed")],
         "封面 in the title, summary"),
        ([("summary", "字幕", "thesaurus:subtitle=subtitle")],
         "字幕 through the thesaurus: subtitle"),
        ([("title", "recap", "related:plot=story")], "related to recap: story"),
        ([("holder", "youku", "name")], "the name youku in the holder"),
        ([("inventors", "li bo", "sound")], "a name that sounds like li bo in the inventors"),
        ([("classifications", "G06T", "classification")], "the class G06T"),
        ([("number", "cn1", "number")], "the number cn1"),
        ([("title", "vidio", "correction:video+typed")], "vidio (read as video) in the title"),
        # The closest way of each thing, and a word of an expression with the expression.
        ([("title", "cut", "thesaurus:clip=clip"), ("summary", "cut", "typed")],
         "cut in the summary"),
        ([("title", "cover picture", "typed"), ("title", "cover", "typed")],
         "cover picture in the title"),
    ],
)  # fmt: skip
def test_reasons_are_told_in_words(matched: list[Reason], sentence: str) -> None:
    text = re.sub(r"\s+", " ", shown(*matched, explain=True))
    assert text.replace("<", "").replace(">", "").rstrip().endswith(sentence)
    assert sentence not in shown(*matched)
