"""On a terminal: tables and sheets that fit it, ids whole, Chinese aligned, addresses plain."""

import re
import shlex
import unicodedata
from pathlib import Path

import pytest

from listing import write_list
from records import imported, patent
from tools import PATENTS, Answer, call, terminal

languages = pytest.mark.parametrize("lang", ["en", "zh"])


def cells(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def drawn(arguments: str, width: int, lang: str = "en") -> Answer:
    """The answer as a person sees it on a terminal of that width, without colour: no line is
    wider, but for an address, a path or a command, which are never broken."""
    env = {"COLUMNS": str(width), "NO_COLOR": "1"}
    answer = call(*shlex.split(arguments), "--lang", lang, tty=True, env=env)
    assert answer.code in (0, 1, 3), answer
    assert "\x1b" not in answer.out
    for line in map(str.strip, answer.lines):
        assert cells(line) <= width or " " not in line or line.startswith("patentcli "), line
    return answer


@pytest.mark.parametrize(
    ("width", "lang", "english", "chinese"),
    [(200, "en", True, True), (100, "en", True, False), (100, "zh", False, True)],
)
def test_a_wide_terminal_shows_both_titles_and_a_narrow_one_that_of_its_language(
    width: int, lang: str, english: bool, chinese: bool
) -> None:
    out = drawn("list --holder damo", width, lang).out
    assert ("Traffic signal" in out, "交通信号灯" in out) == (english, chinese)


def test_a_title_known_in_one_language_alone_stands_for_the_other(tmp_path: Path) -> None:
    both = [patent("CN114694123B", "Signal"), {**patent("CN110826365B", ""), "title_zh": "红绿灯"}]
    own = imported(tmp_path, *both)
    for arguments, lang, wanted in (
        ("list", "en", ("Signal", "红绿灯")),
        ("list", "zh", ("Signal", "红绿灯")),
        ("list --fields title", "en", ("Signal", "红绿灯")),
        ("list --format md --fields id,title", "en", ("Signal", "红绿灯")),
        ("list --format tsv --fields id,title", "en", ("Signal", "CN110826365B")),
    ):
        out = drawn(f"{arguments} -C {own}", 100, lang).out
        assert all(text in out for text in wanted), arguments
    assert drawn(f"list -C {own}", 200).out.count("红绿灯") == 1  # both columns are there
    assert "红绿灯" not in call("list", "-C", own, "--fields", "title").out


@pytest.mark.parametrize("width", [60, 140])
@languages
@pytest.mark.parametrize("number", ["CN114694123B", "US11941802B2"])
def test_a_sheet_fits_and_names_its_sources_plainly(width: int, lang: str, number: str) -> None:
    answer = drawn(f"show {number}", width, lang)
    record = call("show", number, "--format", "json").json[0]
    assert answer.lines[0].split("  ")[0] == number
    for whole in (number, *record["family"], *record["sources"], *record["classifications"]):
        # Whole words between spaces: nothing is cut, bracketed or quoted.
        assert whole in answer.out.split(), whole
    words = "".join(answer.out.split())
    for text in (record["title"], record["title_zh"], record["summary"], record["summary_zh"]):
        assert "".join(text.split()) in words


def test_a_sheet_says_what_is_unknown_and_not_confirmed(tmp_path: Path, data_dir: Path) -> None:
    out = " ".join(drawn("show CN114694123B", 120).out.split())
    for said in (
        r"Unknown .*Grant date, .*Annual fee \(yuan\)",
        "candidate: not confirmed to be on the official list",
        "2042.* without extension or early lapse",
    ):
        assert re.search(said, out), said
    alone = drawn("show CN114694123B --fields grant_date,holder,sources", 100).lines
    assert len(alone) == 5
    assert [line.split(maxsplit=2) for line in alone[1:3]] == [
        ["Grant", "date", "unknown"], ["Holder", "Alibaba", "DAMO (Hangzhou) Technology Co., Ltd."]
    ]  # fmt: skip
    assert "\nUS11941802B2  " in drawn("show CN114694123B US11941802B2", 100).out
    path = write_list(tmp_path, ["授权公告号", "专利名称"], ["CN110971952B", "甲"])
    assert call("catalogue", "import", str(path), "--name", "small").code == 0
    of_list = drawn("show CN110971952B -C small", 100).out
    assert ("Unknown" in of_list, "translation" in of_list) == (True, False)


# CN102647634B: both titles are the documents' own; CN114694123B: the Chinese one is ours.
@pytest.mark.parametrize(
    ("number", "marked"), [("CN114694123B", 1), ("CN102647634B", 0), ("CN104346370B", 1)]
)
def test_a_working_title_is_marked_for_people_only(number: str, marked: int) -> None:
    sheet = " ".join(drawn(f"show {number} --fields title,title_zh", 60).out.split())
    values = sheet[sheet.index(" Title ") :]  # behind the heading, which may be marked too
    assert values.count("(our translation)") == marked
    wide = drawn("list --fields title,title_zh", 300).out
    record = call("show", number, "--format", "json").json[0]
    for field in ("title", "title_zh"):
        shown = f"{record[field]} (our translation)" in wide
        assert shown == record[f"{field}_is_translation"]
    for name in ("tsv", "csv", "json"):
        for words in (("show", number), ("list",)):
            assert "(our translation)" not in call(*words, "--format", name).out


def test_the_heading_of_a_chinese_sheet_marks_it_too() -> None:
    ours, own = (drawn(f"show {n}", 200, "zh").lines[0] for n in ("CN114694123B", "US11941802B2"))
    assert re.match("CN114694123B  交通信号灯感知方法、装置、设备及存储介质.+", ours)
    assert own == "US11941802B2  数据处理方法、装置及系统"


def test_stats_draws_bars_in_proportion_in_the_encoding_of_the_terminal() -> None:
    lines = drawn("stats", 80).lines
    counts = [int(re.findall(r"\d+(?= )", line)[-1]) for line in lines]
    assert sum(counts) == len(PATENTS)
    for line, count in zip(lines, counts, strict=True):
        assert abs(line.count("█") / lines[0].count("█") - count / counts[0]) < 0.05
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = terminal("stats", width=80, env={"NO_COLOR": "1", **plain})
    assert (answer.code, "\\u" in answer.out) == (0, False)
    assert re.search(r"\d%  #{20,}", answer.out)


def test_on_a_real_terminal() -> None:
    answer = terminal("list", "--domain", "3d", width=60, env={"NO_COLOR": "1"})
    assert answer.out == drawn("list --domain 3d", 60).out
    assert "19 candidates, not confirmed" in answer.err
    show = ("show", "CN114694123B")
    assert "\x1b[" in terminal(*show).out
    assert "\x1b" not in terminal(*show, env={"TERM": "dumb"}).out
    assert "\x1b" not in terminal(*show, "--color", "never").out


@languages
def test_the_scheme_fits_a_screen_and_names_each_source_once(lang: str) -> None:
    lines = drawn("scheme", 100, lang).lines
    assert len(lines) <= 40
    facts = call("scheme", "--format", "json", "--lang", lang).json
    assert all(any(line.startswith(fact["label"]) for line in lines) for fact in facts)
    read = {f["url"] for f in facts if f["certainty"] != "computed"}
    assert [sum(url in line for line in lines) for url in read] == [1] * len(read)
