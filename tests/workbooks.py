"""XLSX files written by hand: the frame that a reader asks for, and a sheet of text in it."""

import io
import re
import zipfile
from collections.abc import Iterable
from html import escape

_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def workbook(sheet: bytes) -> bytes:
    """The frame of an XLSX file around the XML of one sheet."""
    head = '<?xml version="1.0"?>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'{link} Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{link} Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return body.getvalue()


def sheet(rows: Iterable[Iterable[str]]) -> bytes:
    """The XML of a sheet with these cells of text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = ("".join(cell.format(escape(_NOT_XML.sub("", text))) for text in row) for row in rows)
    body = "".join(f"<row>{line}</row>" for line in lines)
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'.encode()
