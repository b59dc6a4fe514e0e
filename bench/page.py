"""How quick the page of `report` is in headless Chromium: of 100 patents, and of 6,838.

    python bench/page.py

Prints for each page its size, the first contentful paint, the time until list and form can be
used, and the slowest of several answers to a filter: from the key to the frame that shows it.
Needs playwright and a Chromium (CHROMIUM names another one). Every record of the large page is
invented.
"""

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from patentcli.catalogue.file import bundled_path
from patentcli.catalogue.query import patents
from patentcli.catalogue.schema import FIELDS
from patentcli.documents.page import Page, read_documents, render

LARGE = 6838
TIMES = 5
QUERIES = ("m", "method 1", "图像", "浙江 17", "nothing has this", "")
WORDS = ("图像处理", "视频编码", "机器学习", "催化剂", "水稻育种", "桥梁监测", "锂电池", "机械臂")

ANSWER = """
async (query) => {
  const field = document.getElementById("filter-text");
  const begun = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise(requestAnimationFrame);
  await new Promise((shown) => setTimeout(shown));
  return performance.now() - begun;
}
"""
OPENED = """
async () => {
  while (!performance.getEntriesByName("first-contentful-paint").length) {
    await new Promise((later) => setTimeout(later, 5));
  }
  return {
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  };
}
"""


def bundled() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The bundled records, and the documents that a page needs."""
    with closing(sqlite3.connect(bundled_path())) as connection:
        documents = read_documents(dict(connection.execute("SELECT * FROM document")))
        return list(patents(connection, FIELDS)), documents


def invented(model: dict[str, Any], n: int) -> dict[str, Any]:
    """A record as an exchange's list gives it."""
    word = WORDS[n % len(WORDS)]
    number = f"CN1{10000000 + n}B"
    return model | {
        "id": number,
        "publication_number": number,
        "chinese_grant": number,
        "title": f"Method {n} and device for {word}",
        "title_zh": f"一种用于{word}的方法及装置（{n}）",
        "holder": f"浙江第{n % 48}大学",
        "inventors": [f"发明人{n % 977}", f"发明人{n % 877}"],
        "filing_date": f"{2005 + n % 18}-0{1 + n % 9}-15",
        "expiry": {"date": f"{2025 + n % 18}-0{1 + n % 9}-14", "year": None, "basis": ""},
        "annual_fee_yuan": f"{n % 50000}.00",
        "summary": None,
        "listing": "listed",
        "sources": [f"https://patents.google.com/patent/{number}"],
    }


def measured(tab: Tab, path: Path) -> tuple[float, float, float]:
    """First paint, readiness and the slowest answer, in milliseconds; medians over TIMES."""
    paints, readies, answers = [], [], []
    for _ in range(TIMES):
        tab.goto("about:blank")
        tab.goto(path.as_uri())
        opened = tab.evaluate(OPENED)
        paints.append(opened["paint"])
        readies.append(opened["ready"])
        answers.append(max(tab.evaluate(ANSWER, query) for query in QUERIES))
    return statistics.median(paints), statistics.median(readies), statistics.median(answers)


def main() -> int:
    """Print the table."""
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser_path is None:
        print("no Chromium found", file=sys.stderr)
        return 66
    records, documents = bundled()
    lists = {100: records, LARGE: [invented(records[0], n) for n in range(LARGE)]}
    print("patents    size KB  first paint ms  ready ms  slowest filter ms")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_path)
        tab = browser.new_page()
        for count, found in lists.items():
            page = Page(found, {"name": "bench"}, count == 100, documents, "en", "")
            path = Path(folder) / f"{count}.html"
            path.write_text(render(page), encoding="utf-8")
            size = path.stat().st_size / 1000
            paint, ready, answer = measured(tab, path)
            print(f"{count:7}  {size:9.0f}  {paint:14.0f}  {ready:8.0f}  {answer:17.0f}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
