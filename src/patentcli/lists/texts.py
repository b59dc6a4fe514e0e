"""Cells that hold text: one value, several in one cell, or classification symbols."""

import json
import re
from collections.abc import Callable, Iterable
from html import unescape
from unicodedata import normalize

from patentcli.catalogue.fields import SYMBOL
from patentcli.i18n import _
from patentcli.lists.findings import CellProblem, shown, written
from patentcli.output.clean import unguard

LONGEST = 20_000  # characters of one text; a summary is far below

# What people write into a cell that holds nothing.
EMPTY = frozenset(
    ("-", "--", "---", "—", "——", "–", "/", "\\", "na", "n/a", "#n/a", "无", "null", "none", "nan")
)
# What a spreadsheet shows where it could not work a value out; CALC: it was never calculated.
ERROR = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BUSY!|Err:\d+)")

# Letters that show as nothing, though they count as printable: the grapheme joiner and the fillers
# of Hangul and Khmer.
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_BLANK = re.compile(f"[{BLANKS}]")
_HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\ud800-\udfff\U000e0000-\U000e007f{BLANKS}]"
)
_LINES = re.compile(
    r"(?<![ \u3000])[ \u3000]*[\t\n\r\v\f\x85\u2028\u2029][\t\n\r\v\f\x85\u2028\u2029 \u3000]*"
)
_END = r"(?:\s+[\w-]+=[^<>]{0,200}|\s?)/?>"
_TAG = re.compile(rf"</?(?:sub|sup|i|b|em|strong|u|p|br|div|span|font|a){_END}", re.I)
_BREAK = re.compile(rf"(?<=[!-~])</?(?:p|br|div){_END}(?=[!-~])", re.I)  # Chinese needs no space
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STRONG = re.compile("[;；、]")
_STOPS = re.compile("[;；、,，]")
_COUNTRY = re.compile(r"\s?\[[A-Z]{2}\]")
_SUFFIXES = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.? ?d|dr|prof|esq)\.?", re.I)


def text(value: object) -> str | None:
    """The text of a cell, tidied; None where nothing is left."""
    if type(value) is not str:
        if value is None:
            return None
        value = written(value)
    if value.isprintable() and (value.isascii() or not _BLANK.search(value)):
        value = value.strip()
    else:
        value = tidy(value)
    if value[:1] in ("'", "=", "`"):
        value = unguarded(value)
    if len(value) <= 5 and value.casefold() in EMPTY:
        return None
    if value[:1] == "#" and ERROR.fullmatch(value):
        raise CellProblem(_("a spreadsheet error"))
    if len(value) > LONGEST:
        message = _("{count:,} characters, more than the {limit:,} of a text")
        raise CellProblem(message.format(count=len(value), limit=LONGEST))
    return value or None


def words(value: object) -> str | None:
    """The text of a cell; None for a blank one and for what is no text."""
    try:
        return text(value)
    except CellProblem:
        return None


def noted(value: object) -> str:
    """A cell as a note holds it."""
    return words(value) or shown(value)


def without_tags(value: str) -> str:
    """A title or an abstract without the tags and entities of HTML."""
    before = None
    while value != before and ("<" in value or "&" in value):
        before, value = value, tidy(unescape(_TAG.sub("", _BREAK.sub("\n", value))))
    return value  # an export comes back the same


def hidden(cells: Iterable[object]) -> list[str]:
    """Those with characters that nobody sees, which `text` takes out."""
    texts = [cell for cell in cells if type(cell) is str and not cell.isprintable()]
    return texts and list(filter(_HIDDEN.search, texts))


def tidy(value: str) -> str:
    """Without space around it and invisible characters; a line break inside becomes a space."""
    return _HIDDEN.sub("", _LINES.sub(" ", value.strip())).strip()


def unguarded(value: str) -> str:
    """A cell as it was before it was kept from being run as a formula or taken for a number."""
    if match := _FORMULA.fullmatch(value):
        return match[1].replace('""', '"').strip()
    return value[1:].strip() if value[:1] == "`" else unguard(value)


def several(value: object, *, comma: bool = True) -> list[str] | None:
    """The texts of a cell that holds several, each once; None where there are none. `|` or a line
    break separate alone where they stand; else `;` and `、`, in Chinese together with the comma; in
    other writing a comma does without these, unless the names of the list have it inside."""
    if isinstance(value, (list, tuple)):
        return list(dict.fromkeys(filter(None, map(text, value)))) or None
    cell = text(_in_one_line(value, "|"))
    if cell is None:
        return None
    if cell.startswith("["):
        try:
            items = json.loads(cell)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list):
            return several(items)
    parts = [item for part in _split(cell, comma) if (item := part.strip())]
    return list(dict.fromkeys(parts)) or None


