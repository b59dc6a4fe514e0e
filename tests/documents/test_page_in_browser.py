"""The page in a real browser, opened from disk with the network off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from document_records import HOSTILE, bare, record
from report_pages import write

Open = Callable[..., Any]
CSP_REPORTS = """
() => new Promise((resolve) => {
  const seen = [];
  document.addEventListener("securitypolicyviolation", (e) => seen.push(e.violatedDirective));
  setTimeout(() => resolve(seen), 50);
})
"""


def many(count: int) -> list[dict[str, Any]]:
    """Records that differ in number, year, domain, holder and title."""
    domains = ("image", "video", "3d", "other", None)
    return [
        record(
            id=f"CN1{n:08}B",
            publication_number=f"CN1{n:08}B",
            chinese_grant=f"CN1{n:08}B",
            title=f"Method {n} for {domains[n % 5]} signals",
            title_zh=f"第{n}种方法",
            domain=domains[n % 5],
            holder=f"浙江第{n % 48}大学",
            filing_date=f"{2010 + n % 13}-01-{1 + n % 28:02}",
            listing="candidate" if n % 3 else "listed",
        )
        for n in range(count)
    ]


@pytest.fixture
def of_many(tmp_path: Path, open_page: Open) -> Any:
    return open_page(write(tmp_path / "page.html", many(120)))


def rows(page: Any) -> list[str]:
    """The numbers in the rows that are shown."""
    return [text.split("\n")[0] for text in page.locator("#rows th").all_inner_texts()]


def open_first_sheet(page: Any) -> None:
    """Click the first number; the page answers to the new address a moment later."""
    page.click("#rows a")
    page.wait_for_selector("#sheet[open]")


def test_words_and_choices_narrow_the_list(of_many: Any) -> None:
    assert of_many.inner_text("#found") == "120 of 120 patents"
    of_many.fill("#filter-text", "method 11 VIDEO")
    assert of_many.inner_text("#found") == "3 of 120 patents"
    of_many.fill("#filter-text", "第17种")
    assert rows(of_many) == ["CN100000017B"]
    of_many.fill("#filter-text", "")
    of_many.select_option("#filter-domain", "3d")
    of_many.select_option("#filter-listing", "listed")
    assert of_many.inner_text("#found") == "8 of 120 patents"
    of_many.select_option("#filter-from", "2015")
    of_many.select_option("#filter-to", "2016")
    shown = of_many.locator("#rows tr").all_inner_texts()
    assert shown
    assert all("2015-" in text or "2016-" in text for text in shown)
    of_many.fill("#filter-text", "nothing has this")
    assert of_many.inner_text("#found") == "No patent passes these filters."
    of_many.click("#filters button[type=reset]")
    of_many.locator("#found", has_text="120 of 120").wait_for()


def test_a_heading_sorts_up_and_down_and_unknown_comes_last(
    tmp_path: Path, open_page: Open
) -> None:
    records = [
        record(id="CN1B", filing_date="2019-01-01"),
        record(id="CN2B", filing_date=None),
        record(id="CN3B", filing_date="2012-01-01"),
    ]
    page = open_page(write(tmp_path / "page.html", records))
    head = page.locator("th[data-column=filed]")
    assert head.get_attribute("aria-sort") is None
    head.locator("button").click()
    assert rows(page) == ["CN3B", "CN1B", "CN2B"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert rows(page) == ["CN1B", "CN3B", "CN2B"]
    assert head.get_attribute("aria-sort") == "descending"


def test_the_list_is_turned_page_by_page(of_many: Any) -> None:
    assert len(rows(of_many)) == 25
    assert of_many.is_disabled("#previous")
    for _ in range(4):
        of_many.click("#next")
    assert rows(of_many)[0] == "CN100000100B"
    assert of_many.inner_text("#where") == "Rows 101 to 120"
    assert of_many.is_disabled("#next")
    of_many.fill("#filter-text", "method")
    assert rows(of_many)[0] == "CN100000000B"


def test_a_number_opens_its_sheet_by_keyboard(of_many: Any) -> None:
    of_many.locator("#rows a").nth(2).focus()
    of_many.keyboard.press("Enter")
    of_many.wait_for_selector("#sheet[open]")
    assert of_many.inner_text("#sheet h2").startswith("CN100000002B Method 2")
    assert "Candidate: not confirmed" in of_many.inner_text("#sheet")
    assert of_many.get_attribute("#sheet dd a", "href") == "https://example.org/1"
    of_many.keyboard.press("Escape")
    of_many.wait_for_selector("#sheet:not([open])", state="attached")
    of_many.wait_for_function("document.activeElement.textContent === 'CN100000002B'")


def test_an_address_leads_to_a_sheet(tmp_path: Path, open_page: Open) -> None:
    path = write(tmp_path / "page.html", [record()])
    page = open_page(path)
    page.goto(f"{path.as_uri()}#patent/CN110000001B")
    page.reload()
    page.wait_for_selector("#sheet[open]")
    assert page.inner_text("#sheet h2").startswith("CN110000001B")


def test_what_is_unknown_is_said_to_be(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [bare()]))
    open_first_sheet(page)
    text = page.inner_text("#sheet")
    assert "Annual fee (yuan)\nnot stated" in text
    assert "Patentee\nnot stated" in text
    assert "not derived: no granted Chinese patent is known" in text


def test_the_language_is_switched_everywhere(of_many: Any) -> None:
    of_many.fill("#form-fee", "60000")
    of_many.click("#form button[type=submit]")
    assert of_many.inner_text("#result .verdict") == "Not eligible"
    of_many.click("#language")
    assert of_many.get_attribute("html", "lang") == "zh-CN"
    assert of_many.title() == "专利清单：a-list（2023-08 版）"
    assert of_many.inner_text("#result .verdict") == "不符合条件"
    assert of_many.inner_text("#found") == "共 120 件，符合 120 件"
    shown = of_many.inner_text("main")
    for english in ("Search in", "Patentee", "candidate,", "Charts", "Eligible"):
        assert english not in shown
    of_many.click("#language")
    assert "专利权人" not in of_many.inner_text("main")


def test_a_sheet_asks_the_form(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    open_first_sheet(page)
    page.click("#sheet-check")
    assert page.input_value("#form-patent") == "CN110000001B"
    assert page.inner_text("#result .verdict") == "Eligible as far as checked"


def test_hostile_text_stays_text(tmp_path: Path, open_page: Open) -> None:
    records = [
        record(
            id=f"CN{n}B",
            title=text,
            title_zh=text,
            holder=text,
            domain=text,
            inventors=[text],
            applications=[text],
            sources=[text],
            note=text,
        )
        for n, text in enumerate(HOSTILE)
    ]
    page = open_page(write(tmp_path / "page.html", records))
    reports = page.evaluate(CSP_REPORTS)
    for n, text in enumerate(HOSTILE):
        page.evaluate("(id) => { location.hash = `#patent/${id}`; }", f"CN{n}B")
        page.locator("#sheet-title", has_text=f"CN{n}B ").wait_for()
        if text.isprintable():
            assert text in page.locator("#sheet dd").nth(0).text_content()
        assert page.locator("#sheet img, #sheet script, #sheet b, #sheet dd a").count() == 0
    assert not reports


def test_the_browser_enforces_the_policy(tmp_path: Path, chromium: Any) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(write(tmp_path / "page.html", [record()]).as_uri())
    page.evaluate(
        "() => { window.ran = 0; const s = document.createElement('script');"
        " s.append('window.ran = 1'); try { document.body.append(s); } catch {} }"
    )
    assert page.evaluate("window.ran") == 0
    refused = """() => {
      try { document.body.innerHTML = "<b>x</b>"; return false; } catch { return true; }
    }"""
    assert page.evaluate(refused)
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_wider_than_the_screen(
    width: int, lang: str, tmp_path: Path, open_page: Open
) -> None:
    page = open_page(write(tmp_path / "page.html", many(60), lang=lang), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_first_sheet(page)
    assert page.evaluate("Dom.get('sheet').scrollWidth <= Dom.get('sheet').clientWidth")


def test_paper_gets_every_row_and_the_sheets_asked_for(of_many: Any) -> None:
    of_many.emulate_media(media="print")
    of_many.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(rows(of_many)) == 120
    assert not of_many.is_visible("#filters")
    assert of_many.locator("#printed article").count() == 0
    assert of_many.locator("details:not([open])").count() == 0
    of_many.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(rows(of_many)) == 25
    of_many.evaluate("Dom.get('print-sheets').checked = true")
    of_many.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert of_many.locator("#printed article").count() == 120


def test_without_scripts_the_programme_can_still_be_read(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]), java_script_enabled=False)
    assert "What the programme is" in page.inner_text("main")
    assert "need JavaScript" in page.inner_text("noscript")
    assert not page.is_visible("#patents")
    assert not page.is_visible("#eligibility")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CN110000001B", "CN110000001B"),
        ("cn 110000001 b", "CN110000001B"),
        ("110000001", "CN110000001B"),
        ("ZL 2019 1 0642641.X", "CN110000001B"),
        ("201910642641X", "CN110000001B"),
        ("CN201910642641", "CN110000001B"),
        ("US 11,941,802 B2", "US11941802B2"),
        ("CN210000009U", "US11941802B2"),
        ("CN2", None),
        ("__proto__", None),
    ],
)
def test_a_patent_is_found_by_usual_spellings(
    typed: str, found: str | None, tmp_path: Path, open_page: Open
) -> None:
    other = record(
        id="US11941802B2",
        publication_number="US11941802B2",
        chinese_grant="CN210000009U",
        chinese_applications=[],
    )
    page = open_page(write(tmp_path / "page.html", [record(), other]))
    assert page.evaluate("(typed) => Records.byNumber(typed)?.id ?? null", typed) == found


def test_of_thousands_only_a_page_is_drawn_and_all_are_searched(
    tmp_path: Path, open_page: Open
) -> None:
    page = open_page(write(tmp_path / "page.html", many(6838)))
    assert page.inner_text("#found") == "6838 of 6838 patents"
    assert page.locator("#rows tr").count() == 25
    page.fill("#filter-text", "method 6837 ")
    assert rows(page) == ["CN100006837B"]
    page.fill("#filter-text", "浙江第47大学")
    assert page.inner_text("#found") == "142 of 6838 patents"
