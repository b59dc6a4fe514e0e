"""From a row of a list to its record, or to what is wrong with it.

The one way for the build, imports, `validate` and `confirm`. A row is blank, a note, refused, or
becomes a record, several where it names a bundle of patents. What of it cannot be a value stays in
the note of the record.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from patentcli.amounts import FEN_PER_YUAN, format_yuan
from patentcli.catalogue.derive import complete
from patentcli.catalogue.fields import FEE_FIELDS, PATENT_COLUMNS
from patentcli.dates import SERIAL_BASE
from patentcli.i18n import _
from patentcli.lists import fees
from patentcli.lists.cells import FIELD_APPLICATIONS, Background, Convert, Memo, Said, reader_of
from patentcli.lists.findings import (
    BLANK,
    IMPORTED,
    NOTE,
    REFUSED,
    CellProblem,
    Options,
    Outcome,
    Problem,
    Record,
    shown,
)
from patentcli.lists.heads import FEES, NUMBERS, TITLES
from patentcli.lists.mapping import NOTE_WORDS, Column, Plan
from patentcli.lists.numbers import (
    APPLICATION,
    EXAMPLE,
    Lost,
    Told,
    bundle_of,
    choose,
    is_noisy,
    is_publication,
    office_of,
    read_numbers,
)
from patentcli.lists.survey import Survey
from patentcli.lists.texts import ERROR, text
from patentcli.numbers import Number

_COMBINED = frozenset(("applications", "classifications", "family", "sources"))
# Columns that are read together with others.
_BESIDE = ("number_office", "number_kind", "fee_manner", "term_start", "term_end")
_EMPTY: Record = dict.fromkeys((*PATENT_COLUMNS, "publication_date"))
_GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have
_PERIODS = {"annual_fee_yuan": fees.YEAR, "one_off_fee_yuan": fees.ONCE}


class RowReader:
    """Reads the rows of one table by its plan, one after the other."""

    def __init__(
        self,
        plan: Plan,
        background: Background,
        options: Options | None = None,
        survey: Survey | None = None,
        *,
        typed: bool = False,
        ragged: bool = False,
        serials: date = SERIAL_BASE,
    ) -> None:
        options, survey, export = options or Options(), survey or Survey(), plan.export
        self._plan = plan
        self._background = background
        self._listing = "listed" if options.official else "candidate"
        self._ragged = ragged
        self._office = options.office or (export.office if export else None)
        self._has_fees = plan.has(FEES)
        self._numbers = [c for c in plan.columns if c.target in NUMBERS]
        self._titles = [c for c in plan.columns if c.target in TITLES]
        self._beside: dict[str, list[Column]] = {}
        self._fees: list[tuple[Column, Memo]] = []
        self._simple: list[tuple[int, str, str, Convert]] = []
        for column in plan.columns:
            target, judged = column.target, survey.of(column)
            if target in _BESIDE:
                self._beside.setdefault(target, []).append(column)
            elif target in FEES:
                unit = column.unit or (None if judged.is_small else FEN_PER_YUAN)
                self._fees.append((column, Memo(_fee_reader(column, unit))))
            elif target not in NUMBERS:
                order = options.dates or (export.dates if export else None) or judged.order
                names = {target: target}
                if target == "field_words":
                    names[FIELD_APPLICATIONS] = "applications"
                for reads, name in names.items():
                    convert = reader_of(
                        reads,
                        background,
                        order=order,
                        comma=bool(export and export.comma) or not judged.separated,
                        serials=serials,
                        typed=typed,
                    )
                    self._simple.append((column.place, column.head, name, convert))
        self._begin(0)

    def _begin(self, place: int) -> None:
        self._place = place
        self._record: Record = _EMPTY.copy()
        self._notes: list[
            tuple[int, str]
        ] = []  # parts of the note with the places of their columns
        self._problems: list[Problem] = []

    def read(self, place: int, cells: Sequence[object]) -> Outcome:
        """What becomes of a row, with all that is odd about it."""
        self._begin(place)
        missing = len(self._plan.heads) - len(cells)
        if missing > 0:
            cells = [*cells, *[None] * missing]
        elif missing and self._ragged:
            for extra in cells[missing:]:
                if extra not in (None, ""):
                    hint = _("is there a comma or quote too many?")
                    return self._refused("", extra, _("more cells than heads"), hint)
        try:
            told = self._own_numbers(cells)
        except Lost as lost:
            reason = _("the digits of the number are lost")
            if ERROR.match(str(lost)):
                reason = _("an error of the spreadsheet in place of the number")
            return self._refused(self._numbers[0].head, str(lost), reason)
        self._read_cells(cells)
        record, numbers = self._record, told.numbers
        if not numbers or not (record["title_zh"] or record["title"]):
            return self._without(cells, numbers)
        if missing > 0 and self._ragged and not numbers[0].well_formed:
            reason = _("fewer cells than heads: they have shifted")
            return self._refused("", numbers[0].canonical, reason)
        self._look_at_numbers(told)
        if self._beside:
            self._read_terms(cells)
        if self._fees or self._beside:
            self._read_fees(cells)
        record["listing"] = record["listing"] or self._listing
        bundle = bundle_of(numbers, has_fees=self._has_fees) if len(numbers) > 1 else []
        if bundle:
            return Outcome(IMPORTED, self._bundled(bundle), self._problems)
        self._set_note()
        self._identify(record, numbers, published=told.published)
        return Outcome(IMPORTED, (record,), self._problems)

    def _read_cells(self, cells: Sequence[object]) -> None:
        """The cells that need no other one."""
        record, notes = self._record, self._notes
        for at, head, name, convert in self._simple:
            cell = cells[at]
            if cell is None or cell == "":
                continue
            try:
                value = convert(cell)
            except CellProblem as problem:
                self._null(at, head, cell, problem)
                continue
            if type(value) is Said:
                name, value, rest = value
                if rest is not None:
                    notes.append((at, f"{head}: {rest}" if name != "note" else rest))
            if value is None:
                continue
            before = record[name]
            if before is None:
                record[name] = value
            elif name in _COMBINED:  # of lists all columns count, else the first one
                record[name] = list(dict.fromkeys([*before, *value]))
            elif before != value:
                notes.append((at, f"{head}: {shown(cell)}"))

    def _null(self, at: int, head: str, cell: object, problem: CellProblem) -> None:
        """The cell stays unknown, and its text in the note."""
        said = shown(cell)
        self._problem("", head, said, problem.reason, problem.suggestion)
        self._notes.append((at, f"{head}: {said}"))

    def _problem(self, kind: str, head: str, value: object, reason: str, hint: str = "") -> None:
        self._problems.append(Problem(self._place, head, shown(value), reason, hint, kind))

    def _refused(self, head: str, value: object, reason: str, hint: str = "") -> Outcome:
        problem = Problem(self._place, head, shown(value), reason, hint, REFUSED)
        return Outcome(REFUSED, (), (problem,))

    def _without(self, cells: Sequence[object], numbers: Sequence[Number]) -> Outcome:
        """A row that lacks its number or its title."""
        filled = [said for cell in cells if (said := shown(cell))]
        if not filled:
            return Outcome(BLANK)
        has_title = any(words(cells[c.place]) for c in self._titles)
        readable = any(number.well_formed for number in numbers)
        is_note = len(filled) <= 2 or filled[0].casefold().startswith(NOTE_WORDS)
        if is_note and not has_title and not readable:
            return Outcome(NOTE)
        if numbers:
            hint = _("every row needs a title")
            return self._refused(self._titles[0].head, None, _("no title"), hint)
        value = next((cells[c.place] for c in self._numbers if cells[c.place]), None)
        reason = _("not a patent number") if value else _("no number")
        hint = _("a right one: {example}").format(example=EXAMPLE)
        return self._refused(self._numbers[0].head, value, reason, hint)

    # --- numbers

    def _own_numbers(self, cells: Sequence[object]) -> Told:
        """The numbers of a row, the one that the record stands under first. Raises Lost."""
        office, kind = self._office, None
        if self._beside:
            named = office_of(self._of("number_office", cells), self._background.table.offices)
            office = named or office
            kind = words(self._of("number_kind", cells))
        found: list[tuple[Column, list[Number]]] = []
        for column in self._numbers:
            cell = cells[column.place]
            if cell is None or cell == "" or (column.target == "id" and found):
                continue
            applied = column.target == "application_number"
            if numbers := read_numbers(cell, office, None if applied else kind):
                found.append((column, numbers))
        return choose(found, has_fees=self._has_fees)

    def _of(self, target: str, cells: Sequence[object]) -> object:
        """The first cell of the columns of a target that has something in it."""
        for column in self._beside.get(target, ()):
            if cells[column.place] not in (None, ""):
                return cells[column.place]
        return None

    def _look_at_numbers(self, told: Told) -> None:
        """Name what is odd about the numbers, and keep those that are not taken."""
        for number in told.numbers:
            if number.warning:
                self._problem("number", "", number.canonical, str(number.warning))
            if "." in number.input[:-3] and is_noisy(number):
                reason = _("read with the noise of a decimal number rounded off")
                self._problem("noise", "", told.numbers[0].canonical, reason)
        for column, number in told.left:
            self._notes.append((column.place, f"{column.head}: {number.input.strip()}"))
            if number.system == APPLICATION:
                first = next(n for n in told.numbers if n.system == APPLICATION)
                reason = _("differs from {other} in the same row, which counts")
                reason = reason.format(other=first.canonical)
                self._problem("differs", column.head, number.canonical, reason)

    # --- what several columns say together

    def _read_terms(self, cells: Sequence[object]) -> None:
        start, end = (words(self._of(name, cells)) for name in ("term_start", "term_end"))
        if (start or end) and self._record["licence_term"] is None:
            self._record["licence_term"] = f"{start or ''}–{end or ''}"

    def _read_fees(self, cells: Sequence[object]) -> None:
        record, notes = self._record, self._notes
        manner = words(self._of("fee_manner", cells)) if self._beside else None
        for column in self._beside.get("fee_manner", ()):
            if how := words(cells[column.place]):
                notes.append((column.place, f"{column.head}: {how}"))
        if manner is not None and not self._fees:
            record.update(fees.read_fee(None, None, fees.OPEN, manner).sums)
        for column, memo in self._fees:
            cell = cells[column.place]
            if (cell is None or cell == "") and manner is None:
                continue
            try:
                said = cell if type(cell) is str else text(cell)
                sums, kept, problem = memo[said, manner]
            except CellProblem as found:
                self._null(column.place, column.head, cell, found)
                continue
            for name, fen in sums.items():
                if record[name] is None:
                    record[name] = fen
                elif record[name] != fen:
                    kept = True
            if kept and (tidied := text(said)) is not None:
                notes.append((column.place, f"{column.head}: {tidied}"))
            if problem:
                hint = fees.advice(problem, column.head)
                self._problem("", column.head, said, _(problem), hint)

    def _bundled(self, bundle: Sequence[Number]) -> list[Record]:
        """A record for each patent of a bundle. What the bundle costs is the price of none."""
        record = self._record
        for field, column in FEE_FIELDS.items():
            if (fen := record[column]) is not None:
                record[column] = None
                self._notes.append((0, f"{field}: {format_yuan(fen)}"))
        names = ", ".join(number.canonical for number in bundle)
        self._notes.append((-1, f"bundle: {names}"))
        self._set_note()
        found = [dict(record) for _number in bundle]
        for one, number in zip(found, bundle, strict=True):
            self._identify(one, [number], published=True)
        return found

    def _set_note(self) -> None:
        """The parts of the note in the order of their columns."""
        if self._notes:
            self._notes.sort(key=lambda part: part[0])
            self._record["note"] = "; ".join(dict.fromkeys([note for _at, note in self._notes]))

    def _identify(self, record: Record, numbers: Sequence[Number], *, published: bool) -> None:
        """Add what the numbers say. `published`: the first one can be that of a publication."""
        own = numbers[0]
        application = None
        rest: list[str] = []
        for number in numbers:
            if number.system == APPLICATION:
                application = application or number
            elif number is not own:
                rest.append(number.canonical)
        self._check_dates(record, own, application)
        if published and is_publication(own):
            record["publication_number"] = own.canonical
        if rest:
            record["family"] = list(dict.fromkeys([*(record["family"] or ()), *rest]))
        chinese = own.office == "CN"
        if application is not None:
            role, filed = ("own", record["filing_date"]) if chinese else ("priority", None)
            one = {"number": application.canonical, "date": filed, "role": role}
            others = record["chinese_applications"] or ()
            if not others or one["number"] not in [other["number"] for other in others]:
                record["chinese_applications"] = [one, *others]
        granted = (
            (chinese and own.kind in _GRANTED)
            or (application is not None and application.kind in _GRANTED)
            or (
                record["grant_date"] is not None
                and (chinese or application is not None)
                and own.kind != "published-application"
            )
        )
        complete(record, numbers, self._background.book, granted=granted)

    def _check_dates(self, record: Record, own: Number, application: Number | None) -> None:
        """What dates say of each other and of the numbers."""
        filed, granted = record["filing_date"], record["grant_date"]
        published = record["publication_date"]
        if published is not None and granted is None and own.kind == "grant":
            record["grant_date"] = granted = published
        elif published is not None and granted != published:
            self._problem("published", "", published, "")
        if filed and granted and granted < filed:
            head = self._head("grant_date")
            reason = _("before the filing date {date}").format(date=filed)
            self._problem("", head, granted, reason)
            record["grant_date"] = None
            note = f"{head}: {granted}"
            record["note"] = f"{record['note']}; {note}" if record["note"] else note
        if filed and application and application.year and int(filed[:4]) > application.year:
            reason = _("later than the year of the application number {number}")
            reason = reason.format(number=application.canonical)
            self._problem("year", self._head("filing_date"), filed, reason)

    def _head(self, target: str) -> str:
        return next((c.head for c in self._plan.columns if c.target == target), target)


def _fee_reader(column: Column, unit: int | None) -> Convert:
    """What a cell says with the manner of payment of its row."""
    period = _PERIODS.get(column.target, fees.YEAR if column.yearly else fees.OPEN)

    def read_fee(key: Any) -> tuple[dict[str, int], bool, str]:
        cell, manner = key
        fee = fees.read_fee(text(cell), unit, period, manner)
        return fee.sums, fee.kept, fee.problem

    return read_fee


def words(value: object) -> str | None:
    """The text of a cell; None for a blank one and for what is no text."""
    try:
        return text(value)
    except CellProblem:
        return None
