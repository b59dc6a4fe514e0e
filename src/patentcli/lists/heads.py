"""Column heads in a normal form, and what the table of heads says about them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from patentcli.lists.fields import DERIVED, FEES, READ

DOCUMENT = "heads"  # the name of the compiled table in the bundled catalogue


def normal(head: str) -> str:
    """A head or a word without spaces, invisible characters, case and full-width forms."""
    text = unicodedata.normalize("NFKC", head).casefold()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


class HeadTable:
    """The compiled table: heads in order of precedence, units, and words that stand for values."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.cells = plain
        self._fields: dict[str, str] = {field: field for field in (*READ, "application_number")}
        self._fields.update({normal(head): field for head, field in plain["heads"].items()})
        self._order = {head: place for place, head in enumerate(self._fields)}

    def field_of(self, head: str) -> tuple[str | None, bool]:
        """The field a head goes to, None if the table has none; whether amounts are in 万."""
        name = normal(head)
        if name in self._fields:
            return self._fields[name], False
        bare, unit = _without_unit(name)
        field = self._fields.get(bare)
        if field in FEES and unit in self.cells["wan"]:
            return field, True
        if field in FEES and unit in self.cells["yuan"]:
            return field, False
        return None, False

    def precedence(self, head: str) -> int:
        """Which of two heads of one field is read first: the one with the smaller number."""
        name = normal(head)
        return self._order.get(name, self._order.get(_without_unit(name)[0], len(self._order)))

    def has_unit(self, head: str) -> bool:
        """Whether a head ends in a unit of money."""
        unit = _without_unit(normal(head))[1]
        return unit in self.cells["wan"] or unit in self.cells["yuan"]

    def in_wan(self, head: str) -> bool:
        """Whether a head ends in the unit of 10,000 yuan, whatever stands before it."""
        return _without_unit(normal(head))[1] in self.cells["wan"]


def is_derived(head: str) -> bool:
    """Whether it is a field that an export writes and nobody needs to read."""
    return normal(head) in DERIVED


def _without_unit(name: str) -> tuple[str, str]:
    """Head and unit: 年许可费(万元) and 年许可费:万元 are 年许可费 and 万元."""
    match = re.fullmatch(r"(.+?)(?:[(\[【]([^()\[\]【】]+)[)\]】]|[:/,_-]([^:,_-]+))", name)
    return (match[1], match[2] or match[3]) if match else (name, "")
