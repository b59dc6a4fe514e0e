"""The page in a real browser, opened from disk with the network off: what it does, and that
everybody can use it: axe-core finds nothing, the keyboard reaches everything, it fits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hostile_catalogue import PAYLOADS
from records import bare, numbered, record
from report_pages import write

Open = Callable[..., Any]
COUNT = 240


def page_of(count: int, path: Path) -> Path:
    """A page of records that differ in number, end of term, domain, holder and title."""
    domains = ("image", "video", "3d", "other", None)
    records = [
        numbered(
            f"CN1{n:08}B",
            title=f"Method {n} for {domains[n % 5]} signals",
            title_zh=f"第{n}种方法",
            domain=domains[n % 5],
            holder=f"University {n % 48}",
            holder_zh=f"浙江第{n % 48}大学",
            expiry={"date": f"{2030 + n % 13}-01-{1 + n % 28:02}", "year": None, "basis": ""},
            listing="candidate" if n % 3 else "listed",
        )
        for n in range(count)
    ]
    return write(path, records)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(COUNT, tmp_path_factory.mktemp("many") / "page.html")


@pytest.fixture
def of_many(many: Path, open_page: Open) -> Any:
    return open_page(many)


def ids(page: Any) -> list[str]:
    """The numbers in the rows that are shown."""
    return list(page.locator("#rows .meta > :first-child").all_inner_texts())


def test_choices_narrow_the_list_and_stand_in_the_address(many: Path, open_page: Open) -> None:
    page = open_page(many)
    assert page.inner_text("#found") == "240 patents"
    page.click("#search summary")
    page.select_option("#domain", "3d")
    page.select_option("#listing", "listed")
    assert page.inner_text("#found") == "16 patents fit."
    page.select_option("#holder", "University 12")
    assert ids(page) == ["CN100000012B"]
    assert page.evaluate("location.hash") == "#domain=3d&holder=University+12&listing=listed"
    page.click("#search button[type=reset]")
    page.locator("#found", has_text="240 patents").wait_for()
    page.fill("#q", "CN100000239B")
    page.press("#q", "Enter")
    assert ids(page) == ["CN100000239B"]
    again = open_page(many, hash="#q=CN100000007B&domain=3d&patent=CN100000007B")
    assert "Method 7" in again.inner_text("#sheet[open] h2")
    assert (again.input_value("#q"), again.input_value("#domain")) == ("CN100000007B", "3d")
    assert ids(again) == ["CN100000007B"]


def test_a_heading_sorts_up_and_down_and_unknown_comes_last(show: Open) -> None:
    ends = (("CN1B", "2039-01-01"), ("CN2B", None), ("CN3B", "2032-01-01"))
    records = [record(id=n, expiry={"date": end, "year": None, "basis": ""}) for n, end in ends]
    page = show(records)
    head = page.locator("th[data-column=end]")
    for order, found in (
        (None, ["CN1B", "CN2B", "CN3B"]),
        ("ascending", ["CN3B", "CN1B", "CN2B"]),
        ("descending", ["CN1B", "CN3B", "CN2B"]),
    ):
        assert (head.get_attribute("aria-sort"), ids(page)) == (order, found)
        head.locator("button").click()


def test_the_list_is_turned_page_by_page_in_both_languages(of_many: Any) -> None:
    assert len(ids(of_many)) == 15
    assert of_many.is_disabled("#previous")
    for _ in range(COUNT // 15 - 1):
        of_many.click("#next")
    assert ids(of_many)[0] == "CN100000225B"
    assert of_many.inner_text("#where") == "226 to 240 of 240"
    assert of_many.is_disabled("#next")
    assert of_many.inner_text("h1") == "Patents of the list a-list"
    of_many.click("#language")
    assert of_many.inner_text("h1") == "清单“a-list”的专利"
    assert of_many.locator("#rows a").first.inner_text() == "第0种方法"
    assert "浙江第0大学" in of_many.inner_text("#rows tr >> nth=0")


def test_a_sheet_has_the_verdict_for_the_company_the_next_step_and_the_letter(of_many: Any) -> None:
    page = of_many
    page.select_option("#industry", label="Software and information technology services")
    page.fill("#employees", "40")
    page.click("#form button[type=submit]")
    assert page.inner_text("#result .answer").startswith("Eligible as far as checked")
    page.locator("#rows a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet[open]")
    assert page.inner_text("#sheet .answer p").startswith("Eligible: ")
    page.click("#sheet summary >> nth=0")
    sheet = page.inner_text("#sheet")
    letter = ("To: ", "Dear Sir or Madam,", "\n1. ", "CN100000000B")
    assert [said for said in ("40 employees", "\nNext\n", *letter) if said not in sheet] == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet:not([open])", state="attached")
    page.click("#language")
    assert page.inner_text("#result .answer").startswith("已核对的项目均符合")
    page.locator("#rows a").first.click()
    assert page.inner_text("#sheet dl >> nth=0").startswith("专利权人\n浙江第0大学")


def test_a_size_class_is_said_to_be_settled_only_where_it_is(of_many: Any) -> None:
    page = of_many
    page.select_option("#industry", "code")
    for code, employees, revenue, said in (
        ("G", "1999", "20亿", "Size class: large, or not covered by the standard."),
        ("G", "19", "3亿", "Size class: micro, or not covered by the standard."),
        ("59", "500", "3亿", "Size class: large or medium."),
        ("I65", "400", "2亿", "Size class: large."),
        ("J", "400", "2亿", ""),
    ):
        page.fill("#code", code)
        page.fill("#employees", employees)
        page.fill("#revenue", revenue)
        page.click("#form button[type=submit]")
        assert page.text_content("#result > p >> nth=0") == said


def test_hostile_text_is_shown_and_never_run(show: Open) -> None:
    records = [
        record(id=f"CN{n}B", title=text, title_zh=text, holder=text, sources=[text], note=text)
        for n, text in enumerate(PAYLOADS.values())
    ]
    page = show(records)
    for n, text in enumerate(PAYLOADS.values()):
        page.evaluate("(id) => { location.hash = `patent=${id}`; }", f"CN{n}B")
        page.locator("#sheet .meta", has_text=f"CN{n}B").wait_for()
        if text.isprintable():
            assert page.locator("#sheet h2").text_content() == text
        assert page.locator("#sheet img, #sheet script, #sheet b, #sheet dd a").count() == 0


def test_paper_gets_rows_and_chosen_sheets_or_an_open_one(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(1_200, tmp_path / "page.html"))
    page.emulate_media(media="print")

    def paper(moment: str) -> tuple[int, int]:
        page.evaluate(f"window.dispatchEvent(new Event('{moment}'))")
        return len(ids(page)), page.locator("#printed article").count()

    assert paper("beforeprint") == (1000, 0)
    assert page.inner_text("#print-limit") == "Only the first 1000 are printed."
    assert not page.is_visible("#search")
    assert page.locator("#background details[open]").count() == 1
    assert paper("afterprint") == (15, 0)
    page.evaluate("get('print-sheets').checked = true")
    assert paper("beforeprint") == (1000, 200)
    paper("afterprint")
    page.evaluate("location.hash = 'patent=CN100000003B'")
    page.wait_for_selector("#sheet[open]", state="attached")
    assert paper("beforeprint")[1] == 1
    assert page.is_visible("#printed .letter")
    for hidden in ("header", "#rows", "#sheet", "#background"):
        assert not page.is_visible(hidden)


def test_without_scripts_the_background_can_still_be_read(show: Open) -> None:
    page = show([record()], {"java_script_enabled": False})
    page.click("#background summary")
    assert "What was announced" in page.inner_text("main")
    assert "need JavaScript" in page.inner_text("noscript")
    assert not page.is_visible("#find")
    assert not page.is_visible("#company")


SPELLINGS = {
    "CN110000001B": 0, "cn 110000001 b": 0, "110000001": 0, "ZL 2019 1 0642641.X": 0,
    "ＺＬ２０１９１０６４２６４１．Ｘ": 0, "201910642641X": 0, "CN201910642641": 0,
    "US 11,941,802 B2": 1, "CN210000009U": 1, "CN2": None, "__proto__ 123456": None,
}  # fmt: skip


def test_a_patent_is_found_by_usual_spellings(show: Open) -> None:
    other = numbered("US11941802B2", chinese_grant="CN210000009U", chinese_applications=[])
    page = show([record(), other])
    asked = "(all) => all.map((typed) => Search.byNumber(typed)[0] ?? null)"
    found = page.evaluate(asked, list(SPELLINGS))
    assert dict(zip(SPELLINGS, found, strict=True)) == SPELLINGS


# 640 pixels are a window of 1,280 at 200 per cent.
@pytest.mark.parametrize(
    ("lang", "width", "height", "scheme"),
    [
        ("en", 360, 800, "light"),
        ("zh", 360, 800, "dark"),
        ("zh", 640, 400, "light"),
        ("en", 1280, 800, "dark"),
    ],
)
def test_axe_finds_nothing_and_it_fits_the_screen(
    lang: str, width: int, height: int, scheme: str, show: Open
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="left out: it is not installed")
    options = {"width": width, "height": height, "bypass_csp": True, "color_scheme": scheme}
    page = show([record(), bare()], options, lang=lang)
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))

    def check() -> None:
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
        for element in ("document.documentElement", "get('sheet')"):
            assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth")

    def unfold() -> None:
        for details in page.locator("details").all():
            details.evaluate("(part) => { part.open = true; }")

    if height == 800:  # the first screen has the search and the table
        for shown in ("h1", "#q", "#rows a"):
            box = page.locator(shown).first.bounding_box()
            assert box["y"] + box["height"] <= height
        beside = page.locator("#company").bounding_box()["y"]
        assert beside <= height or page.is_visible("a.jump")
    check()
    unfold()
    page.fill("#fee", "five")
    page.select_option("#industry", "code")
    page.click("#form button[type=submit]")
    assert page.get_attribute("#fee", "aria-invalid") == "true"
    check()
    page.fill("#fee", "40000")
    page.fill("#code", "65")
    page.click("#form button[type=submit]")
    assert page.is_visible("#result .answer")
    check()
    page.locator("#rows a").last.click()
    page.wait_for_selector("#sheet[open]")
    unfold()
    check()


def test_the_keyboard_reaches_every_control_in_order(show: Open) -> None:
    page = show([record()])
    name = "(e) => e === document.body ? 'body' : e.id || e.textContent"
    reached: list[str] = []
    while "body" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(f"({name})(document.activeElement)"))
        assert len(reached) < 200
    shown = "[...document.querySelectorAll('button,input,select,summary')]"
    shown += f".filter((e) => e.checkVisibility() && !e.disabled).map({name})"
    controls = page.evaluate(shown)
    assert len(controls) > 12
    places = [reached.index(control) for control in controls]
    assert places == sorted(places)
