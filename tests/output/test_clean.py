"""Cleaning: what cannot be seen becomes visible, what can be seen stays."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_catalogue import UNSEEN
from outputs import HOSTILE
from patentcli.output.clean import block, guard, json_text, line, unguard

ANY = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_line_holds_nothing_unseen(text: str) -> None:
    assert not UNSEEN & set(line(text))


def test_each_character_that_is_unseen_is_made_visible() -> None:
    assert not {sign for sign in UNSEEN if sign in block(sign)} - set("\t\n\r")
    assert not {sign for sign in UNSEEN if sign in json_text(json.dumps(sign, ensure_ascii=False))}


@given(ANY)
def test_no_text_at_all_smuggles_something_unseen_into_a_line(text: str) -> None:
    assert not UNSEEN & set(line(text))


@given(ANY)
def test_a_block_keeps_only_tab_and_line_breaks_besides(text: str) -> None:
    assert UNSEEN & set(block(text)) <= set("\t\n\r")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b", r"\x9b"),
        ("\x7f", r"\x7f"),
        ("\x00", r"\x00"),
        ("\u202e", r"\u202e"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("a\r\nb\nc\td\re", "a b c d e"),
    ],
)
def test_what_is_unseen_is_written_as_its_code(text: str, shown: str) -> None:
    assert line(text) == shown


def test_a_block_keeps_its_line_breaks() -> None:
    assert block("a\r\nb\tc\x1b") == "a\r\nb\tc\\x1b"


@pytest.mark.parametrize(
    "text",
    [
        "图像搜索、获取图像文本信息的方法及装置",
        "naïve Größe",
        "价 格\u3000表",
        "½ × 2 → 1",
        "👍🏽",
        "",
    ],
)
def test_readable_text_stays_as_it_is(text: str) -> None:
    assert line(text) == text
    assert block(text) == text


def test_the_list_of_unseen_characters_holds_all_controls_and_surrogates() -> None:
    controls = {
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cs")
    }
    assert controls <= UNSEEN


@given(ANY)
def test_json_keeps_the_value_and_shows_what_is_unseen(text: str) -> None:
    body = json_text(json.dumps(text, ensure_ascii=False))
    assert not UNSEEN & set(body)
    # Two lone surrogates side by side are one character in JSON; that is all that may change.
    assert json.loads(body) == text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "surrogatepass"
    )


def test_json_leaves_chinese_readable() -> None:
    assert json_text('"视频\u200b"') == '"视频\\u200b"'


FORMULAS = ["=1+1", "+1+1", "-1+1", "@A1", "\t1", "\rx", "=", "-", "--1", "+-1"]
RESEMBLING = ["-1e5", "-1,000", "-1.", "-.5", "-５", "-1\n"]
NUMBERS = ["-5", "+3", "-1.25", "+0.00", "40000.00", "-0"]
HARMLESS = ["", "a=b", "'", "'tis", "CN114694123B", "价格"]


@pytest.mark.parametrize("text", [*FORMULAS, *RESEMBLING, *NUMBERS, *HARMLESS])
def test_a_formula_is_guarded_and_nothing_else(text: str) -> None:
    assert guard(text) == ("'" + text if text in (*FORMULAS, *RESEMBLING) else text)
    assert unguard(guard(text)) == text
    assert unguard(text) == text


@given(st.one_of(ANY, st.text("'=+-@\t\r1.x", max_size=6)))
def test_unguard_takes_off_exactly_what_guard_put_on(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text("'=+-@\t\r1.x", max_size=6))
def test_no_guarded_text_begins_like_a_formula(text: str) -> None:
    shown = guard(text)
    if shown[:1] in set("=+-@\t\r"):
        float(shown)  # a plain number; anything else raises
        assert set(shown) <= set("+-.0123456789")
