"""From a row of a list to its record, for the build, imports, `validate` and `confirm`. A row is
blank, a note, refused, or becomes a record, several where it names a bundle of patents. What of it
cannot be a value stays in the note."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from patentcli.catalogue.fields import PATENT_COLUMNS
from patentcli.i18n import _
from patentcli.lists.cells import Convert, Said, reader_of
from patentcli.lists.fees import FeeReader
from patentcli.lists.findings import BLANK, IMPORTED, NOTE, REFUSED, CellProblem, shown
from patentcli.lists.heads import FEES, GRANTED, NUMBERS, TITLES, normal
from patentcli.lists.identity import Block, Told, choose, identify
from patentcli.lists.mapping import Background, Column, Plan
from patentcli.lists.numbers import EXAMPLE, application_of, read_numbers
from patentcli.lists.source import Row, Table, is_blank
from patentcli.lists.texts import EMPTY, hidden, noted, words
from patentcli.numbers import Number

# What `Block.columns` holds: of some of them a record has no trace.
_COLUMNS = (
    *(*PATENT_COLUMNS, "keys", "publication_date", GRANTED),
    *("number_office", "number_kind", "term_start", "term_end", "fee_manner"),
)
_NOTE_WORDS = ("合计", "总计", "小计", "注", "说明", "备注", "total", "note")
"""What a first cell begins with in a row that is no patent."""
_AT_ONCE = 500  # rows
_OF_PATENTS = re.compile(r"(?!.*(?:申请|app)).*(?:专利|patent)")


class RowReader:
    """Reads the rows of a table by its plan. By normal heads: `orders` of days such as 03/04/2013,
    `dmy` or `mdy`, and columns of names `separated` by something else than a comma."""

    def __init__(
        self,
        plan: Plan,
        table: Table,
        background: Background,
        orders: Mapping[str, str] = {},
        separated: Collection[str] = (),
    ) -> None:
        options, export = background.options, plan.export
        self.fees = FeeReader(plan)
        self._plan = plan
        self._background = background
        self._listing = "listed" if options.official else "candidate"
        self._table = table
        self._office = options.office or export.office
        self._has_fees = bool(plan.of(*FEES))
        # `id` comes last; where numbers have a column of their own it is often a database's key.
        self._numbers = sorted(plan.of(*NUMBERS), key=lambda column: column.target == "id")
        self._has_keys = self._numbers[0].target != "id" and not plan.of(GRANTED)
        # A foreign number called that of a patent is read as anywhere, not as of an application.
        self._of_patents = {c.place for c in self._numbers if _OF_PATENTS.match(normal(c.head))}
        self._titles = plan.of(*TITLES)
        self._simple: list[tuple[Column, Convert]] = []
        for column in plan.columns:
            target, head = column.target, normal(column.head)
            if target not in NUMBERS:
                order = options.dates or export.dates or orders.get(head)
                comma = export.comma or head not in separated
                convert = reader_of(target, head, background, table, order, comma)
                self._simple.append((column, convert))

    def read_all(self, rows: Iterable[Row]) -> Iterator[Block]:
        """What becomes of the rows, some hundred at a time."""
        rest = iter(rows)
        while some := list(islice(rest, _AT_ONCE)):
            yield self._read_block(Block(self._table.name, some, self._plan))

    def _name_odd_cells(self, found: Block) -> None:
        """Those with invisible characters, which are taken out, and those under no head."""
        heads = self._plan.heads
        headless = [at for at, head in enumerate(heads) if not normal(head)]
        for i, cells in enumerate(found.cells):
            for cell in hidden(cells):
                head = heads[min(cells.index(cell), len(heads) - 1)]
                found.say(i, "hidden", head, shown(cell), _("invisible characters taken out"))
            for at in headless:
                if not is_blank(cells[at : at + 1]):
                    head = _("column {column}", column=at + 1)
                    found.say(i, "headless", head, shown(cells[at]), _("under no head, not read"))

    def _read_block(self, found: Block) -> Block:
        """What a cell says by itself is read by columns, the rest row by row."""
        width = len(self._plan.heads)
        full = [
            cells if len(cells) == width else [*cells, *[None] * width][:width]
            for cells in found.cells
        ]
        self._name_odd_cells(found)
        self._read_columns(list(zip(*full, strict=True)), found)
        for name in _COLUMNS:
            found.columns.setdefault(name, [None] * len(full))
        self.fees.read(found)
        _read_terms(found.columns)
        found.columns["listing"] = [said or self._listing for said in found.columns["listing"]]
        found.kinds = [self._outcome(i, cells, found) for i, cells in enumerate(full)]
        found.finish(self._background.book)
        return found

    def _read_columns(self, columns: Sequence[Sequence[object]], found: Block) -> None:
        """The cells that need no other one."""
        for column, convert in self._simple:
            cells, name = columns[column.place], column.key
            values = list(map(convert, cells))
            told = defaultdict[str, list[Any]](lambda: [None] * len(found.places), {name: values})
            if Said in set(map(type, values)):
                for i, said in enumerate(values):
                    if type(said) is Said:
                        fields, rest, reason, hint = said
                        values[i] = None
                        for field, value in fields.items():
                            told[field][i] = value
                        if rest is not None:
                            found.keep(i, column, rest, reason, hint)
            for field in sorted(told):
                found.put(field, told[field], column, cells)

    def _outcome(self, i: int, padded: Sequence[object], found: Block) -> str:
        """What becomes of a row."""
        cells, columns = found.cells[i], found.columns
        if beyond := [cell for cell in cells[len(padded) :] if cell not in (None, "")]:
            hint = _("is there a comma or quote too many?")
            return found.refused(i, "", beyond[0], _("more cells than heads"), hint)
        patents = self._own_numbers(i, padded, found)
        if patents is None:
            return REFUSED
        own = patents[0].numbers[0] if patents else None
        title = columns["title_zh"][i] or columns["title"][i]
        if own is None or not title or (not own.well_formed and _opens_note(title)):
            return self._without(i, padded, own, found)
        if len(cells) < len(padded) and self._table.ragged:
            if not own.well_formed:
                reason = _("fewer cells than heads: they have shifted")
                return found.refused(i, "", own.canonical, reason)
            if any(not problem.kind for problem in found.problems.get(i, ())):
                reason = _("fewer cells than heads: have they shifted?")
                found.say(i, "short", "", own.canonical, reason)
        identify(patents, i, found)
        return IMPORTED

    def _without(self, i: int, cells: Sequence[object], own: Number | None, found: Block) -> str:
        """A row that lacks its number or its title."""
        filled = [said for c in cells if (said := shown(c)) and said.casefold() not in EMPTY]
        if not filled:
            found.problems[i].clear()
            return BLANK
        titles = [words(cells[c.place]) for c in self._titles]
        has_title = any(title and not _opens_note(title) for title in titles)
        is_note = len(filled) <= 2 or normal(filled[0][:20]).startswith(_NOTE_WORDS)
        if is_note and not has_title and not (own and own.well_formed):
            found.problems[i].clear()
            found.say(i, NOTE, "", " ".join(filled), _("a note, not a patent"))
            return NOTE
        if own:
            for odd in found.problems.get(i, ()):
                if not odd.kind and odd.column in [c.head for c in self._titles]:
                    return found.refused(i, odd.column, odd.value, odd.problem, odd.suggestion)
            hint = _("every row needs a title")
            return found.refused(i, self._titles[0].head, None, _("no title"), hint)
        filled_in = ((c, cells[c.place]) for c in self._numbers if cells[c.place])
        value = next((cell for c, cell in filled_in if not self._is_key(c, cell)), None)
        reason = _("not a patent number") if value else _("no number")
        hint = _("for example {example}", example=EXAMPLE)
        return found.refused(i, self._numbers[0].head, value, reason, hint)

    # --- numbers

    def _own_numbers(self, i: int, cells: Sequence[object], found: Block) -> list[Told] | None:
        """The patents that a row names, by their numbers; None, and the row is refused, where the
        only number is gone."""
        office = found.columns["number_office"][i] or self._office
        kind = found.columns["number_kind"][i]
        bears = self._of_kind(kind.upper(), office, cells) if kind else None
        read: list[tuple[Column, list[Number]]] = []
        lost: tuple[str, object, str] | None = None
        for column in self._numbers:
            cell = cells[column.place]
            is_extra = column.target == "id" and (read or self._is_key(column, cell))
            if cell is None or cell == "" or is_extra:
                continue
            try:
                bearing = kind if column is bears else None
                numbers, has_words, has_more = read_numbers(cell, office, bearing)
            except CellProblem as problem:
                lost = lost or (column.head, cell, problem.reason)
                found.keep(i, column, noted(cell), problem.reason)
                continue
            if column.target == "application_number" and column.place not in self._of_patents:
                numbers = [n if n.office == "CN" else application_of(n) for n in numbers]
            if has_words:
                found.keep(i, column, noted(cell))
            if has_more:
                found.bundles.add(i)
                reason = _("means more patents than can be read: no fee is taken")
                found.say(i, "number", column.head, noted(cell), reason)
            if numbers:
                read.append((column, numbers))
            elif column.target != "id" and words(cell):
                found.keep(i, column, noted(cell), _("not a patent number"))
        if lost and not read:
            found.refused(i, *lost)
            return None
        return choose(read, has_fees=self._has_fees)

    def _of_kind(self, kind: str, office: str | None, cells: Sequence[object]) -> Column | None:
        """The column of the number of the document that is of the row's kind: heads of grants come
        before those of published applications, and Korean ones tell them apart for certain."""
        early = kind.startswith("A") or (office == "KR" and kind.startswith("U"))
        filled = [
            column
            for column in self._numbers
            if column.target != "application_number" and cells[column.place] not in (None, "")
            if early or not column.head.startswith("공개")
        ]
        return filled[-1 if early else 0] if filled else None

    def _is_key(self, column: Column, cell: object) -> bool:
        return column.target == "id" and self._has_keys and str(cell).strip().isdigit()


def _read_terms(columns: Mapping[str, list[Any]]) -> None:
    """The first and the last day of a term stand beside it, or for it."""
    terms = columns["licence_term"]
    for i, ends in enumerate(zip(columns["term_start"], columns["term_end"], strict=True)):
        if any(ends):
            days = "–".join(end or "" for end in ends)
            terms[i] = f"{terms[i]} ({days})" if terms[i] else days


def _opens_note(title: str) -> bool:
    """Whether it is 合计 or 注：…, but no 注射器."""
    return normal(title).partition(":")[0] in _NOTE_WORDS
