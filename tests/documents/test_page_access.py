"""The page for everybody: axe-core finds nothing, the keyboard reaches everything, it fits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from document_records import bare, record
from report_pages import write

Open = Callable[..., Any]
CHECK = "#form button[type=submit]"


def axe_source() -> str:
    """axe-core, as a package carries it; without that package the test is left out and says so."""
    package = pytest.importorskip(
        "axe_playwright_python", reason="left out: axe-playwright-python is not installed"
    )
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Any) -> list[str]:
    """What axe-core objects to, of any impact."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']} ({v['impact']}): {[n['html'][:120] for n in v['nodes'][:3]]}"
        for v in found["violations"]
    ]


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 360, "light"), ("zh", 1280, "dark"), ("en", 1280, "dark")]
)
def test_axe_finds_nothing(
    lang: str, width: int, scheme: str, tmp_path: Path, open_page: Open
) -> None:
    path = write(tmp_path / "page.html", [record(), bare()], lang=lang)
    page = open_page(path, width=width, bypass_csp=True, color_scheme=scheme)
    assert findings(page) == []
    for details in page.locator("details").all():
        details.evaluate("(part) => { part.open = true; }")
    page.fill("#fee", "five")
    page.select_option("#industry", "code")
    page.click(CHECK)
    assert page.get_attribute("#fee", "aria-invalid") == "true"
    assert findings(page) == []
    page.fill("#fee", "40000")
    page.fill("#code", "65")
    page.click(CHECK)
    assert page.is_visible("#result .answer")
    assert findings(page) == []
    page.locator("#rows a").last.click()
    page.wait_for_selector("#sheet[open]")
    for details in page.locator("#sheet details").all():
        details.evaluate("(part) => { part.open = true; }")
    assert findings(page) == []


def test_the_keyboard_reaches_every_control_in_order(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    reached: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
        if page.evaluate("document.activeElement === document.body"):
            break
    shown = "[...document.querySelectorAll('button,input,select,summary')]"
    shown += ".filter((e) => e.checkVisibility() && !e.disabled).map((e) => e.id || e.textContent)"
    controls = page.evaluate(shown)
    assert len(controls) > 12
    places = [reached.index(name) for name in controls]
    assert places == sorted(places)


# 640 pixels are a window of 1,280 at 200 per cent.
@pytest.mark.parametrize("width", [360, 640, 1280])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_wider_than_the_screen(
    width: int, lang: str, tmp_path: Path, open_page: Open
) -> None:
    page = open_page(write(tmp_path / "page.html", [record(), bare()], lang=lang), width=width)
    for details in page.locator("details").all():
        details.evaluate("(part) => { part.open = true; }")
    page.fill("#employees", "40")
    page.click(CHECK)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#rows a").first.click()
    page.wait_for_selector("#sheet[open]")
    assert page.evaluate("get('sheet').scrollWidth <= get('sheet').clientWidth")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_has_the_search_and_the_table(
    width: int, height: int, tmp_path: Path, open_page: Open
) -> None:
    page = open_page(write(tmp_path / "page.html", [record(), bare()]), width=width, height=height)
    for shown in ("h1", "#q", "#rows a"):
        box = page.locator(shown).first.bounding_box()
        assert box["y"] + box["height"] <= height
    beside = page.locator("#company").bounding_box()["y"]
    assert beside <= height or page.is_visible("a.jump")
