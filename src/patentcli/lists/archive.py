"""A look into the archive that an XLSX file is, before and beside the reader that unpacks it."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from html import unescape
from typing import BinaryIO

from patentcli.errors import DataProblem
from patentcli.i18n import _

LARGEST = 256 << 20  # bytes unpacked: some 150,000 rows of sixteen columns
PARTS = 2_000  # members of the archive: sheets, styles, pictures
SHEETS = 500
_PIECE = 1 << 20

Spots = Mapping[tuple[int, int], str]
"""Texts of cells by row and column, both from 1."""

# Bounded everywhere, so that no XML makes them look far.
_CELL = rb'<(?:\w{1,9}:)?c\s(?=[^>]{0,200}\br="([A-Z]{1,3})(\d{1,7})")'
_ERROR = re.compile(
    _CELL + rb'[^>]{0,200}\bt="e"[^>]{0,200}>.{0,1000}?<(?:\w{1,9}:)?v>([^<]{1,40})<', re.S
)
_NEVER = re.compile(
    _CELL
    + rb"[^>]{0,200}>\s{0,9}<(?:\w{1,9}:)?f\b[^>]{0,200}(?:/>|>([^<]{0,8192})</(?:\w{1,9}:)?f>)"
    rb"\s{0,9}(?:<(?:\w{1,9}:)?v\s?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
)


def check_size(stream: BinaryIO, where: str) -> None:
    """DataProblem for what is no workbook, or unpacks to more than the limit.

    Each part is unpacked piece by piece and nothing of it kept. One that holds more than the
    archive says is damaged.
    """
    left = LARGEST
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if len(members) > PARTS:
                message = _("a workbook of more than {limit} parts").format(limit=f"{PARTS:,}")
                raise DataProblem(message, where=where)
            if not any(name.startswith(("xl/", "content.xml")) for name in archive.namelist()):
                raise DataProblem(_("an archive, but not a workbook"), where=where)
            for member in members:
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise NotImplementedError(_("a compression that workbooks do not use"))
                with archive.open(member) as part:
                    while piece := part.read(_PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise _too_large(where)
    except (*_DAMAGE, RuntimeError) as problem:  # a part with a password of its own
        message = _("a damaged workbook ({reason})").format(reason=problem or "ZIP")
        raise DataProblem(message, where=where) from None
    stream.seek(0)


_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OSError)


def _too_large(where: str) -> DataProblem:
    return DataProblem(
        _("a workbook that unpacks to more than {limit} MiB").format(limit=LARGEST >> 20),
        where=where,
        hint=_("save the sheet as CSV, which can be of any length"),
    )


def look_inside(stream: BinaryIO) -> tuple[dict[str, Spots], bool]:
    """Error cells and formulas without a value, by sheet, which the reader gives as blanks; and
    whether days count from 1904."""
    stream.seek(0)
    found: dict[str, Spots] = {}
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())

        def text(name: str) -> str:
            return archive.read(name).decode("utf-8", "replace") if name in names else ""

        book = text("xl/workbook.xml")
        tags = re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", text("xl/_rels/workbook.xml.rels"))
        links = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in tags}
        seen: set[str] = set()
        for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)[:SHEETS]:
            target = links.get(_attribute(tag, r"\w+:id"), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in seen:  # each would be read anew
                raise ValueError(_("two sheets share one part"))
            if part in names:
                seen.add(part)
                found[_attribute(tag, "name")] = _spots(archive.read(part))
    return found, bool(re.search(r'\bdate1904="(1|true)"', book))


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(match[1]) if match else ""


def _spots(xml: bytes) -> Spots:
    found: dict[tuple[int, int], str] = {}
    if b't="e"' in xml:
        for letters, row, text in _ERROR.findall(xml):
            found[int(row), _column(letters)] = text.decode("utf-8", "replace")
    if b"<f" in xml or b":f" in xml:
        for letters, row, formula in _NEVER.findall(xml):
            text = unescape(formula.decode("utf-8", "replace"))
            # A text that was kept from being a number, ="0123", is its own value.
            guarded = re.fullmatch(r'"((?:[^"]|"")*)"', text)
            found.setdefault((int(row), _column(letters)), f"={text}" if guarded else "#CALC!")
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