def _in_one_line(value: object, sign: str) -> object:
    """A text of several lines with a sign between them in place of the breaks."""
    if type(value) is not str or "\n" not in value or "\n" not in value.strip():
        return value
    return sign.join(filter(None, (line.strip(" ,;") for line in value.splitlines())))


def _split(cell: str, comma: bool) -> list[str]:
    if "|" in cell:
        return cell.split("|")
    if not cell.isascii() and _EAST_ASIAN.search(cell):
        return _STOPS.split(cell)
    if _STRONG.search(cell):
        return _STRONG.split(cell)
    return _by_comma(cell) if comma else [cell]


def _by_comma(cell: str) -> list[str]:
    """Names between commas; Jr. and Dr. belong to the name beside them."""
    found: list[str] = []
    for part in cell.split(","):
        if found and _SUFFIXES.fullmatch(part.strip()):
            found[-1] += f",{part}"
        else:
            found.append(part)
    # "Smith, John" is one person; "John Smith, Jane Doe" are two.
    names = [part.split(",")[0].strip() for part in found]
    if len(names) == 2 and all(name and " " not in name for name in names):
        return [cell]
    return found


def holders(value: object) -> str | None:
    """The holder, or several in one text: what separates them becomes a semicolon."""
    if isinstance(value, (list, tuple)):
        return "; ".join(several(value) or ()) or None
    cell = without_tags(_COUNTRY.sub("", text(_in_one_line(value, ";;")) or ""))
    parts = map(str.strip, re.split(r";;| \| ", cell))
    return "; ".join(dict.fromkeys(filter(None, parts))) or None


def persons(value: object, *, comma: bool = True) -> list[str] | None:
    """Inventors, without the country that some databases put behind a name."""
    found = several(unescape(value) if type(value) is str else value, comma=comma)
    return found and [_COUNTRY.sub("", name).strip() if "[" in name else name for name in found]


def joined(items: list[str]) -> str:
    """The cell that `several` reads as exactly these texts."""
    alone = len(items) == 1 and not set(items[0]).isdisjoint(";；、,，|")
    if alone or any("|" in item or item.startswith("[") for item in items):
        return json.dumps(items, ensure_ascii=False)
    return "|".join(items)


_SYMBOL = re.compile(SYMBOL)
# What Espacenet puts behind symbols, as in (CN,US), and what parts them besides the usual signs.
_OFFICES = re.compile(r"\s?\([A-Z]{2}(?:, ?[A-Z]{2})*\)")
_NEXT = re.compile(r"(?:,\s?|\s)(?=[A-HY]\d\d[A-Z])")
_VERSION = re.compile(r"\(\d{4}\.\d{2}\)\w?\Z|[\s\xa0]")
# C02F-009/14, H01M0010056200, C07D41700
_PADDED = re.compile(
    r"([A-HY]\d\d[A-Z])(?:-?0*(\d{1,4})/(\d{2,6})|(\d{4})(\d\d\d*?)0*|(\d{3})(\d\d))"
)


def symbol(word: str) -> str | None:
    """A symbol in the form that the program writes, `G06T7/00`; None for what is none.

    >>> symbol("G06T 7/00 (2017.01) I"), symbol("H01M0010056200"), symbol("C07D41700")
    ('G06T7/00', 'H01M10/0562', 'C07D417/00')
    """
    if _SYMBOL.fullmatch(word):
        return word
    compact = _VERSION.sub("", _VERSION.sub("", word.upper()))
    if _SYMBOL.fullmatch(compact):
        return compact
    match = _PADDED.fullmatch(compact)
    if match is None or (match[4] and len(compact) != 14):
        return None
    subclass, group, rest = filter(None, match.groups())
    return f"{subclass}{int(group)}/{rest}"


def symbols(value: object) -> tuple[list[str] | None, str | None]:
    """Symbols such as G06T7/00, and what of the cell is none."""
    if type(value) is str:
        if _SYMBOL.fullmatch(value):
            return [value], None
        value = _OFFICES.sub("", normalize("NFKC", value))
    return sorted_out((word for cell in several(value) or () for word in _NEXT.split(cell)), symbol)


def sorted_out(
    items: Iterable[str], read: Callable[[str], str | None]
) -> tuple[list[str] | None, str | None]:
    """What can be read of several items, each once, and the others as one text."""
    found = {item: read(item) for item in items}
    others = [item for item, known in found.items() if not known]
    return list(dict.fromkeys(filter(None, found.values()))) or None, "; ".join(others) or None
