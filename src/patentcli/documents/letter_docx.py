"""The letter as DOCX, through python-docx; the same letter gives the same bytes."""

import io
import time
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from patentcli.documents.letter import PARTS, Letter
from patentcli.errors import CannotCreate
from patentcli.i18n import _, language
from patentcli.output.clean import block

# Of each script, Word's name for it and a font; 宋体 is what letters are set in.
FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": "SimSun"}
MARGIN_CM = 2.3
COLUMNS_CM = (4.8, 11.6)
# Of each part but the table: style, and points before and after it. A signature is high enough
# for a hand and a seal.
LAYOUT = {
    "title": ("Heading 1", 0, 6),
    "head": ("Normal", 0, 1),
    "text": ("Normal", 6, 2),
    "point": ("List Number", 0, 2),
    "note": ("Normal", 4, 2),
    "closing": ("Normal", 6, 2),
    "sign": ("Normal", 10, 10),
}


def render(letter: Letter) -> bytes:
    """The letter as the bytes of a DOCX file."""
    document = Document()
    _lay_out(document)
    document.core_properties.title = block(letter["title"][0][1])
    for part in PARTS:
        if part == "row":
            _add_table(document, letter[part])
            continue
        style, before, after = LAYOUT[part]
        for label, text in letter[part]:
            paragraph = document.add_paragraph(style=style)
            layout = paragraph.paragraph_format
            layout.space_before, layout.space_after = Pt(before), Pt(after)
            layout.keep_with_next = part in ("text", "closing")  # what follows belongs to it
            if label:
                paragraph.add_run(label + _(": ")).bold = True
            paragraph.add_run(block(text.strip()))
    return _packed(document)


def _lay_out(document: Any) -> None:
    """Paper, fonts and language, and a description that names no person or time."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN_CM))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # a theme's font would win
        for script, name in FONTS.items():
            fonts.set(qn(f"w:{script}"), name)
    heading, normal = document.styles["Heading 1"], document.styles["Normal"]
    heading.font.color.rgb, heading.font.size = RGBColor(0, 0, 0), Pt(16)
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    normal.font.size, normal.paragraph_format.line_spacing = Pt(10.5), 1.1
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(1)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")
        element.set(qn("w:eastAsia"), "zh-CN")
    about = document.core_properties
    about.language = "zh-CN" if language() == "zh" else "en-GB"
    about.author = about.comments = ""
    about.created = about.modified = datetime(1980, 1, 1)


def _add_table(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    """Label beside value; the heading of a patent goes over both columns."""
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    # Word reads the width of each cell, LibreOffice that of the column.
    for column, width in zip(table.columns, COLUMNS_CM, strict=True):
        column.width = Cm(width)
    for label, value in rows:
        left, right = table.add_row().cells
        if not label:
            left.merge(right)
        left.paragraphs[0].add_run(block(label or value.strip())).bold = True
        left.paragraphs[0].paragraph_format.keep_with_next = not label
        if label:
            right.paragraphs[0].add_run(block(value.strip()))


def _packed(document: Any) -> bytes:
    """The archive with its members' times set to the earliest, which says nothing."""
    if time.localtime().tm_year < 1980:
        raise CannotCreate(_("the system's clock is before 1980, which .docx cannot express"))
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
