"""Which column of a list is which field, and what is not taken."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.lists.fields import FEES, MAPPABLE, NUMBERS, OFFERS, SKIP, TITLES
from patentcli.lists.heads import HeadTable, is_derived, normal

READ_ROWS = 10  # rows at the start of a table among which the heads are looked for


class Column(NamedTuple):
    """A column that is read."""

    place: int
    head: str
    target: str
    wan: bool
    """Whether bare amounts in it count 10,000 yuan."""


class Plan(NamedTuple):
    """What is read, in the order in which columns of one field fill each other's blanks."""

    columns: tuple[Column, ...]
    untaken: tuple[str, ...]
    """Heads that go nowhere, as they stand in the file."""
    unclear: tuple[str, ...]
    """Heads of fees that do not say for which period."""


def parse_map(given: Sequence[str]) -> dict[str, str]:
    """The `--map` options as normal head: target. UsageProblem for one that means nothing."""
    found: dict[str, str] = {}
    for text in given:
        head, sign, field = text.rpartition("=")
        field = field.strip()
        if not sign or not head.strip():
            raise UsageProblem(
                _("{value!r} is not HEAD=field").format(value=text[:60]),
                where="--map",
                hint=_("write it as in {example}").format(example='--map "许可费=annual_fee_yuan"'),
            )
        if field not in MAPPABLE:
            from patentcli.suggest import unknown_word

            message = _("unknown field {name!r}").format(name=field[:60])
            raise unknown_word(message, field, MAPPABLE, where="--map")
        found[normal(head)] = field
    return found


def names_wan(lines: Sequence[Sequence[object]], table: HeadTable) -> bool:
    """Whether a line above the heads names 万元 as the unit, as in 单位：万元."""
    cells = [normal(str(cell)) for line in lines for cell in line if isinstance(cell, str)]
    return any(re.search(rf"(单位|unit)[:]?({'|'.join(table.cells['wan'])})", c) for c in cells)


def make_plan(
    heads: Sequence[str], table: HeadTable, chosen: Mapping[str, str], *, wan: bool = False
) -> Plan:
    """The plan for these heads; `chosen` is what `--map` says, by the normal form of a head.

    `wan`: a line above the heads says that amounts count 10,000 yuan.
    """
    columns: list[Column] = []
    untaken: list[str] = []
    unclear: list[str] = []
    for place, head in enumerate(heads):
        name = normal(head)
        if not name or is_derived(head):
            continue
        if name in chosen:
            target, in_wan = chosen[name], table.in_wan(head)
        else:
            field, in_wan = table.field_of(head)
            if field is None:
                untaken.append(head)
                continue
            target = field
        if target == "unclear_fee":
            unclear.append(head)
        elif target == SKIP:
            untaken.append(head)
        else:
            columns.append(
                Column(place, head, target, in_wan or (wan and not table.has_unit(head)))
            )
    offers = not {column.target for column in columns}.isdisjoint(OFFERS) or bool(unclear)
    ends = "offer_until" if offers else "kept"
    columns = [c._replace(target=ends) if c.target == "end" else c for c in columns]
    columns.sort(key=lambda c: (normal(c.head) not in chosen, table.precedence(c.head), c.place))
    return Plan(tuple(columns), tuple(untaken), tuple(unclear))


def is_complete(plan: Plan) -> bool:
    """Whether number and title, which every row needs, have a column."""
    targets = {column.target for column in plan.columns}
    return not targets.isdisjoint(NUMBERS) and not targets.isdisjoint(TITLES)


def find_heads(
    rows: Sequence[Sequence[object]], table: HeadTable, chosen: Mapping[str, str]
) -> int | None:
    """The index of the row that holds the heads; None where none of the rows can be it.

    Lists often begin with a line that names the list; the heads are the first row under which
    number and title stand, else the row with most known heads.
    """
    best, most = None, 0
    for index, row in enumerate(rows[:READ_ROWS]):
        plan = make_plan([str(cell or "") for cell in row], table, chosen)
        if is_complete(plan):
            return index
        if len(plan.columns) > most:
            best, most = index, len(plan.columns)
    return best


def check_map(heads: Sequence[str], chosen: Mapping[str, str], where: str) -> None:
    """UsageProblem for a `--map` whose head the list does not have."""
    known = {normal(head): head for head in heads if head}
    for head in chosen:
        if head not in known:
            from patentcli.suggest import unknown_word

            message = _("{where} has no column {head!r}").format(where=where, head=head[:60])
            raise unknown_word(message, head, list(known.values()), where="--map")


def check_complete(plan: Plan, heads: Sequence[str], where: str) -> None:
    """DataProblem that shows the heads for a list without number or title."""
    targets = {column.target for column in plan.columns}
    missing = []
    if targets.isdisjoint(NUMBERS):
        missing.append(_("the number (专利号, 授权公告号, publication_number …)"))
    if targets.isdisjoint(TITLES):
        missing.append(_("the title (专利名称, title …)"))
    if missing:
        raise DataProblem(
            _("no column for {missing}").format(missing=_(" and ").join(missing)),
            where=where,
            hint=_('heads found: {heads}; --map "HEAD=field" says what one is').format(
                heads=", ".join(head[:30] for head in heads if head)[:300] or _("none")
            ),
        )


def describe(plan: Plan) -> list[str]:
    """What was taken as what, and what was not: lines for standard error."""
    taken: dict[str, list[str]] = {}
    for column in plan.columns:
        unit = _(" (in 10,000 yuan)") if column.wan and column.target in FEES else ""
        taken.setdefault(column.target, []).append(column.head + unit)
    pairs = [f"{' / '.join(heads)} → {_shown(target)}" for target, heads in taken.items()]
    lines = [_("read: {pairs}").format(pairs=_(", ").join(pairs))] if pairs else []
    if plan.untaken:
        lines.append(not_read(plan.untaken))
    return lines


def not_read(heads: Sequence[str]) -> str:
    """The line that names columns which go nowhere."""
    return _("not read: {heads}").format(heads=_(", ").join(heads))


def plan_warnings(unclear: Sequence[str]) -> list[str]:
    """What the maker of the list left open: fees without a period."""
    message = _(
        "{head} does not say whether the fee is yearly or one-off, so it is left out; "
        '--map "{head}=annual_fee_yuan" or --map "{head}=one_off_fee_yuan" says which'
    )
    return [message.format(head=head) for head in unclear]


def _shown(target: str) -> str:
    """A target as the user knows it."""
    names = {
        "field_words": _("domain, applications or note"),
        "open_licence": "licence_kind",
        "kept": "note",
        "application_number": _("application number"),
    }
    return names.get(target, target)
