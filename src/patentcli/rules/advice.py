"""What to tell a company beyond the checks: what is missing and what next."""

from patentcli.i18n import _
from patentcli.rules.facts import CLASSES, Facts
from patentcli.rules.outcome import (
    ADVISORY,
    FAIL,
    FEE,
    GRANTED,
    IN_TERM,
    KNOWN,
    LISTED,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PASS,
    SIZE,
    UNDETERMINED,
    UNKNOWN,
    Check,
    Verdict,
)
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
        sentence = _("whether a large company controls it (a warning at most)")
        return [Missing(rule, "--controlled-by-large | --independent", sentence)]
    if not named:
        # One option settles all four; it is asked for once.
        return (
            [Missing(rule, "--patent ID", _("the number of the patent"))] if rule == KNOWN else []
        )
    return [_settles_patent(rule)]


def _another_day(rule: str) -> Missing:
    return Missing(rule, "--as-of DATE", _("a day for which the rule is known"))


def _settles_patent(rule: str) -> Missing:
    options = {
        KNOWN: ("--catalogue NAME", _("an official list that was imported, to look in")),
        GRANTED: ("--patent ID", _("the number of the Chinese grant, from the register")),
        IN_TERM: ("", _("the Chinese filing date, from the register")),
        LISTED: (
            "patentcli catalogue confirm LIST",
            _(
                "the exchange's official list, once you have it (or ask the patentee or the "
                "exchange by letter)"
            ),
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


def next_steps(verdict: Verdict) -> list[str]:
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
        return [_("choose a patent (patentcli search WORDS) and check it: --patent ID")]
    kind = None if patent.record is None else patent.record["licence_kind"]
    if kind == OPEN_LICENCE and LISTED in verdict.ids(PASS):
        if {KNOWN, GRANTED, IN_TERM} & set(failed):
            return []
        return _open_licence_steps(patent.id)
    if verdict.verdict == NOT_ELIGIBLE:
        return []
    return _enquiry_steps(patent.id, listed=LISTED in verdict.ids(PASS))


def _enquiry_steps(number: str, *, listed: bool) -> list[str]:
    message = _(
        "write a letter of enquiry to the patentee and the exchange: is {number} listed, on "
        "what terms, under what contract (patentcli notice --patent {number} --company NAME)"
    )
    if listed:
        message = _(
            "write a letter of enquiry to the patentee and the exchange: is {number} still on "
            "offer, on what terms, under what contract "
            "(patentcli notice --patent {number} --company NAME)"
        )
    return [
        message.format(number=number),
        _("the letter gives no licence: only a contract with the patentee does"),
    ]


def _open_licence_steps(number: str) -> list[str]:
    return [
        _(
            "an open licence stands apart from the scheme; check in the patent office's register "
            "that it is still announced, with its fee and term"
        ),
        _(
            "give the patentee written notice under Art. 51 of the Patent Law "
            "(patentcli notice --patent {number} --company NAME)"
        ).format(number=number),
        _("pay the fee as announced: notice and payment together are the licence"),
        _("have the licence recorded at the patent office within the time of Rules 15 and 87"),
    ]
