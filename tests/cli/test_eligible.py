"""`eligible`: the form of its answers for programs and people, pipes, lists and candidates.

What the rules answer is rules/verdicts.toml; calls with their codes are verdict_calls.toml.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from patentcli.output.formats import FORMATS
from records import LISTED, imported
from tools import call

DAY = ("--as-of", "2026-11-22")
FEE = ("eligible", "--fee", "40000", *DAY)
ONE = ("eligible", "--patent", "CN114694123B", "--fee", "4万", "--industry", "I65",
       "--employees", "40", *DAY)  # fmt: skip
SEVERAL = (
    "eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--size", "小型", *DAY
)  # fmt: skip
RULES = ["fee-cap", "company-size", "independence", "patent-known", "patent-granted",
         "patent-in-term", "patent-listed"]  # fmt: skip
THREE = "CN102497489B\nCN110971952B\nCN114222196A\n"
ADDRESS = re.compile(r"https?://\S+")


def drawn(*arguments: str, width: int = 100) -> str:
    """What a person sees on a terminal."""
    return call(*arguments, "--color", "never", tty=True, env={"COLUMNS": str(width)}).out


def checks(*arguments: str, **more: Any) -> dict[str, dict[str, Any]]:
    found = call(*arguments, "--format", "json", **more).json
    return {check["rule"]: check for check in found["checks"]}


def test_no_more_is_said_than_was_checked() -> None:
    answer = call("eligible", "--fee", "40000", stdin=None)  # which nobody asked to read
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


def test_the_caution_ends_every_answer(tmp_path: Path) -> None:
    caution = call(*FEE, "--format", "json").json["caution"]
    assert "not legal advice" in caution
    for format_ in set(FORMATS) - {"table", "ids", "json", "jsonl"}:
        answer = call(*FEE, "--format", format_, "-o", str(tmp_path / f"a.{format_}"))
        assert answer.err.splitlines()[-1] == f"patentcli: {caution}"
    assert caution not in call(*FEE, "--format", "jsonl").err
    assert drawn(*FEE).splitlines()[-1].startswith("This is not legal advice: check the patent")


def test_several_patents_are_an_array_and_each_row_names_its_own(own: str) -> None:
    found = call(*SEVERAL, "--format", "json").json
    assert [v["patent"] for v in found] == ["CN114694123B", "US10068018B2"]
    rows = call(*SEVERAL, "--checks").table
    assert [row["patent"] for row in rows] == ["CN114694123B"] * 7 + ["US10068018B2"] * 7
    arguments = ("eligible", "--patent", "-", "--size", "small", "-C", own, *DAY)
    answer = call(*arguments, stdin=THREE)
    assert answer.code == 1
    assert [line.split("\t") for line in answer.lines] == [
        ["patent", "verdict", "failed", "unknown", "fee_yuan", "title"],
        ["CN102497489B", "not-eligible", "fee-cap", "", "60000.00", "a listed one with its fee"],
        ["CN110971952B", "undetermined", "", "patent-listed", "", "its year alone"],
        ["CN114222196A", "not-eligible", "patent-granted",
         "fee-cap|patent-in-term|patent-listed", "", "an application"],
    ]  # fmt: skip
    assert len(call(*arguments, "--checks", stdin=THREE).table) == 21


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


def test_a_candidate_waits_only_for_its_listing_and_says_how_to_confirm() -> None:
    arguments = ("eligible", "--patent", "CN114694123B", "--fee", "0", "--size", "small", *DAY)
    answer = call(*arguments, "--format", "json")
    outcomes = {c["rule"]: c["outcome"] for c in answer.json["checks"]}
    assert [rule for rule in RULES if outcomes[rule] == "unknown"] == ["patent-listed"]
    assert answer.json["not_checked"] == ["independence"]
    for text in (answer.err, " ".join(drawn(*arguments).split())):
        assert "the only thing missing is that the listing is confirmed" in text
        assert "patentcli catalogue confirm" in text
        assert "free" not in re.sub(ADDRESS, "", text + answer.out)
    note = call("list", "--limit", "1").err.splitlines()[-1]  # that of a list
    assert note in answer.err
    assert note in " ".join(call(*arguments, tty=True).err.split())
    assert "candidate" not in call(*arguments, "-q").err


def test_the_official_list_is_a_source(tmp_path: Path) -> None:
    official = imported(tmp_path, LISTED, official=None, edition="August")
    arguments = ("eligible", "--patent", "CN102497489B", "--fee", "40000", "--size", "small")
    assert call(*arguments, "-C", official, *DAY).code == 0
    source = {"title": "list “exchange list.json”", "reference": "August", "url": None}
    assert checks(*arguments, "-C", official, *DAY)["patent-listed"]["source"] == source


IN_ORDER = [
    (ONE, ["CN114694123B  ",
           "Cannot tell: the only thing missing is that the listing is confirmed\n",
           "pass     Fee           ¥40,000.00 (4万元) a year, within the cap of ¥50,000.00",
           "pass     Company size  an SME (small or micro): 40 employees, fewer than the 300",
           "pass     Catalogue", "pass     Grant", "pass     Term",
           "unknown  Listing       candidate, not confirmed",
           "To settle listing: the exchange's official list\n",
           "  patentcli catalogue confirm LIST\n",
           "Not checked: independence (--controlled-by-large | --independent)\n",
           "Next: write a letter of enquiry to patentee and exchange: is it listed, ",
           "  patentcli notice --patent CN114694123B --company NAME\n",
           "Then: the letter gives no licence",
           "This is not legal advice: check the patent office's register before acting.\n"]),
    ((*ONE, "--sources"), ["Sources\n", "Fee: South China Morning Post",
                           "Term: Patent Law",
                           "This is not legal advice. Before acting, check"]),
    (("eligible", "--patent", "CN114694123B", "--fee", "60000", *DAY),
     ["Not eligible: the fee is above the cap", "fail     Fee",
      "Unresolved (does not change the result)"]),
    (("eligible", "--fee", "1", "--strict", *DAY),
     ["Cannot tell, as a strict answer", "To settle company size:", "To settle patent:",
      "Not checked: independence"]),
    (("eligible", "--fee", "1"),
     ["Not checked: company size (--size CLASS", "Next: choose a patent and check it",
      "patentcli search WORDS"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "parts"), IN_ORDER)
def test_verdict_checks_what_is_open_next_steps_and_caution(
    arguments: tuple[str, ...], parts: list[str]
) -> None:
    text = drawn(*arguments)
    end = 0
    for part in parts:
        assert part in text[end:], (part, text)
        end = text.index(part, end) + len(part)
    if "Not eligible" in text:  # nothing settles it, and nothing follows
        assert "Next:" not in text
        assert "To settle" not in text
    assert ("http" in text) == ("--sources" in arguments)


GROUP = {
    "en": ("Software and information technology services (I65)",
           "group 12 (GB/T 4754-2017: I65)", "Cannot tell"),
    "zh": ("软件和信息技术服务业（I65）", "第 12 组（GB/T 4754-2017：I65）", "无法判断"),
}  # fmt: skip


@pytest.mark.parametrize("lang", GROUP)
def test_one_company_and_one_patent_fit_a_screen_and_name_group_and_code(lang: str) -> None:
    group, reference, verdict = GROUP[lang]
    for extra in ((), ("--controlled-by-large",), ("--as-of", "2012-01-01")):
        text = drawn(*ONE, *extra, "--lang", lang)
        assert len(text.splitlines()) <= 22, text
        assert max(map(len, text.splitlines())) <= 100
    text = drawn(*ONE, "--lang", lang, width=300)
    assert group in text
    assert verdict in text
    size = checks(*ONE, "--lang", lang)["company-size"]
    assert group in size["reason"]
    assert reference in size["source"]["reference"]


def test_several_patents_have_one_line_each() -> None:
    lines = drawn(*SEVERAL, width=140).splitlines()
    assert lines[0].split()[:2] == ["Patent", "Verdict"]
    assert "annual fee" not in lines[0]  # nobody states one
    assert lines[1].startswith(
        "CN114694123B  cannot tell: fee not stated; candidate, not confirmed"
    )
    assert lines[2].startswith("US10068018B2  cannot tell: fee not stated, grant, term; candidate")
    assert lines[-2] == ""
    assert "Annual fee" in drawn(*SEVERAL, "--fee", "1", width=140)
    assert drawn(*SEVERAL, "--checks").count("Next: ") == 2


def test_styles() -> None:
    answer = call("eligible", "--size", "small", "--controlled-by-large", tty=True)
    assert "\x1b[33mwarning\x1b[0m" in answer.out
    assert "\x1b[32mpass" in answer.out


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_command_and_no_address_is_broken_at_any_width(lang: str, width: int) -> None:
    text = drawn(*ONE, "--sources", "--lang", lang, width=width)
    for command in ("patentcli catalogue confirm LIST",
                    "patentcli notice --patent CN114694123B --company NAME"):  # fmt: skip
        assert command in text
    wanted = {c["source"]["url"] for c in checks(*ONE).values() if c["source"]}
    assert len(wanted) > 3
    assert wanted <= {address.rstrip(",;)，。；）") for address in ADDRESS.findall(text)}
