"""The answer in one sentence, which never says more than the checks did.

A part of the question that was not checked is named as such.
"""

from patentcli.i18n import N_, _
from patentcli.rules.outcome import (
    ADVISORY,
    DROPPED,
    ELIGIBLE,
    FAIL,
    FEE,
    GRANTED,
    IN_TERM,
    KNOWN,
    LISTED,
    NO_CAP,
    NOT_ELIGIBLE,
    NOT_FILED,
    NOT_GRANTED,
    OFFER_ENDED,
    ONE_OFF,
    PASS,
    SHOWN_LAPSED,
    SIZE,
    UNKNOWN,
    Verdict,
)

PHRASES: dict[tuple[str, ...], str] = {
    (FEE, PASS): N_("the fee is within the cap"),
    (FEE, FAIL): N_("the fee is above the cap"),
    (FEE, UNKNOWN, NO_CAP): N_("no fee cap is known for that day"),
    (FEE, UNKNOWN, ONE_OFF): N_("its one-off fee cannot be compared with the cap"),
    (FEE, UNKNOWN): N_("the fee is not known"),
    (SIZE, PASS): N_("the company is an SME"),
    (SIZE, FAIL): N_("the company is not an SME"),
    (SIZE, UNKNOWN): N_("whether the company is an SME is open"),
    (KNOWN, PASS): N_("the patent is in the catalogue"),
    (KNOWN, FAIL): N_("the patent is not on the official list"),
    (KNOWN, UNKNOWN): N_("the patent is not in the catalogue"),
    (GRANTED, PASS): N_("it is granted in China"),
    (GRANTED, FAIL): N_("it is not a granted Chinese patent"),
    (GRANTED, FAIL, NOT_FILED): N_("it was not yet filed on that day"),
    (GRANTED, FAIL, NOT_GRANTED): N_("it was not yet granted on that day"),
    (GRANTED, UNKNOWN): N_("no Chinese grant of it is known"),
    (IN_TERM, PASS): N_("its term runs"),
    (IN_TERM, FAIL): N_("its term is over"),
    (IN_TERM, FAIL, NOT_FILED): N_("its term had not begun"),
    (IN_TERM, UNKNOWN, SHOWN_LAPSED): N_("it is shown as lapsed"),
    (IN_TERM, UNKNOWN): N_("whether its term runs is open"),
    (LISTED, PASS): N_("it is on the list"),
    (LISTED, UNKNOWN): N_("its listing is not confirmed"),
    (LISTED, UNKNOWN, OFFER_ENDED): N_("its offer ended"),
    (LISTED, UNKNOWN, DROPPED): N_("its list no longer names it"),
}
"""By rule and outcome, and by the cause of the outcome where one is told apart."""
SUBJECTS = {FEE: N_("fee"), SIZE: N_("company"), KNOWN: N_("patent")}
ALONE = {
    FEE: N_("the fee was not checked"),
    SIZE: N_("the company was not checked"),
    KNOWN: N_("the patent was not checked"),
}


def headline(verdict: Verdict) -> str:
    """The verdict with what led to it and what was left out."""
    left_out = _left_out(verdict)
    if verdict.verdict == NOT_ELIGIBLE:
        answer = _("Not eligible: {parts}").format(parts=_phrases(verdict, FAIL))
    elif verdict.verdict == ELIGIBLE:
        message = _("Eligible as far as checked: {parts}") if left_out else _("Eligible: {parts}")
        answer = message.format(parts=_phrases(verdict, PASS))
    elif only_listing_missing(verdict):
        answer = _("Cannot tell: the only thing missing is that the listing is confirmed")
        if left_out:
            answer = _("Cannot tell: of what was checked, only the listing is not confirmed")
    elif verdict.ids(UNKNOWN):
        answer = _("Cannot tell: {parts}").format(parts=_phrases(verdict, UNKNOWN))
    else:  # a strict question: nothing that was checked is open
        message = _("Cannot tell, as a strict answer needs everything: {parts}")
        answer = message.format(parts=_phrases(verdict, PASS))
    if left_out:
        return _("{answer}; {left_out}").format(answer=answer, left_out=left_out)
    return answer


def full_headline(verdict: Verdict) -> str:
    """The headline after the patent that it is about."""
    patent = verdict.facts.patent
    if patent is None:
        return headline(verdict)
    return _("{where}: {message}").format(where=patent.id, message=headline(verdict))


def only_listing_missing(verdict: Verdict) -> bool:
    """Whether an undetermined verdict waits for nothing but the confirmed listing."""
    if [(c.rule, c.cause) for c in verdict.checks if c.outcome == UNKNOWN] != [(LISTED, "")]:
        return False
    return not (verdict.facts.strict and set(verdict.not_checked) - ADVISORY)


def _phrases(verdict: Verdict, outcome: str) -> str:
    """What the checks with an outcome come to."""
    found = [
        PHRASES.get((c.rule, outcome, c.cause)) or PHRASES[c.rule, outcome]
        for c in verdict.checks
        if c.outcome == outcome and c.rule not in ADVISORY
    ]
    text = ""
    for phrase in found:
        joined = _("{phrases}, {phrase}").format(phrases=text, phrase=_(phrase))
        text = joined if text else _(phrase)
    return text


def _left_out(verdict: Verdict) -> str:
    """Which of fee, company and patent were not checked; empty where all were."""
    rules = [rule for rule in SUBJECTS if rule in verdict.not_checked]
    if not rules:
        return ""
    if len(rules) == 1:
        return _(ALONE[rules[0]])
    subjects = _(" and ").join(_(SUBJECTS[rule]) for rule in rules)
    return _("{subjects} were not checked").format(subjects=subjects)
