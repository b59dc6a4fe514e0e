"""How quick the page of `report` is in headless Chromium: of the bundled patents, and of 6,838.

    python bench/page.py

Prints for each page its size, the first contentful paint, the time until list and form can be
used, and the slowest answer to a question, the table unpacked. Needs playwright and a Chromium
(CHROMIUM names another one). Every row of the large list is invented.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from lists import write_list

LARGE = 6838
TIMES = 5
QUERIES = ("直播", "subtitles", "find who stole a clip", "图像识别", "浙江大学", "nothing has this")
OPENED = """
async () => {
  while (!performance.getEntriesByName("first-contentful-paint").length) {
    await new Promise((later) => setTimeout(later, 5));
  }
  return [performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd];
}
"""
ANSWER = """
async (query) => {
  const begun = performance.now();
  document.getElementById("q").value = query;
  document.getElementById("search").requestSubmit();
  await new Promise(requestAnimationFrame);
  await new Promise((shown) => setTimeout(shown));
  return performance.now() - begun;
}
"""


def measured(browser: Browser, path: Path) -> str:
    """One line of figures for a page, in milliseconds: medians, and the slowest answer."""
    opened, slowest = [], 0.0
    for _ in range(TIMES):
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(path.as_uri())
        opened.append(page.evaluate(OPENED))
        page.evaluate(ANSWER, QUERIES[0])
        slowest = max(slowest, *(page.evaluate(ANSWER, query) for query in QUERIES))
        context.close()
    paint, ready = (statistics.median(column) for column in zip(*opened, strict=True))
    size = path.stat().st_size / 1000
    return f"{size:8,.0f} kB   paint {paint:5.0f}   ready {ready:5.0f}   answer {slowest:5.0f}"


def main() -> int:
    """Make both pages with the program and measure them."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        here = Path(folder)
        env = {**os.environ, "XDG_DATA_HOME": str(here)}
        write_list(here / "list.csv", LARGE)
        program = [sys.executable, "-m", "patentcli", "-q"]
        given = ("catalogue", "import", str(here / "list.csv"), "--name", "large", "--official")
        subprocess.run([*program, *given], env=env, check=True)
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in ("bundled", "large"):
            page = here / f"{name}.html"
            subprocess.run([*program, "report", "-C", name, "-o", page], env=env, check=True)
            print(f"{name:8}{measured(browser, page)}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
