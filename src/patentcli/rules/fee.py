"""The fee against the scheme's cap (rule `fee-cap`): at most, for each patent."""

from collections.abc import Mapping
from typing import Any

from patentcli.amounts import format_yuan, parse_amount, show_yuan
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.outcome import FAIL, FEE, NOT_CHECKED, PASS, UNKNOWN, Check


def listed_fee(record: Mapping[str, Any] | None) -> int | None:
    """The annual fee that a list states for a patent, in fen; None where it states none."""
    text = None if record is None else record["annual_fee_yuan"]
    return None if text is None else parse_amount(text, "annual_fee_yuan")


def fee_of(facts: Facts) -> int | None:
    """The fee that counts, in fen: the one given wins over the list's."""
    if facts.fee is not None:
        return facts.fee
    return None if facts.patent is None else listed_fee(facts.patent.record)


def difference(given: int | None, listed: int | None) -> str:
    """A warning where the given fee is not the list's; else empty."""
    if given is None or listed is None or listed == given:
        return ""
    message = _("the list states an annual fee of {listed}; {given}, as given, was checked")
    return message.format(listed=show_yuan(listed), given=show_yuan(given))


def difference_of(facts: Facts) -> str:
    """The same for the facts of a call."""
    return difference(facts.fee, listed_fee(facts.patent.record) if facts.patent else None)


def outcome(fee: int | None, cap: int | None, *, named: bool) -> str:
    """Whether an annual fee is within the cap, both in fen; the cap itself is within.

    `named` says whether a patent was: then a fee that is not known leaves the answer open.
    """
    if fee is None:
        return UNKNOWN if named else NOT_CHECKED
    if cap is None:
        return UNKNOWN
    return PASS if fee <= cap else FAIL


def check(book: Rulebook, facts: Facts) -> Check:
    """The check of the fee."""
    fee = fee_of(facts)
    if fee is None and facts.patent is None:
        return Check(FEE, NOT_CHECKED, _("no fee was given"))
    value = None if fee is None else format_yuan(fee)
    cap = book.parameter(FEE, facts.as_of)
    if cap is None:
        known = book.latest(FEE)
        message = _("no fee cap is known to be in force on {day}; the known one is from {start}")
        reason = message.format(day=facts.as_of, start=known.in_force_from)
        return Check(FEE, UNKNOWN, reason, value, None, known.source)
    limit = format_yuan(cap.fen)
    if fee is None:
        return Check(FEE, UNKNOWN, _no_fee(facts), None, limit, cap.source)
    result = outcome(fee, cap.fen, named=facts.patent is not None)
    if result == PASS:
        message = _("{fee} a year is within the cap of {cap} for each patent")
    else:
        message = _("{fee} a year is above the cap of {cap} for each patent")
    reason = message.format(fee=show_yuan(fee), cap=show_yuan(cap.fen))
    if facts.fee is None:
        reason = _("{reason}; the fee is the one that the list states").format(reason=reason)
    other = difference_of(facts)
    if other:
        reason = _("; ").join((reason, other))
    return Check(FEE, result, reason, value, limit, cap.source)


def _no_fee(facts: Facts) -> str:
    """Why no fee is known although a patent was named."""
    record = None if facts.patent is None else facts.patent.record
    if record is None:
        return _("no fee was given, and no list's fee is known for this patent")
    once = record["one_off_fee_yuan"]
    if once is not None:
        message = _("no annual fee was given or listed; the list states a one-off fee of {fee}")
        return message.format(fee=show_yuan(parse_amount(once, "one_off_fee_yuan")))
    return _("no fee was given, and the list states no annual fee")
