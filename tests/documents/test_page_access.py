"""The page for everybody: axe-core finds nothing, the keyboard reaches everything, it fits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records import bare, record
from report_pages import write

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, as a package carries it; without that package the test is left out and says so."""
    package = pytest.importorskip(
        "axe_playwright_python", reason="left out: axe-playwright-python is not installed"
    )
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


# 640 pixels are a window of 1,280 at 200 per cent.
@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("en", 360, "light"), ("zh", 360, "dark"), ("zh", 640, "light"), ("en", 1280, "dark")],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    lang: str, width: int, scheme: str, axe: str, tmp_path: Path, open_page: Open
) -> None:
    path = write(tmp_path / "page.html", [record(), bare()], lang=lang)
    page = open_page(path, width=width, bypass_csp=True, color_scheme=scheme)
    page.evaluate(axe)

    def check() -> None:
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
        for element in ("document.documentElement", "get('sheet')"):
            assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth")

    def unfold() -> None:
        for details in page.locator("details").all():
            details.evaluate("(part) => { part.open = true; }")

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


def test_the_keyboard_reaches_every_control_in_order(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    reached: list[str] = []
    while "body" not in reached:
        page.keyboard.press("Tab")
        name = "document.activeElement.id || document.activeElement.textContent"
        is_body = "document.activeElement === document.body"
        reached.append(page.evaluate(f"{is_body} ? 'body' : {name}"))
        assert len(reached) < 200
    shown = "[...document.querySelectorAll('button,input,select,summary')]"
    shown += ".filter((e) => e.checkVisibility() && !e.disabled).map((e) => e.id || e.textContent)"
    controls = page.evaluate(shown)
    assert len(controls) > 12
    places = [reached.index(name) for name in controls]
    assert places == sorted(places)


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
