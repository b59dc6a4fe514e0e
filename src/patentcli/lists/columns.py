"""How the cells under a head become values: one function for each target."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from patentcli.catalogue.status import STATUSES
from patentcli.i18n import _
from patentcli.lists import choices, numbers, texts
from patentcli.lists.days import day
from patentcli.lists.fees import fee
from patentcli.lists.fields import NUMBERS
from patentcli.lists.heads import HeadTable
from patentcli.lists.plan import Column
from patentcli.lists.problem import CellProblem
from patentcli.lists.symbols import Said, Vocabulary, kept, symbols, symbols_column
from patentcli.rules.book import Rulebook

REMEMBERED = 1 << 15  # converted cells kept for one column; beyond it all are forgotten

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\u1100-\u11ff\uac00-\ud7af]")

Convert = Callable[[object], Any]
ColumnReader = Callable[[Sequence[object]], Sequence[Any]]


class Background(NamedTuple):
    """What reading a list needs to know besides it: heads, words, rules."""

    table: HeadTable
    vocabulary: Vocabulary
    book: Rulebook


class _Memo(dict[object, object]):
    """Results of a conversion by the text of the cell."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: object) -> object:
        value = self._convert(cell)
        if len(self) >= REMEMBERED:
            self.clear()
        self[cell] = value
        return value


def reader_of(column: Column, background: Background, *, typed: bool) -> ColumnReader:
    """The function from the cells of a column to their values; blank cells become None.

    `typed`: cells may be other things than texts. It raises CellProblem for the first bad cell.
    """
    if column.target in _TOGETHER:
        return _TOGETHER[column.target]
    if column.target == "classifications":
        return lambda cells: symbols_column(cells, column.head)
    convert = single(column, background)
    remembered = _Memo(convert).__getitem__
    if not typed:
        return lambda cells: list(map(remembered, cells))
    # 1, 1.0 and True would be remembered as one.
    return lambda cells: [remembered(c) if type(c) is str else convert(c) for c in cells]


def single(column: Column, background: Background) -> Convert:
    """The conversion of one cell of a column."""
    target = column.target
    words = background.table.cells
    if target in ("annual_fee_yuan", "one_off_fee_yuan"):
        yearly = target == "annual_fee_yuan"
        return lambda value: fee(value, words, wan=column.wan, yearly=yearly)
    if target == "field_words":
        return lambda value: background.vocabulary.field(value, column.head)
    if target == "classifications":
        return lambda value: symbols(value, column.head)
    if target == "kept":
        return lambda value: Said(note=kept(column.head, texts.text(value)))
    if target == "open_licence":
        return lambda value: Said(licence_kind=choices.open_licence(value, words))
    if target == "domain":
        domains = background.vocabulary.domains
        return lambda value: _word(value, domains)
    if target == "applications":
        known = background.vocabulary.applications
        return lambda value: _words(value, known)
    if target == "licence_kind":
        return lambda value: choices.licence_kind(value, words)
    if target in ("title_is_translation", "title_zh_is_translation"):
        return lambda value: choices.flag(value, words)
    return _CONVERTERS.get(target, texts.text)


def _word(value: object, known: Mapping[str, str]) -> str | None:
    """The vocabulary's value for a word or its label; CellProblem for any other."""
    cell = texts.text(value)
    if cell is None:
        return None
    if cell.casefold() not in known:
        names = ", ".join(sorted(set(known.values())))
        raise CellProblem(_("no word of the vocabulary"), _("known: {names}").format(names=names))
    return known[cell.casefold()]


def _words(value: object, known: Mapping[str, str]) -> list[str] | None:
    found = dict.fromkeys(_word(item, known) for item in texts.several(value) or ())
    return [word for word in found if word is not None] or None


def _holder(name: str | None) -> Said:
    """A name goes to the field of its language; Japanese and Korean names are not Chinese."""
    if name is not None and _HAN.search(name) and not _KANA_OR_HANGUL.search(name):
        return Said(holder_zh=name)
    return Said(holder=name)


def _status(word: str | None) -> Said:
    """One of our own words, or the words of an office, which are kept as they were shown."""
    return Said(status=word) if word in STATUSES else Said(legal_status_as_shown=word)


def _join(notes: Sequence[Any]) -> str:
    return "; ".join(notes)


def _concatenate(lists: Sequence[Any]) -> list[Any]:
    return list(dict.fromkeys(chain.from_iterable(lists)))


# How a field comes together that several columns speak of; of any other the first value counts.
COMBINED: dict[str, Callable[[Sequence[Any]], Any]] = {
    "note": _join,
    "applications": _concatenate,
    "classifications": _concatenate,
}
# The fields that targets fill whose cells say several things (`symbols.Said`).
FILLS = {
    "kept": ("note",),
    "field_words": ("domain", "applications", "note"),
    "classifications": ("classifications", "note"),
    "open_licence": ("licence_kind",),
    "holder": ("holder", "holder_zh"),
    "status": ("status", "legal_status_as_shown"),
}
# Cells that hardly ever repeat are not remembered; most can be converted all at once.
_TOGETHER: dict[str, ColumnReader] = {
    **dict.fromkeys(("title", "title_zh", "summary", "summary_zh"), texts.column),
    **dict.fromkeys(NUMBERS, numbers.number_column),
    **dict.fromkeys(("inventors", "inventors_en"), texts.several_column),
    "chinese_applications": lambda cells: list(map(numbers.applications, cells)),
}
_CONVERTERS: dict[str, Convert] = {
    "application_number": numbers.number,
    "publication_number": numbers.number,
    "id": numbers.number,
    "chinese_grant": numbers.publication,
    "chinese_applications": numbers.applications,
    "family": numbers.numbers,
    "inventors": texts.several,
    "inventors_en": texts.several,
    "holder": lambda value: _holder(texts.text(value)),
    "status": lambda value: _status(texts.text(value)),
    "sources": texts.several,
    "filing_date": day,
    "grant_date": day,
    "offer_until": day,
    "listing": lambda value: choices.choice(value, choices.LISTINGS),
    "confidence": lambda value: choices.choice(value, choices.CONFIDENCES),
    "summary_basis": lambda value: choices.choice(value, choices.BASES),
}
