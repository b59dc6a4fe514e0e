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

LATIN = "Times New Roman"
HAN = "SimSun"  # 宋体: what letters are set in; another is taken where it is missing
MARGIN_CM = 2.3
COLUMNS_CM = (4.8, 11.6)
# Of each part but the table: style, size, space before and after (points), and whether a
# paragraph stays on the page of the next. A signature is high enough for a hand and a seal.
LAYOUT = {
    "title": ("Heading 1", 16, 0, 6, True),
    "head": ("Normal", 10.5, 0, 1, False),
    "text": ("Normal", 10.5, 6, 2, True),
    "point": ("List Number", 10.5, 0, 2, False),
    "note": ("Normal", 9, 4, 2, False),
    "closing": ("Normal", 10.5, 6, 2, True),
    "sign": ("Normal", 10.5, 10, 10, True),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP archive can hold


def render(letter: Letter) -> bytes:
    """The letter as the bytes of a DOCX file."""
    document = Document()
    _lay_out(document)
    document.core_properties.title = block(letter["title"][0][1])
    for part in PARTS:
        if part == "row":
            document.add_paragraph().paragraph_format.space_after = Pt(0)
            _add_table(document, letter[part])
            continue
        style, size, before, after, joined = LAYOUT[part]
        for label, text in letter[part]:
            paragraph = document.add_paragraph(style=style)
            layout = paragraph.paragraph_format
            layout.space_before, layout.space_after = Pt(before), Pt(after)
            layout.keep_with_next = joined
            if label:
                paragraph.add_run(label + _(": ")).bold = True
            paragraph.add_run(block(text.strip())).font.size = Pt(size)
    return _packed(document)


def _lay_out(document: Any) -> None:
    """Paper, fonts and language, and a description that names no person or time."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN_CM))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # a theme's font would win
        for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", HAN)):
            fonts.set(qn(f"w:{script}"), name)
    heading, normal = document.styles["Heading 1"], document.styles["Normal"]
    heading.font.color.rgb = RGBColor(0, 0, 0)
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    normal.font.size, normal.paragraph_format.line_spacing = Pt(10.5), 1.1
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")
        element.set(qn("w:eastAsia"), "zh-CN")
    about = document.core_properties
    about.language = "zh-CN" if language() == "zh" else "en-GB"
    about.author = about.comments = ""
    about.created = about.modified = datetime(*_EPOCH)


def _add_table(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    """Label beside value; the heading of a patent goes over both columns."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    # Word reads the width of each cell, LibreOffice that of the column.
    for column, width in zip(table.columns, COLUMNS_CM, strict=True):
        column.width = Cm(width)
    for label, value in rows:
        cells = table.add_row().cells
        texts = [(cells[0], label, True), (cells[1], value, False)]
        if not label:
            texts = [(cells[0].merge(cells[1]), value, True)]
        for cell, text, bold in texts:
            paragraph = cell.paragraphs[0]
            paragraph.add_run(block(text.strip())).bold = bold
            layout = paragraph.paragraph_format
            layout.space_before = layout.space_after = Pt(1)
            layout.keep_with_next = not label


def _packed(document: Any) -> bytes:
    """The archive with its members' times set to one that says nothing."""
    if time.localtime().tm_year < 1980:
        raise CannotCreate(_("the system's clock is before 1980, which .docx cannot express"))
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
