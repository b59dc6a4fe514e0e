"""What a person sees of the hits of a search."""

import re

import pytest

from outputs import Sink
from patentcli.i18n import set_language
from patentcli.output.stream import Output
from patentcli.output.terminal import Screen
from patentcli.views.search_hits import draw_hits

RECORD = {
    "id": "CN1",
    "listing": "candidate",
    "fit": "partial",
    "title": "Cover generation",
    "title_zh": "封面生成方法",
    "summary": "Long beforehand. " * 30
    + "It makes a cover picture from frames. "
    + "And so on. " * 30,
    "summary_zh": "生成视频封面图。",
}
TYPED = [{"field": "title", "word": "covers", "through": "typed"}]


def shown(matched: list[dict[str, str]], *, explain: bool = False, lang: str = "en") -> str:
    """What is drawn on 80 columns, bold text between < and >."""
    sink = Sink()
    out = Output(sink, encoding="utf-8")
    hit = {**RECORD, "matched": matched}
    set_language(lang)
    try:
        screen = Screen(out, width=80, colour=True)
        draw_hits(screen, [hit], {"candidate": "candidate"}, explain=explain)
    finally:
        set_language("en")
    out.finish()
    marked = re.sub("\x1b\\[1m(.*?)\x1b\\[0m", r"<\1>", sink.body.decode())
    return re.sub("\x1b\\[[0-9]*m", "", marked)


def test_a_block_tells_number_fit_listing_title_and_the_words_around_the_match() -> None:
    lines = shown(TYPED).splitlines()
    assert lines[0] == "CN1  partial  candidate  <Cover> generation"
    assert "makes a <cover> picture from frames" in " ".join(line.strip() for line in lines[1:])
    assert lines[1].startswith("  …")
    assert lines[-1].endswith("…")
    assert len(lines) <= 4


def test_in_chinese_title_and_summary_are_the_chinese_ones() -> None:
    text = shown([{"field": "title_zh", "word": "封面", "through": "typed"}], lang="zh")
    assert "<封面>生成方法" in text
    assert "生成视频<封面>图。" in text


@pytest.mark.parametrize(
    ("matched", "sentence"),
    [
        (TYPED, "covers in the title"),
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
def test_reasons_are_told_in_words(matched: list[object], sentence: str) -> None:
    rows = [dict(zip(("field", "word", "through"), row, strict=True)) if isinstance(row, tuple)
            else row for row in matched]  # fmt: skip
    text = re.sub(r"\s+", " ", shown(rows, explain=True))  # type: ignore[arg-type]
    assert text.replace("<", "").replace(">", "").rstrip().endswith(sentence)
    assert sentence not in shown(rows)  # type: ignore[arg-type]
