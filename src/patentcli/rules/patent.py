"""The patent that was named: known, granted in China, in term, and listed.

No reason names the day asked about: a page carries the sentences for every stretch of days.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from patentcli.i18n import _
from patentcli.numbers import patent_type as type_of
from patentcli.rules.book import Parameter, Rulebook, Source
from patentcli.rules.expiry import (
    application_year,
    basis_text,
    filing,
    in_term,
    is_filed,
    patent_type,
    term_end,
    term_rule,
)
from patentcli.rules.facts import Facts, PatentFacts
from patentcli.rules.outcome import (
    DROPPED,
    FAIL,
    GRANTED,
    IN_TERM,
    KNOWN,
    LISTED,
    NOT_FILED,
    NOT_GRANTED,
    OFFER_ENDED,
    PASS,
    SHOWN_LAPSED,
    UNKNOWN,
    Check,
)

APPLICATION = ("application", "patent")
"""Kinds of numbers given at filing, without or with ZL."""
LAPSED = "lapsed"
"""The status of a right that was shown as ended early: the annuity unpaid, given up, revoked."""


def checks(book: Rulebook, facts: Facts, patent: PatentFacts) -> list[Check]:
    """The four checks of the patent, in their order."""
    return [
        _known(book, patent),
        _granted(book, patent, facts),
        _in_term(book, patent, facts),
        _listed(book, patent, facts),
    ]


def number_warning(patent: PatentFacts) -> str:
    """Why the number may be mistyped, such as a wrong check digit; else empty."""
    warning = patent.number.warning
    if not warning:
        return ""
    return _("{where}: {message}").format(where=patent.number.canonical, message=warning)


def public_page(book: Rulebook, patent: PatentFacts) -> str | None:
    """The address at which a reader can look: where it was read, else by publication number."""
    record = patent.record
    read = _pages_read(patent)
    if read:
        return read[0]
    number = patent.number.canonical if record is None else record["publication_number"]
    if number is None or (record is None and patent.number.kind in APPLICATION):
        return None
    return _page_by_number(book, number)


def _page_by_number(book: Rulebook, number: str) -> str:
    return book.latest("patent-page").text.replace("{number}", number)


def _pages_read(patent: PatentFacts) -> list[str]:
    """The pages that the record was read from; other sources are no addresses."""
    sources = [] if patent.record is None else patent.record["sources"]
    return [s for s in sources if s.startswith(("https://", "http://"))]


def _page_source(book: Rulebook, patent: PatentFacts) -> Source:
    """The patent's own page, said to be unread where it is; else the register."""
    page = public_page(book, patent)
    if page is None:
        return book.latest("register").source
    if _pages_read(patent):
        return Source(_("public page of the patent"), patent.id, page)
    return Source(_("public page for this number, not read by us"), patent.id, page)


def _grant_source(book: Rulebook, patent: PatentFacts) -> Source:
    """The page of the Chinese grant: of those read, the one whose address names it."""
    record = patent.record
    if record is None or record["chinese_grant"] is None:
        return _page_source(book, patent)
    grant: str = record["chinese_grant"]
    pages = _pages_read(patent)
    numbers = [grant, *(a["number"] for a in record["chinese_applications"] if a["role"] == "own")]
    names = [number[2:].rstrip("ABCUYSD") for number in numbers]
    for page in pages:
        if any(name in page for name in names):
            return Source(_("public page of the patent"), grant, page)
    if grant != record["publication_number"]:
        title = _("public page for this number, not read by us")
        return Source(title, grant, _page_by_number(book, grant))
    if pages:
        return Source(_("page that the record was read from"), grant, pages[0])
    return _page_source(book, patent)


def _known(book: Rulebook, patent: PatentFacts) -> Check:
    source = _page_source(book, patent)
    number = patent.number.canonical
    if patent.record is not None:
        reason = _("in the catalogue “{name}”").format(name=patent.catalogue)
        title = _("catalogue “{name}”").format(name=patent.catalogue)
        return Check(KNOWN, PASS, reason, number, None, Source(title, patent.id, source.url))
    if patent.catalogue_is_official:
        message = _("not in the catalogue “{name}”, which is an official list")
        outcome = FAIL
    else:
        message = _("not in the catalogue “{name}”; absence from its candidates proves nothing")
        outcome = UNKNOWN
    return Check(KNOWN, outcome, message.format(name=patent.catalogue), number, None, source)


