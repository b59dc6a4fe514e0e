"""Which group of the size standard an industry belongs to.

An industry is named by a group's key, a Chinese or English name, or a GB/T 4754-2017 code:
section (`I`), division (`65`, `I65`), group (`702`) or class (`7010`). The longest known prefix
of a code decides; a code that spans several groups stands for all of them. A word of trade such as
影视 stands for the codes that `data/industry_words.toml` gives for it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache

from patentcli.errors import UsageProblem
from patentcli.i18n import _, pick
from patentcli.rules.book import Group, NotCovered, Rulebook, Standard
from patentcli.rules.records import Record

_LONGEST = 500  # characters: the longest name has about 250


class Industry(Record):
    """What a word for an industry stands for."""

    word: str
    groups: tuple[Group, ...]
    """One, or all that the code spans; empty where the standard covers none of it."""
    uncovered: tuple[NotCovered, ...] = ()
    """Industries within it to which the standard does not apply."""
    finer: tuple[str, ...] = ()
    """Codes that would tell more, where some would."""
    read_as: str = ""
    """How a word of trade was read, for people; empty for any other."""

    @property
    def key(self) -> str | None:
        """The key of its group, where it is one group and nothing else."""
        return self.groups[0].key if len(self.groups) == 1 and not self.uncovered else None

    @property
    def label(self) -> str:
        """Short names of all that it stands for."""
        names = [group.short_label for group in self.groups]
        return _("; ").join(names + [industry.label for industry in self.uncovered])

    @property
    def note(self) -> str:
        """What to ask the user for, or to tell; may be empty."""
        if not self.finer:
            return ""
        codes = _(", ").join(self.finer)
        if self.key is None:
            message = _("{word} spans several groups of the standard; a finer code tells: {codes}")
        else:
            message = _(
                "within {word}, another group counts for {codes}: give that code if it fits"
            )
        return message.format(word=self.word, codes=codes)


def resolve_on(book: Rulebook, day: date, word: str, where: str = "--industry") -> Industry:
    """The industry that a word names by the standard in force on a day.

    A key or name of another edition is led through the codes of its group. Where no edition is
    known to be in force, the first one reads the word. Raises UsageProblem for no industry.
    """
    standard = book.standard(day) or book.standards[0]
    try:
        return resolve(standard, word, where)
    except UsageProblem:
        for other in (edition for edition in book.standards if edition is not standard):
            with suppress(UsageProblem):
                found = resolve(other, word, where)
                codes = [code for group in found.groups for code in group.codes]
                codes += [part.code for part in found.uncovered]
                return _union(word, [resolve(standard, code, where) for code in codes])
        raise


def resolve(standard: Standard, word: str, where: str = "--industry") -> Industry:
    """The industry that a word names. Raises UsageProblem, with suggestions, for none."""
    if len(word) > _LONGEST:
        shown = _("{start}… ({length} characters)").format(start=word[:40], length=len(word))
        raise _meaningless(standard, shown, where)
    return _resolve(standard, word, where)


@lru_cache(maxsize=1024)
def _resolve(standard: Standard, word: str, where: str) -> Industry:
    text = unicodedata.normalize("NFKC", word).strip()
    code = re.fullmatch(r"([A-Za-z]?)[ .-]?([0-9]*)", text)
    if code is not None and (code[1] or code[2]):
        return _by_code(standard, word, code[1].upper(), code[2], where)
    named = _names(standard).get(_fold(text))
    if named is None:
        codes = _trade(standard).get(_fold(text), ())
        if codes:
            return _of_trade(standard, word, codes)
        raise _meaningless(standard, word, where)
    if isinstance(named, Group):
        return Industry(word, (named,))
    if isinstance(named, NotCovered):
        return Industry(word, (), (named,))
    letter, digits = (named, "") if named.isalpha() else ("", named)
    return _by_code(standard, word, letter, digits, where)


def _of_trade(standard: Standard, word: str, codes: Sequence[str]) -> Industry:
    found = _union(word, [_resolve(standard, code, "") for code in codes])
    if len(codes) > 1:
        return found._replace(finer=tuple(codes) if found.key is None else ())
    message = _("{word} is read as {code} ({name})")
    name = pick(found.label, _name(standard, codes[0]) or found.label)
    return found._replace(read_as=message.format(word=word, code=codes[0], name=name))


def _union(word: str, parts: Sequence[Industry]) -> Industry:
    """One industry for all parts."""
    groups = {group.key: group for part in parts for group in part.groups}
    uncovered = {n.code: n for part in parts for n in part.uncovered}
    finer = tuple(dict.fromkeys(code for part in parts for code in part.finer))
    return Industry(word, tuple(groups.values()), tuple(uncovered.values()), finer)


def _name(standard: Standard, code: str) -> str:
    """The Chinese name of a section or division; empty for a finer code."""
    for section in standard.sections:
        if code == section["code"]:
            return str(section["name_zh"])
        for division, name in section["divisions"].items():
            if code in (division, section["code"] + division):
                return str(name)
    return ""


def _by_code(standard: Standard, word: str, letter: str, digits: str, where: str) -> Industry:
    section = _section(standard, word, letter, digits, where)
    entries = _entries(standard)
    prefixes = [digits[:n] for n in range(len(digits), 1, -1)] + [section]
    decided = next((entries[p] for p in prefixes if p in entries), None)
    within = digits or tuple(_divisions(standard, section))
    finer = {
        c: e for c, e in entries.items() if c.isdigit() and c.startswith(within) and c != digits
    }
    if decided is not None:
        others = tuple(c for c, e in finer.items() if e != decided)
        if isinstance(decided, Group):
            return Industry(word, (decided,), (), others)
        return Industry(word, (), (decided,), others)
    groups = {e.key: e for e in finer.values() if isinstance(e, Group)}
    uncovered = {e.code: e for e in finer.values() if isinstance(e, NotCovered)}
    if not finer:
        known = _(", ").join(sorted(c for c in entries if c.startswith(digits[:2])))
        raise UsageProblem(
            _("no group of the standard has the code {word}").format(word=word),
            where=where,
            hint=_("known within {division}: {codes}").format(division=digits[:2], codes=known),
        )
    several = len(groups) + len(uncovered) > 1
    codes = tuple(sorted(finer)) if several else ()
    return Industry(word, tuple(groups.values()), tuple(uncovered.values()), codes)


def _section(standard: Standard, word: str, letter: str, digits: str, where: str) -> str:
    """The section of a code. Raises UsageProblem where the classification has no such code."""
    owners = {d: s["code"] for s in standard.sections for d in s["divisions"]}
    letters = [s["code"] for s in standard.sections]
    problem = _("{word} is not an industry code").format(word=word)
    if letter and letter not in letters:
        hint = _("sections run from {first} to {last}").format(first=letters[0], last=letters[-1])
        raise UsageProblem(problem, where=where, hint=hint)
    if not digits:
        return letter
    if len(digits) == 1 or len(digits) > 4:
        hint = _("a code has two to four digits, such as I65, 65 or 7010")
        if f"0{digits}" in owners:
            hint = _("did you mean {code}?").format(code=f"{owners['0' + digits]}0{digits}")
        raise UsageProblem(problem, where=where, hint=hint)
    section: str | None = owners.get(digits[:2])
    if section is None:
        hint = _("divisions run from {first} to {last}").format(first=min(owners), last=max(owners))
        raise UsageProblem(problem, where=where, hint=hint)
    if letter and letter != section:
        message = _("{word} contradicts itself: {digits} belongs to section {section}")
        raise UsageProblem(
            message.format(word=word, digits=digits, section=section),
            where=where,
            hint=_("did you mean {code}?").format(code=section + digits),
        )
    return section


def _divisions(standard: Standard, section: str) -> Iterator[str]:
    return (d for s in standard.sections if s["code"] == section for d in s["divisions"])


@lru_cache(maxsize=4)
def _entries(standard: Standard) -> dict[str, Group | NotCovered]:
    """What each code that the standard names belongs to."""
    entries: dict[str, Group | NotCovered] = {c: g for g in standard.groups for c in g.codes}
    entries.update((n.code, n) for n in standard.not_covered)
    return entries


def _fold(name: str) -> str:
    """A name without case, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in text if c.isalnum())


