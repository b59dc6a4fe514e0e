"""How the cells under a head become values: one reader for each field."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patentcli.catalogue.fields import TABLE
from patentcli.catalogue.status import STATUSES
from patentcli.dates import NotADate, UnknownOrder, read_date
from patentcli.i18n import _
from patentcli.lists import texts
from patentcli.lists.fields import DATES, PERSONS
from patentcli.lists.findings import CellProblem
from patentcli.lists.heads import HeadTable, normal
from patentcli.numbers import cn_application, is_granted, read
from patentcli.numbers.number import Malformed
from patentcli.rules.book import Rulebook
from patentcli.yes_no import read_yes_no

REMEMBERED = 1 << 15  # converted cells kept for one column; beyond it all are forgotten
_LICENCE_KINDS = next(field.words for field in TABLE if field.name == "licence_kind")
FIELD_APPLICATIONS = "field_applications"
"""The other half of `field_words`, whose cells speak of two fields."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\u1100-\u11ff\uac00-\ud7af]")

Convert = Callable[[object], Any]


class Vocabulary:
    """The words of `domain` and `applications` with the labels they can also be written as."""

    def __init__(self, plain: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self.domains = _by_spelling(plain["domain"])
        self.applications = _by_spelling(plain["application"])

    def field(self, value: object) -> tuple[str | None, list[str] | None, str | None]:
        """Domain and applications, the first domain counting; else the whole cell to be kept."""
        cell = texts.text(value)
        domain, fits = None, True
        applications: dict[str, None] = {}
        for item in texts.several(cell) or ():
            word = item.casefold()
            if word in self.domains:
                domain = domain or self.domains[word]
            elif word in self.applications:
                applications[self.applications[word]] = None
            else:
                fits = False
        return domain, list(applications) or None, None if fits else cell


def _by_spelling(words: Sequence[Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        for spelling in (word["value"], word["label_en"], word["label_zh"]):
            found.setdefault(spelling.casefold(), word["value"])
    return found


class Background(NamedTuple):
    """What reading a list needs to know besides it: heads, words, rules."""

    table: HeadTable
    vocabulary: Vocabulary
    book: Rulebook


class Said(NamedTuple):
    """What one cell says of another field than its head names, and what of it fits none."""

    name: str
    value: Any
    rest: str | None = None
    """For the note."""


class Memo(dict[object, Any]):
    """Results of a conversion by the text of the cell."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: object) -> Any:
        value = self._convert(cell)
        if len(self) >= REMEMBERED:
            self.clear()
        self[cell] = value
        return value


def day(value: object, order: str | None, serials: date | None) -> str | None:
    """The day as an ISO text. CellProblem for what is none, or could be two."""
    cell = texts.text(value)
    if cell is None:
        return None
    try:
        return read_date(cell.removeprefix("'"), order, serials=serials).isoformat()
    except UnknownOrder as problem:
        raise CellProblem(str(problem), _("--dates dmy or --dates mdy says which")) from None
    except NotADate as problem:
        example = _("write it YYYY-MM-DD, as in {example}").format(example="2013-07-31")
        raise CellProblem(str(problem), example) from None


def reader_of(
    target: str,
    background: Background,
    *,
    order: str | None = None,
    comma: bool = True,
    serials: date | None = None,
) -> Convert:
    """The function from a cell under a head to its value; None for a blank cell.

    It gives Said for a target that speaks of several fields, and raises CellProblem.
    """
    vocabulary, kinds = background.vocabulary, background.table.licence_kinds
    own: dict[str, Convert] = {
        **dict.fromkeys(DATES, lambda value: day(value, order, serials)),
        **dict.fromkeys(PERSONS, lambda value: texts.persons(value, comma=comma)),
        "field_words": lambda value: _field_domain(value, vocabulary),
        FIELD_APPLICATIONS: lambda value: vocabulary.field(value)[1],
        "domain": lambda value: _word(value, vocabulary.domains),
        "applications": lambda value: _words(value, vocabulary.applications),
        "licence_kind": lambda value: _licence_kind(value, kinds),
        "open_licence": lambda value: _open_licence(value, kinds),
    }
    return own.get(target) or _READERS.get(target, texts.text)


def _choice(*known: str) -> Convert:
    def read_choice(value: object) -> str | None:
        cell = texts.text(value)
        if cell is None or cell.casefold() in known:
            return cell and cell.casefold()
        raise CellProblem(_("unknown word"), _("known: {names}").format(names=", ".join(known)))

    return read_choice


def _flag(value: object) -> int | None:
    if isinstance(value, bool):
        return int(value)
    cell = texts.text(value)
    if cell is None:
        return None
    said = read_yes_no(cell)
    if said is None:
        raise CellProblem(_("neither yes nor no"), _("write true or false"))
    return int(said)


def _word(value: object, known: Mapping[str, str]) -> str | None:
    """The vocabulary's value for a word or its label; CellProblem for any other."""
    cell = texts.text(value)
    if cell is None:
        return None
    if cell.casefold() not in known:
        names = ", ".join(sorted(set(known.values())))
        raise CellProblem(_("not in the vocabulary"), _("known: {names}").format(names=names))
    return known[cell.casefold()]


def _words(value: object, known: Mapping[str, str]) -> list[str] | None:
    found = dict.fromkeys(_word(item, known) for item in texts.several(value) or ())
    return [word for word in found if word is not None] or None


def _field_domain(value: object, vocabulary: Vocabulary) -> Said:
    domain, _applications, rest = vocabulary.field(value)
    return Said("domain", domain, rest)


def _classifications(value: object) -> list[str] | Said | None:
    found, rest = texts.symbols(value)
    return Said("classifications", found, rest) if rest else found


def _licence_kind(value: object, kinds: Mapping[str, str]) -> Said | None:
    """The kind of licence where the cell says it; other words, such as 普通许可, are kept."""
    cell = texts.text(value)
    if cell is None:
        return None
    word = normal(cell)
    kind = word if word in _LICENCE_KINDS else kinds.get(word)
    return Said("licence_kind", kind, None if kind else cell)


def _open_licence(value: object, kinds: Mapping[str, str]) -> Said | None:
    """Whether an open licence is declared, for a column that asks only this."""
    cell = texts.text(value)
    if cell is None:
        return None
    said = read_yes_no(cell)
    if said is None:
        return _licence_kind(cell, kinds)
    return Said("licence_kind", "open-licence" if said else None)


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese characters; Japanese and Korean ones are not."""
    return bool(not text.isascii() and _HAN.search(text) and not _KANA_OR_HANGUL.search(text))


def _holder(value: object) -> Said | None:
    """A name goes to the field of its language."""
    name = texts.holders(value)
    if name is None:
        return None
    return Said("holder_zh" if is_chinese(name) else "holder", name)


def _title(value: object) -> Said | str | None:
    """A Chinese title goes to its field, whatever the head is called."""
    cell = texts.title(value)
    if cell is None:
        return None
    return Said("title_zh", cell) if is_chinese(cell) else cell


def _title_zh(value: object) -> Said | str | None:
    """So does a title in another language; a word or two may be a name in Chinese."""
    cell = texts.title(value)
    if cell is None:
        return None
    foreign = not is_chinese(cell) and (" " in cell or not cell.isascii())
    return Said("title", cell) if foreign and any(map(str.isalpha, cell)) else cell


def _status(value: object) -> Said | None:
    """One of our own words, or the words of an office, which are kept as they were shown."""
    word = texts.text(value)
    if word is None:
        return None
    return Said("status" if word in STATUSES else "legal_status_as_shown", word)


def _sources(value: object) -> list[str] | None:
    """Addresses, which may have any sign inside, but no space and no bar."""
    if isinstance(value, list | tuple):
        return texts.several(value)
    cell = texts.text(value)
    if cell is None:
        return None
    if cell.startswith("["):
        return texts.several(cell)
    parts = re.split(r"\s*\|\s*|[;；,，]\s*(?=https?://)|\s+(?=https?://)", cell)
    return list(dict.fromkeys(filter(None, parts))) or None


def _family(value: object) -> Said | None:
    """The canonical spellings of publication numbers; what no system reads is kept."""
    found: dict[str, None] = {}
    rest = []
    for item in texts.several(value) or ():
        try:
            found[read(item).canonical] = None
        except Malformed:
            rest.append(item)
    return Said("family", list(found) or None, "; ".join(rest) or None)


def _grant(value: object) -> str | None:
    """The publication number of a granted Chinese patent, in its canonical spelling."""
    cell = texts.text(value)
    if cell is None:
        return None
    try:
        found = read(cell)
    except Malformed as problem:
        raise CellProblem(problem.message) from None
    if found.office != "CN" or found.system == cn_application.SYSTEM or not is_granted(found):
        raise CellProblem(
            _("not the publication number of a granted Chinese patent"),
            _("a right one: {example}").format(example="CN114694123B"),
        )
    return found.canonical


def _applications(value: object) -> list[dict[str, str | None]] | None:
    """Chinese applications as an export writes them: objects with number, date and role."""
    if isinstance(value, str):
        cell = texts.text(value)
        if cell is None:
            return None
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            value = None
    if not isinstance(value, list):
        raise _not_applications()
    found: list[dict[str, str | None]] = []
    for item in value:
        if not isinstance(item, dict) or not {"number", "role"} <= set(item) <= _KEYS:
            raise _not_applications()
        try:
            number = read(str(item["number"]))
        except Malformed as problem:
            raise CellProblem(problem.message) from None
        if number.system != cn_application.SYSTEM or item["role"] not in ("own", "priority"):
            raise _not_applications()
        filed = item.get("date")
        one = {
            "number": number.canonical,
            "date": None if filed is None else day(str(filed), None, None),
            "role": str(item["role"]),
        }
        if one not in found:
            found.append(one)
    return found or None


_KEYS = {"number", "date", "role"}


def _not_applications() -> CellProblem:
    return CellProblem(
        _("expected a list of Chinese applications with number, date and role"),
        _("a right one: {example}").format(
            example='[{"number": "CN202210599282.6", "date": null, "role": "own"}]'
        ),
    )


_READERS: dict[str, Convert] = {
    "kept": lambda value: Said("kept", None, texts.text(value)),
    "note": lambda value: Said("note", None, texts.text(value)),
    "title": _title,
    "title_zh": _title_zh,
    "summary": texts.title,
    "summary_zh": texts.title,
    "holder": _holder,
    "status": _status,
    "sources": _sources,
    "family": _family,
    "chinese_grant": _grant,
    "chinese_applications": _applications,
    "classifications": _classifications,
    "title_is_translation": _flag,
    "title_zh_is_translation": _flag,
    **{field.name: _choice(*field.words) for field in TABLE if field.kind == "choice"},
}
