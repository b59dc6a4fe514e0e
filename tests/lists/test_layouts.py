"""Every list of layouts.toml: read without --map, each column where it belongs, the rest named."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from listing import imported, records

pytestmark = pytest.mark.usefixtures("data_dir")

LAYOUTS = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))


def check(layout: dict[str, Any], err: str) -> None:
    found = records()
    assert len(found) == len(layout["records"])
    for record, wanted in zip(found, layout["records"], strict=True):
        for field, value in wanted.items():
            seen = record[field]
            if field == "chinese_applications":
                seen = [application["number"] for application in seen]
            assert seen == (None if value == "" else value), (record["id"], field)
    unread = err.partition("not read: ")[2].partition("\n")[0]
    for head in layout.get("unread", ()):
        assert head in unread
    for part in layout.get("said", ()):
        assert part in err
    if layout.get("name"):
        assert f"an export of {layout['name']}" in err


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "layout",
    LAYOUTS["layout"],
    ids=lambda layout: ascii(layout.get("about") or layout["name"])[1:40],
)
def test_a_list_as_it_is_handed_out(layout: dict[str, Any], kind: str, tmp_path: Path) -> None:
    text = layout["text"].lstrip("\n")
    path = tmp_path / f"list.{kind}"
    if kind == "csv":
        path.write_text(text, encoding="utf-8")
    else:
        book = Workbook()
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            book.active.append([cell or None for cell in row])
        book.save(path)
    answer = imported(path)
    assert answer.code == 0, answer.err
    check(layout, answer.err)
