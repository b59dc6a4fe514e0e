"""How large the parts of a workbook really are, before anything unpacks them.

An XLSX file is a ZIP archive. The sizes that it states may be false, so each part is unpacked
once, piece by piece and without keeping anything, until the limit is passed.
"""

import zipfile
import zlib
from typing import BinaryIO

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.system_errors import refusal

LARGEST = 256 << 20  # bytes unpacked: some 150,000 rows of sixteen columns
PARTS = 2_000  # members of the archive: sheets, styles, pictures
_PIECE = 1 << 20
_LOCAL_HEADER = 30  # bytes before the name of a member


def check_size(stream: BinaryIO, where: str) -> None:
    """DataProblem for what is no archive, or unpacks to more than the limit."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > PARTS:
                message = _("a workbook of more than {limit} parts").format(limit=f"{PARTS:,}")
                raise DataProblem(message, where=where)
            if not any(name.startswith("xl/") or name == "content.xml" for name in names):
                raise DataProblem(_("an archive, but not a workbook"), where=where)
            left = LARGEST
            for member in members:
                left -= _unpacked(stream, member, left, where)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as problem:
        message = _("a damaged workbook ({reason})").format(reason=problem or "ZIP")
        raise DataProblem(message, where=where) from None
    except OSError as problem:
        message = _("a damaged workbook ({reason})").format(reason=refusal(problem))
        raise DataProblem(message, where=where) from None
    stream.seek(0)


def _unpacked(stream: BinaryIO, member: zipfile.ZipInfo, left: int, where: str) -> int:
    """The bytes that a member unpacks to; DataProblem as soon as they are more than `left`."""
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    stream.seek(name + extra, 1)
    if member.compress_type == zipfile.ZIP_STORED:
        if member.compress_size > left:
            raise _too_large(where)
        return member.compress_size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(_("a compression that workbooks do not use"))
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    packed, size = member.compress_size, 0
    while packed > 0 and not unpack.eof:
        piece = stream.read(min(_PIECE, packed))
        if not piece:
            raise EOFError(_("it ends too early"))
        packed -= len(piece)
        while piece and not unpack.eof:
            size += len(unpack.decompress(piece, _PIECE))
            piece = unpack.unconsumed_tail
            if size > left:
                raise _too_large(where)
    return size


def _too_large(where: str) -> DataProblem:
    return DataProblem(
        _("a workbook that unpacks to more than {limit} MiB").format(limit=LARGEST >> 20),
        where=where,
        hint=_("save the sheet as CSV, which can be of any length"),
    )
