"""`show`: every spelling of a number finds its patent; what is not there gives the nearest."""

import csv
import io
import json
from pathlib import Path

import pytest

from patentcli.catalogue.fields import FIELDS
from records import MIXED, imported, patent
from tools import call, never_waited_for, process, started

CN = "CN114694123B"
US = "US11941802B2"

SPELLINGS = {
    CN: """
        CN114694123B | cn114694123b | CN 114694123 B | CN-114694123-B | CN1146941 23B
        CN114694123 | 114694123 | 114694123B | ＣＮ１１４６９４１２３Ｂ | CN114694123A
        CN202210599282.6 | 202210599282.6 | 2022105992826 | ZL 2022 1 0599282.6 | ZL202210599282.6
        CN2022105992826A | CN202210599282A | CN2022105992826 | 202210599282 | zl202210599282.6
        专利号：ZL202210599282.6 | 申请号:202210599282.6 | "CN114694123B" | 'CN202210599282.6
        """,
    US: """
        US11941802B2 | US 11,941,802 B2 | US11941802 | US-11941802-B2 | us11941802b2
        US 11941802 B2 | US 11,941,802
        """,
}
EVERY_SPELLING = [
    (text.strip(), number)
    for number, block in SPELLINGS.items()
    for line in block.strip().splitlines()
    for text in line.split(" | ")
]


@pytest.mark.parametrize(("text", "number"), EVERY_SPELLING)
def test_every_spelling(text: str, number: str) -> None:
    answer = call("show", text, "--format", "ids")
    assert (answer.code, answer.lines) == (0, [number])


@pytest.mark.parametrize(
    ("numbers", "found", "said"),
    [
        # A number of the family finds the patent and says so.
        (["US20210303928A1"], [US], "US20210303928A1 is not the patent's own number"),
        (["US 2021/0303928 A1"], [US], "US 2021/0303928 A1 is not the patent's own number"),
        (["us 20210303928 a1"], [US], "us 20210303928 a1 is not the patent's own number"),
        (["CN202210599282.5"], [CN], "warning: CN202210599282.5: the check digit should be 6, not"),
        (["US11055901B2"], ["CN111669567B", "CN111669570B"], "leads to 2 patents, all included"),
        # In the order asked, each once.
        ([US, CN, "ZL202210599282.6", US], [US, CN], ""),
        ([CN, US, "--limit", "1"], [CN], "1 of 2 shown; --limit all shows the rest"),
    ],
)
def test_what_is_found_and_what_is_said_of_it(
    numbers: list[str], found: list[str], said: str
) -> None:
    answer = call("show", *numbers, "--format", "ids")
    assert (answer.code, answer.lines) == (0, found)
    assert said in answer.err
    assert said or "shown" not in answer.err


def test_the_number_of_one_record_and_of_anothers_family_shows_both(tmp_path: Path) -> None:
    family = patent("US9053386B2", "foreign", chinese_grant="CN114694123B")
    own = imported(tmp_path, MIXED[0], family)
    for text in ("CN114694123B", "CN 114694123 B", "114694123"):
        answer = call("show", text, "-C", own, "--format", "ids")
        assert answer.lines == ["CN114694123B", "US9053386B2"]  # its own record first
        assert f"{text} leads to 2 patents" in answer.err


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("CN114694132B", CN), ("CN11469412", CN), ("CN114694123X", CN), ("US11941803B2", US),
        # Digits without a country are read as Chinese only.
        ("11941802", None),
        *((text, None) for text in ("nonsense", "专利", "1", "CN", "--", "'; --", "x" * 5000)),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named_with_the_nearest(text: str, near: str | None) -> None:
    answer = call("show", "--format", "ids", "--", text)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    if near:
        assert f"{text}: not in the catalogue; the nearest number in it is {near}\n" in answer.err
    elif len(text) > 8:
        assert "patentcli list --format ids shows its numbers" in answer.err
    # What is there is shown all the same, and an answer without anything is valid.
    some = call("show", CN, "--format", "json", "--", text)
    assert (some.code, [r["id"] for r in some.json]) == (1, [CN])
    assert "error: “”: not in the catalogue" in call("show", "").err
    for name, body in (("json", "[]\n"), ("jsonl", ""), ("csv", "field,value\n")):
        assert call("show", "--format", name, "--", text).out == body


