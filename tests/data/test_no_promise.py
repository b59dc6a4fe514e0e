"""No candidate is called free, open or licensed: neither by its data nor by the program."""

import ast
import re
from collections.abc import Iterator

import pytest

from tools import ROOT, call

SOURCES = sorted((ROOT / "src" / "patentcli").rglob("*.py"))
RECORDS = sorted((ROOT / "data" / "patents").glob("*.toml"))
# "free" as a word of its own: not free-viewpoint, free-perspective, hands-free.
WORDS = r"(?<![\w-])(free|freely|royalty-free|free-of-charge)(?![\w-])"
PROMISE = WORDS + "|免费|无偿|免许可费|零元|自由使用"


def sentences(code: str) -> Iterator[str]:
    """The sentences in a module that are shown to people: those that are marked to be translated.

    Words that the program reads, in lists and questions, are no sentences of its own.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
            yield from (str(part.value) for part in node.args if isinstance(part, ast.Constant))


def without_trade(text: str) -> str:
    """The text without the trade's own words that have `free` in them, and those of an amount."""
    return re.sub(r"angle free|free (view|space|of comments)|免费 or free, both of", "", text)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_record_promises_anything(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not re.search(PROMISE, without_trade(text), re.IGNORECASE)
    assert not re.search(r"open(ed)? licen[cs]e|official list|is listed", text, re.IGNORECASE)


def test_no_sentence_of_the_program_promises_anything() -> None:
    said = [(p.name, text) for p in SOURCES for text in sentences(p.read_text(encoding="utf-8"))]
    assert len(said) > 100
    assert [s for s in said if re.search(PROMISE, without_trade(s[1]), re.IGNORECASE)] == []


def test_the_announcement_speaks_of_the_offer_and_of_no_number() -> None:
    """The places where the word is right: what pages reported of offers."""
    rows = call("scheme", "--format", "json").json
    promising = [r["key"] for r in rows if re.search(PROMISE, r["value"], re.IGNORECASE)]
    assert promising == ["offer", "before"]
    assert not re.search(r"(CN|US)\d{7}", next(r["value"] for r in rows if r["key"] == "offer"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("arguments", [("list",), ("show", "CN114694123B")])
@pytest.mark.parametrize("tty", [True, False])
def test_whoever_sees_a_candidate_reads_that_it_is_not_confirmed(
    arguments: tuple[str, ...], tty: bool, lang: str
) -> None:
    answer = call(*arguments, "--lang", lang, tty=tty, env={"COLUMNS": "200"})
    assert re.search("candidate|候选", answer.out)
    notes = answer.err.splitlines()
    assert len(notes) == 1
    assert "patentcli catalogue confirm" in notes[0]
    assert not re.search(PROMISE, without_trade(answer.out), re.IGNORECASE)
    if lang == "en":
        assert "not confirmed by an official list" in notes[0]
