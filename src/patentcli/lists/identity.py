"""What the numbers and dates of a row say together: under which number its record stands, which
others it has, and what is odd about them."""

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from patentcli.amounts import format_yuan
from patentcli.catalogue.derive import complete
from patentcli.catalogue.fields import FEE_FIELDS
from patentcli.i18n import _
from patentcli.lists.findings import REFUSED, Outcome, Problem, Record, shown
from patentcli.lists.heads import GRANTED
from patentcli.lists.mapping import Plan
from patentcli.lists.numbers import APPLICATION, Told, is_noisy, is_publication
from patentcli.numbers import Number
from patentcli.rules.book import Rulebook

COMBINED = frozenset(("applications", "classifications", "family", "sources"))
_GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have


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


def set_note(record: Record, notes: list[tuple[int, str]] | None) -> None:
    """The parts of the note in the order of their columns."""
    if notes:
        notes.sort(key=itemgetter(0))
        record["note"] = "; ".join(dict.fromkeys([note for _at, note in notes]))


def look_at_numbers(told: Told, i: int, found: Block) -> None:
    """Name what is odd about the numbers, and keep those that are not taken."""
    for number in told.numbers:
        if number.warning:
            found.say(i, "number", "", number.canonical, str(number.warning))
        if "." in number.input[:-3] and is_noisy(number):
            reason = _("read with the noise of a decimal number rounded off")
            found.say(i, "noise", "", told.numbers[0].canonical, reason)
    for column, number in told.left:
        found.notes[i].append((column.place, f"{column.head}: {number.input.strip()}"))
        if number.system == APPLICATION:
            first = next(n for n in told.numbers if n.system == APPLICATION)
            reason = _("differs from {other} in the same row, which counts")
            reason = reason.format(other=first.canonical)
            found.say(i, "differs", column.head, number.canonical, reason)


def bundled(
    bundle: Sequence[Number], record: Record, i: int, found: Block, book: Rulebook
) -> list[Record]:
    """A record for each patent of a bundle. What the bundle costs is the price of none."""
    notes = found.notes[i]
    for field, column in FEE_FIELDS.items():
        if (fen := record[column]) is not None:
            record[column] = None
            notes.append((0, f"{field}: {format_yuan(fen)}"))
    names = ", ".join(number.canonical for number in bundle)
    notes.append((-1, f"bundle: {names}"))
    set_note(record, notes)
    records = [dict(record) for _number in bundle]
    for one, number in zip(records, bundle, strict=True):
        identify(one, [number], i, found, book, published=True)
    return records


def identify(
    record: Record,
    numbers: Sequence[Number],
    i: int,
    found: Block,
    book: Rulebook,
    *,
    published: bool,
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
    _check_dates(record, own, application, i, found)
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
        record[GRANTED] is not None
        or (chinese and own.kind in _GRANTED)
        or (application is not None and application.kind in _GRANTED)
        or (
            record["grant_date"] is not None
            and (chinese or application is not None)
            and own.kind != "published-application"
        )
    )
    complete(record, numbers, book, granted=granted)


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
