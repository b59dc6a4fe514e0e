"""On a terminal: tables and sheets that fit it, ids whole, Chinese aligned, addresses plain."""

import re
import unicodedata

import pytest

from tools import Answer, call, terminal

WIDTHS = (60, 80, 120, 200)
ID = r"\b(?:CN|US)\d{7,9}B\d?\b"
widths = pytest.mark.parametrize("width", WIDTHS)
languages = pytest.mark.parametrize("lang", ["en", "zh"])


def cells(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def drawn(*arguments: str, width: int, lang: str = "en", **env: str) -> Answer:
    """The answer as a person sees it on a terminal of that width, without colour."""
    variables = {"COLUMNS": str(width), "NO_COLOR": "1", **env}
    answer = call(*arguments, "--lang", lang, tty=True, env=variables)
    assert answer.code == 0, answer
    assert "\x1b" not in answer.out
    return answer


def fits(answer: Answer, width: int) -> None:
    """No line is wider than the terminal, but for an address, which is never broken."""
    for line in answer.lines:
        assert cells(line) <= width or re.fullmatch(r" *https?://\S+", line), line


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    return call("list", "--format", "ids").lines


@widths
@languages
def test_a_list_fits_and_shows_every_id_whole(width: int, lang: str, numbers: list[str]) -> None:
    answer = drawn("list", width=width, lang=lang)
    fits(answer, width)
    assert re.findall(ID, answer.out) == numbers


@widths
@languages
@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("stats", "--by", "holder"),
        ("stats", "--by", "application"),
        ("vocabulary",),
        ("scheme",),
        ("catalogue", "info"),
        ("list", "--fields", "title_zh,holder,id,title", "--limit", "9"),
        ("list", "--fields", "id,expiry,sources", "--limit", "9"),
    ],
    ids=" ".join,
)
def test_everything_fits(arguments: tuple[str, ...], width: int, lang: str) -> None:
    fits(drawn(*arguments, width=width, lang=lang), width)


@widths
def test_what_follows_chinese_is_aligned(width: int, numbers: list[str]) -> None:
    if width == 60:
        pytest.skip("so narrow a terminal shows one block a patent")
    answer = drawn("list", "--fields", "title_zh,id,domain", width=width)
    starts = {cells(line[: m.start()]) for line in answer.lines if (m := re.search(ID, line))}
    assert len(starts) == 1
    assert len(re.findall(ID, answer.out)) == len(numbers)


def test_a_wide_terminal_shows_both_titles_and_a_narrow_one_that_of_its_language() -> None:
    wide = drawn("list", "--holder", "damo", width=200).out
    assert "sensing method" in wide
    assert "交通信号灯" in wide
    assert "交通信号灯" not in drawn("list", "--holder", "damo", width=100).out
    chinese = drawn("list", "--holder", "damo", width=100, lang="zh").out
    assert "交通信号灯" in chinese
    assert "sensing method" not in chinese


def test_elsewhere_nothing_is_cut_and_nothing_depends_on_the_width() -> None:
    wide = call("list", env={"COLUMNS": "200"}).out
    assert call("list", env={"COLUMNS": "40"}).out == wide
    titles = [record["title"] for record in call("list", "--format", "json").json]
    assert [line.split("\t")[4] for line in wide.splitlines()[1:]] == titles


@widths
@languages
@pytest.mark.parametrize("number", ["CN114694123B", "CN102647634B", "US11941802B2"])
def test_a_sheet_fits_and_names_its_sources_plainly(width: int, lang: str, number: str) -> None:
    answer = drawn("show", number, width=width, lang=lang)
    fits(answer, width)
    record = call("show", number, "--format", "json").json[0]
    assert answer.lines[0].split("  ")[0] == number
    for whole in (number, *record["family"], *record["sources"], *record["classifications"]):
        # Whole words between spaces: nothing is cut, bracketed or quoted.
        assert whole in answer.out.split(), whole
    words = "".join(answer.out.split())
    for text in (record["title"], record["title_zh"], record["summary"], record["summary_zh"]):
        assert "".join(text.split()) in words


@widths
def test_the_values_of_a_sheet_begin_in_one_column(width: int) -> None:
    lines = drawn("show", "CN114694123B", width=width).lines
    first = next(line for line in lines if line.lstrip().startswith("Holder"))
    start = first.index("Alibaba DAMO")
    for line in lines[1:]:
        if line.startswith("  ") and not line.strip().startswith("http") and line != "medium":
            assert line[start - 1 : start + 1].strip() == line[start : start + 1].strip(), line


