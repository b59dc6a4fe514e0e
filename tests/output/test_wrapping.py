"""Lines for terminals: Chinese is broken between characters, never before a closing sign."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.output.wrapping import breaks, columns, cut, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]), ("short", 10, ["short"]), ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab cdefgh", 4, ["ab", "cdef", "gh"]), ("专利权人", 4, ["专利", "权人"]),
        ("专利权人", 5, ["专利", "权人"]), ("专利，权人", 4, ["专", "利，", "权人"]),
        ("见（候选）", 4, ["见", "（候", "选）"]), ("至2042年", 6, ["至2042", "年"]),
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
    ],
)  # fmt: skip
def test_lines_end_where_a_reader_would_end_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="ab 专利，。（）“”-0", max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    places = [0, *breaks(text, width), len(text)]
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
