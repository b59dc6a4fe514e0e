"""The rulebook at run time: a view of the mapping that the build checked and stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patentcli.amounts import FEN_PER_YUAN, format_yuan
from patentcli.i18n import N_, _, ngettext, pick

_READ = (N_("verified"), N_("reported"), N_("weak copy"), N_("our reading"), N_("not verified"))
CERTAINTY = {word: word for word in (*_READ, N_("computed"))}  # the last: from the catalogue itself


class Source(NamedTuple):
    """Where a rule or fact was read, in the language in use."""

    title: str
    reference: str
    url: str | None

    @property
    def cited(self) -> str:
        """All of it in one line."""
        text = _("{title}, {reference}", title=self.title, reference=self.reference)
        return f"{text} {self.url or ''}".rstrip()


class Edition:
    """One edition of a rule or standard; `plain` has the keys of `data/rules` or of
    `data/size_standards`: ISO dates or months, None where there is no bound."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.plain = plain
        self.id: str = plain["id"]
        self.in_force_from: str | None = plain["in_force_from"]
        self.in_force_until: str | None = plain["in_force_until"]
        self.value: int | None = plain.get("value")

    def said(self, name: str) -> str:
        """Its title, name, text, unit, note, source or reference in the language in use."""
        return pick(self.plain[f"{name}_en"], self.plain[f"{name}_zh"])

    def holds_on(self, as_of: date) -> bool:
        """Whether it is in force on a day."""
        day = as_of.isoformat()  # ISO texts sort like dates; a month is a prefix of its days
        start, end = self.in_force_from or "", self.in_force_until
        return start <= day and (end is None or day[: len(end)] <= end)


class Parameter(Edition):
    """An edition of a rule: a figure with its unit, or a text."""

    @property
    def fen(self) -> int:
        """The amount of yuan in fen."""
        return (self.value or 0) * FEN_PER_YUAN

    @property
    def shown(self) -> str:
        """Figure or text as a cell: money with two decimals."""
        if self.value is None:
            return self.said("text")
        is_money = self.plain["unit_en"].split(" ")[0] == "yuan"
        return format_yuan(self.fen) if is_money else str(self.value)

    @property
    def source(self) -> Source:
        """Where the rule was read."""
        return Source(self.said("source"), self.said("reference"), self.plain["url"])


class Group(NamedTuple):
    """An industry group of a size standard; without floors an industry that it does not cover.
    `floors`: of large, medium and small by indicator, in persons or fen. `full_codes`: the codes
    with the letter of their section, such as `I65`."""

    key: str
    name_en: str
    name_zh: str
    codes: Sequence[str]
    note: str | None
    note_zh: str | None
    no: int = 0
    indicators: Sequence[str] = ()
    floors: Mapping[str, Sequence[int]] = {}
    full_codes: Sequence[str] = ()

    @property
    def label(self) -> str:
        """Its name in the language in use."""
        return pick(self.name_en, self.name_zh)

    @property
    def short_label(self) -> str:
        """Its name without what stands in brackets."""
        return self.label.split(" (")[0]

    @property
    def cited(self) -> str:
        """Its short name with its codes."""
        return with_remark(self.short_label, _(", ").join(self.full_codes))

    @property
    def remark(self) -> str:
        """Its note in the language in use; may be empty."""
        return pick(self.note, self.note_zh)


def with_remark(text: str, remark: str) -> str:
    """A text with a remark in brackets, where there is one."""
    return _("{text} ({remark})", text=text, remark=remark) if remark else text


class Standard(Edition):
    """One edition of the size standard with its industry classification. `words`: words of trade
    with the `codes` they lead to; `sections`: `code`, `name_en`, `name_zh`, `divisions`;
    `section_of`: the letter of a section by itself and by its divisions."""

    def __init__(
        self,
        plain: Mapping[str, Any],
        classification: Mapping[str, Any],
        words: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(plain)
        self.words, self._codes = words, classification["number"]
        self.sections: Sequence[Mapping[str, Any]] = classification["section"]
        self.section_of: Mapping[str, str] = {
            code: s["code"] for s in self.sections for code in (s["code"], *s["divisions"])
        }
        self.groups = tuple(Group(**group) for group in plain["groups"])
        self.not_covered = tuple(Group(**industry) for industry in plain["not_covered"])

    def source(self, groups: Sequence[Group] = ()) -> Source:
        """The instrument, with the numbers and codes of the groups that were used."""
        message = "{instrument}"
        if groups:
            message = ngettext(
                "{instrument}, group {numbers} ({classification}: {codes})",
                "{instrument}, groups {numbers} ({classification}: {codes})",
                len(groups),
            )
        reference = message.format(
            instrument=self.plain["number"],
            numbers=_(", ").join(str(g.no) for g in groups),
            classification=self._codes,
            codes=_(", ").join(code for g in groups for code in g.full_codes),
        )
        return Source(self.said("name"), reference, self.plain["url"])


class Rulebook:
    """The rules of one catalogue. `plain` is what `building.rulebook.load` returned."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.parameters = [Parameter(entry) for entry in plain["parameters"]]
        """All rules with all their editions, in the order of the sources."""
        self._terms = [p for p in self.parameters if p.id.startswith("term-")]
        classes, words = plain["classifications"], plain.get("industry_words", ())
        self.standards = [
            Standard(s, classes[s["classification"]], words) for s in plain["standards"]
        ]
        """The editions of the size standard, the earliest first."""

    def parameter(self, key: str, as_of: date) -> Parameter | None:
        """The edition of a rule that is in force on a day; None where none is known."""
        return next((p for p in self.parameters if p.id == key and p.holds_on(as_of)), None)

    def latest(self, key: str) -> Parameter:
        """The last edition of a rule, in force or not."""
        return next(p for p in reversed(self.parameters) if p.id == key)

    def standard(self, as_of: date) -> Standard | None:
        """The edition of the size standard in force on a day; None where none is known."""
        return next((s for s in self.standards if s.holds_on(as_of)), None)

    def standard_for_words(self, as_of: date) -> Standard:
        """The same, or the first edition: what words for an industry are read by."""
        return self.standard(as_of) or self.standards[0]

    def term(self, patent_type: str, filed: str) -> Parameter | None:
        """The rule for the term of an `invention`, `utility-model` or `design` filed in China on an
        ISO date or in a year; None where the term differs within the year."""
        first, last = f"{filed}-01-01"[:10], f"{filed}-12-31"[:10]
        found = [
            p
            for p in self._terms
            if p.id.startswith(f"term-{patent_type}")
            # "~" sorts after every date
            and (p.plain["filed_from"] or "") <= last
            and first < (p.plain["filed_before"] or "~")
        ]
        return found[0] if len({p.value for p in found}) == 1 else None
