"""`eligible`: verdicts and exit codes, which patent is meant, formats, usage errors.

What the rules answer is a table of its own: rules/verdicts.toml.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from records import imported, patent
from tools import Answer, call, process

DAY = ("--as-of", "2026-11-22")
ONE = ("eligible", "--fee", "40000", *DAY)
SEVERAL = (
    "eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--fee", "0", *DAY
)  # fmt: skip
COLUMNS = ["rule", "outcome", "value", "limit", "reason", "reference", "url"]
RULES = ["fee-cap", "company-size", "independence", "patent-known", "patent-granted",
         "patent-in-term", "patent-listed"]  # fmt: skip
LISTED = patent(
    "CN102497489B", "a listed one with its fee", "CN201110405321.6", "2011-12-08",
    grant_date="2014-02-05", listing="listed", licence_kind="public-implementation",
    annual_fee_yuan="60000.00",
)  # fmt: skip
CANDIDATES = (
    patent("CN110971952B", "its year alone", "CN201811142747.5", one_off_fee_yuan="9000.00"),
    patent("CN114222196A", "an application", "CN202111394732.X", "2021-11-23"),
)
THREE = "CN102497489B\nCN110971952B\nCN114222196A\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A catalogue that is not an official list."""
    return imported(tmp_path_factory.mktemp("own"), LISTED, *CANDIDATES)


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A catalogue made from an exchange's own list."""
    folder = tmp_path_factory.mktemp("official")
    return imported(folder, LISTED, official=None, edition="August")


def checks(answer: Answer) -> dict[str, dict[str, Any]]:
    return {check["rule"]: check for check in answer.json["checks"]}


@pytest.mark.parametrize(
    ("arguments", "code", "verdict"),
    [
        (("--fee", "50000.00"), 0, "eligible"),
        (("--fee", "50000.01"), 1, "not-eligible"),
        (("--fee", "5万", "--strict"), 3, "undetermined"),
        (("--fee", "60000", "--strict"), 1, "not-eligible"),
        (("--size", "小型", "--controlled-by-large"), 0, "eligible"),
        (("--industry", "教育", "--employees", "1"), 3, "undetermined"),
        (("--patent", "CN114694123B", "--fee", "0", "--size", "small"), 3, "undetermined"),
    ],
)
def test_the_verdict_and_its_code(arguments: tuple[str, ...], code: int, verdict: str) -> None:
    answer = call("eligible", *arguments, "--format", "json")
    assert (answer.code, answer.json["verdict"]) == (code, verdict)


@pytest.mark.parametrize(
    ("option", "written", "shown"),
    [
        ("--fee", "1.2345万", "¥12,345.00 (1.2345万元)"),
        ("--revenue", "3亿", "¥300,000,000.00 (3亿元)"),
        ("--assets", " ２万 元 ", "¥20,000.00 (2万元)"),
    ],
)
def test_an_amount_is_echoed_as_it_was_understood(option: str, written: str, shown: str) -> None:
    answer = call("eligible", "--size", "small", option, written)
    assert f"patentcli: {option}: understood as {shown}\n" in answer.err
    assert call("eligible", "--size", "small", option, written, "-q").err == ""


def test_no_more_is_said_than_was_checked() -> None:
    answer = call("eligible", "--fee", "40000")
    assert (
        "patentcli: Eligible as far as checked: the fee is within the cap; company and patent were "
        "not checked\n" in answer.err
    )
    said = answer.out + answer.err
    assert "SME" not in said
    assert "licen" not in said
    assert [row["rule"] for row in answer.table] == RULES
    for row in answer.table[1:]:
        assert (row["outcome"], row["value"], row["url"]) == ("not-checked", "", "")


USAGE = [
    ((), "nothing to check", "give --fee"),
    (("--strict",), "nothing to check", "give --fee"),
    (("--controlled-by-large", "--strict"), "nothing to check", "give --fee"),
    (("--fee=-1",), "--fee", "negative"),
    (("--fee", "nan"), "--fee", "write it like 40000"),
    (("--fee", "$40000"), "--fee", "another currency"),
    (("--fee", "10000000000000000"), "--fee", "10^15"),
    (("--fee", "9" * 5000), "--fee", "5000 characters"),
    (("--industry", "sofware", "--employees", "1"), "--industry", "did you mean"),
    (("--industry", "", "--employees", "1"), "--industry", "patentcli industries"),
    (("--industry", "Z9", "--employees", "1"), "--industry", "did you mean B09?"),
    (("--size", "smal"), "--size", "small"),
    (("--size", "large", "--industry", "I65", "--employees", "9"), "--size", "figures"),
    (("--fee", "1", "--employees", "-3"), "--employees", "write it like 200"),
    (("--fee", "1", "--revenue", "3000 USD"), "--revenue", "another currency"),
    (("--fee", "1", "--assets", "1_000"), "--assets", "40000"),
    (("--fee", "1", "--as-of", "2023/8/41"), "--as-of", "2020-06-30"),
    (("--fee", "1", "--controlled-by-large", "--independent"), "--controlled-by-large", ""),
    (("--patent", "CN12"), "--patent", "CN12"),
    (("--patent", ""), "--patent", ""),
    (("--fee", "1", "--only", "elegible"), "--only", "did you mean eligible?"),
    (("--fee", "1", "--format", "ids"), "--format", "ids is not available"),
]


