"""Cells that hold a fee, in yuan or in 万, as an integer number of fen."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from patentcli.amounts import parse_amount
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.lists.heads import normal
from patentcli.lists.problem import CellProblem
from patentcli.lists.texts import text


def fee(value: object, words: Mapping[str, Any], *, wan: bool, yearly: bool) -> int | None:
    """The fee in fen: 0 where it is free, None where none is stated.

    `wan`: a bare number counts 10,000 yuan, as the head says; `yearly`: "a year" may follow.
    """
    cell = text(value)
    if cell is None:
        return None
    word = normal(cell)
    if word in words["free"]:
        return 0
    if word in words["open"]:
        return None
    # `parse_amount` gets the cell as it stands: in its normal form 4² would be 42.
    amount = _without_period(cell, words["yearly"]) if yearly else cell
    # A unit or a sign of money in the cell itself says more than the head.
    if wan and re.fullmatch(r"[0-9.,]+", normal(amount)):
        amount += "万"
    try:
        return parse_amount(amount)
    except UsageProblem:
        suggestion = _("write it like 40000, 4万 or 0; leave it blank if none is stated")
        raise CellProblem(_("no amount in yuan"), suggestion) from None


def _without_period(cell: str, periods: Sequence[str]) -> str:
    for period in periods:
        if cell.casefold().endswith(period):
            return cell[: -len(period)].rstrip()
    return cell
