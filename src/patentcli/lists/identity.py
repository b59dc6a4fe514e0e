"""What the numbers and dates of a row say together: under which number its record stands, which
others it has, and what is odd about them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from patentcli.amounts import format_yuan
from patentcli.catalogue.derive import complete
from patentcli.catalogue.fields import FEE_FIELDS
from patentcli.i18n import N_, _
from patentcli.lists.findings import MALFORMED, REFUSED, Problem, shown
from patentcli.lists.heads import GRANTED, PERSONS
from patentcli.lists.mapping import Column, Plan
from patentcli.lists.numbers import APPLICATION, is_noisy
from patentcli.lists.source import Row
from patentcli.lists.texts import noted, tidy
from patentcli.numbers import Number, is_granted
from patentcli.rules.book import Rulebook

COMBINED = frozenset(("applications", "classifications", "family", "sources", "fee_manner"))
# Of which databases show several: former and present holders, the name in several languages.
_ALTERNATIVES = frozenset(
    ("holder", "holder_zh", *PERSONS, "title", "title_zh", "summary", "summary_zh")
)
_NOT_OF_GRANT = N_("not the date of a grant, so not taken")
_GRANTED = frozenset(("grant", "patent"))  # kinds of numbers that only granted patents have
# Columns whose numbers can be publications, and those of one office: only of China can number and
# kind not be those of an application.
_PUBLISHED = ("publication_number", "id")
_ALSO = {"WO": "wo_number", "CN": "application_number"}


class Told(NamedTuple):
    """What the cells of a row tell of the numbers of a patent."""

    numbers: list[Number]  # all that are taken, the one that the record stands under first
    application: Number | None
    """The Chinese application, perhaps the one that the record stands under."""
    is_published: bool = False  # whether the record stands under the number of a publication
    left: Sequence[tuple[Column, Number]] = ()  # numbers that are not taken, with their columns
    head: str = ""  # where the number stands, if no system reads it


class Block:
    """Some rows of a table, what their cells say by column, and what becomes of them."""

    def __init__(self, sheet: str, rows: Sequence[Row], plan: Plan) -> None:
        self.sheet = sheet
        self.places = [place for place, _cells in rows]
        self.cells = [cells for _place, cells in rows]
        self.columns: dict[str, list[Any]] = {}
        """Those of a catalogue with `keys`, for every row, after `finish` for every record; lists
        are lists, fees are in fen."""
        self.notes: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        """By row, parts of the note with the places of their columns."""
        self.problems: defaultdict[int, list[Problem]] = defaultdict(list)
        """By row, what is odd about it."""
        self.kinds: list[str] = []  # what becomes of each row
        self.bundles: set[int] = set()  # rows that mean more patents than can be read
        self.made: list[int] = []
        """The row of each record: several have the same one where it names a bundle of patents."""
        self.told: list[Told] = []  # what the cells tell of the numbers of each record
        self._heads = {column.target: column for column in reversed(plan.columns)}

    def put(self, name: str, values: list[Any], column: Column, cells: Sequence[object]) -> None:
        """Add the values of a column with these cells. With those of another one lists come
        together; of other values the first stays."""
        before = self.columns.setdefault(name, values)
        if before is values:
            return
        for i, value in enumerate(values):
            if value is None:
                continue
            if before[i] is None:
                before[i] = value
            elif name in COMBINED:
                before[i] = list(dict.fromkeys([*before[i], *value]))
            elif before[i] == value:
                continue
            elif name == "publication_date":  # of the application, beside that of the grant
                self.say(i, "published", column.head, value, _(_NOT_OF_GRANT))
            else:
                self.keep(i, column, shown(cells[i]))
                if name not in _ALTERNATIVES:
                    self.differs(i, column.head, value, before[i])

    def say(self, i: int, kind: str, head: str, value: str, reason: str, hint: str = "") -> None:
        """Name what is odd about a row."""
        problem = Problem(self.places[i], head, value, reason, hint, kind, self.sheet)
        self.problems[i].append(problem)

    def differs(self, i: int, head: str, value: str, other: object) -> None:
        """Name what another cell of the row contradicts."""
        reason = _("differs from {other} in the same row, which counts", other=other)
        self.say(i, "differs", head, value, reason)

    def keep(self, i: int, column: Column, said: str, reason: str = "", hint: str = "") -> None:
        """Put what a cell said into the note; name it if there is a reason why it was not taken."""
        is_note = column.target == "note" and not reason
        self.notes[i].append((column.place, said if is_note else f"{column.head}: {said}"))
        if reason:
            self.say(i, "", column.head, said, reason, hint)

    def refused(self, i: int, head: str, value: object, reason: str, hint: str = "") -> str:
        """The row is left out, and nothing else is said of it."""
        self.problems[i].clear()
        self.say(i, REFUSED, head, shown(value), reason, hint)
        return REFUSED

    def finish(self, book: Rulebook) -> None:
        """Leave nothing but records in the columns, with what their numbers say."""
        if self.made != list(range(len(self.places))):
            for name, column in self.columns.items():
                self.columns[name] = [column[i] for i in self.made]
        for at, told in enumerate(self.told):
            _identify(told, at, self.columns, book)

    def head(self, target: str) -> Column:
        """The first column that goes to a target."""
        return self._heads.get(target, Column(0, target, target))


def choose(found: Sequence[tuple[Column, Sequence[Number]]], *, has_fees: bool) -> list[Told]:
    """Which of the numbers of all columns of a row is what, for each patent that it names: none,
    one, or several where a cell holds a bundle."""
    application: Number | None = None
    publications: dict[str, Number] = {}
    left: list[tuple[Column, Number]] = []
    for column, numbers in found:
        if len(numbers) > 1 and (bundle := _bundle(numbers, has_fees=has_fees)):
            applied, keys = bundle[0].system == APPLICATION, [one.keys for one in bundle]
            told = [Told([one], one if applied else None, not applied) for one in bundle]
            left = [(at, one) for at, ones in found for one in ones if one.keys not in keys]
            return [told[0]._replace(left=left), *told[1:]]
        for number in numbers:
            if number.system == APPLICATION:
                if application is None:
                    application = number
                elif number.keys != application.keys:
                    left.append((column, number))
            elif _is_publication(number) and (
                column.target in (*_PUBLISHED, _ALSO.get(number.office))
            ):
                publications.setdefault(number.canonical, number)
            else:
                left.append((column, number))
    if not publications and application is None:
        # Under the head of applications, too, a number may tell that it is of a publication.
        publications = {number.canonical: number for _column, number in left if _tells(number)}
        left = [one for one in left if one[1].canonical not in publications]
    best = sorted(publications.values(), key=_rank)[:1]
    others = [number for number in publications.values() if number not in best]
    if taken := [*best, *([application] if application else ()), *others]:
        return [Told(taken, application, bool(best), left)]
    if not left:
        return []
    column, own = next((one for one in left if one[1].well_formed), left[0])
    return [Told([own], None, False, [one for one in left if one[1] is not own], column.head)]


def _tells(number: Number) -> bool:
    tells = number.office == "CN" or bool(number.kind_code) or number.kind == "grant"
    return tells and _is_publication(number)


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


def identify(patents: list[Told], i: int, block: Block) -> None:
    """Make the patents that a row names records; the price of a bundle is the price of none."""
    columns = block.columns
    for told in patents:
        for number in told.numbers:
            if not number.well_formed:
                _malformed(i, told.head, number, block)
            if number.warning:
                block.say(i, "number", "", number.canonical, str(number.warning))
            if "." in number.input[:-3] and is_noisy(number):
                reason = _("stray decimals rounded off")
                block.say(i, "noise", "", patents[0].numbers[0].canonical, reason)
        for column, number in told.left:
            if not number.well_formed:
                _malformed(i, column.head, number, block)
            block.keep(i, column, noted(number.input.strip()))
            if number.system == APPLICATION and told.application:
                block.differs(i, column.head, number.canonical, told.application.canonical)
    _check_dates(i, patents, block)
    notes = block.notes.get(i, [])
    if len(patents) > 1 or i in block.bundles:
        for field, fees in FEE_FIELDS.items():
            if (fen := columns[fees][i]) is not None:
                notes.append((0, f"{field}: {format_yuan(fen)}"))
                columns[fees][i] = None
    if len(patents) > 1:
        names = [told.numbers[0].canonical for told in patents]
        notes.append((-1, f"bundle: {', '.join(names)}"))
    if notes:  # in the order of their columns
        notes.sort(key=itemgetter(0))
        note = "; ".join(dict.fromkeys([note for _at, note in notes]))
        columns["note"][i] = note if note.isprintable() else tidy(note)
    block.made += [i] * len(patents)
    block.told += patents


def _malformed(i: int, head: str, number: Number, block: Block) -> None:
    reason = _("not a number that can be read; kept as it is written")
    block.say(i, MALFORMED, head, number.canonical, reason, _("patentcli number says why"))


def _check_dates(i: int, patents: Sequence[Told], block: Block) -> None:
    """What dates and numbers of a row say of each other."""
    columns, head = block.columns, block.head
    filed, granted = columns["filing_date"][i], columns["grant_date"][i]
    published = columns["publication_date"][i]
    if published is not None and granted is None and patents[0].numbers[0].kind == "grant":
        columns["grant_date"][i] = granted = published
    elif published is not None and granted != published:
        block.say(i, "published", head("publication_date").head, published, _(_NOT_OF_GRANT))
    if filed and granted and granted < filed:
        reason = _("before the filing date {date}", date=filed)
        block.keep(i, head("grant_date"), granted, reason)
        columns["grant_date"][i] = None
    for told in patents:
        if filed and (own := told.application) and own.year and int(filed[:4]) > own.year:
            reason = _(
                "later than the year of the application number {number}", number=own.canonical
            )
            block.say(i, "year", head("filing_date").head, filed, reason)


def _identify(told: Told, at: int, columns: Mapping[str, list[Any]], book: Rulebook) -> None:
    """Add what the numbers say to a record."""
    own, application, granted = told.numbers[0], told.application, columns["grant_date"][at]
    if told.is_published:
        columns["publication_number"][at] = own.canonical
    others = [n.canonical for n in told.numbers[1:] if n is not application]
    if others:
        columns["family"][at] = list(dict.fromkeys([*(columns["family"][at] or ()), *others]))
    chinese = own.office == "CN"
    if application is not None:
        role, day = ("own", columns["filing_date"][at]) if chinese else ("priority", None)
        one = {"number": application.canonical, "date": day, "role": role}
        known = columns["chinese_applications"][at] or ()
        if not known or one["number"] not in [other["number"] for other in known]:
            columns["chinese_applications"][at] = [one, *known]
    kinds = {number.kind for number in (own, application) if number and number.office == "CN"}
    in_china = (
        columns[GRANTED][at] is not None
        or not _GRANTED.isdisjoint(kinds)
        or bool(granted and kinds and own.kind != "published-application")
    )
    complete(columns, at, told.numbers, book, granted=in_china)
    for column, number in told.left:  # what its own office calls it before it is published
        is_application = column.target == "application_number" and number.kind == "application"
        if is_application and number.office == own.office:
            columns["keys"][at] |= dict.fromkeys(number.keys, "own")