@pytest.mark.parametrize(("arguments", "where", "hint"), USAGE)
def test_a_usage_error(arguments: tuple[str, ...], where: str, hint: str) -> None:
    answer = call("eligible", *arguments)
    assert (answer.code, answer.out) == (2, "")
    last = answer.err.splitlines()[-1]
    assert last.startswith(f"patentcli: error: {where}")
    assert hint in last


def test_the_caution_ends_every_answer() -> None:
    caution = call(*ONE, "--format", "json").json["caution"]
    assert "not legal advice" in caution
    for format_ in ("tsv", "csv", "md"):
        assert call(*ONE, "--format", format_).err.splitlines()[-1] == f"patentcli: {caution}"
    assert caution not in call(*ONE, "--format", "jsonl").err
    drawn = call(*ONE, "--color", "never", tty=True).out
    assert drawn.splitlines()[-1].startswith("This is not legal advice: check the patent office's")


def test_several_patents_are_an_array_and_each_row_names_its_own() -> None:
    assert call(*ONE).lines[0].split("\t") == COLUMNS
    found = call(*SEVERAL, "--format", "json").json
    assert [v["patent"] for v in found] == ["CN114694123B", "US10068018B2"]
    rows = call(*SEVERAL, "--checks").table
    assert list(rows[0]) == ["patent", *COLUMNS]
    assert [row["patent"] for row in rows] == ["CN114694123B"] * 7 + ["US10068018B2"] * 7


def test_the_answer_in_a_file_and_its_code(tmp_path: Path) -> None:
    target = tmp_path / "verdict.json"
    for fee, more, code, verdict in (
        ("60000", (), 1, "not-eligible"),
        ("40000", (), 73, "not-eligible"),
        ("40000", ("--force",), 0, "eligible"),
    ):
        answer = call("eligible", "--fee", fee, "-o", str(target), *more)
        assert (answer.code, answer.out) == (code, "")
        assert json.loads(target.read_text(encoding="utf-8"))["verdict"] == verdict


def test_the_language_changes_sentences_and_no_value() -> None:
    def plain(lang: str) -> list[object]:
        found = call(*SEVERAL, "--size", "small", "--format", "json", "--lang", lang).json
        assert ("无法" in str(found) or "中国" in str(found)) == (lang == "zh")
        return [
            (
                {k: v for k, v in verdict.items() if k not in ("checks", "caution")},
                [(c["rule"], c["outcome"], c["value"], c["limit"]) for c in verdict["checks"]],
            )
            for verdict in found
        ]

    assert plain("en") == plain("zh")


class TestWhichPatent:
    @pytest.mark.parametrize(
        "spelling",
        ["cn114694123b", "CN 114694123 B", "ZL 2022 1 0599282.6", "ZL202210599282.6",
         "CN202210599282.6", "202210599282.6", "2022105992826"],
    )  # fmt: skip
    def test_any_spelling_of_the_number(self, spelling: str) -> None:
        answer = call("eligible", "--patent", spelling, "--format", "json")
        assert answer.json["patent"] == "CN114694123B"
        assert checks(answer)["patent-known"]["outcome"] == "pass"

    @pytest.mark.parametrize(
        ("words", "stdin", "found"),
        [
            (("-",), "\ufeffCN114694123B\r\n\n  ZL 2022 1 0599282.6  \nUS10068018B2\n",
             ["CN114694123B", "CN114694123B", "US10068018B2"]),
            (("US10068018B2", "-"), "CN114694123B\n", ["US10068018B2", "CN114694123B"]),
            (("-",), "CN114694123B\n", ["CN114694123B"]),
        ],
    )  # fmt: skip
    def test_numbers_from_a_pipe(
        self, words: tuple[str, ...], stdin: str, found: list[str]
    ) -> None:
        named = [part for word in words for part in ("--patent", word)]
        answer = call("eligible", *named, "--format", "json", stdin=stdin)
        assert [v["patent"] for v in answer.json] == found

    @pytest.mark.parametrize(
        ("stdin", "code", "reason"),
        [
            ("", 2, "standard input was empty"),
            ("\ufeff \n\t\n", 2, "standard input was empty"),
            ("CN114694123B\nCN12\n", 2, "CN12"),
            (b"CN114694123B\n\xff\n", 65, "line 2: not UTF-8"),
            (b"1" * 20_000, 65, "longer than any number"),
        ],
        ids=lambda value: f"{value!r:.30}",
    )
    def test_a_pipe_of_something_else(self, stdin: str | bytes, code: int, reason: str) -> None:
        answer = call("eligible", "--patent", "-", "--fee", "1", stdin=stdin)
        assert (answer.code, answer.out) == (code, "")
        assert reason in answer.err

    def test_only_a_dash_reads_the_pipe(self) -> None:
        assert process("eligible", "--fee", "40000", stdin="CN12\n").code == 0

    def test_a_search_goes_into_eligible(self) -> None:
        found = call("search", "直播", "--format", "ids", "-q").out
        options = ("--size", "small", "--format", "json")
        answer = call("eligible", "--patent", "-", *options, stdin=found)
        assert [v["patent"] for v in answer.json] == found.split()
        assert all(v["verdict"] == "undetermined" for v in answer.json)

    def test_a_priority_number_says_that_it_is_not_the_patent_s_own(self) -> None:
        known = call("show", "US10068018B2", "--format", "json", "-q").json[0]
        number = known["chinese_applications"][0]["number"]
        answer = call("eligible", "--patent", number, "--format", "json")
        assert answer.json["patent"] == "US10068018B2"
        assert "is not the patent's own number" in answer.err


