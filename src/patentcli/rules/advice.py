"""What a company is told beyond the checks: the answer in a sentence, what is missing, what next.
The sentence never says more than the checks did: what was not checked is named as such."""

from shlex import quote
from typing import NamedTuple

from patentcli.catalogue.opening import BUNDLED, CONFIRMING
from patentcli.i18n import N_, _
from patentcli.rules.facts import Outcome
from patentcli.rules.patent import LAPSED
from patentcli.rules.verdict import Verdict

Asker = tuple[str, str]  # how a command begins, and the option of `notice` that says who writes
ANYBODY = ("patentcli", "--company NAME")
OPEN_LICENCE = "open-licence"
PHRASES: dict[tuple[str, ...], str] = {
    ("fee-cap", "pass"): N_("the fee is within the cap"),
    ("fee-cap", "fail"): N_("the fee is above the cap"),
    ("fee-cap", "unknown", "day"): N_("no fee cap is known for that day"),
    ("fee-cap", "unknown", "one-off fee"): N_("its one-off fee cannot be compared with the cap"),
    ("fee-cap", "unknown"): N_("the fee is not known"),
    ("company-size", "pass"): N_("the company is an SME"),
    ("company-size", "fail"): N_("the company is not an SME"),
    ("company-size", "unknown"): N_("it is not clear whether the company is an SME"),
    ("patent-known", "pass"): N_("the patent is in the catalogue"),
    ("patent-known", "fail"): N_("the patent was not found on the official list"),
    ("patent-known", "unknown"): N_("the patent is not in the catalogue"),
    ("patent-granted", "pass"): N_("it is granted in China"),
    ("patent-granted", "fail"): N_("it is not a granted Chinese patent"),
    ("patent-granted", "fail", "not yet filed"): N_("it was not yet filed on that day"),
    ("patent-granted", "fail", "not yet granted"): N_("it was not yet granted on that day"),
    ("patent-granted", "unknown"): N_("no Chinese grant of it is known"),
    ("patent-in-term", "pass"): N_("its term runs"),
    ("patent-in-term", "fail"): N_("its term is over"),
    ("patent-in-term", "fail", "not yet filed"): N_("its term had not begun"),
    ("patent-in-term", "unknown", "shown as lapsed"): N_("it is shown as lapsed"),
    ("patent-in-term", "unknown"): N_("it is not clear whether its term still runs"),
    ("patent-listed", "pass"): N_("it is on the list"),
    ("patent-listed", "unknown"): N_("its listing is not confirmed"),
    ("patent-listed", "unknown", "offer ended"): N_("its offer ended"),
    ("patent-listed", "unknown", "no longer listed"): N_("its list no longer names it"),
}
"""By rule and outcome, and by the cause of the outcome where one is told apart."""
SUBJECTS = {"fee-cap": N_("fee"), "company-size": N_("company"), "patent-known": N_("patent")}
_STILL_ON_OFFER = N_("whether it is still on offer: ask patentee or exchange")
SETTLES = {
    "shown as lapsed": ("", N_("whether it is still in force, from the register")),
    "offer ended": ("", _STILL_ON_OFFER),
    "no longer listed": ("", _STILL_ON_OFFER),
    "patent-known": ("--catalogue NAME", N_("an imported official list to look it up in")),
    "patent-granted": ("--patent ID", N_("the number of the Chinese grant, from the register")),
    "patent-in-term": ("", N_("the Chinese filing date, from the register")),
    "patent-listed": (CONFIRMING[True], N_("the exchange's official list")),
    "employees": ("--employees N", N_("the number of persons employed")),
    "revenue": ("--revenue AMOUNT", N_("the operating revenue of the previous year")),
    "assets": ("--assets AMOUNT", N_("the total assets")),
    "day": ("--as-of DATE", N_("a day for which the rule is known")),
    "fee": ("--fee AMOUNT", N_("the annual licence fee asked for each patent")),
    "ties": (
        "--controlled-by-large | --independent",
        N_("whether a large company controls it (advisory only)"),
    ),
    "patent": ("--patent ID", N_("the number of the patent")),
    "size": (
        "--size CLASS | --industry NAME",
        N_("the company's size class, or its industry and figures"),
    ),
    "industry": (
        "--industry NAME",
        N_("the industry of the main activity: it decides which floors count"),
    ),
    "finer code": ("--industry CODE", N_("a finer code of the main activity")),
    "not covered": ("", N_("ask the patentee or the exchange which companies they count as SMEs")),
}
"""What would settle a rule: the option or command, and a sentence."""
_ENQUIRY = (
    N_("write a letter of enquiry to patentee and exchange: is it listed, on what terms?"),
    N_("write a letter of enquiry to patentee and exchange: is it still on offer, on what terms?"),
)
"""Of a candidate, and of a patent that is or was on a list."""
_NOTICE = (
    N_(
        "an open licence is separate from the scheme; check in the patent office's register that "
        "it is still announced, with its fee and term"
    ),
    N_("give the patentee written notice under Art. 51 of the Patent Law"),
    N_("pay the fee as announced: notice and payment together are the licence"),
    N_("have the licence recorded at the patent office within the time of Rules 15 and 87"),
)
_WITH_LETTER = (*_ENQUIRY, _NOTICE[1])


