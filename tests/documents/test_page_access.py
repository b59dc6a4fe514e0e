"""The page for everybody: axe-core finds nothing, the keyboard reaches everything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from document_records import bare, record
from report_pages import write

Open = Callable[..., Any]


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


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(lang: str, width: int, tmp_path: Path, open_page: Open) -> None:
    path = write(tmp_path / "page.html", [record(), bare()], lang=lang)
    page = open_page(path, width=width, bypass_csp=True)
    assert findings(page) == []
    page.fill("#form-fee", "five")
    page.select_option("#form-industry", "code")
    page.click("#form button[type=submit]")
    assert findings(page) == []
    page.fill("#form-fee", "40000")
    page.fill("#form-code", "65")
    page.click("#form button[type=submit]")
    assert page.is_visible("#result .verdict")
    assert findings(page) == []
    page.locator("#rows a").last.click()
    page.wait_for_selector("#sheet[open]")
    assert findings(page) == []


def test_the_keyboard_reaches_every_control_in_order(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    reached: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.textContent")
        reached.append(name)
        if page.evaluate("document.activeElement === document.body"):
            break
    shown = "[...document.querySelectorAll('button,input,select')]"
    shown += ".filter((e) => e.checkVisibility() && !e.disabled).map((e) => e.id || e.textContent)"
    controls = page.evaluate(shown)
    assert len(controls) > 20
    places = [reached.index(name) for name in controls]
    assert places == sorted(places)


def test_focus_is_always_visible(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    for selector in ("#filter-text", "#filter-domain", "#language", "#rows a"):
        page.focus("body")
        page.evaluate("(s) => document.querySelector(s).focus({ focusVisible: true })", selector)
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", selector


def test_what_changes_is_announced(tmp_path: Path, open_page: Open) -> None:
    page = open_page(write(tmp_path / "page.html", [record()]))
    assert page.get_attribute("#found", "role") == "status"
    assert page.get_attribute("#result", "aria-live") == "polite"
    page.fill("#form-fee", "x")
    page.click("#form button[type=submit]")
    described = str(page.get_attribute("#form-fee", "aria-describedby")).split()
    assert "x" in " ".join(page.inner_text(f"#{name}") for name in described)
