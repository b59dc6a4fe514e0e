"""Lists for tests: written as files, read through the program."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tools import Answer, call
from workbooks import sheet, workbook

NUMBER = "ZL202210599282.6"
TITLE = "一种图像识别方法"


def csv_text(*rows: Sequence[str], delimiter: str = ",") -> str:
    """The rows as a spreadsheet program writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write_list(
    folder: Path, *rows: Sequence[str], name: str = "list.csv", encoding: str = "utf-8"
) -> Path:
    """A file with these rows, the first being the heads; its suffix says of which kind it is."""
    path = folder / name
    if path.suffix == ".xlsx":
        path.write_bytes(workbook(sheet(rows)))
    elif path.suffix == ".parquet":
        arrow = pytest.importorskip("pyarrow", reason="left out: pyarrow is not installed")
        from pyarrow.parquet import write_table

        objects = [dict(zip(rows[0], line, strict=True)) for line in rows[1:]]
        write_table(arrow.Table.from_pylist(objects), path)
    elif path.suffix in (".json", ".jsonl", ".toml"):
        heads, *lines = rows
        cells = [[(json.dumps(head), toml(text)) for head, text in zip(heads, line, strict=True)]
                 for line in lines]  # fmt: skip
        objects = ["{" + ", ".join(map(": ".join, pairs)) + "}" for pairs in cells]
        tables = ["\n".join(["[[patent]]", *map(" = ".join, pairs), ""]) for pairs in cells]
        text = "\n".join(tables if path.suffix == ".toml" else objects)
        text = "[" + ", ".join(objects) + "]" if path.suffix == ".json" else text
        path.write_text(text, encoding=encoding)
    else:
        text = csv_text(*rows, delimiter={".tsv": "\t", ".txt": ";"}.get(path.suffix, ","))
        path.write_bytes(text.encode(encoding, "replace"))
    return path


def toml(text: str) -> str:
    """A string of TOML and of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def imported(path: Path, *options: str, name: str = "own") -> Answer:
    """The list imported."""
    return call("catalogue", "import", str(path), "--name", name, *options)


def records(name: str = "own") -> list[dict[str, Any]]:
    """All records of a catalogue."""
    answer = call("-C", name, "list", "--format", "jsonl")  # json is laid out, which takes longer
    assert answer.code == 0, answer.err
    return [json.loads(line) for line in answer.lines]


def record(path: Path, *options: str) -> dict[str, Any]:
    """The only record of a list."""
    answer = imported(path, *options)
    assert answer.code == 0, answer.err
    (found,) = records()
    return found