@lru_cache(maxsize=4)
def _names(standard: Standard) -> dict[str, Group | NotCovered | str]:
    """Every folded name, with the group or uncovered industry, or else the code, it stands for."""
    names: dict[str, Group | NotCovered | str] = {}

    def add(meaning: Group | NotCovered | str, *spellings: str) -> None:
        for spelling in spellings:
            names.setdefault(_fold(spelling), meaning)

    for group in standard.groups:
        short = group.name_en.split(" (")[0]
        add(group, group.key, group.name_zh, group.name_en, short, *short.split(" / "))
    for industry in standard.not_covered:
        add(industry, industry.name_zh, industry.name_en)
    for section in standard.sections:
        add(section["code"], section["name_zh"], section["name_en"])
        for code, name in section["divisions"].items():
            add(code, name)
    return names


@lru_cache(maxsize=4)
def _trade(standard: Standard) -> dict[str, Sequence[str]]:
    """Every folded word of trade with its codes."""
    return {_fold(word): entry["codes"] for entry in standard.words for word in entry["words"]}


@lru_cache(maxsize=4)
def _known_names(standard: Standard) -> dict[str, str]:
    """The names of groups, sections and divisions by their folded form, for suggestions."""
    found: list[str] = []
    for group in standard.groups:
        found += (group.key, group.name_zh, group.name_en.split(" (")[0])
    for industry in standard.not_covered:
        found += (industry.name_zh, industry.name_en)
    for section in standard.sections:
        found += (section["name_zh"], section["name_en"], *section["divisions"].values())
    names: dict[str, str] = {}
    for name in found:
        names.setdefault(_fold(name), name)
    return names


def matches(standard: Standard, word: str) -> list[str]:
    """The names of groups and divisions that contain a word, in the order of the standard."""
    folded = _fold(word)
    names = _known_names(standard).items()
    return [name for text, name in names if len(folded) > 1 and folded in text]


def _meaningless(standard: Standard, word: str, where: str) -> UsageProblem:
    """The error for a word that names no industry: names that contain it or are a slip away."""
    from patentcli.suggest import guess, slip

    names = (matches(standard, word) or slip(_fold(word), _known_names(standard)))[:3]
    hint = _(
        "give the GB/T 4754-2017 code of the main activity, such as I65; "
        "`patentcli industries` lists the groups and their codes"
    )
    if names:
        hint = guess(_(" or ").join(names), hint)
    message = _("{word} is not a known industry").format(word=word or '""')
    return UsageProblem(message, where=where, hint=hint)