class TestOneRowAPatent:
    def test_its_columns_and_values(self, own: str) -> None:
        arguments = ("eligible", "--patent", "-", "--size", "small", "-C", own, *DAY)
        answer = call(*arguments, stdin=THREE)
        assert answer.code == 1
        names = ["patent", "verdict", "failed", "unknown", "fee_yuan", "title"]
        assert [line.split("\t") for line in answer.lines] == [
            names,
            ["CN102497489B", "not-eligible", "fee-cap", "", "60000.00",
             "a listed one with its fee"],
            ["CN110971952B", "undetermined", "", "patent-listed", "", "its year alone"],
            ["CN114222196A", "not-eligible", "patent-granted",
             "fee-cap|patent-in-term|patent-listed", "", "an application"],
        ]  # fmt: skip
        assert len(call(*arguments, "--checks", stdin=THREE).table) == 21

    @pytest.mark.parametrize(
        ("only", "found"),
        [
            (("undetermined",), ["CN110971952B"]),
            (("cannot tell",), ["CN110971952B"]),
            (("无法判断",), ["CN110971952B"]),
            (("not-eligible",), ["CN102497489B", "CN114222196A"]),
            (("eligible",), []),
            (("eligible", "undetermined"), ["CN110971952B"]),
        ],
    )
    def test_only_some_verdicts(self, only: tuple[str, ...], found: list[str], own: str) -> None:
        chosen = [part for word in only for part in ("--only", word)]
        arguments = ("eligible", "--patent", "-", "--size", "small", "-C", own, *DAY, *chosen)
        answer = call(*arguments, "--format", "ids", stdin=THREE)
        assert (answer.code, answer.lines) == (1, found)  # the code is that of all
        whole = call(*arguments, "--format", "json", stdin=THREE).json
        assert [v["patent"] for v in whole] == found

    @pytest.mark.parametrize(
        ("numbers", "code"),
        [
            ("CN102497489B", 0),
            ("CN102497489B CN110971952B", 3),
            ("CN110971952B CN102497489B", 3),
            ("CN110971952B CN114222196A", 1),
            ("CN114222196A CN102497489B CN110971952B", 1),
        ],
    )
    def test_the_worst_verdict_is_the_code(self, numbers: str, code: int, own: str) -> None:
        arguments = ("eligible", "--patent", "-", "--fee", "1", "-C", own, *DAY)
        assert call(*arguments, stdin=numbers.replace(" ", "\n")).code == code


