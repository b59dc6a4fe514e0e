"""From a row of a list to its record, or to what is wrong with it.

The one way for the build, imports, `validate` and `confirm`. A row is blank, a note, refused, or
becomes a record, several where it names a bundle of patents. What of it cannot be a value stays in
the note of the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from patentcli.amounts import FEN_PER_YUAN, format_yuan
from patentcli.catalogue.derive import complete
from patentcli.catalogue.fields import FEE_FIELDS
from patentcli.dates import SERIAL_BASE
from patentcli.i18n import _
from patentcli.lists import fees
from patentcli.lists.cells import FIELD_APPLICATIONS, Background, Convert, Memo, Said, reader_of
from patentcli.lists.fields import DATES, FEES, NUMBERS, TITLES
from patentcli.lists.findings import BLANK, NOTE, Findings, Options, Outcome, Record, shown
from patentcli.lists.mapping import NOTE_WORDS, Column, Plan
from patentcli.lists.numbers import (
    APPLICATION,
    EXAMPLE,
    Lost,
    Told,
    bundle_of,
    choose,
    is_publication,
    office_of,
    read_numbers,
)
from patentcli.lists.problem import CellProblem, Problem
from patentcli.lists.survey import Survey
from patentcli.lists.table import Row
from patentcli.lists.texts import ERROR, text
from patentcli.numbers import Number

# Columns whose cells hardly ever repeat are not remembered.
_VARIED = frozenset(("title", "title_zh", "summary", "summary_zh", "inventors", "sources", "note"))
_COMBINED = frozenset(("applications", "classifications", "family", "sources"))
# Columns that are read together with others.
_BESIDE = ("number_office", "number_kind", "fee_manner", "term_start", "term_end")
_GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have
_PERIODS = {"annual_fee_yuan": fees.YEAR, "one_off_fee_yuan": fees.ONCE}
_AT_ONCE = 500  # rows
Notes = list[tuple[int, str]]
"""Parts of a note with the places of their columns."""


class RowReader:
    """Reads the rows of one table by its plan."""

    def __init__(
        self,
        plan: Plan,
        background: Background,
        findings: Findings,
        options: Options | None = None,
        survey: Survey | None = None,
        *,
        typed: bool = False,
        ragged: bool = False,
        serials: date = SERIAL_BASE,
    ) -> None:
        options, survey = options or Options(), survey or Survey()
        export = plan.export
        self._plan = plan
        self._background = background
        self._findings = findings
        self._listing = "listed" if options.official else "candidate"
        self._ragged = ragged
        self._width = len(plan.heads)
        self._office = options.office or (export.office if export else None)
        self._has_fees = plan.has(FEES)
        self._numbers = [c for c in plan.columns if c.target in NUMBERS]
        self._titles = [c for c in plan.columns if c.target in TITLES]
        self._fees = [c for c in plan.columns if c.target in FEES]
        self._units = [
            c.unit or (None if survey.of(c).is_small else FEN_PER_YUAN) for c in self._fees
        ]
        self._beside: dict[str, list[Column]] = {}
        self._simple: list[tuple[int, str, str, Convert]] = []
        for column in plan.columns:
            target = column.target
            if target in _BESIDE:
                self._beside.setdefault(target, []).append(column)
            elif target not in NUMBERS and target not in FEES:
                judged = survey.of(column)
                order = options.dates or (export.dates if export else None) or judged.order
                convert = reader_of(
                    target,
                    background,
                    order=order if target in DATES else None,
                    comma=bool(export and export.comma) or not judged.separated,
                    serials=serials,
                )
                if target not in _VARIED:
                    convert = _remembered(convert, typed)
                self._simple.append((column.place, column.head, target, convert))
                if target == "field_words":
                    convert = reader_of(FIELD_APPLICATIONS, background, serials=serials)
                    convert = _remembered(convert, typed)
                    self._simple.append((column.place, column.head, "applications", convert))

    def read_all(self, rows: Iterable[Row]) -> Iterator[tuple[int, Sequence[object], Outcome]]:
        """Each row with its place, and what became of it."""
        rest = iter(rows)
        while block := list(islice(rest, _AT_ONCE)):
            # Numbers come first: so the processor keeps the code for them at hand.
            numbers = [self._own_numbers(cells) for _place, cells in block]
            for (place, cells), told in zip(block, numbers, strict=True):
                yield place, cells, self._read(place, cells, told)

    def _read(self, place: int, cells: Sequence[object], told: Told | Lost) -> Outcome:
        """The row as it is; everything odd goes to the findings."""
        findings = self._findings
        missing = self._width - len(cells)
        if missing:
            extra = [cell for cell in cells[self._width :] if cell not in (None, "")]
            if extra and self._ragged:
                hint = _("is there a comma or quote too many?")
                return findings.refuse(place, "", extra[0], _("more cells than heads"), hint)
            if missing > 0:
                cells = [*cells, *[None] * missing]
        before = len(findings.problems)
        record: Record = {}
        notes: Notes = []
        for at, head, name, convert in self._simple:
            cell = cells[at]
            if cell is None or cell == "":
                continue
            try:
                value = convert(cell)
            except CellProblem as problem:
                findings.null(place, head, cell, problem.reason, problem.suggestion)
                notes.append((at, f"{head}: {shown(cell)}"))
                continue
            if type(value) is Said:
                name, value, rest = value
                if rest is not None:
                    notes.append((at, f"{head}: {rest}" if name != "note" else rest))
            if value is None:
                continue
            if name not in record:
                record[name] = value
            else:
                self._second(record, name, value, notes, at, f"{head}: {shown(cell)}")
        if isinstance(told, Lost):
            findings.forget(before)
            return self._lost(place, str(told))
        if not told.numbers or not ("title_zh" in record or "title" in record):
            findings.forget(before)
            return self._without(place, cells, told.numbers)
        if missing > 0 and self._ragged and not told.numbers[0].well_formed:
            findings.forget(before)
            reason = _("fewer cells than heads: they have shifted")
            return findings.refuse(place, "", told.numbers[0].canonical, reason)
        if told.is_odd:
            self._say_numbers(place, told, notes)
        if self._beside:
            self._read_terms(record, cells)
        if self._fees or self._beside:
            self._read_fees(place, record, cells, notes)
        return self._completed(place, record, told, notes)

    def _second(
        self, record: Record, name: str, value: Any, notes: Notes, at: int, said: str
    ) -> None:
        """A further column of a field: lists come together, of texts the first stays."""
        if name in _COMBINED:
            record[name] = list(dict.fromkeys([*record[name], *value]))
        elif record[name] != value:
            notes.append((at, said))

    # --- numbers

    def _own_numbers(self, cells: Sequence[object]) -> Told | Lost:
        """The numbers of a row, the one that the record stands under first."""
        code = kind = None
        if self._beside:
            office = self._of("number_office", cells)
            code = office_of(office, self._background.table.offices) if office else None
            kind = words(self._of("number_kind", cells))
        found: list[tuple[Column, Told]] = []
        for column in self._numbers:
            cell = cells[column.place] if column.place < len(cells) else None
            if cell is None or cell == "" or (column.target == "id" and found):
                continue
            applied = column.target == "application_number"
            try:
                told = read_numbers(cell, code or self._office, None if applied else kind)
            except Lost as lost:
                return lost.with_traceback(None)
            if told.numbers:
                found.append((column, told))
        return choose(found, has_fees=self._has_fees)

    def _of(self, target: str, cells: Sequence[object]) -> object:
        """The first cell of the columns of a target that has something in it."""
        for column in self._beside.get(target, ()):
            if column.place < len(cells) and cells[column.place] not in (None, ""):
                return cells[column.place]
        return None

    def _say_numbers(self, place: int, told: Told, notes: Notes) -> None:
        """Name what is odd about the numbers, and keep those that are not taken."""
        own = told.numbers[0].canonical
        for number in told.numbers:
            if number.warning:
                problem = Problem(place, "", number.canonical, str(number.warning), "")
                self._findings.doubt("number", problem)
        if told.noisy:
            reason = _("read with the noise of a decimal number rounded off")
            self._findings.doubt("noise", Problem(place, "", own, reason, ""), 1)
        for column, number in told.left:
            notes.append((column.place, f"{column.head}: {number.input.strip()}"))
            if number.system == APPLICATION:
                first = next(n for n in told.numbers if n.system == APPLICATION)
                reason = _("differs from {other} in the same row, which counts")
                reason = reason.format(other=first.canonical)
                problem = Problem(place, column.head, number.canonical, reason, "")
                self._findings.doubt("differs", problem)

    # --- rows without a record

    def _lost(self, place: int, cell: str) -> Outcome:
        reason = _("the digits of the number are lost")
        if ERROR.match(cell):
            reason = _("an error of the spreadsheet in place of the number")
        return self._findings.refuse(place, self._numbers[0].head, cell, reason)

    def _without(self, place: int, cells: Sequence[object], numbers: Sequence[Number]) -> Outcome:
        """A row that lacks its number or its title."""
        filled = [said for cell in cells if cell is not None and (said := shown(cell).strip())]
        if not filled:
            return Outcome(BLANK)
        has_title = any(words(cells[c.place]) for c in self._titles)
        readable = any(number.well_formed for number in numbers)
        is_note = len(filled) <= 2 or filled[0].casefold().startswith(NOTE_WORDS)
        if is_note and not has_title and not readable:
            return Outcome(NOTE)
        if not numbers:
            value = next((cells[c.place] for c in self._numbers if cells[c.place]), None)
            reason = _("not a patent number") if value else _("no number")
            hint = _("a right one: {example}").format(example=EXAMPLE)
            return self._findings.refuse(place, self._numbers[0].head, value, reason, hint)
        hint = _("every row needs a title")
        return self._findings.refuse(place, self._titles[0].head, None, _("no title"), hint)

    # --- what several columns say together

    def _read_terms(self, record: Record, cells: Sequence[object]) -> None:
        start, end = (words(self._of(name, cells)) for name in ("term_start", "term_end"))
        if start or end:
            record.setdefault("licence_term", f"{start or ''}–{end or ''}")

    def _read_fees(self, place: int, record: Record, cells: Sequence[object], notes: Notes) -> None:
        manner = words(self._of("fee_manner", cells)) if self._beside else None
        for column in self._beside.get("fee_manner", ()):
            if how := words(cells[column.place]):
                notes.append((column.place, f"{column.head}: {how}"))
        if manner is not None and not self._fees:
            fee = fees.read_fee(None, None, fees.OPEN, manner)
            record["annual_fee_fen"], record["one_off_fee_fen"] = fee.annual, fee.one_off
        for column, unit in zip(self._fees, self._units, strict=True):
            cell = cells[column.place]
            if (cell is None or cell == "") and manner is None:
                continue
            period = _PERIODS.get(column.target, fees.YEAR if column.yearly else fees.OPEN)
            try:
                said = text(cell)
            except CellProblem as problem:
                self._findings.null(place, column.head, cell, problem.reason, problem.suggestion)
                notes.append((column.place, f"{column.head}: {shown(cell)}"))
                continue
            fee = fees.read_fee(said, unit, period, manner)
            kept = fee.kept
            for name, fen in (("annual_fee_fen", fee.annual), ("one_off_fee_fen", fee.one_off)):
                if fen is not None and record.get(name) is None:
                    record[name] = fen
                elif fen is not None and record[name] != fen:
                    kept = True
            if kept and said is not None:
                notes.append((column.place, f"{column.head}: {said}"))
            if fee.problem:
                hint = fees.advice(fee.problem, column.head)
                self._findings.null(place, column.head, said, _(fee.problem), hint)

    def _completed(self, place: int, record: Record, told: Told, notes: Notes) -> Outcome:
        """Put the record together, or the records of a bundle."""
        numbers = told.numbers
        bundle = bundle_of(numbers, has_fees=self._has_fees) if len(numbers) > 1 else []
        if bundle:
            names = ", ".join(number.canonical for number in bundle)
            prices = [
                f"{field}: {format_yuan(record.pop(column))}"
                for field, column in FEE_FIELDS.items()
                if record.get(column)
            ]
            notes += [(-1, f"bundle: {names}"), *((0, price) for price in prices)]
        if notes:
            notes.sort(key=itemgetter(0))
            record["note"] = "; ".join(dict.fromkeys(note for _at, note in notes))
        record.setdefault("listing", self._listing)
        if not bundle:
            self._identify(place, record, numbers, published=told.published)
            return Outcome("", (record,))
        found = [dict(record) for _number in bundle]
        for one, number in zip(found, bundle, strict=True):
            self._identify(place, one, [number], published=True)
        return Outcome("", found)

    def _identify(
        self, place: int, record: Record, numbers: Sequence[Number], *, published: bool
    ) -> None:
        """Add what the numbers say. `published`: the first one can be that of a publication."""
        own = numbers[0]
        application = None
        rest: list[str] = []
        for number in numbers:
            if number.system == APPLICATION:
                application = application or number
            elif number is not own:
                rest.append(number.canonical)
        self._check_dates(place, record, own, application)
        filed, granted = record.get("filing_date"), record.get("grant_date")
        if published and is_publication(own):
            record["publication_number"] = own.canonical
        if rest:
            record["family"] = list(dict.fromkeys([*record.get("family", ()), *rest]))
        chinese = own.office == "CN"
        if application is not None:
            role, day = ("own", filed) if chinese else ("priority", None)
            one = {"number": application.canonical, "date": day, "role": role}
            others = record.get("chinese_applications", [])
            if one["number"] not in [other["number"] for other in others]:
                record["chinese_applications"] = [one, *others]
        is_granted = (chinese and own.kind in _GRANTED) or (
            application is not None and application.kind in _GRANTED
        )
        if granted is not None and (chinese or application) and own.kind != "published-application":
            is_granted = True
        complete(record, numbers, self._background.book, granted=is_granted)

    def _check_dates(
        self, place: int, record: Record, own: Number, application: Number | None
    ) -> None:
        """What dates say of each other and of the numbers."""
        findings = self._findings
        filed, granted = record.get("filing_date"), record.get("grant_date")
        published = record.pop("publication_date", None)
        if published is not None and granted is None and own.kind == "grant":
            record["grant_date"] = granted = published
        elif published is not None and granted != published:
            findings.counts["published"] = findings.counts.get("published", 0) + 1
        if filed and granted and granted < filed:
            head = self._head("grant_date")
            reason = _("before the filing date {date}").format(date=filed)
            findings.null(place, head, granted, reason)
            note = f"{head}: {record.pop('grant_date')}"
            record["note"] = f"{record['note']}; {note}" if record.get("note") else note
        if filed and application and application.year and int(filed[:4]) > application.year:
            reason = _("later than the year of the application number {number}")
            reason = reason.format(number=application.canonical)
            problem = Problem(place, self._head("filing_date"), filed, reason, "")
            findings.doubt("year", problem)

    def _head(self, target: str) -> str:
        return next((c.head for c in self._plan.columns if c.target == target), target)


def _remembered(convert: Convert, typed: bool) -> Convert:
    """The conversion with what it made of texts kept; 1, 1.0 and True would be kept as one."""
    memo = Memo(convert)
    if not typed:
        return memo.__getitem__
    return lambda cell: memo[cell] if type(cell) is str else convert(cell)


def words(value: object) -> str | None:
    """The text of a cell; None for a blank one and for what is no text."""
    try:
        return text(value)
    except CellProblem:
        return None
