"""From a row of a list to its record, or to what is wrong with it.

The one way for the build, imports, `validate` and `confirm`. A row is blank, a note, refused, or
becomes a record, several where it names a bundle of patents. What of it cannot be a value stays in
the note of the record.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patentcli.catalogue.derive import complete
from patentcli.catalogue.schema import FEE_FIELDS
from patentcli.dates import SERIAL_BASE
from patentcli.i18n import _
from patentcli.lists import fees
from patentcli.lists.cells import Background, Convert, Memo, Said, reader_of
from patentcli.lists.fields import DATES, FEES, NUMBERS
from patentcli.lists.mapping import NOTE_WORDS, Column, Plan
from patentcli.lists.numbers import (
    APPLICATION,
    EXAMPLE,
    PUBLICATION,
    Lost,
    best,
    is_publication,
    keys,
    office_of,
    read_numbers,
    tells_publication,
)
from patentcli.lists.problem import CellProblem, Problem
from patentcli.lists.survey import Survey
from patentcli.lists.texts import ERROR, has_hidden, text, written
from patentcli.numbers import Number, is_granted

Record = dict[str, Any]
"""The columns of a catalogue: lists are lists, fees are in fen; besides them `keys`, the lookup
keys of all numbers with their roles."""

BLANK, NOTE, REFUSED = "blank", "notes", "refused"

# Columns whose cells hardly ever repeat are not remembered.
_VARIED = frozenset(("title", "title_zh", "summary", "summary_zh", "inventors", "sources", "note"))
_COMBINED = frozenset(("applications", "classifications", "family", "sources"))
# Columns whose numbers can be publications: those of WO, and of any other office.
_PUBLISHED = {False: ("publication_number", "id"), True: ("publication_number", "id", "wo_number")}
_GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have


class Outcome(NamedTuple):
    """What became of a row."""

    kind: str
    """BLANK, NOTE, REFUSED, or empty: there are records."""
    records: Sequence[Record] = ()


_BLANK, _NOTE, _REFUSED = Outcome(BLANK), Outcome(NOTE), Outcome(REFUSED)


class Options(NamedTuple):
    """How the user wants the list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}
    official: bool = False
    sheets: Sequence[str] = ()
    heads: Sequence[str] = ()
    dates: str | None = None
    office: str | None = None


class Findings:
    """What was met in the rows of a list besides records."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        """Of rows that were refused, and cells that became null, since they were last taken."""
        self.doubts: list[Problem] = []
        """What is odd, but taken; the first of each kind."""
        self.nulled: dict[str, int] = {}
        """By head: cells that became null and went to the note."""
        self.counts: dict[str, int] = {}
        """By what is odd: how many cells."""

    def doubt(self, kind: str, problem: Problem, shown: int = 3) -> None:
        """Count something odd, and keep the first examples."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if self.counts[kind] <= shown:
            self.doubts.append(problem._replace(kind=kind))

    def contradict(self, problem: Problem) -> None:
        """Count a value that differs from another one, which counts."""
        self.counts["contradicts"] = self.counts.get("contradicts", 0) + 1
        self.problems.append(problem._replace(contradicts=True))

    def problems_of(self, row: int) -> Problem:
        """The reason why a row was refused."""
        return next(p for p in reversed(self.problems) if p.row == row and p.refused)

    def null(self, row: int, head: str, value: object, problem: str, hint: str = "") -> None:
        """Count a cell that became null."""
        self.nulled[head] = self.nulled.get(head, 0) + 1
        self.problems.append(Problem(row, head, shown(value), problem, hint))

    def forget(self, before: int) -> None:
        """Take back what was said of the cells of a row that is refused as a whole."""
        for problem in self.problems[before:]:
            self.nulled[problem.column] -= 1
        del self.problems[before:]

    def take(self) -> list[Problem]:
        """The problems since they were last taken."""
        found, self.problems = self.problems, []
        return found