def headline(verdict: Verdict) -> str:
    """The verdict with what led to it and what was left out."""
    outcome: Outcome = "pass"
    open_ = [c.causes for c in verdict.checks if c.outcome == "unknown"]
    left = [_(subject) for rule, subject in SUBJECTS.items() if rule in verdict.ids("not-checked")]
    if verdict.verdict == "not-eligible":
        outcome, message = "fail", _("Not eligible: {parts}")
    elif verdict.verdict == "eligible":
        message = _("Eligible as far as checked: {parts}") if left else _("Eligible: {parts}")
    elif open_ == [("patent-listed",)] and len(verdict.waits_for) == 1:
        message = _("Cannot tell: the only thing missing is that the listing is confirmed")
        if left:
            message = _("Cannot tell: of what was checked, only the listing is not confirmed")
    elif open_:
        outcome, message = "unknown", _("Cannot tell: {parts}")
    else:  # a strict question: nothing that was checked is open
        message = _("Cannot tell, as a strict answer needs everything: {parts}")
    told = [
        PHRASES.get((c.rule, outcome, *c.causes[:1]), PHRASES[c.rule, outcome])
        for c in verdict.checks
        if c.outcome == outcome and (c.rule, outcome) in PHRASES
    ]
    comma = _("{phrases}, {phrase}", phrases="", phrase="")
    answer = message.format(parts=comma.join(map(_, told)))
    if not left:
        return answer
    left_out = _("the {subject} was not checked", subject=left[0])
    if len(left) > 1:
        left_out = _("{subjects} were not checked", subjects=_(" and ").join(left))
    return _("{answer}; {left_out}", answer=answer, left_out=left_out)


class Step(NamedTuple):
    """One thing to do, the command or option that helps with it, and the rule that it settles."""

    sentence: str
    command: str = ""
    rule: str = ""


def missing(verdict: Verdict) -> list[Step]:
    """For each rule that is open or was not checked: what would settle it."""
    patent = verdict.facts.patent
    own = {CONFIRMING[True]: CONFIRMING[patent is None or patent.catalogue == BUNDLED]}
    return [
        Step(_(SETTLES[cause][1]), own.get(SETTLES[cause][0], SETTLES[cause][0]), check.rule)
        for check in verdict.checks
        if check.outcome in ("unknown", "not-checked")
        for cause in check.causes
        if cause in SETTLES
    ]


def decisive(verdict: Verdict) -> list[Step]:
    """Of what is missing, that on which the verdict waits: nothing after a fail."""
    waits = verdict.waits_for if verdict.verdict == "undetermined" else ()
    return [step for step in missing(verdict) if step.rule in waits]


def takes_notice(verdict: Verdict) -> bool:
    """Whether notice and payment are the licence (Art. 51): by an open licence, on a list, of a
    patent that is known to be granted, while its term and the offer are known to run."""
    known = {"patent-granted", "patent-in-term", "patent-listed"} <= {*verdict.ids("pass")}
    return known and verdict.record["licence_kind"] == OPEN_LICENCE


def next_steps(verdict: Verdict, by: Asker = ANYBODY) -> list[Step]:
    """What to do next; empty after a fail. A listing, and all the more a candidate, is an offer to
    deal: a letter of enquiry. Only an open licence is had by notice and payment (`takes_notice`),
    and it asks neither for the scheme's fee nor for its company size."""
    (program, sender), patent, failed = by, verdict.facts.patent, {*verdict.ids("fail")}
    if patent is None:
        choose = Step(_("choose a patent and check it with --patent"), f"{program} search WORDS")
        return [] if failed else [choose]
    record, listed = verdict.record, "patent-listed" in verdict.ids("pass")
    (listing,) = (c.causes[0] for c in verdict.checks if c.rule == "patent-listed")
    lines = [
        _ENQUIRY[listed or SETTLES[listing][1] == _STILL_ON_OFFER],
        N_("the letter gives no licence: only a contract with the patentee does"),
    ]
    if listed and record["licence_kind"] == OPEN_LICENCE:
        failed &= {"patent-known", "patent-granted", "patent-in-term"}
        lines = [*_NOTICE] if takes_notice(verdict) else lines
    if record.get("status") == LAPSED:
        lines.insert(0, N_("check in the patent office's register whether it is still in force"))
    # Only what the catalogue holds can be written about.
    letter = f"{program} notice --patent {quote(patent.id)} {sender}" if record else ""
    return [] if failed else [Step(_(s), letter if s in _WITH_LETTER else "") for s in lines]


def next_step(verdict: Verdict) -> str:
    """The first thing to do, or after a fail why there is nothing to do: one sentence."""
    for check in verdict.checks:
        if check.outcome == "fail":
            return check.reason
    for step in missing(verdict):
        if step.rule == "company-size" and step.rule in verdict.ids("unknown"):
            return _("first settle the company's size: {what}", what=step.sentence)
    return next((step.sentence for step in next_steps(verdict)), "")
