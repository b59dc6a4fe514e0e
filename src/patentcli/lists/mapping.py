"""Which row of a table holds the heads, which column is which field by what the table of heads
(data/heads.toml) says of it, and what is not taken."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from patentcli.amounts import FEN_PER_WAN, FEN_PER_YUAN
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.lists.heads import FEES, MAPPABLE, NAMES, NUMBERS, OWN, SKIP, TERMS, TITLES, normal
from patentcli.rules.book import Rulebook
from patentcli.suggest import check_word, unknown_word

READ_ROWS = 50  # rows at the start of a table among which the heads are looked for
_OFFERED = (*FEES, *TERMS, "fee_manner", "licence_scope", "licence_kind", "offer_until", "note")
"""What a head says alone, whatever stands above it."""


class Export(NamedTuple):
    """A known export of a database, and what is special about it; with no name: none."""

    name: str = ""
    heads: Sequence[str] = ()
    office: str | None = None
    dates: str | None = None
    comma: bool = False
    map: Mapping[str, str] = {}


class Column(NamedTuple):
    """A column of a list, and what its head says of the cells."""

    place: int
    head: str
    target: str
    unit: int | None = None
    """Fen that an amount without a unit of its own counts in; None: nothing says it."""
    yearly: bool = False  # whether the head says that an amount is for a year
    rank: int = 0  # of two heads of one field, the one with the smaller rank is read first

    @property
    def key(self) -> str:
        """What a block calls its values: all fees of a row are weighed before one is taken."""
        return f"{self.target} {self.place}" if self.target in FEES else self.target


class Options(NamedTuple):
    """How the user wants a list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}  # targets by normal head, before those of the table
    official: bool = False
    sheets: Sequence[str] = ()
    heads: Sequence[str] = ()
    dates: str | None = None
    office: str | None = None


class Background:
    """What reading a list needs to know: `data/heads.toml` (heads in order of precedence,
    offices, kinds of licences, known exports), vocabulary, rules, and the user's options."""

    def __init__(
        self,
        heads: Mapping[str, Any],
        vocabulary: Mapping[str, Sequence[Mapping[str, str]]],
        book: Rulebook,
        options: Options,
    ) -> None:
        self.book, self.options = book, options
        fields = OWN | {head: entry["field"] for entry in heads["head"] for head in entry["heads"]}
        self._fields = {head: (rank, f) for rank, (head, f) in enumerate(fields.items())}
        # Codes of offices and our words for kinds of licences, by other words in normal form.
        self.offices, self.licence_kinds = (
            {word: value for value, words in heads[name].items() for word in words}
            for name in ("offices", "licence_kind")
        )
        self.exports = [Export(**one) for one in heads["export"]]
        # The words of the vocabulary, by these and the labels they can also be written as.
        self.domains, self.applications = (
            {
                word[spelling].casefold(): word["value"]
                for spelling in ("label_zh", "label_en", "value")  # the last one counts
                for word in reversed(vocabulary[kind])
            }
            for kind in ("domain", "application")
        )

    def column(self, place: int, head: str, known: Mapping[str, str], above: int | None) -> Column:
        """What a head says; the target is SKIP where it is not known. `known`: targets by normal
        head that go before those of the table; `above`: what `unit_named` found in a line."""
        name = normal(head)
        bare, end = _parts(name)
        unit = _UNIT.fullmatch(end)
        rank, target = self._fields.get(bare, (len(self._fields), SKIP))
        if not (unit and target in FEES) and target not in TERMS and end not in _REMARKS:
            target = SKIP
        rank, target = self._fields.get(name, (rank, target))
        target = known.get(name, target)
        if target in FEES and above == FOREIGN and not unit and name not in known:
            target = SKIP  # as a head that names such a unit itself
        elif target in FEES:
            yearly = target == "annual_fee_yuan" or bool(unit and unit["yearly"])
            return Column(place, head, target, unit_named(end) or above or None, yearly, rank)
        return Column(place, head, target, rank=rank)


_REMARKS = frozenset(("中文", "必填", "选填"))
_UNIT = re.compile(
    r"(?:单位:)?(?:(?P<wan>(?:人民币)?万元?|10,000yuan)|(?:人民币)?元|人民币|yuan|cny|rmb)"
    r"(?P<yearly>/每?年|/year)?(?:/[项件])?"
)
_ABOVE = re.compile(r"(?:单位|unit):?([^:,;()。，]{1,8})")
_FOREIGN = re.compile("[千万亿]*(?:[美欧日港韩]元|英镑|usd|eur|jpy|hkd|dollars?|[$€£])(?:/每?年)?")
FOREIGN = 0  # the unit of sums in another currency


