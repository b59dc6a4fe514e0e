"""What to tell a company beyond the checks: what is missing and what next."""

from collections.abc import Mapping
from typing import Any

from patentcli.i18n import _
from patentcli.rules.facts import CLASSES, Facts
from patentcli.rules.outcome import (
    ADVISORY,
    DROPPED,
    FAIL,
    FEE,
    GRANTED,
    IN_TERM,
    KNOWN,
    LISTED,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    OFFER_ENDED,
    PASS,
    SHOWN_LAPSED,
    SIZE,
    UNDETERMINED,
    UNKNOWN,
    Check,
    Verdict,
)
from patentcli.rules.patent import LAPSED
from patentcli.rules.records import Record
from patentcli.rules.size import Size

OPEN_LICENCE = "open-licence"


class Missing(Record):
    """One thing that would settle a rule."""

    rule: str
    """Of the patent's four rules the first, where no patent was named."""
    option: str
    """The option or command to give it with; empty where none can."""
    sentence: str


def missing(verdict: Verdict) -> list[Missing]:
    """For each rule that is open or was not checked: what would settle it."""
    return [m for check in verdict.checks if _is_open(check) for m in _settles(check, verdict)]


def decisive(verdict: Verdict) -> list[Missing]:
    """Of what is missing, that on which the verdict waits: nothing after a fail."""
    if verdict.verdict != UNDETERMINED:
        return []
    waiting = set(verdict.ids(UNKNOWN))
    if verdict.facts.strict:
        waiting |= set(verdict.not_checked) - ADVISORY
    return [m for m in missing(verdict) if m.rule in waiting]


def _is_open(check: Check) -> bool:
    return check.outcome in (UNKNOWN, NOT_CHECKED)


def _settles(check: Check, verdict: Verdict) -> list[Missing]:
    rule = check.rule
    named = verdict.facts.patent is not None
    if rule == FEE:
        if verdict.fee is not None:
            return [_another_day(rule)]
        return [Missing(rule, "--fee AMOUNT", _("the annual licence fee asked for each patent"))]
    if rule == SIZE:
        return _settles_size(verdict.facts, verdict.size)
    if rule in ADVISORY:
        sentence = _("whether a large company controls it (advisory only)")
        return [Missing(rule, "--controlled-by-large | --independent", sentence)]
    if not named:
        # One option settles all four; it is asked for once.
        return (
            [Missing(rule, "--patent ID", _("the number of the patent"))] if rule == KNOWN else []
        )
    return [_settles_patent(check)]


def _another_day(rule: str) -> Missing:
    return Missing(rule, "--as-of DATE", _("a day for which the rule is known"))


def _settles_patent(check: Check) -> Missing:
    rule = check.rule
    if check.cause == SHOWN_LAPSED:
        return Missing(rule, "", _("whether it is still in force, from the register"))
    if check.cause in (OFFER_ENDED, DROPPED):
        return Missing(rule, "", _("whether it is still on offer: ask patentee or exchange"))
    options = {
        KNOWN: ("--catalogue NAME", _("an official list that was imported, to look in")),
        GRANTED: ("--patent ID", _("the number of the Chinese grant, from the register")),
        IN_TERM: ("", _("the Chinese filing date, from the register")),
        LISTED: (
            "patentcli catalogue confirm LIST",
            _("the exchange's official list"),
        ),
    }
    return Missing(rule, *options[rule])


def _settles_size(facts: Facts, size: Size | None) -> list[Missing]:
    company = facts.company
    if size is None:
        sentence = _("the company's size class, or its industry and figures")
        return [Missing(SIZE, "--size CLASS | --industry NAME", sentence)]
    if size.industry.groups and not size.possible:
        return [_another_day(SIZE)]
    if company.industry is None:
        sentence = _("the industry of the main activity: it decides which floors count")
        return [Missing(SIZE, "--industry NAME", sentence)]
    if not size.industry.groups:
        sentence = _("ask the patentee or the exchange whom they count as an SME")
        return [Missing(SIZE, "", sentence)]
    found = []
    if size.industry.key is None:
        found.append(Missing(SIZE, "--industry CODE", size.industry.note))
    if company.stated is None and CLASSES[0] in size.possible:
        sentences = {
            "employees": _("the number of persons employed"),
            "revenue": _("the operating revenue of the previous year"),
            "assets": _("the total assets"),
        }
        units = {"employees": "N", "revenue": "AMOUNT", "assets": "AMOUNT"}
        found += [Missing(SIZE, f"--{i} {units[i]}", sentences[i]) for i in size.missing]
    return found


class Step(Record):
    """One thing to do."""

    sentence: str
    command: str = ""
    """The command line that helps with it; empty where none does."""


def next_steps(verdict: Verdict) -> list[Step]:
    """What to do next, by the kind of licence; empty after a fail.

    A listing, and all the more a candidate, is an offer to deal: a letter of enquiry. Only an
    open licence of the Patent Law, on a list, is had by notice and payment (Art. 51), and it
    asks neither for the scheme's fee nor for its company size.
    """
    patent = verdict.facts.patent
    failed = verdict.ids(FAIL)
    if patent is None:
        if verdict.verdict == NOT_ELIGIBLE:
            return []
        return [Step(_("choose a patent and check it with --patent"), "patentcli search WORDS")]
    record = patent.record
    kind = None if record is None else record["licence_kind"]
    if kind == OPEN_LICENCE and LISTED in verdict.ids(PASS):
        if {KNOWN, GRANTED, IN_TERM} & set(failed):
            return []
        return _register(record) + _open_licence_steps(patent.id)
    if verdict.verdict == NOT_ELIGIBLE:
        return []
    return _register(record) + _enquiry_steps(patent.id, listed=LISTED in verdict.ids(PASS))


def next_step(verdict: Verdict) -> str:
    """The first thing to do, or after a fail why there is nothing to do: one sentence."""
    for check in verdict.checks:
        if check.outcome == FAIL:
            return check.reason
    if SIZE in verdict.ids(UNKNOWN):
        for thing in missing(verdict):
            if thing.rule == SIZE:
                return _("first settle the company's size: {what}").format(what=thing.sentence)
    steps = next_steps(verdict)
    return steps[0].sentence if steps else ""


def _register(record: Mapping[str, Any] | None) -> list[Step]:
    """What comes first where a patent was shown as lapsed."""
    if record is None or record.get("status") != LAPSED:
        return []
    return [Step(_("check in the patent office's register whether it is still in force"))]


def _enquiry_steps(number: str, *, listed: bool) -> list[Step]:
    sentence = _("write a letter of enquiry to patentee and exchange: is it listed, on what terms?")
    if listed:
        sentence = _(
            "write a letter of enquiry to patentee and exchange: is it still on offer, on what "
            "terms?"
        )
    return [
        Step(sentence, _letter(number)),
        Step(_("the letter gives no licence: only a contract with the patentee does")),
    ]


def _letter(number: str) -> str:
    return f"patentcli notice --patent {number} --company NAME"


def _open_licence_steps(number: str) -> list[Step]:
    return [
        Step(
            _(
                "an open licence is separate from the scheme; check in the patent office's "
                "register that it is still announced, with its fee and term"
            )
        ),
        Step(
            _("give the patentee written notice under Art. 51 of the Patent Law"),
            _letter(number),
        ),
        Step(_("pay the fee as announced: notice and payment together are the licence")),
        Step(
            _("have the licence recorded at the patent office within the time of Rules 15 and 87")
        ),
    ]
