"""XLSX files: as a program saves them, and with a sheet that is written by hand."""

import io
import re
import zipfile
from collections.abc import Iterable
from html import escape
from typing import Any

from openpyxl import Workbook

_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def book(*sheets: Iterable[Iterable[Any]], hidden: str = "", change: Any = None) -> bytes:
    """A workbook of these sheets, a, b, c …, changed; with `hidden`, the first is in that state."""
    made, body = Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, lines in zip("abc", sheets, strict=False):
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    if hidden:
        made["a"].sheet_state = hidden
    if change:
        change(made)
    made.save(body)
    return body.getvalue()


def workbook(sheet: bytes) -> bytes:
    """A whole XLSX file, but for this XML as its only sheet."""
    frame, body = io.BytesIO(), io.BytesIO()
    Workbook().save(frame)
    with (
        zipfile.ZipFile(frame) as whole,
        zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            archive.writestr(name, sheet if is_sheet else whole.read(name))
    return body.getvalue()


def sheet(rows: Iterable[Iterable[str]]) -> bytes:
    """The XML of a sheet with these cells of text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = ("".join(cell.format(escape(_NOT_XML.sub("", text))) for text in row) for row in rows)
    body = "".join(f"<row>{line}</row>" for line in lines)
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'.encode()
