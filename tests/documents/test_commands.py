"""`report` and `notice` as commands: files, codes, notes on standard error."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from document_records import catalogue, record
from report_pages import data_of
from tools import call, process

GRANT = "CN114694123B"


def ids_of(path: Path) -> list[str]:
    return [patent["id"] for patent in data_of(path.read_text(encoding="utf-8"))["patents"]]


# --- report


def test_the_report_of_the_bundled_catalogue_is_at_most_900_kb(tmp_path: Path) -> None:
    path = tmp_path / "patents.html"
    answer = call("report", "-o", str(path))
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert path.stat().st_size <= 900_000
    assert sorted(ids_of(path)) == sorted(call("list", "--format", "ids").lines)
    html = path.read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert "100 patents are candidates: not confirmed" in html
    assert "阿里巴巴达摩院（杭州）科技有限公司" in html


def test_filters_choose_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "part.html"
    given = ("--domain", "3d", "--office", "cn")
    assert call("report", *given, "-o", str(path)).code == 0
    assert ids_of(path) == call("list", *given, "--format", "ids").lines
    assert "Only part of the catalogue: --domain 3d --office CN" in path.read_text(encoding="utf-8")


def test_chosen_patents_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "chosen.html"
    ids = call("search", "直播", "--format", "ids", "--limit", "4").lines
    assert len(ids) == 4
    assert call("report", "--patent", "-", "-o", str(path), stdin="\n".join(ids)).code == 0
    assert ids_of(path) == ids
    assert "4 patents chosen from the catalogue bundled" in path.read_text(encoding="utf-8")
    named = ("--patent", "ZL 2022 1 0599282.6", "--patent", ids[0], "--domain", "video")
    assert call("report", *named, "-o", str(path), "--force").code == 0
    assert ids_of(path) == ids[:1]
    answer = call("report", "--patent", "CN999999999B", "-o", str(tmp_path / "no.html"))
    assert (answer.code, "not in the catalogue" in answer.err) == (1, True)
    assert not (tmp_path / "no.html").exists()


PROFILE = """
name = "杭州示例影视有限公司"
uscc = "91110000600037341L"
contact = "李雷"
industry = "R87"
employees = 40
revenue = "3000万"
controlled_by_large = false
needs = ["做封面", "xyzzy"]
"""


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "company.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


def test_a_page_for_a_company_begins_with_its_needs(
    profile: str, tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "ours.html"
    assert call("report", "--profile", profile, "-o", str(path)).code == 0
    page = open_page(path)
    asked = call("match", "--profile", profile, "--format", "json").json["needs"]
    first = page.locator("#needs li").first
    assert asked[0]["hits"][0]["patent"] in first.inner_text()
    assert asked[0]["hits"][0]["next"] in first.inner_text()
    assert "No patent on this page fits." in page.inner_text("#needs")
    assert "40 employees" in page.inner_text("#needs > p")
    assert page.input_value("#employees") == "40"
    assert page.inner_text("#result .answer").startswith("Eligible as far as checked")
    first.locator("summary").click()
    assert "From: 杭州示例影视有限公司\n" in first.locator(".letter").inner_text()


def test_chosen_patents_for_a_company(profile: str, tmp_path: Path) -> None:
    path, plain = tmp_path / "chosen.html", tmp_path / "plain.toml"
    plain.write_text('name = "X"\nsize = "小型"\n', encoding="utf-8")
    assert call("report", "--patent", GRANT, "--profile", str(plain), "-o", str(path)).code == 0
    html = path.read_text(encoding="utf-8")
    assert "The patents chosen" in html
    answer = call("eligible", "--patent", GRANT, "--size", "small", "--format", "json").json
    assert html.count(f'<b class="{answer["verdict"]}">') == 1


def test_the_profile_is_the_letters_sender(profile: str, tmp_path: Path) -> None:
    answer = call("notice", "--patent", GRANT, "--profile", profile)
    assert "**From**: 杭州示例影视有限公司\\\n" in answer.out
    assert "**Unified social credit code**: 91110000600037341L\\\n" in answer.out
    other = call("notice", "--patent", GRANT, "--profile", profile, "--company", "Other Ltd")
    assert "**From**: Other Ltd\\\n" in other.out
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('name = "X"\nuscc = "91110000600037341M"\n')
    refused = call("notice", "--patent", GRANT, "--profile", str(wrong))
    assert refused.code == 65
    assert "wrong.toml: uscc: " in refused.err
    assert "its check character is wrong" in refused.err


def test_a_filter_that_nothing_passes_gives_an_empty_page_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.html"
    answer = call("report", "--holder", "nobody", "-o", str(path))
    assert answer.code == 0
    assert "no patent passes the filters" in answer.err
    assert ids_of(path) == []


def test_unknown_values_are_counted_as_elsewhere(tmp_path: Path) -> None:
    answer = call("report", "--max-fee", "4万", "-o", str(tmp_path / "fee.html"))
    assert "100 skipped: no annual fee stated" in answer.err


def test_the_language_of_the_call_is_shown_first(tmp_path: Path) -> None:
    path = tmp_path / "zh.html"
    assert call("report", "--lang", "zh", "-o", str(path)).code == 0
    assert '<html lang="zh-CN">' in path.read_text(encoding="utf-8")


def test_an_imported_catalogue_claims_no_coverage_of_the_offer(tmp_path: Path) -> None:
    source = catalogue(tmp_path / "a-list.db", [record()], official=True)
    path = tmp_path / "page.html"
    assert call("report", "-C", str(source), "-o", str(path)).code == 0
    html = path.read_text(encoding="utf-8")
    assert "Patents of the list a-list" in html
    assert "DAMO Academy opened" not in html.partition('id="background"')[0]
    assert "How far this catalogue covers" not in html


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "page.pdf"), "the report is an HTML page"),
        (("-o", ""), "the report is an HTML page"),
        (("-o", "x.html", "--domain", "nonsense"), "unknown value"),
    ],
)
def test_a_report_that_means_nothing_is_refused(arguments: tuple[str, ...], words: str) -> None:
    answer = call("report", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


def test_standard_output_takes_the_page_but_a_terminal_only_when_asked() -> None:
    piped = call("report", "--domain", "3d")
    assert piped.code == 0
    assert piped.out.startswith("<!DOCTYPE html>")
    assert call("report", "--domain", "3d", "-o", "-", tty=True).out == piped.out
    refused = call("report", tty=True)
    assert (refused.code, refused.out) == (2, "")
    assert "name the file to write" in refused.err


@pytest.mark.parametrize(
    "command",
    [
        ("report", "-o", "{}.html"),
        ("notice", "--patent", GRANT, "--company", "X", "-o", "{}.md"),
        ("notice", "--patent", GRANT, "--company", "X", "-o", "{}.docx"),
    ],
)
def test_an_existing_file_is_kept_unless_force(command: tuple[str, ...], tmp_path: Path) -> None:
    arguments = [part.format(tmp_path / "there") for part in command]
    path = Path(arguments[-1])
    path.write_text("mine")
    answer = call(*arguments)
    assert (answer.code, path.read_text()) == (73, "mine")
    assert "exists already" in answer.err
    assert call(*arguments, "--force").code == 0
    assert path.read_bytes() != b"mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "command", [("--help",), ("list",), ("eligible", "--fee", "1"), ("stats",)]
)
def test_templates_are_loaded_by_page_and_letter_only(command: tuple[str, ...]) -> None:
    code = "import sys; from patentcli.__main__ import main; sys.argv[1:] = sys.argv[1:]\n"
    code += "try: main()\nexcept SystemExit: pass\nfinally: print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "False"


def test_the_same_call_gives_the_same_bytes(tmp_path: Path) -> None:
    bodies = set()
    for seed in ("0", "1", "2"):
        path = tmp_path / f"{seed}.html"
        assert process("report", "-o", str(path), env={"PYTHONHASHSEED": seed}).code == 0
        bodies.add(path.read_bytes())
    assert len(bodies) == 1


# --- notice


def test_a_letter_goes_to_standard_output_as_markdown() -> None:
    answer = call("notice", "--patent", GRANT, "--company", "Example Ltd")
    assert answer.code == 0
    assert answer.out.startswith("# Patent licence enquiry\n")
    assert "**From**: Example Ltd\\\n" in answer.out
    assert "/ 阿里巴巴达摩院（杭州）科技有限公司" in answer.out
    assert "it accepts nothing and gives no licence" in answer.err


def test_a_chinese_letter_names_the_holder_in_chinese() -> None:
    answer = call("notice", "--patent", GRANT, "--company", "杭州示例有限公司", "--lang", "zh")
    assert answer.out.startswith("# 专利实施许可询问函\n")
    assert "**致**：阿里巴巴达摩院（杭州）科技有限公司\\\n" in answer.out
    assert "**发函单位**：杭州示例有限公司\\\n" in answer.out
    assert "Alibaba" not in answer.out
    assert "| 法律状态（网页） | 有效 |" in answer.out


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


def test_a_lapsed_patent_needs_a_word_more(tmp_path: Path) -> None:
    path = catalogue(tmp_path / "l.db", [record(status="lapsed", offer_until=None)])
    given = ("notice", "-C", str(path), "--patent", "CN110000001B", "--company", "X")
    answer = call(*given)
    assert (answer.code, answer.out) == (1, "")
    assert "shown as lapsed, so there may be nothing to license" in answer.err
    assert "add --lapsed" in answer.err
    written = call(*given, "--lapsed")
    assert written.code == 0
    assert "1. CN110000001B is shown as lapsed." in written.out


def test_a_high_fee_and_an_ended_offer_are_pointed_out(tmp_path: Path) -> None:
    fields = record(offer_until="2024-12-31", annual_fee_yuan="80000.00")
    path = catalogue(tmp_path / "h.db", [fields])
    answer = call("notice", "-C", str(path), "--patent", "CN110000001B", "--company", "X")
    assert answer.code == 0
    assert "the offer ended on 2024-12-31" in answer.err
    assert "above the scheme's cap" in answer.err


def test_a_notice_and_an_enquiry_are_two_letters(tmp_path: Path) -> None:
    records = [record(licence_kind="open-licence", offer_until=None), record(id="CN110000002B")]
    records[1] |= {"publication_number": "CN110000002B", "chinese_grant": "CN110000002B"}
    path = catalogue(tmp_path / "m.db", records, official=True)
    named = ("--patent", "CN110000001B", "--patent", "CN110000002B")
    answer = call("notice", "-C", str(path), *named, "--company", "X")
    assert answer.code == 2
    assert "a notice is possible for CN110000001B, an enquiry for the others" in answer.err


@pytest.mark.parametrize(
    "spelling", ["ZL 2022 1 0599282.6", "cn114694123b", "CN202210599282.6", "CN114694123A"]
)
def test_a_patent_is_named_by_any_spelling(spelling: str) -> None:
    answer = call("notice", "--patent", spelling, "--company", "X")
    assert answer.code == 0
    assert f"| Grant number (page) | {GRANT} |" in answer.out


@pytest.mark.parametrize("name", ["CN114694124B", "CN999999999B"])
def test_a_patent_that_is_not_there_is_an_answer_of_no(name: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    answer = call("notice", "--patent", name, "--company", "X", "-o", str(path))
    assert (answer.code, answer.out, path.exists()) == (1, "", False)
    assert f"{name}: not in the catalogue" in answer.err


def test_a_number_that_leads_to_several_patents_is_about_all(tmp_path: Path) -> None:
    shared = [{"number": "CN201910642641.X", "date": None, "role": "priority"}]
    ids = ("US10000001B2", "US10000002B2")
    path = catalogue(
        tmp_path / "two.db",
        [
            record(id=n, publication_number=n, chinese_grant=None, chinese_applications=shared)
            for n in ids
        ],
    )
    answer = call("notice", "-C", str(path), "--patent", "CN201910642641.X", "--company", "X")
    assert answer.code == 0
    assert "leads to 2 patents" in answer.err
    assert "Patent 2: CN201910642641.X" in answer.out


def test_a_listed_open_licence_gets_the_notice(tmp_path: Path) -> None:
    path = catalogue(
        tmp_path / "open.db", [record(licence_kind="open-licence", offer_until=None)], official=True
    )
    answer = call("notice", "-C", str(path), "--patent", "CN110000001B", "--company", "X")
    assert answer.out.startswith("# Notice of use under an open licence\n")
    assert "before sending it, check in the patent office's register" in answer.err


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91110000600037341M", "its check character is wrong"),
        ("9111000060003734", "it does not have 18 characters"),
        ("9111000060003734IL", "its form is not that of such a code"),
        ("", "it does not have 18 characters"),
    ],
)
def test_a_wrong_credit_code_is_refused(code: str, words: str) -> None:
    answer = call("notice", "--patent", GRANT, "--company", "X", "--uscc", code)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


def test_a_right_credit_code_loses_its_spaces() -> None:
    code = "9111 0000 6000 3734 1l"
    answer = call("notice", "--patent", GRANT, "--company", "X", "--uscc", code)
    assert "**Unified social credit code**: 91110000600037341L" in answer.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--company", "X"), "--patent"),
        (("--patent", GRANT), "name the company that writes; or give it in a profile"),
        (("--patent", GRANT, "--company", " "), "is empty"),
        (("--patent", GRANT, "--company", "X", "-o", "letter.pdf"), "Markdown or DOCX"),
        (("--patent", GRANT, "--company", "X", "-o", ""), "Markdown or DOCX"),
    ],
)
def test_a_notice_that_means_nothing_is_refused(arguments: tuple[str, ...], words: str) -> None:
    answer = call("notice", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err


def test_a_letter_as_docx(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="left out: python-docx is not installed")
    path = tmp_path / "letter.docx"
    assert call("notice", "--patent", GRANT, "--company", "X", "-o", str(path)).code == 0
    assert path.read_bytes().startswith(b"PK")
