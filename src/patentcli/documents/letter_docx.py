"""The letter as DOCX, through python-docx; the same letter gives the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from time import localtime
from typing import Any

from patentcli.documents.letter import Letter, Points
from patentcli.errors import CannotCreate, UsageProblem
from patentcli.i18n import _
from patentcli.output.clean import block

LATIN = "Times New Roman"
HAN = "SimSun"  # 宋体: what letters are set in; another is taken where it is missing
MARGIN_CM = 2.3
LABEL_CM = 4.8
VALUE_CM = 11.6
NOTE_PT = 9
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP archive can hold


def render(letter: Letter) -> bytes:
    """The letter as the bytes of a DOCX file. Raises UsageProblem without python-docx."""
    try:
        import docx
    except ImportError:
        raise UsageProblem(
            _("a DOCX letter needs the extra {name}").format(name="docs"),
            where="--output",
            hint=_("install it with {command}, or end the name in {suffix}").format(
                command="pip install 'patentcli[docs]'", suffix=".md"
            ),
        ) from None
    document = docx.Document()
    _lay_out(document, letter)
    document.add_heading(letter.title, level=1).paragraph_format.space_before = docx.shared.Pt(0)
    _lines(document, letter.head)
    _paragraph(document, letter.salutation)
    for part in letter.request:
        _add(document, part)
    _gap(document)
    _table(document, letter.table)
    for note in letter.notes:
        _paragraph(document, note, size=NOTE_PT)
    for part in letter.closing:
        _paragraph(document, part).paragraph_format.keep_with_next = True  # with the signature
    _lines(document, letter.signature, apart=True)
    if localtime().tm_year < 1980:
        raise CannotCreate(_("the system's clock is before 1980, which .docx cannot express"))
    return _packed(document)


def _lay_out(document: Any, letter: Letter) -> None:
    """Paper, fonts and language, and a description that names no person or time."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN_CM))
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = LATIN
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), HAN)
    document.styles["Normal"].font.size = Pt(10.5)
    for name, after in (("Normal", 6), ("List Number", 2)):
        layout = document.styles[name].paragraph_format
        layout.space_after, layout.line_spacing = Pt(after), 1.1
    document.styles["Heading 1"].font.size = Pt(16)
    document.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    language = "zh-CN" if letter.lang == "zh" else "en-GB"
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")
        element.set(qn("w:eastAsia"), "zh-CN")
    about = document.core_properties
    about.title, about.language = letter.title, language
    about.author = about.comments = ""
    about.created = about.modified = datetime(*_EPOCH)


def _plain(text: str) -> str:
    """The text with what XML cannot hold made visible."""
    return block(text.strip())


def _paragraph(document: Any, text: str, *, size: float | None = None) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(_plain(text))
    run.font.size = None if size is None else Pt(size)
    return paragraph


def _add(document: Any, part: Points | str) -> None:
    if isinstance(part, str):
        _paragraph(document, part)
        return
    _paragraph(document, part.lead).paragraph_format.keep_with_next = True
    for point in part.points:
        document.add_paragraph(_plain(point), style="List Number")


def _lines(document: Any, rows: Sequence[tuple[str, str]], *, apart: bool = False) -> None:
    """A line for each label and value; the signature's are high enough for a hand and a seal."""
    from docx.shared import Pt

    for n, (label, value) in enumerate(rows):
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_after = Pt(10 if apart else 1 if n < len(rows) - 1 else 8)
        layout.space_before = Pt(14 if apart and n == 0 else 0)
        layout.keep_with_next = apart and n < len(rows) - 1
        paragraph.add_run(_("{title}: ").format(title=label)).bold = True
        paragraph.add_run(_plain(value))


def _gap(document: Any) -> None:
    from docx.shared import Pt

    paragraph = _paragraph(document, "", size=NOTE_PT / 2)
    paragraph.paragraph_format.space_after = Pt(0)


def _table(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    """Label beside value; the heading of a patent goes over both columns."""
    from docx.shared import Cm, Pt

    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    # Word reads the width of each cell, LibreOffice that of the column.
    table.columns[0].width, table.columns[1].width = Cm(LABEL_CM), Cm(VALUE_CM)
    for label, value in rows:
        row = table.add_row()
        cells = row.cells
        cells[0].width, cells[1].width = Cm(LABEL_CM), Cm(VALUE_CM)
        if label:
            cells[0].paragraphs[0].add_run(_plain(label)).bold = True
            cells[1].paragraphs[0].add_run(_plain(value))
        else:
            cells[0].merge(cells[1]).paragraphs[0].add_run(_plain(value)).bold = True
        for cell in row.cells:
            layout = cell.paragraphs[0].paragraph_format
            layout.space_before = layout.space_after = Pt(1)
            layout.keep_with_next = not label
    _gap(document)


def _packed(document: Any) -> bytes:
    """The archive with its members' times set to one that says nothing."""
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
