"""The rulebook at run time: a light view of the mapping that the build checked and stored.

Nothing is validated or converted here before it is asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from patentcli.amounts import FEN_PER_YUAN, format_yuan
from patentcli.errors import DataProblem
from patentcli.i18n import _, pick
from patentcli.rules.records import Record

PATENT_TYPES = ("invention", "utility-model", "design")


class Source(Record):
    """Where a rule or fact was read, in the language in use."""

    title: str
    reference: str
    url: str | None

    @property
    def shown(self) -> str:
        """Title and place in it, for people."""
        return _("{title}, {reference}").format(title=self.title, reference=self.reference)

    def to_json(self) -> dict[str, str | None]:
        """The object of the JSON interface."""
        return {"title": self.title, "reference": self.reference, "url": self.url}


class Parameter:
    """One rule: a figure with its unit, or a text."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain
        self.id: str = plain["id"]
        self.value: int | None = plain["value"]
        self.certainty: str = plain["certainty"]
        """`verified`, `reported`, `weak copy`, `our reading` or `not verified`."""
        self.in_force_from: str | None = plain["in_force_from"]
        """The first day in force as an ISO date, or only its month; None where unknown."""
        self.in_force_until: str | None = plain["in_force_until"]
        """The last day in force; None while no end is known."""
        self.filed_from: str | None = plain["filed_from"]
        """The first filing date it holds for; None where it has no such bound."""
        self.filed_before: str | None = plain["filed_before"]
        """The filing date from which it no longer holds; None where it has no such bound."""

    def _pick(self, name: str) -> str:
        return pick(self._plain[f"{name}_en"], self._plain[f"{name}_zh"])

    @property
    def title(self) -> str:
        """What the rule is about."""
        return self._pick("title")

    @property
    def text(self) -> str:
        """What the rule says, where it is no figure; else empty."""
        return self._pick("text")

    @property
    def unit(self) -> str:
        """The unit of the figure; empty for a text."""
        return self._pick("unit")

    @property
    def note(self) -> str:
        """A remark on the rule; may be empty."""
        return self._pick("note")

    @property
    def is_money(self) -> bool:
        """Whether the figure is an amount of yuan."""
        return (self._plain["unit_en"] or "").split(" ")[0] == "yuan"

    @property
    def fen(self) -> int:
        """The amount of yuan in fen."""
        assert self.is_money
        assert self.value is not None
        return self.value * FEN_PER_YUAN

    @property
    def shown(self) -> str:
        """Figure or text as a cell: money with two decimals."""
        if self.value is None:
            return self.text
        return format_yuan(self.fen) if self.is_money else str(self.value)

    @property
    def source(self) -> Source:
        """Where the rule was read."""
        return Source(self._pick("source"), self._pick("reference"), self._plain["url"])

    def in_force(self, as_of: date) -> bool:
        """Whether it is in force on a day, as far as its dates tell."""
        return _in_force(self.in_force_from, self.in_force_until, as_of)


def _in_force(start: str | None, end: str | None, as_of: date) -> bool:
    day = as_of.isoformat()  # ISO texts sort like dates; a month is a prefix of its days
    return (start is None or start <= day) and (end is None or day[: len(end)] <= end)


class _Named(Record):
    """Something with a name and a note in both languages."""

    name_en: str
    name_zh: str
    note: str | None
    note_zh: str | None

    @property
    def label(self) -> str:
        """Its name in the language in use."""
        return pick(self.name_en, self.name_zh)

    @property
    def remark(self) -> str:
        """Its note in the language in use; may be empty."""
        return pick(self.note, self.note_zh)


class Group(_Named):
    """An industry group of a size standard."""

    key: str
    no: int
    codes: tuple[str, ...]
    indicators: tuple[str, ...]
    floors: Mapping[str, Sequence[int]]
    """By indicator: the floors of large, medium and small, in persons or fen."""

    @property
    def short_label(self) -> str:
        """Its name without what stands in brackets."""
        return self.label.split(" (")[0]


class NotCovered(_Named):
    """An industry to which a size standard does not apply."""

    code: str


class Standard:
    """One edition of the size standard."""

    def __init__(
        self,
        plain: Mapping[str, Any],
        classification: Mapping[str, Any],
        words: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self._plain = plain
        self.words = words
        """Words of trade: `words` and the `codes` they lead to."""
        self.id: str = plain["id"]
        self.in_force_from: str = plain["in_force_from"]
        self.in_force_until: str | None = plain["in_force_until"]
        self.certainty: str = plain["certainty"]
        self.sections: Sequence[Mapping[str, Any]] = classification["section"]
        """The industry classification: `code`, `name_en`, `name_zh`, `divisions`."""
        self.groups = tuple(map(Group.made_of, plain["groups"]))
        self.not_covered = tuple(map(NotCovered.made_of, plain["not_covered"]))

    @property
    def title(self) -> str:
        """Its name in the language in use."""
        return pick(self._plain["name_en"], self._plain["name_zh"])

    def source(self, groups: Sequence[Group] = ()) -> Source:
        """The instrument, with the numbers of the groups that were used."""
        reference = str(self._plain["number"])
        if groups:
            numbers = _(", ").join(str(g.no) for g in groups)
            reference = _("{instrument}, group {numbers}").format(
                instrument=reference, numbers=numbers
            )
        return Source(self.title, reference, self._plain["url"])


class Rulebook:
    """The rules of one catalogue. `plain` is what `rules.model.load` returned."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain
        self._editions: dict[str, list[Parameter]] = {}
        for entry in plain["parameters"]:
            self._editions.setdefault(entry["id"], []).append(Parameter(entry))
        self._standards: tuple[Standard, ...] | None = None
        self._terms: dict[str, list[Parameter]] = {}

    @property
    def parameters(self) -> list[Parameter]:
        """All rules with all their editions, in the order of the sources."""
        return [p for editions in self._editions.values() for p in editions]

    def parameter(self, key: str, as_of: date) -> Parameter | None:
        """The edition of a rule that is in force on a day; None where none is known."""
        return next((p for p in reversed(self._known(key)) if p.in_force(as_of)), None)

    def latest(self, key: str) -> Parameter:
        """The last edition of a rule, in force or not. Raises DataProblem for no such rule."""
        return self._known(key)[-1]

    def _known(self, key: str) -> list[Parameter]:
        if key not in self._editions:
            raise DataProblem(_("the rules hold no parameter {key}").format(key=key))
        return self._editions[key]

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The editions of the size standard, the earliest first."""
        if self._standards is None:
            self._standards = tuple(
                Standard(
                    s,
                    self._plain["classifications"][s["classification"]],
                    self._plain.get("industry_words", ()),
                )
                for s in self._plain["standards"]
            )
        return self._standards

    def standard(self, as_of: date) -> Standard | None:
        """The edition of the size standard in force on a day; None where none is known."""
        for edition in reversed(self.standards):
            if _in_force(edition.in_force_from, edition.in_force_until, as_of):
                return edition
        return None

    def term(self, patent_type: str, filed_first: str, filed_last: str) -> Parameter | None:
        """The rule for the term of a Chinese patent filed between two ISO dates.

        `patent_type` is one of PATENT_TYPES. None where the term differs within the period.
        """
        if patent_type not in self._terms:
            self._terms[patent_type] = [
                p for p in self.parameters if p.id.startswith(f"term-{patent_type}")
            ]
        found = [
            p
            for p in self._terms[patent_type]
            # "~" sorts after every date
            if (p.filed_from or "") <= filed_last and filed_first < (p.filed_before or "~")
        ]
        return found[0] if len({p.value for p in found}) == 1 else None
