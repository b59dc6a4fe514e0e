"""A real browser for the page: Debian's or any other Chromium, without network."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; without one, or without playwright, the test is left out and says so."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="left out: playwright is not installed (extra test)"
    )
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("left out: no Chromium was found (apt-get install chromium, or set CHROMIUM)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a file as a page with the network off; whatever the browser complains of fails."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_file(
        path: Path, *, width: int = 1280, height: int = 900, hash: str = "", **options: Any
    ) -> Any:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, offline=True, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda sent: sent.url[:5] == "file:" or complaints.append(sent.url))
        page.goto(path.as_uri() + hash)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Opens a page of these records."""
    from report_pages import write  # which reads the catalogue

    def open_records(records: list[dict[str, Any]], options: Any = (), **changes: Any) -> Any:
        return open_page(write(tmp_path / "page.html", records, **changes), **dict(options))

    return open_records
