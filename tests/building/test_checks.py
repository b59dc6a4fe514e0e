"""No text that drives a terminal or a spreadsheet enters a catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.building.checks import check_text
from patentcli.output.clean import guard, line

ORDINARY = """
a | 图像处理 | HTML5视频 | A – B | 5% | “quoted” | café | ㎡ | 𠮷野家 | a=b | 1-2 | 'x' | （中国）
"""


@pytest.mark.parametrize("text", ORDINARY.strip().split(" | "))
def test_ordinary_text_is_taken_as_it_is(text: str) -> None:
    assert check_text(text) == text


CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xD800]
# Bidirectional, of no width, tags, fillers that show nothing; no one has assigned U+2065.
HIDDEN = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x61C,
          0xAD, 0x3164, 0xE0041} - {0x2065}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "code"),
    [*(("control", code) for code in CONTROLS), *(("invisible", code) for code in sorted(HIDDEN))],
)
def test_no_character_that_drives_a_terminal_or_is_not_seen(kind: str, code: int) -> None:
    with pytest.raises(ValueError, match=f"{kind} character U.{code:04X} at character 2"):
        check_text(f"a{chr(code)}b")


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_no_formula(start: str) -> None:
    with pytest.raises(ValueError, match="which a spreadsheet would run"):
        check_text(f"{start}1")


@given(st.text(max_size=8))
def test_what_is_taken_needs_no_cleaning_on_any_way_out(text: str) -> None:
    try:
        checked = check_text(text)
    except ValueError:
        return
    assert line(checked) == checked
    assert guard(checked) == checked or checked.startswith("'")
