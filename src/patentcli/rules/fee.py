"""The fee against the scheme's cap (rule `fee-cap`): at most, for each patent."""

from collections.abc import Mapping
from typing import Any

from patentcli.amounts import format_yuan, parse_amount, show_yuan
from patentcli.i18n import _
from patentcli.rules.book import Parameter, Rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.outcome import FAIL, FEE, NO_CAP, NOT_CHECKED, ONE_OFF, PASS, UNKNOWN, Check


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
    message = _("the list states an annual fee of {listed}; the {given} given was checked")
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
        message = _("no fee cap is known for that day; the known one applies from {start}")
        reason = message.format(start=known.in_force_from)
        return Check(FEE, UNKNOWN, reason, value, None, known.source, NO_CAP)
    limit = format_yuan(cap.fen)
    if fee is None:
        return _without_annual_fee(facts, cap)
    result = outcome(fee, cap.fen, named=facts.patent is not None)
    messages = {
        PASS: _("{fee} a year, within the cap of {cap} per patent"),
        FAIL: _("{fee} a year, above the cap of {cap} per patent"),
    }
    reason = messages[result].format(fee=show_yuan(fee), cap=show_yuan(cap.fen))
    if facts.fee is None:
        reason = _("{reason} (the fee that the list states)").format(reason=reason)
    other = difference_of(facts)
    if other:
        reason = _("; ").join((reason, other))
    return Check(FEE, result, reason, value, limit, cap.source)


def _without_annual_fee(facts: Facts, cap: Parameter) -> Check:
    """No annual fee is known. A one-off fee within the cap of one year is within it for good."""
    record = None if facts.patent is None else facts.patent.record
    once = record and record["one_off_fee_yuan"]
    limit = format_yuan(cap.fen)
    if not once:
        reason = _("no fee was given, and the catalogue states none")
        return Check(FEE, UNKNOWN, reason, None, limit, cap.source)
    fen = parse_amount(once, "one_off_fee_yuan")
    if fen <= cap.fen:
        message = _("a one-off fee of {fee}, no annual one: within the cap of {cap} a year")
        result = PASS
    else:
        message = _(
            "a one-off fee of {fee}, no annual one: it cannot be compared with the cap of {cap} "
            "a year"
        )
        result = UNKNOWN
    reason = message.format(fee=show_yuan(fen), cap=show_yuan(cap.fen))
    return Check(FEE, result, reason, once, limit, cap.source, ONE_OFF)
