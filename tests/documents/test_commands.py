"""`report`, `notice` and the chart of `stats` as commands: files, codes, notes on standard error.

What they refuse, and letters on bundled patents, are calls in cli/calls.toml."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from patentcli.documents import chart
from patentcli.errors import CannotCreate
from records import catalogue, numbered, record
from report_pages import data_of
from rules_oracle import EDITIONS
from tools import PATENTS, call
from workbooks import book

GRANT = "CN114694123B"
USCC = "91110000600037341L"
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


def test_the_bundled_report_is_at_most_9_kb_a_patent_and_35_an_edition(tmp_path: Path) -> None:
    path = tmp_path / "patents.html"
    html, ids, said = report(path)
    assert said == ""
    assert path.stat().st_size <= 9_000 * len(PATENTS) + 35_000 * (len(EDITIONS) - 1)
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


def test_a_page_for_a_company_begins_with_what_it_needs_or_chose(
    profile: str, tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "ours.html"
    report(path, "--profile", profile)
    page = open_page(path)
    asked = call("match", "--profile", profile, "--format", "json").json["needs"]
    first = page.locator("#needs li").first
    assert asked[0]["hits"][0]["patent"] in first.inner_text()
    mark, step = asked[0]["hits"][0]["next"].split(": ", 1)
    assert mark == "candidate, not confirmed"
    for told in (mark, step):
        assert told in first.inner_text()
    assert "No patent on this page fits." in page.inner_text("#needs")
    assert "40 employees" in page.inner_text("#result")
    assert page.input_value("#employees") == "40"
    assert page.inner_text("#result .answer").startswith("Eligible as far as checked")
    first.locator("summary").click()
    assert "From: 杭州示例影视有限公司\n" in first.locator(".letter").inner_text()
    page.click("#language")
    chinese = call("match", "--profile", profile, "--format", "json", "--lang", "zh").json["needs"]
    mark, step = chinese[0]["hits"][0]["next"].split("：", 1)
    for told in (mark, f"下一步：{step}"):
        assert told in first.inner_text()
    page.fill("#employees", "5000")  # another answer is another verdict
    page.fill("#revenue", "90亿")
    page.click("#form button[type=submit]")
    assert first.locator("b.not-eligible").count() == 1
    # Without needs, the patents chosen stand first.
    plain = tmp_path / "plain.toml"
    plain.write_text('name = "X"\nsize = "小型"\n', encoding="utf-8")
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
    ("extra", "library", "arguments"),
    [
        ("docs", "docx", ("notice", "--patent", GRANT, "--company", "X", "-o", "a.docx")),
        ("xlsx", "xlsxwriter", ("list", "-o", "a.xlsx")),
        ("charts", "matplotlib", ("stats", "--chart", "a.svg")),
        ("parquet", "pyarrow", ("catalogue", "export", "-o", "a.parquet")),
        ("parquet", "pyarrow", ("catalogue", "import", "-", "--name", "own")),
        ("xlsx", "python_calamine", ("catalogue", "validate", "-")),
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
    answer = call(*arguments, stdin=b"PAR1" if extra == "parquet" else book([["id"]]))
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


LAPSED: dict[str, Any] = {"status": "lapsed", "offer_until": None}
OPEN: dict[str, Any] = {"licence_kind": "open-licence", "offer_until": None}
ENQUIRY = "it accepts nothing and gives no licence"
FOREIGN = [numbered(n, chinese_grant=None) for n in ("US10000001B2", "US10000002B2")]


@pytest.mark.parametrize(
    ("records", "arguments", "code", "written", "told"),
    [
        ([record(**LAPSED)], "CN110000001B", 1, "", "shown as lapsed, so there may be nothing to"),
        ([record(**LAPSED)], "CN110000001B --lapsed", 0, "1. CN110000001B is shown", ENQUIRY),
        ([record(**OPEN)], "CN110000001B", 0, "# Notice of use under an open licence",
         "before sending it, check in the patent office's register"),
        ([record(**OPEN), numbered("CN110000002B")], "CN110000001B --patent CN110000002B", 0,
         "# Patent licence enquiry", ENQUIRY),
        ([numbered("US10000001B2", office="US", chinese_grant=None, **LAPSED)], "US10000001B2",
         1, "", "US10000001B2: shown as lapsed"),
        (FOREIGN, "CN201910642641.X", 0, "Patent 2: CN201910642641.X", "leads to 2 patents"),
    ],
)  # fmt: skip
def test_the_letter_follows_from_the_records_and_what_to_check_is_said(
    records: list[dict[str, Any]],
    arguments: str,
    code: int,
    written: str,
    told: str,
    tmp_path: Path,
) -> None:
    path = catalogue(tmp_path / "l.db", records, official=True)
    named = ("--patent", *arguments.split(), "--company", "X")
    answer = call("notice", *named, "-C", str(path))
    assert (answer.code, bool(answer.out)) == (code, code == 0), answer.err
    assert written in answer.out
    assert told in answer.err


def test_the_profile_is_the_letters_sender(profile: str) -> None:
    answer = call("notice", "--patent", GRANT, "--profile", profile)
    assert "**From**: 杭州示例影视有限公司\\\n" in answer.out
    assert f"**Unified social credit code**: {USCC}\\\n" in answer.out
    other = call("notice", "--patent", GRANT, "--profile", profile, "--company", "Other Ltd")
    assert "**From**: Other Ltd\\\n" in other.out


# --- the chart: drawn by matplotlib, in the reader's language, never with empty boxes

DRAWN = pytest.mark.skipif(not find_spec("matplotlib"), reason="matplotlib is not installed")
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> set[str]:
    return {"".join(e.itertext()).strip() for e in ElementTree.fromstring(svg).iter(f"{SVG}text")}


@DRAWN
@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG\r\n")])
def test_the_same_counts_give_the_same_bytes(suffix: str, start: bytes) -> None:
    first, second = (chart.draw("Title", [("Image", 38)], suffix) for _ in range(2))
    assert first == second
    assert first.startswith(start)


@DRAWN
def test_without_a_font_png_is_refused_and_svg_keeps_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chart, "CHINESE", ())
    bars = [("浙江大学", 3), (r"$\frac{a}{b}$ & <b>", 1)]  # no formula
    with pytest.raises(CannotCreate, match="no font here has the characters"):
        chart.draw("Title", bars, ".png")
    assert {"浙江大学", r"$\frac{a}{b}$ & <b>"} <= texts(chart.draw("Title", bars, ".svg"))


@DRAWN
def test_the_chart_shows_what_stats_prints(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    arguments = ("stats", "--lang", "zh", "--sort", "count", "--limit", "3")
    answer = call(*arguments, "--chart", str(path))
    assert answer.code == 0
    drawn = texts(path.read_bytes())
    assert "按领域统计专利" in drawn
    for row in answer.table:
        assert {row["label"], row["count"]} <= drawn


@DRAWN
def test_a_chart_of_very_many_values_says_what_it_leaves_out(tmp_path: Path) -> None:
    number = {"publication_number": None, "chinese_grant": None, "chinese_applications": []}
    records = [record(id=f"CN{n}B", holder=f"H{n}", **number) for n in range(70)]
    path = catalogue(tmp_path / "many.db", records)
    target = tmp_path / "chart.svg"
    answer = call("stats", "--by", "holder", "-C", str(path), "--chart", str(target))
    assert "the chart shows the first 60 of 70 values" in answer.err
    assert "H69" not in texts(target.read_bytes())
