"""Cells that hold a patent number, in any spelling."""

from collections.abc import Sequence

from patentcli.i18n import _
from patentcli.lists.problem import CellProblem
from patentcli.lists.texts import column, several, text
from patentcli.numbers import Number, bulk, cn_application, cn_publication, is_granted, read
from patentcli.numbers.errors import Malformed

EXAMPLE = "CN202210599282.6"
APPLICATION = "cn-application"  # the numbering system of Chinese applications and ZL numbers


def number(value: object) -> Number | None:
    """The number; None for a blank. CellProblem for what no numbering system reads."""
    cell = text(value)
    if cell is None:
        return None
    try:
        # Without spaces most numbers have the one spelling that is read at once.
        return read(cell.replace(" ", "") if " " in cell else cell)
    except Malformed as problem:
        # Without a country a number is read as Chinese, whatever system came nearest to it.
        chinese = not cell[:2].isascii() or not cell[:2].isalpha() or cell[2:3].isalpha()
        example = EXAMPLE if chinese else problem.example
        suggestion = _("a right one: {example}").format(example=example)
        raise CellProblem(problem.message, suggestion) from None


def number_column(cells: Sequence[object]) -> Sequence[Number | None]:
    """`number` of each cell."""
    texts = column(cells)
    known = [cell for cell in texts if cell is not None]
    found = bulk.read_all(known)
    if found:
        given = iter(found)
        return found if known == texts else [None if c is None else next(given) for c in texts]
    try:
        return [None if cell is None else _quick(cell) for cell in texts]
    except Malformed:
        return list(map(number, cells))


def _quick(cell: str) -> Number:
    """`read`, with the systems at hand that nearly all numbers of a list belong to."""
    bare = cell.replace(" ", "")
    quick = cn_publication.quick if len(bare) in (11, 12) else cn_application.quick
    return quick(cell, bare) or read(cell)


def numbers(value: object) -> list[str] | None:
    """The canonical spellings of several numbers."""
    found = dict.fromkeys(n.canonical for n in map(number, several(value) or ()) if n is not None)
    return list(found) or None


def publication(value: object) -> str | None:
    """The canonical spelling of a granted Chinese patent's number (publication or ZL number)."""
    found = number(value)
    if found is None:
        return None
    chinese_patent = found.office == "CN" and is_granted(found)
    if not (chinese_patent or found.system == APPLICATION):
        raise CellProblem(
            _("not the number of a granted Chinese patent"),
            _("a right one: {example}").format(example="CN114694123B"),
        )
    return found.canonical


def applications(value: object) -> list[dict[str, str | None]] | None:
    """Chinese applications as an export writes them: objects with number, date and role."""
    import json

    from patentcli.lists.choices import choice
    from patentcli.lists.days import day

    if value is None:  # an object of JSON or TOML without this key
        return None
    if isinstance(value, str):
        cell = text(value)
        if cell is None:
            return None
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            value = None
    if not isinstance(value, list):
        raise _no_applications()
    found: list[dict[str, str | None]] = []
    for item in value:
        if not isinstance(item, dict) or not {"number", "role"} <= set(item) <= _KEYS:
            raise _no_applications()
        own = number(item["number"])
        if own is None or own.system != APPLICATION:
            raise CellProblem(_("not a Chinese application number"), _EXAMPLE)
        role = choice(item["role"], ("own", "priority"))
        one = {"number": own.canonical, "date": day(item.get("date")), "role": role}
        if role is None:
            raise _no_applications()
        if one not in found:
            found.append(one)
    return found or None


_KEYS = {"number", "date", "role"}
_EXAMPLE = '[{"number": "CN202210599282.6", "date": null, "role": "own"}]'


def _no_applications() -> CellProblem:
    return CellProblem(
        _("a list of applications with number, date and role is wanted"),
        _("a right one: {example}").format(example=_EXAMPLE),
    )
