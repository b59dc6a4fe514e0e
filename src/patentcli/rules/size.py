"""The size class of a company, by exact reasoning from the figures that are known.

A class is reached with every indicator of the group at or over its floor (及以上), and one
floor missed is one class down; micro is what is left. So a company's class is the lowest class
that any of its indicators has, and an unknown figure leaves that class or a lower one: never is
a missing figure taken for 0.
Source: the standard itself and the National Bureau of Statistics (rules `size-all-floors`,
`size-sme`, `size-bounds`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import format_yuan, show_yuan
from patentcli.i18n import N_, _, ngettext
from patentcli.rules.book import Group
from patentcli.rules.facts import CLASSES, INDICATORS, Figures
from patentcli.rules.records import Record

if TYPE_CHECKING:
    from patentcli.rules.industries import Industry

COLUMNS = (
    "industry",
    "industry_label",
    "indicator",
    "value",
    "floor_large",
    "floor_medium",
    "floor_small",
    "meets",
)
CLASS_LABELS = {
    "large": N_("large"),
    "medium": N_("medium"),
    "small": N_("small"),
    "micro": N_("micro"),
}
LABELS = {
    "employees": N_("employees"),
    "revenue": N_("operating revenue"),
    "assets": N_("total assets"),
}


class Size(Record):
    """What is known of a company's class."""

    industry: "Industry"
    figures: Figures
    possible: tuple[str, ...]
    """The classes that stay open, from large to micro; empty where the standard has none."""

    @property
    def size_class(self) -> str | None:
        """The class, once it is settled."""
        settled = len(self.possible) == 1 and not self.industry.uncovered
        return self.possible[0] if settled else None

    @property
    def sme(self) -> str:
        """`yes`, `no` or `unknown`; never yes where part of the industry is not covered."""
        if not self.possible or self.industry.uncovered:
            return "unknown"
        if "large" not in self.possible:
            return "yes"
        return "no" if self.possible == ("large",) else "unknown"

    @property
    def missing(self) -> tuple[str, ...]:
        """Indicators of its groups whose figures are unknown."""
        used = {i for group in self.industry.groups for i in group.indicators}
        return tuple(i for i in INDICATORS if i in used and self.figures.of(i) is None)

    def rows(self) -> list[dict[str, object]]:
        """One row for each group and indicator, with the columns COLUMNS."""
        return [
            row(group, indicator, self.figures.of(indicator))
            for group in self.industry.groups
            for indicator in group.indicators
        ]

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface."""
        return {
            "size_class": self.size_class,
            "possible_size_classes": list(self.possible),
            "sme": self.sme,
            "checks": self.rows(),
        }


def meets(floors: Sequence[int], value: int) -> int:
    """The class that one indicator has by itself, as an index into CLASSES.

    `floors` are those of large, medium and small; a floor belongs to the class above it.
    """
    for index, floor in enumerate(floors):
        if value >= floor:
            return index
    return len(floors)


def possible_in(group: Group, figures: Figures) -> range:
    """The classes that stay open within one group, as indexes into CLASSES."""
    lowest = 0
    unknown = False
    for indicator in group.indicators:
        value = figures.of(indicator)
        if value is None:
            unknown = True
        else:
            lowest = max(lowest, meets(group.floors[indicator], value))
    return range(lowest, len(CLASSES) if unknown else lowest + 1)


def possible_classes(groups: Iterable[Group], figures: Figures) -> tuple[str, ...]:
    """The classes that stay open when the company may belong to any of the groups."""
    open_ones = {index for group in groups for index in possible_in(group, figures)}
    return tuple(name for index, name in enumerate(CLASSES) if index in open_ones)


def classify(industry: "Industry", figures: Figures) -> Size:
    """The size of a company in an industry."""
    return Size(industry, figures, possible_classes(industry.groups, figures))


def row(group: Group, indicator: str, value: int | None) -> dict[str, object]:
    """One indicator beside its floors: persons, or yuan with two decimals."""
    floors = group.floors[indicator]
    large, medium, small = (cell(indicator, floor) for floor in floors)
    return {
        "industry": group.key,
        "industry_label": group.label,
        "indicator": indicator,
        "value": None if value is None else cell(indicator, value),
        "floor_large": large,
        "floor_medium": medium,
        "floor_small": small,
        "meets": None if value is None else CLASSES[meets(floors, value)],
    }


def class_label(name: str) -> str:
    """A size class for people."""
    return _(CLASS_LABELS[name])


def cell(indicator: str, value: int) -> int | str:
    """A figure for machines."""
    return value if indicator == "employees" else format_yuan(value)


def shown(indicator: str, value: int) -> str:
    """A figure for people, with its unit."""
    if indicator != "employees":
        return show_yuan(value)
    return ngettext("{n:,} employee", "{n:,} employees", value).format(n=value)


def below_large(size: Size) -> Iterator[tuple[Group, str, int]]:
    """The indicators that prove an SME in their group: group, indicator, value in its unit."""
    for group in size.industry.groups:
        for indicator in group.indicators:
            value = size.figures.of(indicator)
            if value is not None and value < group.floors[indicator][0]:
                yield group, indicator, value