def _granted(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    source = _grant_source(book, patent)
    outcome, value, reason, *cause = _grant(patent, facts)
    return Check(GRANTED, outcome, reason, value, None, source, *cause)


def _grant(patent: PatentFacts, facts: Facts) -> tuple[str, ...]:
    """Outcome, the number that it is about, the reason, and its cause where that matters."""
    record = patent.record
    early = _not_yet_filed(patent, facts)
    if early:
        return FAIL, patent.id, early, NOT_FILED
    if record is None:
        return _grant_by_number(patent)
    grant, day = record["chinese_grant"], record["grant_date"]
    if grant is not None and grant != record["publication_number"]:
        message = _("{grant} is the granted Chinese patent of the family of {id}")
        return PASS, grant, message.format(grant=grant, id=patent.id)
    if grant is not None and day is None:
        return PASS, grant, _("a granted Chinese patent")
    if grant is not None and str(day) > facts.as_of.isoformat():
        reason = _("granted only on {date}, after the day asked about").format(date=day)
        return FAIL, grant, reason, NOT_GRANTED
    if grant is not None:
        return PASS, grant, _("granted in China on {date}").format(date=day)
    numbers = [a["number"] for a in record["chinese_applications"]]
    chinese = record["office"] == "CN"
    if chinese and _has_term(record):
        if day is not None and str(day) > facts.as_of.isoformat():
            message = _("granted only on {date}, after the day asked about")
            return FAIL, patent.id, message.format(date=day)
        reason = _("granted in China, as the list states by ZL or the date of the grant")
        return PASS, patent.id, reason
    if (record["kind_code"] or "").startswith("A") and (chinese or not numbers):
        return FAIL, patent.id, _application_only(patent.id)
    if not numbers:
        reason = _("no Chinese patent or application of {id} is known").format(id=patent.id)
        return UNKNOWN, patent.id, reason
    message = _("only the Chinese application is known ({numbers}): no grant was found")
    reason = message.format(numbers=_(", ").join(numbers))
    if not chinese:
        reason = _("{reason}; {id} gives no right in China").format(reason=reason, id=patent.id)
    return UNKNOWN, numbers[0], reason


def _has_term(record: Mapping[str, Any]) -> bool:
    """Whether the record is known to be a granted patent: only those have an end of term."""
    return bool(record["expiry"]["date"] or record["expiry"]["year"])


def _grant_by_number(patent: PatentFacts) -> tuple[str, str, str]:
    """What the number alone tells; a number is no proof of a grant."""
    number = patent.number
    if number.kind == "published-application":
        return FAIL, number.canonical, _application_only(number.canonical)
    if number.kind == "patent":
        reason = _("only granted patents bear the mark ZL, but no page of this one was read")
    elif number.kind == "application":
        reason = _("only an application number is known: whether it was granted is not")
    elif number.office == "CN" and number.kind == "grant":
        reason = _("its kind code stands for a granted patent, but no page of it was read")
    elif number.office == "CN":
        reason = _("the number does not tell a granted patent from an application")
    else:
        reason = _("no Chinese patent of it is known, and {number} gives no right in China")
        reason = reason.format(number=number.canonical)
    return UNKNOWN, number.canonical, reason


def _application_only(number: str) -> str:
    message = _("{number} is a published application, not a granted patent")
    return message.format(number=number)


def _filed(patent: PatentFacts) -> str | None:
    """The date or year of filing, as far as the record or the number tells it."""
    if patent.record is not None:
        return filing(patent.record)
    if patent.number.kind not in APPLICATION or patent.number.warning:
        return None
    year = application_year(patent.number.canonical)
    return None if year is None else f"{year:04}"


def _not_yet_filed(patent: PatentFacts, facts: Facts) -> str:
    """Why there was no patent on a day before its filing; else empty."""
    filed = _filed(patent)
    if filed is None or is_filed(filed, facts.as_of):
        return ""
    message = _("filed only on {filed}, after the day asked about")
    if filed.isdecimal():
        message = _("filed only in {filed}, by its application number: after the day asked about")
    return message.format(filed=filed)


def _in_term(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    record = patent.record
    early = _not_yet_filed(patent, facts)
    if early:
        day, filed = facts.as_of.isoformat(), _filed(patent)
        return Check(IN_TERM, FAIL, early, day, filed, _page_source(book, patent), NOT_FILED)
    if record is None:
        return _in_term_by_number(book, patent, facts)
    expiry = record["expiry"]
    kind = patent_type(record["chinese_grant"]) or type_of(patent.number.canonical)
    rule = term_rule(kind, _filed(patent), book)
    check = _term_check(
        facts, expiry["date"], expiry["year"], basis_text(expiry["basis"] or ""), rule
    )
    if record.get("status") != LAPSED or check.outcome == FAIL:
        return check
    return _shown_as_lapsed(book, patent, check)


def _shown_as_lapsed(book: Rulebook, patent: PatentFacts, check: Check) -> Check:
    """The term may run by its dates: what was shown says that the patent ended early."""
    record = patent.record
    assert record is not None
    message = _("the list shows it as lapsed ({status}); if it is, there is nothing to license")
    if _pages_read(patent):
        message = _("its page shows it as lapsed ({status}); if it is, there is nothing to license")
    reason = message.format(status=record["legal_status_as_shown"])
    source = _grant_source(book, patent)
    return check._replace(outcome=UNKNOWN, reason=reason, source=source, cause=SHOWN_LAPSED)


def _term_check(
    facts: Facts, last: str | None, year: int | None, basis: str, rule: Parameter
) -> Check:
    """The day asked about beside the last day of the term, or its year."""
    limit = last or (None if year is None else str(year))
    running = in_term(date.fromisoformat(last) if last else None, year, facts.as_of)
    outcome = {True: PASS, False: FAIL, None: UNKNOWN}[running]
    if limit is None:
        # Such a basis begins with "not derived".
        message = _("the end of the term is {basis}") if basis else _("no end of a term is known")
    elif last is not None:
        message = _("the term ended on {limit}, {years} years from the Chinese filing date")
        if running:
            message = _(
                "in force until {limit}, {years} years from the Chinese filing date (extension or "
                "early lapse not considered)"
            )
    elif running is None:
        message = _(
            "the term ends some day in {limit}, the year asked about: the filing date decides"
        )
    elif running:
        message = _(
            "in force until some day in {limit} (filing date not known; extension or early lapse "
            "not considered)"
        )
    else:
        message = _("the term ended in {limit}, by the year in the application number")
    reason = message.format(limit=limit, years=rule.value, basis=basis)
    return Check(IN_TERM, outcome, reason, facts.as_of.isoformat(), limit, rule.source)


# The digit after the year in a Chinese application number; 8 and 9 came through the PCT.
_TYPE_DIGIT = {
    "1": "invention",
    "2": "utility-model",
    "3": "design",
    "8": "invention",
    "9": "utility-model",
}


def _in_term_by_number(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    """The term by an application number alone: it can be over for certain, but not running.

    Whether a patent was granted on it is not known.
    """
    day = facts.as_of.isoformat()
    filed = _filed(patent)
    digits = patent.number.canonical[2:].partition(".")[0]
    kind = _TYPE_DIGIT.get(digits[4:5] if len(digits) == 12 else digits[2:3])
    if filed is None or kind is None:
        source = book.latest("term-invention").source
        reason = _("the end of the term is not known: the number does not tell the filing date")
        if patent.number.warning:
            reason = _("the end of the term is not known: the number may be mistyped")
        return Check(IN_TERM, UNKNOWN, reason, day, None, source)
    rule = term_rule(kind, filed, book)
    end = term_end(kind, None, int(filed), book)
    check = _term_check(facts, None, end.year, basis_text(end.basis), rule)
    if end.year is None or check.outcome == FAIL:
        return check
    reason = _("if a patent was granted, its term ends in {limit}").format(limit=end.year)
    return Check(IN_TERM, UNKNOWN, reason, day, str(end.year), rule.source)


def _listed(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    record = patent.record
    listing = None if record is None else record["listing"]
    if record is None or listing != "listed":
        reason, cause = _("candidate, not confirmed to be on an official list"), ""
        if record is None:
            reason = _("not known to be on an official list")
        elif patent.dropped is not None:
            message = _(
                "no longer on the list “{name}”: it was there on {before}, and on {after} it is "
                "not; ask the patentee or the exchange"
            )
            before, after = patent.dropped
            reason = message.format(name=patent.list_title, before=before, after=after)
            cause = DROPPED
        source = book.latest("scheme-list").source
        return Check(LISTED, UNKNOWN, reason, listing, "listed", source, cause)
    name = patent.list_title or patent.catalogue
    # The list is a file of the user's: it has no address.
    title = _("list “{name}”").format(name=name)
    source = Source(title, patent.list_edition or patent.id, None)
    until = record.get("offer_until")
    if until is not None and until < facts.as_of.isoformat():
        reason = _(
            "on the list, but the offer ended on {date}: ask the patentee or the exchange whether "
            "it still stands"
        ).format(date=until)
        return Check(LISTED, UNKNOWN, reason, listing, "listed", source, OFFER_ENDED)
    reason = _("on the list “{name}”, by the file you gave").format(name=name)
    return Check(LISTED, PASS, reason, listing, "listed", source)
