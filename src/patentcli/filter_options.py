"""From the shared options to a question about patents: filters, dates, order, limits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from patentcli.arguments import office_code
from patentcli.call import Call
from patentcli.catalogue.fields import WORDS
from patentcli.catalogue.filters import Condition, conditions
from patentcli.catalogue.opening import CONFIRMING
from patentcli.catalogue.query import count
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, in_every_language, ngettext, pick
from patentcli.search.text import normalise
from patentcli.suggest import unknown_word

LONGEST = 1_000  # characters of a value: SQLite takes no pattern that is much longer


def words_shown(call: Call) -> dict[str, str]:
    """For people: what stands for a word of the catalogue; in English a word is plain enough."""
    kinds = call.document("vocabulary").values()
    words = {w["value"]: pick(w["value"], w["label_zh"]) for kind in kinds for w in kind}
    return words | {value: _(word) for value, word in WORDS["listing"].items()}


def holders(call: Call) -> list[tuple[str, str]]:
    """The names of each holder whose name is known in both languages."""
    return [(h["name"], h["name_zh"]) for h in call.document("holders") if h["name_zh"]]


def value_meant(text: str, known: Mapping[str, Sequence[str]], message: str, where: str) -> str:
    """The value that a word names: itself or one of its labels, in any language, or the part of a
    Chinese one that no other has. UsageProblem with `message` for what is none of `known`."""
    spellings = {normalise(word): value for value in known for word in (value, *known[value])}
    key = normalise(text).strip()
    part = {value for word, value in spellings.items() if len(key) > 1 and key in word}
    if key in spellings:
        return spellings[key]
    if not key.isascii() and len(part) == 1:
        return part.pop()
    raise unknown_word(message, text, known, where=where)


MISSING = {
    "domain": N_("no domain stated"),
    "application": N_("no application stated"),
    "holder": N_("no holder stated"),
    "inventor": N_("no inventor stated"),
    "ipc": N_("no classification stated"),
    "office": N_("office not known"),
    "listing": N_("listing not known"),
    "filed_after": N_("no filing date stated"),
    "filed_before": N_("no filing date stated"),
    "max_fee": N_("no annual fee stated"),
    "in_force_on": N_("grant date or end of term not known"),
    "status": N_("status not known"),
    "offered_on": N_("not listed, or end of the offer not stated"),
}
"""What a record lacks that a filter leaves out because nobody can tell."""


def _read(call: Call, name: str, given: Sequence[str], where: str) -> Sequence[Any]:
    """What was given for a filter, as the catalogue asks; its name tells whether that is days."""
    known: Mapping[str, Sequence[str]] = {}
    if name in ("domain", "application"):
        known = {word["value"]: tuple(word.values()) for word in call.document("vocabulary")[name]}
    elif name in WORDS:
        known = in_every_language(WORDS[name])
    if known:
        return [value_meant(text, known, _("unknown value {value!r}"), where) for text in given]
    if name == "office":
        return [office_code(text, where) for text in given]
    if name == "max_fee":
        from patentcli.amounts import parse_amount

        return [parse_amount(text, where) for text in given]
    if name.endswith(("_after", "_before", "_on")):
        from patentcli.dates import parse_day

        return [parse_day(text, where).isoformat() for text in given]
    # A catalogue may hold full-width brackets or plain ones, whatever the list had it came from.
    plain = [normalize("NFKC", text).strip() for text in given]
    if not all(plain):
        raise UsageProblem(_("an empty text matches everything"), where=where)
    if name == "ipc":
        return [text.upper().replace(" ", "") for text in plain]
    found = dict.fromkeys([*(text.strip() for text in given), *plain])
    if name == "holder":  # and the other names of the holders that a text is part of
        parts = [normalise(text) for text in found]
        for names in holders(call):
            folded = [normalise(holder) for holder in names]
            if any(part in holder for part in parts for holder in folded):
                found.update(dict.fromkeys(names))
    return list(found)


def wanted(call: Call) -> list[Condition]:
    """The conditions of the filters asked for; UsageProblem names an option and the right value."""
    chosen = {}
    for name in (name for name in MISSING if name in call.values):
        given, where = call.many(name), f"--{name.replace('_', '-')}"
        if any(len(text) > LONGEST for text in given):
            raise UsageProblem(_("longer than {count} characters", count=LONGEST), where=where)
        chosen[name] = _read(call, name, given, where)
    return conditions(chosen, call.catalogue.meta["created"])


def say_filtered(call: Call, found: Sequence[Condition], *, empty: bool = False) -> None:
    """Say that no record passes the filters, if the answer is `empty` for that, and how many were
    left out only because a value that a filter asks for is unknown."""
    if empty:
        call.env.say(_("no patent passes the filters"))
    if not found or call.env.quiet:
        return
    if left_out := count(call.catalogue.connection, found, unknown=True):
        some = [c for c in found if count(call.catalogue.connection, [c], unknown=True)]
        missing = _(" or ").join(dict.fromkeys(_(MISSING[condition.name]) for condition in some))
        call.env.say(_("{count} skipped: {missing}", count=left_out, missing=missing))


def counted(rows: Iterable[Mapping[str, Any]], seen: Counter[Any]) -> Iterator[Mapping[str, Any]]:
    """The records as they come, counted by their listing."""
    for row in rows:
        seen[row["listing"]] += 1
        yield row


def say_candidates(call: Call, seen: Counter[Any]) -> None:
    """What it means that candidates were shown, if any were, and how to confirm them."""
    if count := seen["candidate"]:
        message = ngettext(
            "{count} candidate, not confirmed by an official list: {command}",
            "{count} candidates, not confirmed by an official list: {command}",
            count,
        )
        call.env.say(message.format(count=count, command=CONFIRMING[call.catalogue.is_bundled]))


def say_caution(call: Call, facts: Any, told_in: Sequence[str]) -> None:
    """The caution of the rules; not with ids, nor where the form of a format `told_in` has it."""
    if call.format != "ids" and (call.fields or call.format not in told_in):
        from patentcli.rules.verdict import caution

        call.env.say(caution(call.rulebook, facts))