class TestCandidatesAndLists:
    def test_a_candidate_waits_only_for_its_listing_and_says_how_to_confirm(self) -> None:
        arguments = ("eligible", "--patent", "CN114694123B", "--fee", "0", "--size", "small", *DAY)
        answer = call(*arguments, "--format", "json")
        wanting = [r for r, c in checks(answer).items() if c["outcome"] == "unknown"]
        assert wanting == ["patent-listed"]
        assert answer.json["not_checked"] == ["independence"]
        drawn = " ".join(call(*arguments, "--color", "never", tty=True).out.split())
        for text in (answer.err, drawn):
            assert "the only thing missing is that the listing is confirmed" in text
            assert "patentcli catalogue confirm" in text
            assert "free" not in re.sub(r"https?://\S+", "", text + answer.out)

    def test_the_note_on_candidates_is_that_of_a_list(self) -> None:
        note = call("list", "--limit", "1").err.splitlines()[-1]
        arguments = ("eligible", "--patent", "CN114694123B", "--fee", "0")
        assert note in call(*arguments).err
        assert note in call(*arguments, tty=True).err
        assert "candidate" not in call(*arguments, "-q").err

    def test_a_page_that_nobody_read_is_not_a_source_that_was_read(self, own: str) -> None:
        answer = call("eligible", "--patent", "CN102497489B", "-C", own, *DAY, "--format", "json")
        assert checks(answer)["patent-granted"]["source"] == {
            "title": "public page for this number, not read by us",
            "reference": "CN102497489B",
            "url": "https://patents.google.com/patent/CN102497489B",
        }
        read = call("eligible", "--patent", "CN114694123B", *DAY, "--format", "json")
        assert checks(read)["patent-granted"]["source"]["title"] == "public page of the patent"

    def test_the_official_list_is_a_source_and_what_it_lacks_fails(self, official: str) -> None:
        absent = call("eligible", "--patent", "CN102345678B", "-C", official, *DAY)
        assert absent.code == 1
        assert "not on the official list" in absent.err
        arguments = ("eligible", "--patent", "CN102497489B", "--fee", "40000", "--size", "small")
        answer = call(*arguments, "-C", official, *DAY, "--format", "json")
        assert answer.code == 0
        source = {"title": "list “exchange list.json”", "reference": "August", "url": None}
        assert checks(answer)["patent-listed"]["source"] == source

    def test_a_confirmed_candidate_is_listed_by_the_list_that_confirmed_it(
        self, tmp_path: Path
    ) -> None:
        home = {"PATENTCLI_DATA_DIR": str(tmp_path / "data")}
        offers = tmp_path / "exchange.csv"
        body = "专利号,专利名称,年许可费\nZL202210599282.6,交通信号灯感知,0\n"
        offers.write_text(body, encoding="utf-8")
        assert call("catalogue", "confirm", str(offers), env=home).code == 0
        arguments = ("eligible", "--patent", "CN114694123B", "--size", "small", *DAY)
        answer = call(*arguments, "--format", "json", env=home)
        assert answer.code == 0
        listed = checks(answer)["patent-listed"]
        assert "exchange.csv" in listed["reason"]
        assert "exchange.csv" in listed["source"]["title"]
        assert "candidate" not in answer.err
        assert call("catalogue", "confirm", "--undo", env=home).code == 0
        assert call(*arguments, "--fee", "0", env=home).code == 3

    @pytest.mark.parametrize(
        ("fee", "code", "value"),
        [((), 1, "60000.00"), (("--fee", "40000"), 0, "40000.00")],
    )
    def test_the_list_s_fee_counts_unless_one_is_given(
        self, fee: tuple[str, ...], code: int, value: str, own: str
    ) -> None:
        arguments = ("eligible", "--patent", "CN102497489B", "-C", own, *DAY, "--format", "json")
        answer = call(*arguments, *fee)
        assert (answer.code, answer.json["fee_yuan"]) == (code, value)
        assert ("warning: the list states an annual fee of ¥60,000.00" in answer.err) == bool(fee)

    @pytest.mark.parametrize(
        ("row", "code", "rule", "outcome"),
        [
            ("免费,,2012-12-08,失效（未缴年费）,", 3, "patent-in-term", "unknown"),
            ("免费,,2012-12-08,有效,2026-11-21", 3, "patent-listed", "unknown"),
            ("免费,,2012-12-08,有效,2026-11-22", 0, "patent-listed", "pass"),
            ("免费,,2026-11-23,有效,", 1, "patent-granted", "fail"),
            (",20000元,2018-09-28,有效,", 0, "fee-cap", "pass"),
            (",200000元,2018-09-28,有效,", 3, "fee-cap", "unknown"),
        ],
    )
    def test_a_row_of_a_list_is_no_better_than_what_it_shows(
        self, row: str, code: int, rule: str, outcome: str, tmp_path: Path
    ) -> None:
        source = tmp_path / "offers.csv"
        head = "公开号,专利名称,年许可费,单次许可费用,申请日,法律状态,许可声明届满日期"
        source.write_text(f"{head}\nCN110971952B,图像,{row}\n", encoding="utf-8")
        env = {"PATENTCLI_DATA_DIR": str(tmp_path)}
        made = call("catalogue", "import", str(source), "--name", "offers", "--official", env=env)
        assert made.code == 0, made.err
        arguments = ("eligible", "--patent", "CN110971952B", "--size", "small", "-C", "offers")
        answer = call(*arguments, *DAY, "--format", "json", env=env)
        assert answer.code == code, answer.out
        assert checks(answer)[rule]["outcome"] == outcome