@pytest.mark.parametrize(
    ("arguments", "stdin", "found"),
    [
        (["-"], f"\n  {US} \r\n\n\ufeffZL 2022 1 0599282.6\n{CN}", [US, CN]),
        (["-"], f"\ufeff{CN}", [CN]),
        ([CN, "-"], US, [CN, US]),
        ([CN], f"{US}\n", [CN]),  # not read unasked
    ],
)
def test_a_dash_reads_one_number_a_line(arguments: list[str], stdin: str, found: list[str]) -> None:
    answer = call("show", *arguments, "--format", "ids", stdin=stdin)
    assert (answer.code, answer.lines) == (0, found)
    for body, reason in ((b"CN1B\n\xff\xfe\n", "2: not UTF-8"), (b"1" * 20_000, "1: longer than")):
        refused = call("show", "-", "--format", "ids", stdin=body)
        assert refused.code == 65
        assert f"line {reason}" in refused.err


def test_the_list_of_one_call_is_the_question_of_another() -> None:
    numbers = call("list", "--domain", "3d", "--format", "ids").out
    answer = call("show", "-", "--format", "json", stdin=numbers)
    assert (answer.code, len(answer.json)) == (0, 19)
    assert answer.json == call("list", "--domain", "3d", "--format", "json").json


def test_a_block_a_patent() -> None:
    answer = call("show", CN, US)
    assert [row["field"] for row in answer.table] == [*FIELDS, *FIELDS]
    values = {row["field"]: row["value"] for row in answer.table[: len(FIELDS)]}
    patent = call("show", CN, "--format", "json").json[0]
    assert values["title"] == patent["title"]
    assert values["inventors"] == "|".join(patent["inventors"])
    assert values["filing_date"] == ""
    assert values["title_zh_is_translation"] == "true"
    assert json.loads(values["expiry"]) == patent["expiry"]
    assert json.loads(values["chinese_applications"]) == patent["chinese_applications"]
    rows = list(csv.DictReader(io.StringIO(call("show", CN, US, "--format", "csv").out)))
    assert rows == answer.table


def test_fields_choose_the_lines_of_a_block_and_a_path_leads_into_a_field() -> None:
    answer = call("show", CN, "--fields", "title_zh,id", "--no-header")
    assert answer.lines == ["title_zh\t交通信号灯感知方法、装置、设备及存储介质", f"id\t{CN}"]
    chosen = ("--fields", "id,expiry.year,chinese_applications.number")
    (one,) = call("show", CN, *chosen, "--format", "json").json
    assert one == {
        "id": CN,
        "expiry.year": 2042,
        "chinese_applications.number": ["CN202210599282.6"],
    }
    assert call("list", *chosen).lines[0] == "id\texpiry.year\tchinese_applications.number"
    assert "\t2042\tCN202210599282.6" in call("list", *chosen).out
    assert "End of term.year" in call("show", CN, *chosen, tty=True).out
    wrong = call("list", "--fields", "expiry.yaer")
    assert wrong.code == 2
    assert "did you mean expiry.year" in wrong.err


def test_no_number_is_a_usage_error_and_one_that_is_not_utf_8_a_plain_one() -> None:
    answer = call("show")
    assert (answer.code, answer.out) == (2, "")
    assert "usage: patentcli show" in answer.err
    answer = process("show", b"CN\xff")
    assert answer.code == 2
    assert "not valid UTF-8" in answer.err
    assert answer.err.count("\n") == 1


def test_pages_are_named_and_on_a_terminal_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    page = f"https://patents.google.com/patent/{CN}"
    assert call("show", CN, "--web").out == f"{page}\n"
    assert opened == []
    assert call("show", CN, US, "--web", tty=True).lines[0] == page
    assert opened == [page, f"https://patents.google.com/patent/{US}"]
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    answer = call("show", CN, "--web", tty=True)
    assert (answer.code, answer.out) == (0, f"{page}\n")
    assert "no browser" in answer.err


def test_a_dash_answers_line_by_line() -> None:
    """E13: the answer to a line is there before the next line comes."""
    for command in ("show", "number"):
        with started(command, "-", "--format", "jsonl", "-q") as child, never_waited_for(60):
            assert child.stdin is not None
            assert child.stdout is not None
            for number in (CN, US):
                child.stdin.write(number.encode() + b"\n")
                child.stdin.flush()
                assert number.encode() in child.stdout.readline()
