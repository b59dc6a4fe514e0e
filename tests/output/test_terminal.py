"""Views for a person, on a terminal that is really drawn (pyte) and character by character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from outputs import displayed, drawn, written
from patentcli.output.terminal import Screen
from patentcli.output.wrapping import broken, columns, cut, wrap

WIDTHS = [60, 66, 72, 80, 93, 100, 120, 160, 200]
RECORDS: list[dict[str, object]] = [
    {
        "id": "CN102497489B",
        "domain": "image",
        "holder": "Alibaba (China) Co., Ltd.",
        "title": "Image compression method, image compression device and mobile terminal",
        "title_zh": "图像压缩方法、图像压缩装置及移动终端",
    },
    {
        "id": "CN202210599282.6",
        "domain": None,
        "holder": "Alibaba Damo (Hangzhou) Technology Co., Ltd.",
        "title": "Supercalifragilisticexpialidociouslyundividableword",
        "title_zh": "一种没有空格的很长很长的中文标题，"
        "它必须折行而不能被截断，也不能超出终端的宽度",
    },
]
SHAPE: dict[str, object] = {"id_field": "id"}


def table(width: int, *, one_line: bool = False) -> str:
    shape = SHAPE | {"one_line": one_line}
    return written(RECORDS, format="table", env={"COLUMNS": str(width)}, rows=shape)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_fits_loses_nothing_and_the_terminal_never_wraps_it(width: int) -> None:
    listed = table(width, one_line=True)
    assert max(map(cell_len, listed.splitlines())) <= width
    if width >= 80:  # each record is one line
        assert [line.split()[0] for line in listed.splitlines()[1:]] == [r["id"] for r in RECORDS]
    text = table(width)
    assert max(map(cell_len, text.splitlines())) <= width
    shown = displayed(text, width)
    assert [line for line in shown if line] == [line for line in text.splitlines() if line]
    for record in RECORDS:
        assert sum(line.split().count(str(record["id"])) for line in text.splitlines()) == 1
        for name in ("title", "title_zh", "holder"):
            row = {"id": record["id"], name: record[name]}
            env = {"COLUMNS": str(width)}
            text_of = written([row], format="table", env=env, rows=SHAPE, no_header=True)
            assert letters(str(record[name])) in letters(text_of.replace(str(record["id"]), ""))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_what_follows_begins_in_the_same_place(width: int, encoding: str) -> None:
    texts = ["视频", "video", "图像image", "视频é", "Größe", "\ud800", "e\u0301", "สี"]
    records = [{"a": text, "b": "=1"} for text in texts]
    env = {"COLUMNS": str(width)}
    lines = written(records, format="table", env=env, encoding=encoding).splitlines()[1:]
    assert len(lines) == len(texts)
    assert len({cell_len(line[: line.index("=")]) for line in lines}) == 1


@pytest.mark.parametrize(
    ("records", "rows", "text"),
    [
        ([], {}, ""),
        ([{"id": "CN1"}], SHAPE, "Number\nCN1\n"),
        # Numbers end in one place.
        ([{"n": 5, "t": "a"}, {"n": 1200, "t": "b"}], {"numeric": ("n",)},
         "   n  t\n   5  a\n1200  b\n"),
        ([{"domain": "3d", "t": None}], {"words": {"domain": {"3d": "3D"}}},
         "Domain  t\n3D      -\n"),
        # Too narrow for so many columns: one block a record.
        ([RECORDS[0], {**dict.fromkeys(RECORDS[0]), "id": "CN2"}], SHAPE,
         "Number         CN102497489B\n"
         "Domain         image\n"
         "Holder         Alibaba (China) Co., Ltd.\n"
         "Title          Image compression method, image compression\n"
         "               device and mobile terminal\n"
         "Chinese title  图像压缩方法、图像压缩装置及移动终端\n\n"
         "Number         CN2\nDomain         -\nHolder         -\n"
         "Title          -\nChinese title  -\n"),
    ],
)  # fmt: skip
def test_small_tables(records: list[dict[str, object]], rows: dict[str, object], text: str) -> None:
    assert written(records, format="table", env={"COLUMNS": "60"}, rows=rows) == text


@pytest.mark.parametrize("width", [45, 80, 140])
def test_of_very_many_records_each_is_a_line_with_its_id_whole(width: int) -> None:
    records = [{**RECORDS[n % 2], "id": f"CN{n:010}B", "n": n} for n in range(6000)]
    records[-1]["id"] = "CN1234567890123B"  # longer than those that decide on the widths
    shape = {"id_field": "id", "numeric": ("n",)}
    env = {"COLUMNS": str(width)}
    fields = "id,holder,title_zh,n"
    head, *lines = written(records, format="table", env=env, rows=shape, fields=fields).splitlines()
    assert head.split()[0] == "Number"
    assert [(line.split()[0], line.split()[-1]) for line in lines] == [
        (str(record["id"]), str(record["n"])) for record in records
    ]
    assert {cell_len(line) for line in (head, *lines[:-1])} <= {width, width - 1}


def test_nothing_but_the_surroundings_given_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(screen: Screen) -> None:
        screen.table(("outcome",), [("pass",), ("x",)], styles={"outcome": {"pass": "pass"}})

    def answers() -> tuple[str, str]:
        return table(60), drawn(draw, colour=True)

    before = answers()
    assert before[1] == "\x1b[1mOutcome\x1b[0m\n\x1b[32mpass\x1b[0m\nx\n"
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.setenv(name, "1")
        assert answers() == before


def test_an_address_is_never_broken() -> None:
    address = "https://patents.google.com/patent/CN114694123B/en?" + "a" * 60

    def draw(screen: Screen) -> None:
        screen.line(f"source: the standard, {address}", "dim")
        screen.line(address)
        screen.sheet("T", [("sources", ["https://a.example", address]), ("date", None), ("n", [])])

    lines = drawn(draw, 60).splitlines()
    assert lines.count(address) == 2
    assert lines.count(f"  {address}") == 1
    at = lines.index("sources  https://a.example")
    assert lines[at + 1 : at + 3] == [f"  {address}", "date     -"]
    assert lines[-2:] == ["date     -", "n        -"]


def test_a_paragraph_is_wrapped_under_its_own_beginning() -> None:
    text = drawn(lambda screen: screen.line("word " * 20, indent=4), 60)
    assert len(text.splitlines()) == 2
    assert all(line.startswith("    word") for line in text.splitlines())
    coloured = drawn(lambda screen: screen.line("word " * 20, "dim", indent=4), 60, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == text  # no blank at the end is coloured


# --- lines: Chinese is broken between characters, never before a closing sign


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
        ("再运行 patentcli catalogue import FILE --name NAME 即可", 12,
         ["再运行", "patentcli catalogue import FILE --name NAME", "即可"]),
        ('try patentcli search "手机 照片" --limit all first', 20,
         ["try", 'patentcli search "手机 照片" --limit all', "first"]),
        ("next: patentcli eligible --patent CN114694123B --size small.", 30,
         ["next:", "patentcli eligible --patent CN114694123B --size small."]),
    ],
)  # fmt: skip
def test_lines_end_where_a_reader_would_end_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="ab 专利，。（）“”-0é\u0301", max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join(lines) == text
    assert all(columns(line.rstrip(" ")) <= width for line in lines)
    shown = cut(text, width)
    assert columns(shown) <= width
    assert shown == text if columns(text) <= width else shown[-1] == "…"
    assert text.startswith(shown.removesuffix("…"))