def unit_named(word: str) -> int | None:
    """The fen of a unit such as 万元/年, or of a line such as 单位：万元; else FOREIGN or None."""
    above = _ABOVE.search(word)
    if match := _UNIT.fullmatch(word) or (above and _UNIT.fullmatch(above[1])):
        return FEN_PER_WAN if match["wan"] else FEN_PER_YUAN
    return FOREIGN if above and _FOREIGN.fullmatch(above[1]) else None


_BRACKETED = re.compile(r"(.+)[(\[【](.*)[)\]】]")
_ENDS = [_BRACKETED, *(re.compile(f"(.+){sign}(.+)") for sign in ":/,_-")]


def _parts(name: str) -> tuple[str, str]:
    """A head and what stands behind it: 年许可费(万元) and 年许可费:万元 are 年许可费 and 万元."""
    found = next(filter(None, (pattern.fullmatch(name) for pattern in _ENDS)), None)
    return (found[1], found[2]) if found else (name, "")


class Plan(NamedTuple):
    """What is read, in the order in which columns of one field fill each other's blanks."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    untaken: tuple[str, ...] = ()  # heads that go nowhere, as they stand in the file
    export: Export = Export()

    def of(self, *targets: str) -> list[Column]:
        """The columns that go to one of these targets."""
        return [column for column in self.columns if column.target in targets]

    @property
    def is_complete(self) -> bool:
        """Whether number and title, which every row needs, have a column."""
        return bool(self.of(*NUMBERS) and self.of(*TITLES))

    @property
    def read(self) -> set[tuple[object, ...]]:
        """The heads that count, in any order."""
        return {(normal(column.head), column.target, column.unit) for column in self.columns}


def parse_map(given: Sequence[str]) -> dict[str, str]:
    """The `--map` options as normal head: target. UsageProblem for one that means nothing."""
    found: dict[str, str] = {}
    for said in given:
        head, sign, field = said.rpartition("=")
        field = field.strip()
        if not sign or not head.strip():
            raise UsageProblem(
                _("{value!r} is not HEAD=field", value=said[:60]),
                where="--map",
                hint=_("write it as in {example}", example='--map "许可费=annual_fee_yuan"'),
            )
        check_word(field, MAPPABLE, _("unknown field {value!r}"), "--map")
        if found.setdefault(normal(head), field) != field:
            raise UsageProblem(_("{head} is given two fields", head=head.strip()), where="--map")
    return found


def make_plan(
    heads: Sequence[str], background: Background, above: Iterable[Sequence[object]] = ()
) -> Plan:
    """The plan for these heads; a line `above` may name the unit of amounts, as in 单位：万元."""
    names, chosen = set(map(normal, heads)), background.options.chosen
    export = next((e for e in background.exports if names.issuperset(e.heads)), Export())
    known = {**export.map, **chosen}
    units = [unit_named(normal(cell)) for line in above for cell in line if isinstance(cell, str)]
    unit = next((one for one in units if one is not None), None)
    found = [
        background.column(i, head, known, unit) for i, head in enumerate(heads) if normal(head)
    ]
    untaken = [
        c.head
        for c in found
        if c.target == SKIP and not normal(c.head).startswith("expiry.")  # worked out anew
    ]
    columns = [c for c in found if c.target != SKIP]
    has_offer = any(c.target in (*FEES, *TERMS) for c in columns)
    become = {"offer_end": "offer_until" if has_offer else "kept"}
    if any(c.target == "deal" for c in columns):  # what was done under a licence is no offer
        become |= {"deal": "kept", "licence_kind": "kept", "open_licence": "kept"}
    columns = [c._replace(target=become.get(c.target, c.target)) for c in columns]
    columns.sort(key=lambda c: (normal(c.head) not in chosen, c.rank, c.place))
    return Plan(tuple(columns), tuple(heads), tuple(untaken), export)


def find_plan(rows: Sequence[Sequence[object]], background: Background) -> tuple[Plan, int] | None:
    """The plan of a table by its first rows, and how many of these end with the heads, which are
    the first row under which number and title stand, perhaps together with the row below it, else
    the row with most known heads, else the first one; None where nothing stands in them."""
    best: tuple[Plan, int] | None = None
    for index, row in enumerate(rows[:READ_ROWS]):
        plan = make_plan(_names(row), background, rows[:index])
        if plan.is_complete:
            end = index + 1
            while end < len(rows) and (both := _both_lines(plan, rows[end], background)):
                plan, end = make_plan(both, background, rows[:index]), end + 1
            return plan, end
        if any(row) and (best is None or len(plan.columns) > len(best[0].columns)):
            best = plan, index + 1
    return best


def _names(row: Sequence[object]) -> list[str]:
    """Cells as heads; what is longer than any head is none."""
    texts = [cell.strip().strip("\ufeff") if isinstance(cell, str) else "" for cell in row]
    return [text if normal(text) else "" for text in texts]


def _both_lines(plan: Plan, below: Sequence[object], background: Background) -> list[str] | None:
    """The heads of two lines as one, where the row below goes on with them: under number and title
    stands nothing, or a head of the same, and elsewhere short words that make heads."""

    def target(head: str) -> str:
        return background.column(0, head, background.options.chosen, None).target

    cells = ["" if cell is None else str(cell).strip() for cell in below]
    pairs = list(zip_longest(plan.heads, cells, fillvalue=""))
    own = [cell for head, cell in pairs if cell not in ("", head)]
    needed = [pairs[column.place] for column in plan.of(*NUMBERS, *TITLES)]
    again = [cell for _head, cell in needed if cell]
    if not own or not all(re.fullmatch(r"\D{1,40}", cell) for cell in own):
        return None
    if any(target(cell) not in (*NUMBERS, *TITLES) for cell in again):
        return None
    found: list[str] = []
    upper, made, spoilt = "", len(again) > 1, False
    for head, cell in pairs:
        upper = both = head or (upper if cell else "")
        if cell not in ("", upper):
            tries = [f"{upper}{cell}", f"{upper}({cell})"]
            is_known = target(upper) != SKIP
            if not is_known and target(cell) in _OFFERED:
                tries.append(cell)  # 许可信息 above 许可期限 says nothing; 优先权 above 申请日 does
            known = [one for one in tries if target(one) != SKIP]
            made, spoilt = made or bool(known), spoilt or (is_known and not known)
            both = [*known, upper if is_known else tries[0]][0]
        found.append(both)
    return found if made or (len(own) > 1 and not spoilt) else None


def check_map(heads: Sequence[str], chosen: Mapping[str, str], where: str) -> None:
    """UsageProblem for a `--map` whose head the list does not have."""
    known = {normal(head): head for head in heads if head}
    for head in chosen:
        if head not in known:
            message = _("{list} has no column {value!r}")
            raise unknown_word(message, head, known.values(), where="--map", list=where)


def check_complete(plan: Plan, where: str) -> None:
    """DataProblem that shows the heads for a list without number or title."""
    number = _("the number (专利号, 授权公告号, publication_number …)")
    needed = {NUMBERS: number, TITLES: _("the title (专利名称, title …)")}
    if missing := [name for targets, name in needed.items() if not plan.of(*targets)]:
        raise DataProblem(
            _("no column for {missing}", missing=_(" and ").join(missing)),
            where=where,
            hint=_(
                'heads found: {heads}; --map "HEAD=field" says what one is, --heads names those'
                " of a list without"
            ).format(heads=", ".join(head[:30] for head in plan.heads if head)[:300] or _("none")),
        )


def describe(plan: Plan) -> list[str]:
    """What was taken as what, and what was not: lines for standard error."""
    taken: dict[str, list[str]] = {}
    for column in plan.columns:
        unit = _(" (in 10,000 yuan)") if column.unit and column.unit > 100 else ""
        taken.setdefault(column.target, []).append(column.head + unit)
    pairs = [f"{' / '.join(hs)} → {_(NAMES.get(target, target))}" for target, hs in taken.items()]
    lines = [_("an export of {name}", name=plan.export.name)] if plan.export.name else []
    if pairs:
        lines.append(_("read: {pairs}", pairs=_(", ").join(pairs)))
    if plan.untaken:
        lines.append(_("not read: {heads}", heads=_(", ").join(plan.untaken)))
    return lines
