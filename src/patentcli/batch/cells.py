"""The cells of a table of companies: quick for what is common, else as the options read it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from patentcli.amounts import FEN_PER_YUAN, parse_amount, parse_count
from patentcli.batch.head import ABOUT, FACTS, NEEDS, Head
from patentcli.dates import SERIAL_BASE, NotADate, read_date
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.size_words import read_size
from patentcli.yes_no import read_yes_no


class Said(NamedTuple):
    """What a row says; None and an empty text: nothing."""

    id: str
    name: str
    needs: str
    industry: str
    stated: str | None
    figures: tuple[int | None, int | None, int | None]
    """Those of `rules.facts.Figures`."""
    fee: int | None
    """In fen."""
    patent: str
    controlled_by_large: bool | None
    day: date


class Reader:
    """Reads the rows of one table; a row without a day has `as_of`."""

    def __init__(self, head: Head, as_of: date) -> None:
        self._width, self._as_of = len(head.cells), as_of
        # A column that the table lacks is read from one empty cell behind the others.
        places = (head.places.get(name, self._width) for name in (*ABOUT, NEEDS, *FACTS))
        self._pick = itemgetter(*places)
        self._units = head.units

    def read(self, cells: Sequence[str]) -> Said:
        """What a row says. Raises UsageProblem that names the column."""
        if len(cells) != self._width:
            message = _("{found} cells, the head has {wanted}")
            rest = "|".join(cells[self._width :])
            raise UsageProblem(
                message.format(found=len(cells), wanted=self._width),
                hint=rest and _("left over: {rest}").format(rest=rest),
            )
        texts = map(str.strip, self._pick((*cells, "")))
        id_, name, needs, industry, size, employed, earned, owned, asked, patent, ties, day = texts
        return Said(
            id_,
            name,
            needs,
            industry,
            read_size(size, "size") if size else None,
            (
                _count(employed, "employees") if employed else None,
                self._amount(earned, "revenue_yuan") if earned else None,
                self._amount(owned, "assets_yuan") if owned else None,
            ),
            self._amount(asked, "fee_yuan") if asked else None,
            patent,
            _yes_no(ties) if ties else None,
            _day(day) if day else self._as_of,
        )

    def _amount(self, text: str, column: str) -> int:
        """An amount in fen, in the unit of its head unless it names one."""
        if not self._units and text.isascii() and text.isdigit() and len(text) < 13:
            return int(text) * FEN_PER_YUAN
        return _written_amount(text, column, self._units.get(column, ""))


@lru_cache(maxsize=4096)  # fees and rounded figures come again and again
def _written_amount(text: str, column: str, unit: str) -> int:
    plain = text.replace(",", "").replace(".", "")
    if unit and plain.isascii() and plain.isdigit():
        text += unit
    return parse_amount(text, column)


def _count(text: str, column: str) -> int:
    """A number of persons; a spreadsheet writes 40 as 40.0."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    whole, dot, decimals = text.partition(".")
    return parse_count(whole if dot and decimals and not decimals.strip("0") else text, column)


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> date:
    try:
        return read_date(text, serials=SERIAL_BASE)
    except NotADate as problem:
        message = _("{value!r} is not a date").format(value=text[:40])
        hint = _("write it YYYY-MM-DD, as in {example}").format(example="2020-06-30")
        raise UsageProblem(message, where="as_of", hint=hint) from problem


def _yes_no(text: str) -> bool:
    found = read_yes_no(text)
    if found is None:
        raise UsageProblem(
            _("{value!r} is neither true nor false").format(value=text[:40]),
            where="controlled_by_large",
            hint=_("write true or false, or leave it empty"),
        )
    return found
