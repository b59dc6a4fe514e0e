"""Lines for terminals: Chinese is broken between characters, never before a closing sign."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.output.wrapping import (
    GAP,
    NARROWEST,
    SHORT,
    breaks,
    column_widths,
    columns,
    cut,
    wrap,
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("unbreakable word", 5, ["unbreakable", "word"]),
        ("专利权人", 4, ["专利", "权人"]),
        ("专利权人", 5, ["专利", "权人"]),
        ("专利，权人", 4, ["专", "利，", "权人"]),
        ("见（候选）", 4, ["见", "（候", "选）"]),
        ("共 100 件，已确认", 8, ["共 100", "件，已确", "认"]),
        ("用 --lang zh 选择", 9, ["用 --lang", "zh 选择"]),
        ("see https://a.example/x?y=1。", 10, ["see", "https://a.example/x?y=1。"]),
        (
            "再运行 patentcli catalogue import FILE --name NAME 即可",
            12,
            ["再运行", "patentcli catalogue import FILE --name NAME", "即可"],
        ),
        (
            'try patentcli search "手机 照片" --limit all first',
            20,
            ["try", 'patentcli search "手机 照片" --limit all', "first"],
        ),
        (
            "next: patentcli eligible --patent CN114694123B --size small.",
            30,
            ["next:", "patentcli eligible --patent CN114694123B --size small."],
        ),
        ("至2042年", 6, ["至2042", "年"]),
    ],
)
def test_lines_end_where_a_reader_would_end_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_wide_word_is_folded_only_when_asked() -> None:
    assert breaks("abcdefgh", 3) == []
    assert breaks("abcdefgh", 3, fold=True) == [3, 6]
    assert breaks("ab cdefgh", 4, fold=True) == [3, 7]


@given(st.text(alphabet="ab 专利，。（）“”-0", max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    places = [0, *breaks(text, width, fold=True), len(text)]
    assert places == sorted(places)
    lines = [text[begin:end] for begin, end in pairwise(places)]
    assert "".join(lines) == text
    assert all(columns(line.rstrip(" ")) <= width for line in lines)


@given(st.text(alphabet="ab 专利，é\u0301", max_size=40), st.integers(1, 30))
def test_what_is_cut_begins_alike_and_fits(text: str, width: int) -> None:
    shown = cut(text, width)
    assert columns(shown) <= width
    assert shown == text if columns(text) <= width else shown[-1] == "…"
    assert text.startswith(shown.removesuffix("…"))


COLUMNS = st.lists(st.tuples(st.integers(0, 150), st.booleans()), min_size=1, max_size=9)


def test_what_fits_stays_as_wide_as_it_is() -> None:
    assert column_widths([12, 6, 20], [True, False, False], 42) == [12, 6, 20]


def test_wide_columns_share_what_is_left() -> None:
    assert column_widths([12, 100, 100], [True, False, False], 60) == [12, 22, 22]


def test_what_one_column_does_not_need_goes_to_the_others() -> None:
    assert column_widths([12, 100, 16], [True, False, False], 60) == [12, 28, 16]


def test_nothing_readable_left_means_no_table() -> None:
    assert column_widths([30, 100, 100], [True, False, False], 60) is None


@given(COLUMNS, st.integers(40, 250))
def test_widths_always_fit_and_are_never_cut_below_need(
    columns: list[tuple[int, bool]], width: int
) -> None:
    natural = [need for need, _fixed in columns]
    fixed = [stiff for _need, stiff in columns]
    found = column_widths(natural, fixed, width)
    if found is None:
        assert sum(natural) + GAP * (len(natural) - 1) > width
        return
    assert sum(found) + GAP * (len(found) - 1) <= width
    for got, need, stiff in zip(found, natural, fixed, strict=True):
        assert got == need or (not stiff and need > SHORT and NARROWEST <= got < need)