def test_a_sheet_says_what_is_unknown_and_not_confirmed() -> None:
    out = drawn("show", "CN114694123B", width=120).out
    assert re.search(r"Unknown +.*Grant date, .*Annual fee \(yuan\)", " ".join(out.split()))
    assert re.search(
        r"Grant date +unknown",
        drawn("show", "CN114694123B", "--fields", "grant_date", width=100).out,
    )
    assert "candidate: not confirmed to be on the official list" in out
    assert "without extension or early lapse" in " ".join(out.split())
    assert "2042" in out


def test_fields_choose_what_a_sheet_shows_and_sheets_do_not_run_together() -> None:
    fields = ("--fields", "holder,office")
    lines = drawn("show", "CN114694123B", "US11941802B2", *fields, width=100).lines
    assert lines[1].split(maxsplit=1) == ["Holder", "Alibaba DAMO (Hangzhou) Technology Co., Ltd."]
    assert lines[3].startswith("US11941802B2  ")
    assert len(lines) == 6


# CN102647634B: both titles are the documents' own; CN114694123B: the Chinese one is ours.
@pytest.mark.parametrize(
    ("number", "marked"), [("CN114694123B", 1), ("CN102647634B", 0), ("CN104346370B", 1)]
)
def test_a_working_title_is_marked_for_people_only(number: str, marked: int) -> None:
    sheet = " ".join(drawn("show", number, "--fields", "title,title_zh", width=60).out.split())
    values = sheet[sheet.index(" Title ") :]  # behind the heading, which may be marked too
    assert values.count("(our translation)") == marked
    wide = drawn("list", "--fields", "title,title_zh", width=300).out
    record = call("show", number, "--format", "json").json[0]
    for field in ("title", "title_zh"):
        shown = f"{record[field]} (our translation)" in wide
        assert shown == record[f"{field}_is_translation"]
    for name in ("tsv", "csv", "json"):
        assert "(our translation)" not in call("show", number, "--format", name).out
        assert "(our translation)" not in call("list", "--format", name).out


def test_the_heading_of_a_chinese_sheet_marks_it_too() -> None:
    ours = drawn("show", "CN114694123B", width=200, lang="zh").lines
    own = drawn("show", "US11941802B2", width=200, lang="zh").lines
    title = ours[0].removeprefix("CN114694123B  ")
    assert title.startswith("交通信号灯感知方法、装置、设备及存储介质")
    assert title != "交通信号灯感知方法、装置、设备及存储介质"
    assert own[0] == "US11941802B2  数据处理方法、装置及系统"


def test_stats_draws_a_bar_for_each_count() -> None:
    lines = drawn("stats", width=80).lines
    assert [int(line.split()[-3]) for line in lines] == [40, 29, 19, 12]
    assert all(re.search(r"% +█+$", line) for line in lines)


def test_bars_where_the_terminal_cannot_draw_them() -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = terminal("stats", width=80, env={"NO_COLOR": "1", **plain})
    assert answer.code == 0
    assert re.search(r"40%  #{20,}", answer.out)
    assert "\\u" not in answer.out


@widths
def test_on_a_real_terminal(width: int) -> None:
    answer = terminal("list", "--domain", "3d", width=width, env={"NO_COLOR": "1"})
    assert answer.code == 0
    assert "\t" not in answer.out
    assert "\x1b" not in answer.out
    fits(answer, width)
    assert len(re.findall(ID, answer.out)) == 19
    assert "19 candidates, not confirmed" in answer.err


def test_colour_on_a_real_terminal_and_none_without() -> None:
    show = ("show", "CN114694123B")
    assert "\x1b[" in terminal(*show).out
    assert "\x1b" not in terminal(*show, env={"TERM": "dumb"}).out
    assert "\x1b" not in terminal(*show, "--color", "never").out


@languages
def test_the_scheme_fits_a_screen_and_names_each_source_once(lang: str) -> None:
    lines = drawn("scheme", width=100, lang=lang).lines
    assert len(lines) <= 40
    facts = call("scheme", "--format", "json", "--lang", lang).json
    for fact in facts:
        assert sum(line.startswith(fact["label"]) for line in lines) >= 1
    for url in {
        fact["url"] for fact in facts if fact["certainty"] not in ("computed", "由目录统计")
    }:
        assert sum(url in line for line in lines) == 1
