"""The fee against the scheme's cap (rule `fee-cap`): at most, for each patent."""

from collections.abc import Mapping
from typing import Any

from patentcli.amounts import format_yuan, parse_amount, show_yuan
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Check, Facts, Outcome


def listed_fee(record: Mapping[str, Any] | None) -> int | None:
    """The annual fee that a list states for a patent, in fen; None where it states none."""
    text = None if record is None else record["annual_fee_yuan"]
    return None if text is None else parse_amount(text, "annual_fee_yuan")


def fee_of(facts: Facts) -> int | None:
    """The fee that counts, in fen: the one given wins over the list's."""
    listed = listed_fee(facts.patent.record) if facts.patent else None
    return listed if facts.fee is None else facts.fee


def difference(given: int | None, listed: int | None) -> str:
    """A warning where the given fee is not the list's; else empty."""
    if given is None or listed is None or listed == given:
        return ""
    message = _("the list states an annual fee of {listed}; the {given} given was checked")
    return message.format(listed=show_yuan(listed), given=show_yuan(given))


def check_fee(book: Rulebook, facts: Facts) -> Check:
    """The check of the fee; the cap itself is within it.

    No annual fee is known of some patents: a one-off fee within the cap of one year is within it
    for good, a larger one cannot be compared.
    """
    fee = fee_of(facts)
    if fee is None and facts.patent is None:
        return Check("fee-cap", "not-checked", _("no fee was given"))
    record = facts.patent.record if facts.patent else None
    value = None if fee is None else format_yuan(fee)
    cap = book.parameter("fee-cap", facts.as_of)
    if cap is None:
        known = book.latest("fee-cap")
        message = _("no fee cap is known for that day; the known one applies from {start}")
        reason = message.format(start=known.in_force_from)
        return Check("fee-cap", "unknown", reason, value, None, known.source, "no cap is known")
    outcome: Outcome
    cause = ""
    if fee is not None:
        outcome, message = "pass", _("{fee} a year, within the cap of {cap} per patent")
        if fee > cap.fen:
            outcome, message = "fail", _("{fee} a year, above the cap of {cap} per patent")
    elif record and record["one_off_fee_yuan"]:
        value, cause = record["one_off_fee_yuan"], "one-off fee"
        fee = parse_amount(record["one_off_fee_yuan"], "one_off_fee_yuan")
        outcome = "pass"
        message = _("a one-off fee of {fee}, no annual one: within the cap of {cap} a year")
        if fee > cap.fen:
            outcome = "unknown"
            message = _(
                "a one-off fee of {fee}, no annual one: it cannot be compared with the cap of "
                "{cap} a year"
            )
    else:
        outcome, message = "unknown", _("no fee was given, and the catalogue states none")
    reason = message.format(fee=show_yuan(fee or 0), cap=show_yuan(cap.fen))
    if facts.fee is None and outcome != "unknown" and not cause:
        reason = _("{reason} (the fee that the list states)").format(reason=reason)
    reasons = (reason, difference(facts.fee, listed_fee(record)))
    reason = _("; ").join(filter(None, reasons))
    return Check("fee-cap", outcome, reason, value, format_yuan(cap.fen), cap.source, cause)
