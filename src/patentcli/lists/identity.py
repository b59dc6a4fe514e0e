"""What the numbers and dates of a row say together: under which number its record stands, which
others it has, and what is odd about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from patentcli.amounts import format_yuan
from patentcli.catalogue.derive import complete
from patentcli.catalogue.fields import FEE_FIELDS
from patentcli.i18n import _
from patentcli.lists.findings import REFUSED, Outcome, Problem, Record, shown
from patentcli.lists.heads import GRANTED, Column
from patentcli.lists.mapping import Plan
from patentcli.lists.numbers import APPLICATION, is_noisy
from patentcli.numbers import Number, is_granted
from patentcli.rules.book import Rulebook

COMBINED = frozenset(("applications", "classifications", "family", "sources"))
_GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have
# Columns whose numbers can be publications: those of WO, and of any other office.
_PUBLISHED = {False: ("publication_number", "id"), True: ("publication_number", "id", "wo_number")}


class Block:
    """What was found in some rows, by their place among them."""

    def __init__(self, sheet: str, places: Sequence[int], plan: Plan) -> None:
        self.values: dict[str, list[Any]] = {}
        """By column of a record."""
        self.notes: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        """Parts of the note, with the places of their columns."""
        self.problems: defaultdict[int, list[Problem]] = defaultdict(list)
        self._sheet = sheet
        self._places = places
        self._plan = plan

    def put(self, name: str, values: list[Any], said: tuple[int, str, Sequence[object]]) -> None:
        """Add the values of a column, which stands at a place under a head. Where there are some of
        another one, lists come together; of other values the first stays."""
        before = self.values.setdefault(name, values)
        if before is values:
            return
        at, head, column = said
        for i, value in enumerate(values):
            if value is None:
                continue
            if before[i] is None:
                before[i] = value
            elif name in COMBINED:
                before[i] = list(dict.fromkeys([*before[i], *value]))
            elif before[i] != value:
                self.notes[i].append((at, f"{head}: {shown(column[i])}"))

    def say(self, i: int, kind: str, head: str, value: str, reason: str, hint: str = "") -> None:
        """Name what is odd about a row."""
        problem = Problem(self._places[i], head, value, reason, hint, kind, self._sheet)
        self.problems[i].append(problem)

    def refused(self, i: int, head: str, value: object, reason: str, hint: str = "") -> Outcome:
        """The row is left out, and nothing else is said of it."""
        self.problems[i].clear()
        self.say(i, REFUSED, head, shown(value), reason, hint)
        return Outcome(REFUSED, (), self.problems[i])

    def head(self, target: str) -> str:
        """The head of the column that goes to a target."""
        return next((c.head for c in self._plan.columns if c.target == target), target)


class Told(NamedTuple):
    """What the cells of a row tell of the numbers of a patent."""

    numbers: list[Number]
    """All that are taken, the one that the record stands under first."""
    application: Number | None
    """The Chinese application, perhaps the one that the record stands under."""
    is_published: bool = False
    """Whether the record stands under the number of a publication."""
    left: Sequence[tuple[Column, Number]] = ()
    """Numbers that are not taken, with their columns."""
    others: Sequence[Number] = ()
    """Further publications, which are among the numbers, too."""


def choose(found: Iterable[tuple[Column, Sequence[Number]]], *, has_fees: bool) -> list[Told]:
    """Which of the numbers of all columns of a row is what, for each patent that it names: none,
    one, or several where a cell holds a bundle."""
    application: Number | None = None
    publications: dict[str, Number] = {}
    left: list[tuple[Column, Number]] = []
    for column, numbers in found:
        if len(numbers) > 1 and (bundle := _bundle(numbers, has_fees=has_fees)):
            applied = bundle[0].system == APPLICATION
            return [Told([one], one if applied else None, not applied) for one in bundle]
        for number in numbers:
            if number.system == APPLICATION:
                if application is None:
                    application = number
                elif number.keys != application.keys:
                    left.append((column, number))
            elif _is_publication(number) and column.target in _PUBLISHED[number.office == "WO"]:
                publications.setdefault(number.canonical, number)
            else:
                left.append((column, number))
    if publications:
        own = min(publications.values(), key=_rank)
        del publications[own.canonical]
        others = list(publications.values())
        numbers = [own, *others] if application is None else [own, application, *others]
        return [Told(numbers, application, True, left, others)]
    if application is not None:
        return [Told([application], application, False, left)]
    if not left:
        return []
    own = next((number for _column, number in left if number.well_formed), left[0][1])
    left = [one for one in left if one[1] is not own]
    # It is no publication for standing where applications do, unless it tells otherwise.
    tells = own.office == "CN" or bool(own.kind_code) or own.kind == "grant"
    return [Told([own], None, tells and _is_publication(own), left)]


def _is_publication(number: Number) -> bool:
    return number.well_formed and number.kind not in ("application", "patent")


def _rank(publication: Number) -> int:
    """A Chinese grant before any other grant, and these before what is none."""
    return 2 if not is_granted(publication) else int(publication.office != "CN")


def _bundle(numbers: Sequence[Number], *, has_fees: bool) -> list[Number]:
    """Different patents in one cell: applications, or, in a list of offers, Chinese grants."""
    same = [n for n in numbers if n.system == APPLICATION]
    if not same and has_fees:
        same = [n for n in numbers if n.office == "CN" and is_granted(n)]
    return same if len({n.keys[0] for n in same}) > 1 else []


def records_of(
    patents: list[Told], record: Record, i: int, found: Block, book: Rulebook
) -> list[Record]:
    """The record of each patent that a row names; the price of a bundle is the price of none."""
    notes = found.notes.get(i, [])
    for told in patents:
        for number in told.numbers:
            if number.warning:
                found.say(i, "number", "", number.canonical, str(number.warning))
            if "." in number.input[:-3] and is_noisy(number):
                reason = _("read with the noise of a decimal number rounded off")
                found.say(i, "noise", "", patents[0].numbers[0].canonical, reason)
        for column, number in told.left:
            notes.append((column.place, f"{column.head}: {number.input.strip()}"))
            if number.system == APPLICATION and told.application:
                reason = _("differs from {other} in the same row, which counts")
                reason = reason.format(other=told.application.canonical)
                found.say(i, "differs", column.head, number.canonical, reason)
    if len(patents) > 1:
        for field, fen in FEE_FIELDS.items():
            if record[fen] is not None:
                notes.append((0, f"{field}: {format_yuan(record[fen])}"))
                record[fen] = None
        names = ", ".join(told.numbers[0].canonical for told in patents)
        notes.append((-1, f"bundle: {names}"))
    if notes:  # in the order of their columns
        notes.sort(key=itemgetter(0))
        record["note"] = "; ".join(dict.fromkeys([note for _at, note in notes]))
    records: list[Record] = []
    for told in patents:
        one = record.copy() if len(patents) > 1 else record
        _identify(one, told, i, found, book)
        records.append(one)
    return records


def _identify(record: Record, told: Told, i: int, found: Block, book: Rulebook) -> None:
    """Add what the numbers say."""
    own, application = told.numbers[0], told.application
    _check_dates(record, own, application, i, found)
    if told.is_published:
        record["publication_number"] = own.canonical
    if told.others:
        others = [number.canonical for number in told.others]
        record["family"] = list(dict.fromkeys([*(record["family"] or ()), *others]))
    chinese = own.office == "CN"
    if application is not None:
        role, filed = ("own", record["filing_date"]) if chinese else ("priority", None)
        one = {"number": application.canonical, "date": filed, "role": role}
        known = record["chinese_applications"] or ()
        if not known or one["number"] not in [other["number"] for other in known]:
            record["chinese_applications"] = [one, *known]
    granted = (
        record[GRANTED] is not None
        or (chinese and own.kind in _GRANTED)
        or (application is not None and application.kind in _GRANTED)
        or (
            record["grant_date"] is not None
            and (chinese or application is not None)
            and own.kind != "published-application"
        )
    )
    complete(record, told.numbers, book, granted=granted)


def _check_dates(
    record: Record, own: Number, application: Number | None, i: int, found: Block
) -> None:
    """What dates say of each other and of the numbers."""
    filed, granted = record["filing_date"], record["grant_date"]
    published = record["publication_date"]
    if published is not None and granted is None and own.kind == "grant":
        record["grant_date"] = granted = published
    elif published is not None and granted != published:
        found.say(i, "published", "", published, "")
    if filed and granted and granted < filed:
        head = found.head("grant_date")
        reason = _("before the filing date {date}").format(date=filed)
        found.say(i, "", head, granted, reason)
        record["grant_date"] = None
        note = f"{head}: {granted}"
        record["note"] = f"{record['note']}; {note}" if record["note"] else note
    if filed and application and application.year and int(filed[:4]) > application.year:
        reason = _("later than the year of the application number {number}")
        reason = reason.format(number=application.canonical)
        found.say(i, "year", found.head("filing_date"), filed, reason)
