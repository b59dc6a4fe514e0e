"""`report` and `notice` as commands: files, codes, notes on standard error."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records import catalogue, numbered, record
from report_pages import data_of
from tools import PATENTS, call

GRANT = "CN114694123B"
USCC = "91110000600037341L"
ONE = ("notice", "--patent", GRANT)
LETTER = (*ONE, "--company", "X")
PROFILE = f"""
name = "杭州示例影视有限公司"
uscc = "{USCC}"
contact = "李雷"
industry = "R87"
employees = 40
revenue = "3000万"
controlled_by_large = false
needs = ["做封面", "xyzzy"]
"""


def report(path: Path, *arguments: str, **options: Any) -> tuple[str, list[str], str]:
    """The page that a call writes, the ids on it, and what was said."""
    answer = call("report", *arguments, "-o", str(path), "--force", **options)
    assert (answer.code, answer.out) == (0, "")
    html = path.read_text(encoding="utf-8")
    return html, [patent["id"] for patent in data_of(html)["patents"]], answer.err


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "company.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


def test_the_report_of_the_bundled_catalogue_is_at_most_9_kb_a_patent(tmp_path: Path) -> None:
    path = tmp_path / "patents.html"
    html, ids, said = report(path)
    assert said == ""
    assert path.stat().st_size <= 9_000 * len(PATENTS)
    assert sorted(ids) == sorted(call("list", "--format", "ids").lines)
    assert '<html lang="en">' in html
    assert f"{len(PATENTS)} patents are candidates: not confirmed" in html
    assert f"其中 {len(PATENTS)} 件为候选专利：未经确认列入官方清单" in html
    assert "阿里巴巴达摩院（杭州）科技有限公司" in html
    assert '<html lang="zh-CN">' in report(path, "--lang", "zh")[0]


def test_filters_choose_what_is_in_it(tmp_path: Path) -> None:
    path, given = tmp_path / "part.html", ("--domain", "3d", "--office", "cn")
    html, ids, _said = report(path, *given)
    assert ids == call("list", *given, "--format", "ids").lines
    assert "Only part of the catalogue: --domain 3d --office cn" in html
    _html, ids, said = report(path, "--holder", "nobody")
    assert (ids, "no patent passes the filters" in said) == ([], True)
    assert f"{len(PATENTS)} skipped: no annual fee stated" in report(path, "--max-fee", "4万")[2]


def test_chosen_patents_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "chosen.html"
    ids = call("search", "直播", "--format", "ids", "--limit", "4").lines
    html, found, _said = report(path, "--patent", "-", stdin="\n".join(ids))
    assert (len(ids), found) == (4, ids)
    assert "4 patents chosen from the catalogue bundled" in html
    named = ("--patent", "ZL 2022 1 0599282.6", "--patent", ids[0], "--domain", "video")
    assert report(path, *named)[1] == ids[:1]


def test_a_page_for_a_company_begins_with_its_needs(
    profile: str, tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "ours.html"
    report(path, "--profile", profile)
    page = open_page(path)
    asked = call("match", "--profile", profile, "--format", "json").json["needs"]
    first = page.locator("#needs li").first
    assert asked[0]["hits"][0]["patent"] in first.inner_text()
    assert asked[0]["hits"][0]["next"] in first.inner_text()
    assert "No patent on this page fits." in page.inner_text("#needs")
    assert "40 employees" in page.inner_text("#result")
    assert page.input_value("#employees") == "40"
    assert page.inner_text("#result .answer").startswith("Eligible as far as checked")
    first.locator("summary").click()
    assert "From: 杭州示例影视有限公司\n" in first.locator(".letter").inner_text()
    page.click("#language")
    chinese = call("match", "--profile", profile, "--format", "json", "--lang", "zh").json["needs"]
    assert f"下一步：{chinese[0]['hits'][0]['next']}" in first.inner_text()
    page.fill("#employees", "5000")  # another answer is another verdict
    page.fill("#revenue", "90亿")
    page.click("#form button[type=submit]")
    assert first.locator("b.not-eligible").count() == 1


def test_chosen_patents_for_a_company(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    plain = tmp_path / "plain.toml"
    plain.write_text('name = "X"\nsize = "小型"\n', encoding="utf-8")
    path = tmp_path / "chosen.html"
    report(path, "--patent", GRANT, "--profile", str(plain))
    page = open_page(path)
    assert page.inner_text("#needs h3") == "The patents chosen"
    answer = call("eligible", "--patent", GRANT, "--size", "small", "--format", "json").json
    assert page.locator(f"#needs b.{answer['verdict']}").count() == 1


def test_an_imported_catalogue_claims_no_coverage_of_the_offer(tmp_path: Path) -> None:
    source = catalogue(tmp_path / "a-list.db", [record()], official=True)
    html = report(tmp_path / "page.html", "-C", str(source))[0]
    assert "candidate: not" not in html.partition('id="data"')[0]
    assert "Patents of the list a-list" in html
    assert "DAMO Academy opened" not in html.partition('id="background"')[0]
    assert "How far this catalogue covers" not in html


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("report", "-o", "page.pdf"), 2, "end the name in .html or .htm"),
        (("stats", "--chart", "a.pdf"), 2, "--chart: cannot write this kind of file; end the name"),
        (("report", "-o", "x.html", "--domain", "nonsense"), 2, "unknown value"),
        (("report", "-o", "x.html", "--patent", "CN999999999B"), 1, "not in the catalogue"),
        (("notice", "--company", "X"), 2, "--patent"),
        (ONE, 2, "name the company that writes; or give it in a profile"),
        ((*ONE, "--company", " "), 2, "name the company that writes"),
        ((*LETTER, "-o", "letter.pdf"), 2, "end the name in .md or .docx"),
        ((*LETTER, "-o", ""), 2, "end the name in .md or .docx"),
        ((*LETTER, "--uscc", USCC[:-1] + "M"), 2, "its check character is wrong"),
        ((*LETTER, "--uscc", "9111000060003734"), 2, "it does not have 18 characters"),
        ((*LETTER, "--uscc", "9111000060003734IL"), 2, "its form is not that of such a code"),
        (("notice", "--patent", "CN114694124B", "--company", "X", "-o", "a.md"), 1,
         "CN114694124B: not in the catalogue"),
    ],
)  # fmt: skip
def test_what_is_refused(
    arguments: tuple[str, ...],
    code: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call(*arguments)
    assert (answer.code, answer.out, list(tmp_path.iterdir())) == (code, "", [])
    assert words in answer.err


@pytest.mark.parametrize(
    ("extra", "library", "arguments"),
    [
        ("docs", "docx", (*LETTER, "-o", "a.docx")),
        ("xlsx", "xlsxwriter", ("list", "-o", "a.xlsx")),
        ("charts", "matplotlib", ("stats", "--chart", "a.svg")),
        ("parquet", "pyarrow", ("catalogue", "export", "-o", "a.parquet")),
    ],
)
def test_without_its_library_an_extra_is_named(
    extra: str,
    library: str,
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, library, None)
    for room, module in (("documents", "letter_docx"), ("output", "xlsx")):
        monkeypatch.delitem(sys.modules, f"patentcli.{room}.{module}", raising=False)
        monkeypatch.delattr(f"patentcli.{room}.{module}", raising=False)
    answer = call(*arguments)
    assert (answer.code, list(tmp_path.iterdir())) == (2, [])
    assert (
        f"needs the extra {extra}; install it with pip install 'patentcli[{extra}]'" in answer.err
    )


def test_standard_output_takes_the_page_but_a_terminal_only_when_asked() -> None:
    piped = call("report", "--domain", "3d")
    assert piped.code == 0
    assert piped.out.startswith("<!DOCTYPE html>")
    assert call("report", "--domain", "3d", "-o", "-", tty=True).out == piped.out
    refused = call("report", tty=True)
    assert (refused.code, refused.out) == (2, "")
    assert "name the file to write" in refused.err


# --- notice

PRIORITY = [{"number": "CN201910642641.X", "date": None, "role": "priority"}]
FOREIGN: dict[str, Any] = {"chinese_grant": None, "chinese_applications": PRIORITY}
OPEN: dict[str, Any] = {"licence_kind": "open-licence", "offer_until": None}
OWN = ("--patent", "CN110000001B", "--company", "X")


@pytest.mark.parametrize(
    ("records", "arguments", "code", "written", "told"),
    [  # without records: of the bundled catalogue
        ([], (*ONE[1:], "--company", "Example Ltd"), 0,
         ["# Patent licence enquiry\n", "**From**: Example Ltd\\\n",
          "/ 阿里巴巴达摩院（杭州）科技有限公司"],
         ["it accepts nothing and gives no licence", "check the patentee's Chinese name"]),
        ([], (*LETTER[1:], "--lang", "zh"), 0,
         ["# 专利实施许可询问函\n", "**致**：阿里巴巴达摩院（杭州）科技有限公司\\\n",
          "**发函单位**：X\\\n", "| 法律状态（网页） | 有效 |"], ["这是询问函"]),
        ([], (*LETTER[1:], "--uscc", "9111 0000 6000 3734 1l"), 0,
         [f"**Unified social credit code**: {USCC}"], []),
        *(([], ("--patent", spelling, "--company", "X"), 0,
           [f"| Grant number (page) | {GRANT} |"], [])
          for spelling in ("ZL 2022 1 0599282.6", "cn114694123b", "CN114694123A")),
        ([record(status="lapsed", offer_until=None)], OWN, 1, [],
         ["shown as lapsed, so there may be nothing to license", "add --lapsed"]),
        ([record(status="lapsed", offer_until=None)], (*OWN, "--lapsed"), 0,
         ["1. CN110000001B is shown as lapsed."], ["it accepts nothing"]),
        ([record(offer_until="2024-12-31", annual_fee_yuan="80000.00")], OWN, 0,
         ["above the 50,000 yuan"], ["it accepts nothing"]),
        ([record(**OPEN), numbered("CN110000002B")], (*OWN, "--patent", "CN110000002B"), 0,
         ["# Patent licence enquiry\n", "Has an open licence been declared"],
         ["it accepts nothing and gives no licence"]),
        ([record(**OPEN)], OWN, 0, ["# Notice of use under an open licence\n"],
         ["before sending it, check in the patent office's register"]),
        ([numbered(n, **FOREIGN) for n in ("US10000001B2", "US10000002B2")],
         ("--patent", "CN201910642641.X", "--company", "X"), 0,
         ["Patent 2: CN201910642641.X"], ["leads to 2 patents"]),
    ],
)  # fmt: skip
def test_the_letter_and_what_is_said_beside_it(
    records: list[dict[str, Any]],
    arguments: tuple[str, ...],
    code: int,
    written: list[str],
    told: list[str],
    tmp_path: Path,
) -> None:
    if records:
        arguments += ("-C", str(catalogue(tmp_path / "l.db", records, official=True)))
    answer = call("notice", *arguments)
    assert answer.code == code, answer.err
    assert bool(answer.out) is (code == 0)
    assert [words for words in written if words not in answer.out] == []
    assert [words for words in told if words not in answer.err] == []


def test_the_profile_is_the_letters_sender(profile: str) -> None:
    answer = call(*ONE, "--profile", profile)
    assert "**From**: 杭州示例影视有限公司\\\n" in answer.out
    assert f"**Unified social credit code**: {USCC}\\\n" in answer.out
    other = call(*ONE, "--profile", profile, "--company", "Other Ltd")
    assert "**From**: Other Ltd\\\n" in other.out


def test_several_patents_of_one_holder_in_one_letter() -> None:
    ids = call("list", "--holder", "阿里巴巴集团控股", "--format", "ids").lines[:3]
    assert len(ids) == 3
    named = [part for name in ids for part in ("--patent", name)]
    answer = call("notice", *named, "--company", "X")
    assert [f"**Patent {n + 1}: {name}**" in answer.out for n, name in enumerate(ids)] == [True] * 3
    piped = call("notice", "--patent", "-", "--company", "X", stdin="\n".join(ids))
    assert piped.out == answer.out
    other = call("notice", *named, "--patent", GRANT, "--company", "X")
    assert (other.code, other.out) == (2, "")
    assert "several holders" in other.err
    assert "write one letter to each" in other.err
