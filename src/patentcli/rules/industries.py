"""Which group of the size standard an industry belongs to.

An industry is named by a group's key, a Chinese or English name, or a GB/T 4754-2017 code:
section (`I`), division (`65`, `I65`), group (`702`) or class (`7010`). The longest known prefix
of a code decides; a code that spans several groups stands for all of them. A word of trade such as
影视 stands for the codes that `data/industry_words.toml` gives for it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Group, Rulebook, Standard
from patentcli.suggest import edits, guess

Meaning = Group | Sequence[str]  # what a name stands for: a group, or codes


class Industry(NamedTuple):
    """What a word for an industry stands for."""

    word: str
    groups: tuple[Group, ...]
    """One, or all that the code spans; empty where the standard covers none of it."""
    uncovered: tuple[Group, ...] = ()  # industries within it to which the standard does not apply
    finer: tuple[str, ...] = ()  # codes that would tell more, where some would
    read_as: str = ""  # how a word of trade was read, for people; empty for any other

    @property
    def parts(self) -> tuple[Group, ...]:
        """All that it stands for."""
        return self.groups + self.uncovered

    @property
    def key(self) -> str | None:
        """The key of its group, where it is one group and nothing else."""
        return self.groups[0].key if len(self.groups) == 1 and not self.uncovered else None

    @property
    def label(self) -> str:
        """Short names of all that it stands for."""
        return _("; ").join(part.short_label for part in self.parts)

    @property
    def note(self) -> str:
        """What to ask the user for, or to tell; may be empty."""
        if not self.finer:
            return ""
        message = _("{word} spans several groups of the standard; a finer code decides: {codes}")
        return message.format(word=self.word, codes=_(", ").join(self.finer))


def resolve_in(
    standard: Standard, book: Rulebook, word: str, where: str = "--industry"
) -> Industry:
    """The industry that a word names by one edition; a key or name of another edition is led
    through its codes. Raises UsageProblem, with suggestions, for none."""
    try:
        return resolve(standard, word, where)
    except UsageProblem:
        for other in book.standards:
            with suppress(UsageProblem):
                codes = [code for part in resolve(other, word).parts for code in part.codes]
                found = [part for code in codes for part in resolve(standard, code).parts]
                return _of(word, found)
        raise


def resolve(standard: Standard, word: str, where: str = "--industry") -> Industry:
    """The same by the words of one edition alone."""
    text = unicodedata.normalize("NFKC", word).strip()
    code = re.fullmatch(r"([A-Za-z]?)[ .-]?([0-9]*)", text)
    if code is not None and (code[1] or code[2]):
        return _by_code(standard, word, code[1].upper(), code[2], where)
    shown, meaning = _names(standard).get(_fold(text), ("", ()))
    if isinstance(meaning, Group):
        return _of(word, [meaning])
    if not meaning:
        raise _meaningless(standard, word, where)
    found = [resolve(standard, code) for code in meaning]
    if len(found) > 1:
        industry = _of(word, [part for one in found for part in one.parts])
        return industry._replace(finer=() if industry.key else tuple(meaning))
    read_as = ""
    if not shown:  # a word of trade
        message = _("{word} is read as {code} ({name})")
        read_as = message.format(word=word, code=meaning[0], name=found[0].label)
    return found[0]._replace(word=word, read_as=read_as)


def _of(word: str, parts: Iterable[Group]) -> Industry:
    """The industry of these parts, each once."""
    once = {part.key: part for part in parts}.values()
    covered, uncovered = (tuple(p for p in once if bool(p.floors) is c) for c in (True, False))
    return Industry(word, covered, uncovered)


def _by_code(standard: Standard, word: str, letter: str, digits: str, where: str) -> Industry:
    """The longest known prefix decides, with what of the code belongs elsewhere."""
    section = standard.section_of.get(digits[:2] if digits else letter)
    if section is None or len(digits) > 4 or letter not in ("", section):
        hint = _("write it as in {example}", example="I65, 65, 7010")
        if section is not None and len(digits) <= 4:
            hint = _("did you mean {code}?", code=section + digits)
        message = _("{word} is not an industry code", word=word[:40])
        raise UsageProblem(message, where=where, hint=hint)
    entries = {code: p for p in (*standard.groups, *standard.not_covered) for code in p.codes}
    prefixes = [digits[:n] for n in range(len(digits), 1, -1)] + [section]
    decided = [entries[prefix] for prefix in prefixes if prefix in entries][:1]
    within = digits or tuple(d for d, letter in standard.section_of.items() if letter == section)
    inner = {c: p for c, p in entries.items() if c.isdigit() and c.startswith(within)}
    industry = _of(word, [*decided, *inner.values()])
    if not industry.parts:
        known = _(", ").join(sorted(c for c in entries if c.startswith(digits[:2])))
        hint = _("known within {division}: {codes}", division=digits[:2], codes=known)
        message = _("no group of the standard has the code {word}", word=word)
        raise UsageProblem(message, where=where, hint=hint)
    finer = [
        # A code with one of another group in it decides nothing: the group itself does.
        part.key if any(c.startswith(code) and p != part for c, p in inner.items()) else code
        for code, part in inner.items()
    ]
    return industry._replace(finer=tuple(sorted(finer)) if len(industry.parts) > 1 else ())


def _fold(name: str) -> str:
    """A name without case, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in text if c.isalnum())


@lru_cache(maxsize=4)
def _names(standard: Standard) -> dict[str, tuple[str, Meaning]]:
    """By folded name: how it is suggested, empty where it is not, and what it stands for."""
    names: list[tuple[str, str, Meaning]] = []
    for group in (*standard.groups, *standard.not_covered):
        short = group.name_en.split(" (")[0]
        own = (*([group.key] if group.floors else []), group.name_zh, short)
        names += [(name, name, group) for name in own]
        # What stands in brackets may mislead.
        names += [(name, "", group) for name in (group.name_en, *short.split(" / "))]
    for section in standard.sections:
        whole = (section["name_zh"], section["name_en"])
        names += [(name, name, (section["code"],)) for name in whole]
        names += [(name, name, (division,)) for division, name in section["divisions"].items()]
    names += [(word, "", entry["codes"]) for entry in standard.words for word in entry["words"]]
    found: dict[str, tuple[str, Meaning]] = {}
    for name, shown, meaning in names:
        found.setdefault(_fold(name), (shown, meaning))
    return found


def matches(standard: Standard, word: str) -> list[str]:
    """The names of groups and divisions that contain a word, in the order of the standard."""
    folded = _fold(word)
    names = _names(standard).items()
    return [name for text, (name, _m) in names if name and len(folded) > 1 and folded in text]


def _meaningless(standard: Standard, word: str, where: str) -> UsageProblem:
    """Suggests names that contain the word or are a slip away."""
    folded = _fold(word)
    names = matches(standard, word)
    if not names and len(folded) > 3:  # names are many: what is merely alike would be a wrong guess
        known = _names(standard).items()
        names = [name for text, (name, _m) in known if name and edits(folded, text, 1) == 1]
    hint = _(
        "give the GB/T 4754-2017 code of the main activity, such as I65; "
        "`patentcli industries` lists the groups and their codes"
    )
    message = _("{word} is not a known industry", word=word[:40] or '""')
    near = _(" or ").join(names[:3])
    return UsageProblem(message, where=where, hint=guess(near, hint) if near else hint)
