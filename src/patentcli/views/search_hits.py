"""The answer of `search` on a terminal: for each record what tells it apart, and why it fits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle
from typing import Any

from patentcli.i18n import _, language, said
from patentcli.labels import label
from patentcli.output.formats import Screen
from patentcli.output.values import Part
from patentcli.search import FITS, text

_STYLES = {"strong": "pass", "partial": "unknown", "weak": "dim"}
_BEFORE = 0.3  # the share of the excerpt that stands before the first match
_LINES = 2  # of the summary
_TERMS = 3  # named of those that lead to a record in one way
_THROUGH = r"^(?:correction:(.*?)\+)?(\w+)(?::[^=]*=(.*))?$"

Reason = tuple[str, str, str, str, str]
"""The word asked for, its field, what was read for it, how it met, by which term (`rank`)."""


def draw_hits(
    screen: Screen, hits: Iterable[Mapping[str, Any]], words: Mapping[str, str], *, explain: bool
) -> None:
    """One block a hit. `words`: what a person reads for a listing."""
    for place, hit in enumerate(hits):
        if place:
            screen.line()
        reasons: list[Reason] = [
            (m["word"], m["field"], *re.findall(_THROUGH, m["through"])[0]) for m in hit["matched"]
        ]
        pattern = _pattern(reasons)
        screen.parts(
            (f"{hit['id']}  ", ""),
            (f"{_(FITS[hit['fit']])}  ", _STYLES[hit["fit"]]),
            (f"{words.get(hit['listing'], hit['listing']) or ''}  ", "dim"),
            *_bold(said(hit, "title"), pattern),
        )
        if summary := said(hit, "summary"):
            excerpt = _excerpt(summary, pattern, _LINES * screen.width)
            screen.parts(*_bold(excerpt, pattern), indent=2)
        if explain:
            screen.line(_("; ").join(_reasons(reasons)), "dim", indent=2)


def _pattern(reasons: Iterable[Reason]) -> "re.Pattern[str]":
    """Finds what a record was found by, long terms first, English words in any of their forms."""
    terms = {one for word, _field, used, _way, term in reasons for one in (word, used, term)}
    forms = []
    for term in sorted(terms - {""}, key=lambda term: (-len(term), term)):
        words = [
            word if text.is_han(word) else rf"\b{_start(word)}\w*" for word in text.tokens(term)
        ]
        forms.append(r"[\W_]{0,3}".join(words))
    return re.compile(f"({'|'.join(forms) or '(?!)'})", re.IGNORECASE)


def _start(word: str) -> str:
    """How all forms of an English word begin."""
    found = text.stem(word)
    return found if word.startswith(found) else found[:-1]


def _bold(written: str, pattern: "re.Pattern[str]") -> list[Part]:
    """The text with what was matched in bold."""
    return list(zip(pattern.split(written), cycle(("", "bold")), strict=False))


def _excerpt(written: str, pattern: "re.Pattern[str]", width: int) -> str:
    """As much of a text as fills so many columns, around the first match."""
    room = width // (2 if any(map(text.is_han, written)) else 1) - 8
    found = pattern.search(written)
    start = found.start() - int(room * _BEFORE) if found else 0
    start = max(0, min(start, len(written) - room))
    shown = written[start : start + room]
    if start:  # at the beginning of a word
        shown = "…" + re.sub("^[!-~]* ", "", shown)
    if start + room < len(written):
        shown = re.sub(" [!-~]*$", "", shown) + "…"
    return shown


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    """Why a record was found, in words: each thing that was asked for once, the closest way."""
    sentences = {
        "typed": _("{word} in the {places}"),
        "name": _("the name {word} in the {places}"),
        "classification": _("the class {word}"),
        "number": _("the number {word}"),
        "thesaurus": _("{word} through the thesaurus: {places}"),
        "sound": _("a name that sounds like {word} in the {places}"),
        "related": _("related to {word}: {places}"),
    }
    ways: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {w: [] for w in sentences})
    for word, field, used, way, term in reasons:
        asked = _("{typed} (read as {used})", typed=word, used=used) if used else word
        ways[asked][way].append(term or label(field.removesuffix("_zh")).lower())
    for word, by_way in ways.items():
        # The words of an expression are told with it.
        others = (other if text.is_han(word) else other.split() for other in {*ways} - {word})
        if not any(word in other for other in others):
            way, places = next((way, places) for way, places in by_way.items() if places)
            shown = [place for place in places if place.isascii() != (language() == "zh")]
            most = list(dict.fromkeys(shown or places))[:_TERMS]
            yield sentences[way].format(word=word, places=_(", ").join(most))