class RowReader:
    """Reads the rows of one table by its plan."""

    def __init__(
        self,
        plan: Plan,
        background: Background,
        findings: Findings,
        options: Options = Options(),  # noqa: B008 (never changed)
        survey: Survey | None = None,
        *,
        typed: bool = False,
        ragged: bool = False,
        serials: date = SERIAL_BASE,
    ) -> None:
        self._plan = plan
        self._background = background
        self.findings = findings
        self._listing = "listed" if options.official else "candidate"
        self._ragged = ragged
        self._width = len(plan.heads)
        self._serials = serials
        self._office = options.office or (plan.export.office if plan.export else None)
        self._has_fees = plan.has(FEES)
        survey = survey or Survey()
        dates = options.dates or (plan.export.dates if plan.export else None)
        comma = bool(plan.export and plan.export.comma)
        self._numbers: list[Column] = []
        self._fees: list[tuple[Column, int | None]] = []
        self._others: dict[str, list[int]] = {}
        self._simple: list[tuple[int, str, str, Convert]] = []
        for column in plan.columns:
            target = column.target
            if target in NUMBERS:
                self._numbers.append(column)
            elif target in FEES:
                small = column.unit is None and survey.of(column).is_small
                unit = column.unit or (None if small else 100)
                self._fees.append((column, unit))
            elif target in ("number_office", "number_kind", "fee_manner", "term_start", "term_end"):
                self._others.setdefault(target, []).append(column.place)
            else:
                order = None
                if target in DATES:
                    order = dates or survey.of(column).order
                convert: Convert = reader_of(
                    target,
                    background,
                    order=order,
                    comma=comma or not survey.of(column).separated,
                    serials=serials,
                )
                if target not in _VARIED:
                    convert = _remembered(convert, typed)
                self._simple.append((column.place, column.head, target, convert))
        self._doubtful = plan.has(("wo_number",))
        self._applied = ""
        """A foreign number of the row that stands where applications do."""
        self._titles = [c.place for c in plan.columns if c.target in ("title", "title_zh")]

    def read(self, place: int, cells: Sequence[object]) -> Outcome:
        """The row as it is; everything odd goes to the findings."""
        missing = self._width - len(cells)
        if missing:
            extra = [cell for cell in cells[self._width :] if cell not in (None, "")]
            if extra and self._ragged:
                return self._refuse(
                    place,
                    "",
                    extra[0],
                    _("more cells than heads"),
                    _("is there a comma or quote too many?"),
                )
            if missing > 0:
                cells = [*cells, *[None] * missing]
        before = len(self.findings.problems)
        record: Record = {"title": None, "title_zh": None}
        notes: list[tuple[int, str]] = []
        for at, head, target, convert in self._simple:
            cell = cells[at]
            if cell is None or cell == "":
                continue
            if type(cell) is str and cell[0] == "#" and ERROR.match(cell):
                self.findings.null(place, head, cell, _("an error of the spreadsheet"))
                notes.append((at, f"{head}: {cell}"))
                continue
            try:
                value = convert(cell)
            except CellProblem as problem:
                self.findings.null(place, head, cell, problem.reason, problem.suggestion)
                notes.append((at, f"{head}: {shown(cell)}"))
                continue
            if value is None:
                continue
            if type(cell) is str and not cell.isprintable() and has_hidden(cell):
                reason = _("invisible characters taken out")
                self.findings.doubt("hidden", Problem(place, head, shown(cell), reason, ""))
            if type(value) is Said:
                for name, part in value.fields.items():
                    if part is not None:
                        self._put(record, name, part, at, head, cell, notes)
                if value.rest is not None:
                    notes.append((at, f"{head}: {value.rest}"))
            elif target == "kept":
                notes.append((at, f"{head}: {value}"))
            elif target == "note":
                notes.append((at, value))
            else:
                self._put(record, target, value, at, head, cell, notes)
        try:
            numbers, noisy = self._own_numbers(place, cells, notes)
        except Lost as problem:
            numbers, noisy = [], False
            lost: object = str(problem)
        else:
            lost = None
        if (record["title"] is None and record["title_zh"] is None) or not numbers:
            self.findings.forget(before)
            return self._without(place, cells, numbers, lost)
        if missing and self._ragged and not numbers[0].well_formed:
            reason = _("fewer cells than heads: they have shifted")
            self.findings.forget(before)
            return self._refuse(place, "", numbers[0].canonical, reason)
        if noisy:
            reason = _("read with the noise of a decimal number rounded off")
            self.findings.doubt("noise", Problem(place, "", numbers[0].canonical, reason, ""), 1)
        self._read_terms(record, cells)
        self._read_fees(place, record, cells, notes)
        return self._complete(place, record, numbers, notes)

    def _put(
        self,
        record: Record,
        name: str,
        value: Any,
        at: int,
        head: str,
        cell: object,
        notes: list[tuple[int, str]],
    ) -> None:
        """Give a field its value; of two columns the first stays and the other goes to the note."""
        old = record.get(name)
        if old is None:
            record[name] = value
        elif name in _COMBINED:
            record[name] = list(dict.fromkeys([*old, *value]))
        elif old != value:
            notes.append((at, f"{head}: {shown(cell)}"))

    # --- numbers

    def _own_numbers(
        self, place: int, cells: Sequence[object], notes: list[tuple[int, str]]
    ) -> tuple[list[Number], bool]:
        """The numbers of a row, the one that the record stands under first."""
        office = self._beside("number_office", cells)
        code = office_of(office, self._background.table.offices) if office else None
        kind = words(self._beside("number_kind", cells)) if self._others else None
        found: list[tuple[Column, list[Number]]] = []
        noisy = False
        self._applied = ""
        for column in self._numbers:
            cell = cells[column.place]
            if cell is None or cell == "":
                continue
            if column.target == "id" and found:
                continue
            is_application = column.target == "application_number"
            try:
                one = read_numbers(cell, code or self._office, None if is_application else kind)
            except CellProblem as problem:
                raise Lost(problem.reason) from None
            noisy = noisy or one.noisy
            if is_application and one.found[:1] and not tells_publication(one.found[0]):
                self._applied = one.found[0].canonical
            if one.found:
                found.append((column, one.found))
        if len(found) == 1 and len(found[0][1]) == 1:
            (number,) = found[0][1]
            if number.warning:
                self._warn(place, number)
            return [number], noisy
        if len(found) == 2 and len(found[0][1]) == len(found[1][1]) == 1 and not self._doubtful:
            # Most lists: an application and a publication, in either order.
            first, second = found[0][1][0], found[1][1][0]
            if first.system == APPLICATION:
                first, second = second, first
            if (
                first.system == PUBLICATION
                and second.system == APPLICATION
                and not (first.warning or second.warning)
            ):
                return [first, second], noisy
        return self._sorted(place, found, notes), noisy

    def _sorted(
        self,
        place: int,
        found: list[tuple[Column, list[Number]]],
        notes: list[tuple[int, str]],
    ) -> list[Number]:
        """The publication, the application, then the others; a bundle as it stands in its cell."""
        applications: dict[str, Number] = {}
        publications: dict[str, Number] = {}
        others: list[tuple[Column, Number]] = []
        for column, numbers in found:
            bundle = self._bundle(numbers)
            if bundle:
                return bundle
            for number in numbers:
                if number.warning:
                    self._warn(place, number)
                if number.system == APPLICATION:
                    if applications and not applications.keys() & set(keys(number)):
                        self._differs(place, column, number, next(iter(applications.values())))
                        notes.append((column.place, f"{column.head}: {number.input}"))
                        continue
                    applications.setdefault(keys(number)[0], number)
                elif is_publication(number) and column.target in _PUBLISHED[number.office == "WO"]:
                    publications.setdefault(number.canonical, number)
                else:
                    others.append((column, number))
        if not publications and not applications:
            readable = [n for _c, n in others if n.well_formed] or [n for _c, n in others]
            others = [(c, n) for c, n in others if n is not readable[0]] if readable else []
            first = readable[:1]
        elif publications:
            first = [best(list(publications.values()))]
        else:
            first = []
        for column, number in others:
            notes.append((column.place, f"{column.head}: {number.input.strip()}"))
        rest = [n for n in publications.values() if n not in first]
        return [*first, *list(applications.values())[:1], *rest]

    def _bundle(self, numbers: list[Number]) -> list[Number]:
        """Different patents in one cell: applications, or, in a list of offers, Chinese grants."""
        same = [n for n in numbers if n.system == APPLICATION]
        if not same and self._has_fees:
            same = [n for n in numbers if n.office == "CN" and is_granted(n)]
        return same if len({keys(n)[0] for n in same}) > 1 else []

    def _beside(self, target: str, cells: Sequence[object]) -> object:
        """The first cell of the columns of a target that has something in it."""
        for at in self._others.get(target, ()):
            if cells[at] not in (None, ""):
                return cells[at]
        return None

    def _warn(self, place: int, number: Number) -> None:
        problem = Problem(place, "", number.canonical, str(number.warning), "")
        self.findings.doubt("number", problem)

    def _differs(self, place: int, column: Column, number: Number, first: Number) -> None:
        reason = _("differs from {other} in the same row, which counts").format(
            other=first.canonical
        )
        self.findings.doubt("differs", Problem(place, column.head, number.canonical, reason, ""))

    # --- rows without a record

    def _without(
        self, place: int, cells: Sequence[object], numbers: list[Number], lost: object
    ) -> Outcome:
        """A row that lacks its number or its title."""
        filled = [shown(cell).strip() for cell in cells if cell is not None]
        filled = [cell for cell in filled if cell]
        if not filled:
            return _BLANK
        has_title = any(at < len(cells) and words(cells[at]) for at in self._titles)
        readable = any(number.well_formed for number in numbers)
        says = filled[0].casefold().startswith(NOTE_WORDS)
        if not has_title and not readable and lost is None and (len(filled) <= 2 or says):
            return _NOTE
        first = self._numbers[0]
        if lost is not None:
            reason = _("the digits of the number are lost")
            if ERROR.match(str(lost)):
                reason = _("an error of the spreadsheet in place of the number")
            return self._refuse(place, first.head, lost, reason)
        if not numbers:
            value = next((cells[c.place] for c in self._numbers if cells[c.place]), None)
            reason = _("not a patent number") if value else _("no number")
            hint = _("a right one: {example}").format(example=EXAMPLE)
            return self._refuse(place, first.head, value, reason, hint)
        head = next((c.head for c in self._plan.columns if c.place in self._titles), "title")
        return self._refuse(place, head, None, _("no title"), _("every row needs a title"))

    def _refuse(
        self,
        place: int,
        head: str,
        value: object,
        reason: str,
        hint: str = "",
    ) -> Outcome:
        shown_value = "" if value is None else shown(value)
        self.findings.problems.append(Problem(place, head, shown_value, reason, hint, refused=True))
        return _REFUSED

    # --- what several columns say together

    def _read_terms(self, record: Record, cells: Sequence[object]) -> None:
        start, end = (words(self._beside(name, cells)) for name in ("term_start", "term_end"))
        if (start or end) and record.get("licence_term") is None:
            record["licence_term"] = f"{start or ''}–{end or ''}"

    def _read_fees(
        self, place: int, record: Record, cells: Sequence[object], notes: list[tuple[int, str]]
    ) -> None:
        manner = words(self._beside("fee_manner", cells)) if self._others else None
        if manner is not None and not self._fees:
            fee = fees.read_fee(None, None, fees.OPEN, manner)
            record["annual_fee_fen"], record["one_off_fee_fen"] = fee.annual, fee.one_off
        for column, unit in self._fees:
            cell = cells[column.place]
            if (cell is None or cell == "") and manner is None:
                continue
            period = {"annual_fee_yuan": fees.YEAR, "one_off_fee_yuan": fees.ONCE}.get(
                column.target, fees.YEAR if column.yearly else fees.OPEN
            )
            try:
                said = text(cell)
            except CellProblem as problem:
                self.findings.null(place, column.head, cell, problem.reason, problem.suggestion)
                continue
            fee = fees.read_fee(said, unit, period, manner)
            for name, fen in (("annual_fee_fen", fee.annual), ("one_off_fee_fen", fee.one_off)):
                old = record.get(name)
                if fen is None or old == fen:
                    continue
                if old is None:
                    record[name] = fen
                else:
                    notes.append((column.place, f"{column.head}: {said}"))
            if fee.kept and said is not None:
                notes.append((column.place, f"{column.head}: {said}"))
            if fee.problem:
                self.findings.null(
                    place, column.head, said, _(fee.problem), self._which(column, fee)
                )
        if manner is not None:
            for column_ in self._plan.columns:
                if column_.target == "fee_manner" and (how := words(cells[column_.place])):
                    notes.append((column_.place, f"{column_.head}: {how}"))

    def _which(self, column: Column, fee: fees.Fee) -> str:
        """What to do about a sum that was not taken."""
        if fee.problem == fees.NO_PERIOD:
            message = _(
                '--map "{head}=annual_fee_yuan" or --map "{head}=one_off_fee_yuan" says which'
            )
            return message.format(head=column.head)
        if fee.problem == fees.NO_UNIT:
            return _("write the unit into the head: {head}（万元） or {head}（元）").format(
                head=column.head
            )
        return ""

    def _complete(
        self,
        place: int,
        record: Record,
        numbers: list[Number],
        notes: list[tuple[int, str]],
    ) -> Outcome:
        """Put the record together, or the records of a bundle."""
        is_bundle = len(numbers) > 1 and numbers[0].system == numbers[1].system
        is_bundle = is_bundle and bool(self._bundle(numbers))
        if is_bundle:
            names = ", ".join(number.canonical for number in numbers)
            notes.append((-1, f"bundle: {names}"))
            for name in FEE_FIELDS.values():
                if record.get(name):
                    shown_fee = self._fee_text(record)
                    if shown_fee:
                        notes.append((0, shown_fee))
                    record[name] = None
        published = record.pop("publication_date", None)
        if notes:
            notes.sort(key=lambda note: note[0])
            record["note"] = "; ".join(dict.fromkeys(note for _at, note in notes))
        if record.get("listing") is None:
            record["listing"] = self._listing
        groups = [[number] for number in numbers] if is_bundle else [numbers]
        found = []
        for group in groups:
            one = dict(record) if is_bundle else record
            self._identify(place, one, group, published)
            found.append(one)
        return Outcome("", found)

    def _fee_text(self, record: Record) -> str:
        from patentcli.amounts import format_yuan

        parts = [
            f"{field}: {format_yuan(record[name])}"
            for field, name in FEE_FIELDS.items()
            if record.get(name)
        ]
        return "; ".join(parts)

    def _identify(
        self, place: int, record: Record, numbers: list[Number], published: str | None
    ) -> None:
        """Add what the numbers say."""
        own = numbers[0]
        application = next((n for n in numbers if n.system == APPLICATION), None)
        filed, granted = record.get("filing_date"), record.get("grant_date")
        if published is not None:
            if granted is None and own.kind == "grant":
                record["grant_date"] = granted = published
            elif granted != published:
                self.findings.counts["published"] = self.findings.counts.get("published", 0) + 1
        if filed and granted and granted < filed:
            reason = _("before the filing date {date}").format(date=filed)
            self.findings.null(place, self._head("grant_date"), granted, reason)
            _add_note(record, f"{self._head('grant_date')}: {granted}")
            record["grant_date"] = granted = None
        number = application or (own if own.office == "CN" else None)
        if filed and application and application.year and int(filed[:4]) > application.year:
            reason = _("later than the year of the application number {number}").format(
                number=application.canonical
            )
            head = self._head("filing_date")
            self.findings.doubt("year", Problem(place, head, filed, reason, ""))
        if own.well_formed and is_publication(own) and own.canonical != self._applied:
            record["publication_number"] = own.canonical
        rest = [n.canonical for n in numbers[1:] if n.system != APPLICATION]
        if rest:
            family = [*(record.get("family") or ()), *rest]
            record["family"] = list(dict.fromkeys(family))
        if application is not None:
            _add_application(record, application.canonical, filed, own.office)
        is_known_granted = (
            (own.office == "CN" and own.kind in _GRANTED)
            or (application is not None and application.kind in _GRANTED)
            or (granted is not None and number is not None and own.kind != "published-application")
        )
        applications = record.get("chinese_applications")
        complete(
            record,
            own,
            self._background.book,
            granted=is_known_granted,
            application=application if applications and len(applications) == 1 else None,
        )

    def _head(self, target: str) -> str:
        return next((c.head for c in self._plan.columns if c.target == target), target)


def _add_note(record: Record, text: str) -> None:
    record["note"] = f"{record['note']}; {text}" if record.get("note") else text


def _add_application(record: Record, number: str, filed: str | None, office: str) -> None:
    """Put the own application first among those that the row names, unless it is there."""
    role = "own" if office == "CN" else "priority"
    one = {"number": number, "date": filed if office == "CN" else None, "role": role}
    others = record.get("chinese_applications")
    if others is None:
        record["chinese_applications"] = [one]
    elif all(other["number"] != number for other in others):
        record["chinese_applications"] = [one, *others]


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


def shown(value: object) -> str:
    """A cell for a message or a note, on one line."""
    try:
        found = value if isinstance(value, str) else written(value)
    except (CellProblem, ValueError, RecursionError):
        found = type(value).__name__
    return " ".join(found[:2000].split())
