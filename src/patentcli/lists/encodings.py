"""How the bytes of a list are text: UTF-8, UTF-16 or GB18030, told by the bytes themselves."""

import codecs
import re

from patentcli.errors import DataProblem
from patentcli.i18n import _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of 100 Chinese characters in real text, nearly all have both bytes in the upper half in
# GB18030. In a Western text that happens to decode, the second byte is an ASCII letter.
_UPPER_SHARE = 0.8
COMMON = ("utf-8", "gb18030", "gbk", "utf-16", "big5")


def check_encoding(name: str) -> str:
    """The Python name of an encoding of text; UsageProblem for any other word."""
    try:
        found = codecs.lookup(name)
        usable = getattr(found, "_is_text_encoding", True)
        if usable:
            codecs.getincrementaldecoder(name)().decode(b"")
    except (LookupError, ValueError, TypeError):
        usable = False
    if not usable or found.name in ("idna", "punycode", "undefined", "unicode_escape"):
        from patentcli.suggest import unknown_word

        message = _("unknown encoding {name!r}").format(name=name[:40])
        raise unknown_word(message, name, COMMON, where="--encoding") from None
    return "utf-8-sig" if found.name == "utf-8" else found.name


def detect(head: bytes, *, whole: bool, where: str) -> str:
    """The encoding of a text by its first bytes; `whole` if there are no others.

    DataProblem for binary data and for text of which no guess is sure.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if b"\0" in head:
        for name in ("utf-16-le", "utf-16-be"):
            if _is_wide_text(head, name):
                return name
        raise DataProblem(_("binary data, not a list"), where=where)
    for name in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(head, final=whole)
        except UnicodeDecodeError:
            continue
        if name == "utf-8-sig" or _looks_chinese(head):
            return name
    raise DataProblem(
        _("neither UTF-8 nor UTF-16 nor GB18030"),
        where=where,
        hint=_("--encoding names another one, such as big5"),
    )


def _is_wide_text(head: bytes, name: str) -> bool:
    """Whether pairs of bytes read as text with line ends and without control characters."""
    try:
        text = head[: len(head) // 2 * 2].decode(name)
    except UnicodeDecodeError:
        return False
    return "\n" in text and not re.search("[\0-\x08\x0e-\x1f\ufffe\uffff]", text)


def _looks_chinese(head: bytes) -> bool:
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", head)
    upper: int = sum(pair[1] >= 0xA1 for pair in pairs)
    return upper >= _UPPER_SHARE * len(pairs)


def shown(name: str) -> str:
    """The name of an encoding as people know it."""
    known = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
    return known.get(name, name.upper())


def not_text(name: str, place: str, where: str) -> DataProblem:
    """The error for bytes that the encoding does not have."""
    return DataProblem(
        _("not {encoding} in {place}").format(encoding=shown(name), place=place),
        where=where,
        hint=_("--encoding names another one, such as gb18030"),
    )
