"""`eligible`: the form of its answers, pipes, lists and candidates.

What the rules answer is rules/verdicts.toml; calls with their codes are verdict_calls.toml.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from records import CANDIDATES, LISTED, imported
from tools import Answer, call

DAY = ("--as-of", "2026-11-22")
ONE = ("eligible", "--fee", "40000", *DAY)
SEVERAL = (
    "eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--fee", "0", *DAY
)  # fmt: skip
COLUMNS = ["rule", "outcome", "value", "limit", "reason", "reference", "url"]
RULES = ["fee-cap", "company-size", "independence", "patent-known", "patent-granted",
         "patent-in-term", "patent-listed"]  # fmt: skip
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
    def test_a_pipe_of_nothing_and_one_that_nobody_asked_for(self) -> None:
        answer = call("eligible", "--patent", "-", "--fee", "1", stdin=b"\xef\xbb\xbf \n\t\n")
        assert (answer.code, answer.out) == (2, "")
        assert "standard input was empty" in answer.err
        assert call("eligible", "--fee", "40000", stdin="CN12\n").code == 0

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

    def test_one_row_a_patent(self, own: str) -> None:
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
