"""Cleaning: what cannot be seen becomes visible, what can be seen stays."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_catalogue import UNSEEN
from patentcli.output.clean import block, guard, json_text, line, unguard

ANY = st.text(st.characters(codec=None, exclude_categories=()))


def test_each_character_that_is_unseen_is_made_visible() -> None:
    kinds = {chr(code): unicodedata.category(chr(code)) for code in range(0x110000)}
    assert {sign for sign, kind in kinds.items() if kind in ("Cc", "Cs")} <= UNSEEN
    for sign in UNSEEN:
        assert not UNSEEN & set(line(f"a{sign}b"))
        assert UNSEEN & set(block(f"a{sign}b")) <= set("\t\n\r")
        assert not UNSEEN & set(json_text(json.dumps(sign, ensure_ascii=False)))


@pytest.mark.parametrize(
    ("text", "on_a_line", "in_a_block"),
    [
        ("\x1b[31m", r"\x1b[31m", None), ("\x9b\x7f\x00", r"\x9b\x7f\x00", None),
        ("\u202e\ud800", r"\u202e\ud800", None), ("\U000e0041", r"\U000e0041", None),
        ("a\r\nb\nc\td\re\x1b", r"a b c d e\x1b", "a\r\nb\nc\td\re\\x1b"),
        *((text, text, None) for text in (
            "图像搜索、获取信息的装置", "naïve Größe", "价 格\u3000表", "½ × 2 → 1", "👍🏽", "",
        )),
    ],
)  # fmt: skip
def test_what_is_unseen_is_written_as_its_code_and_all_else_stays(
    text: str, on_a_line: str, in_a_block: str | None
) -> None:
    assert line(text) == on_a_line
    assert block(text) == (on_a_line if in_a_block is None else in_a_block)


@given(ANY)
def test_json_keeps_the_value_and_shows_what_is_unseen(text: str) -> None:
    body = json_text(json.dumps(text, ensure_ascii=False))
    assert not UNSEEN & set(body)
    # Two lone surrogates side by side are one character in JSON; that is all that may change.
    same = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert json.loads(body) == same
    assert json_text('"视频\u200b"') == '"视频\\u200b"'


FORMULAS = ["=1+1", "+1+1", "-1+1", "@A1", "\t1", "\rx", "=", "-", "--1", "+-1"]
FORMULAS += ["-1e5", "-1,000", "-1.", "-.5", "-５", "-1\n"]  # which merely look like numbers
HARMLESS = ["-5", "+3", "-1.25", "+0.00", "40000.00", "-0", "", "a=b", "'", "'tis", "价格"]


@pytest.mark.parametrize("text", [*FORMULAS, *HARMLESS])
def test_a_formula_is_guarded_and_nothing_else(text: str) -> None:
    assert guard(text) == ("'" + text if text in FORMULAS else text)


@given(st.one_of(ANY, st.text("'=+-@\t\r1.x", max_size=6)))
def test_unguard_takes_off_exactly_what_guard_put_on(text: str) -> None:
    shown = guard(text)
    assert unguard(shown) == text
    if shown[:1] in set("=+-@\t\r"):
        float(shown)  # a plain number; anything else raises
        assert set(shown) <= set("+-.0123456789")
