"""The patent that was named: known, granted in China, in term, and listed."""

from datetime import date

from patentcli.i18n import _
from patentcli.rules.book import Rulebook, Source
from patentcli.rules.expiry import (
    application_year,
    basis_text,
    filing,
    in_term,
    is_filed,
    patent_type,
    term_end,
)
from patentcli.rules.facts import Facts, PatentFacts
from patentcli.rules.outcome import FAIL, GRANTED, IN_TERM, KNOWN, LISTED, PASS, UNKNOWN, Check

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
        _listed(book, patent),
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
    read = _page_read(patent)
    if read is not None:
        return read
    number = patent.number.canonical if record is None else record["publication_number"]
    if number is None or (record is None and patent.number.kind in APPLICATION):
        return None
    return book.latest("patent-page").text.replace("{number}", number)


def _page_read(patent: PatentFacts) -> str | None:
    """The page that the record was read from; other sources are no addresses."""
    sources = [] if patent.record is None else patent.record["sources"]
    return next((s for s in sources if s.startswith(("https://", "http://"))), None)


def _page_source(book: Rulebook, patent: PatentFacts) -> Source:
    """The patent's own page, said to be unread where it is; else the register."""
    page = public_page(book, patent)
    if page is None:
        return book.latest("register").source
    if _page_read(patent) is not None:
        return Source(_("public page of the patent"), patent.id, page)
    return Source(_("public page for this number, not read by us"), patent.id, page)


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


def _is_application_publication(kind_code: str | None) -> bool:
    return (kind_code or "").startswith("A")


def _granted(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    source = _page_source(book, patent)
    record = patent.record
    early = _not_yet_filed(patent, facts)
    if early:
        return Check(GRANTED, FAIL, early, patent.id, None, source)
    if record is None:
        return _granted_by_number(patent, source)
    grant = record["chinese_grant"]
    day = record["grant_date"]
    if grant is not None:
        own = grant == record["publication_number"]
        if own and day is not None and str(day) > facts.as_of.isoformat():
            reason = _("granted only on {date}").format(date=day)
            return Check(GRANTED, FAIL, reason, grant, None, source)
        if own:
            reason = _("a granted Chinese patent")
        else:
            message = _("{grant} is the granted Chinese patent of the family of {id}")
            reason = message.format(grant=grant, id=patent.id)
        return Check(GRANTED, PASS, reason, grant, None, source)
    numbers = [a["number"] for a in record["chinese_applications"]]
    if record["office"] == "CN" and _is_application_publication(record["kind_code"]):
        return Check(GRANTED, FAIL, _application_only(patent.id), patent.id, None, source)
    if numbers:
        message = _("only the Chinese application is known ({numbers}): no grant was found")
        reason = message.format(numbers=_(", ").join(numbers))
        if record["office"] != "CN":
            reason = _("{reason}; {id} gives no right in China").format(reason=reason, id=patent.id)
        return Check(GRANTED, UNKNOWN, reason, numbers[0], None, source)
    if _is_application_publication(record["kind_code"]):
        return Check(GRANTED, FAIL, _application_only(patent.id), patent.id, None, source)
    reason = _("no Chinese patent or application of {id} is known").format(id=patent.id)
    return Check(GRANTED, UNKNOWN, reason, patent.id, None, source)


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
    if len(filed) == 4:
        message = _("filed only in {filed}, by its application number: after the day asked about")
    return message.format(filed=filed)


def _application_only(number: str) -> str:
    message = _("{number} is a published application, not a granted patent")
    return message.format(number=number)


def _granted_by_number(patent: PatentFacts, source: Source) -> Check:
    """What the number alone tells; a number is no proof of a grant."""
    number = patent.number
    if number.kind == "patent":
        reason = _("only granted patents bear the mark ZL, but no page of this one was read")
    elif number.kind == "application":
        reason = _("only an application number is known: whether it was granted is not")
    elif number.kind == "published-application":
        return Check(
            GRANTED, FAIL, _application_only(number.canonical), number.canonical, None, source
        )
    elif number.office == "CN" and number.kind == "grant":
        reason = _("its kind code stands for a granted patent, but no page of it was read")
    elif number.office == "CN":
        reason = _("the number does not tell a granted patent from an application")
    else:
        reason = _("no Chinese patent of it is known, and {number} gives no right in China")
        reason = reason.format(number=number.canonical)
    return Check(GRANTED, UNKNOWN, reason, number.canonical, None, source)


def _in_term(book: Rulebook, patent: PatentFacts, facts: Facts) -> Check:
    record = patent.record
    day = facts.as_of.isoformat()
    early = _not_yet_filed(patent, facts)
    if early:
        return Check(IN_TERM, FAIL, early, day, _filed(patent), _page_source(book, patent))
    if record is None:
        return _in_term_by_number(book, patent, facts)
    expiry = record["expiry"]
    kind = patent_type(record["chinese_grant"])
    source = book.latest(f"term-{kind or 'invention'}").source
    check = _term_check(
        facts, day, expiry["date"], expiry["year"], basis_text(expiry["basis"] or ""), source
    )
    if record.get("status") != LAPSED or check.outcome == FAIL:
        return check
    return _shown_as_lapsed(book, patent, check)


def _shown_as_lapsed(book: Rulebook, patent: PatentFacts, check: Check) -> Check:
    """The term may run by its dates: what was shown says that the patent ended early."""
    record = patent.record
    assert record is not None
    message = _("the list shows it as lapsed ({status}); if it is, there is nothing to license")
    if _page_read(patent) is not None:
        message = _("its page shows it as lapsed ({status}); if it is, there is nothing to license")
    reason = message.format(status=record["legal_status_as_shown"])
    return Check(IN_TERM, UNKNOWN, reason, check.value, check.limit, _page_source(book, patent))


def _term_check(
    facts: Facts, day: str, last: str | None, year: int | None, basis: str, source: Source
) -> Check:
    if last is None and year is None:
        # Such a basis begins with "not derived".
        reason = _("the end of the term is {basis}").format(basis=basis or _("not known"))
        return Check(IN_TERM, UNKNOWN, reason, day, None, source)
    if last is not None:
        running = in_term(date.fromisoformat(last), None, facts.as_of)
        limit = last
    else:
        running = in_term(None, year, facts.as_of)
        limit = str(year)
    if running is None:
        message = _("the term ends in {limit}, the year asked about, on a day not known: {basis}")
        outcome = UNKNOWN
    elif running and last is not None:
        message, outcome = _("the term runs to {limit} at the end of that day: {basis}"), PASS
    elif running:
        message, outcome = _("the term ends in {limit}: {basis}"), PASS
    elif last is not None:
        message, outcome = _("the term ended on {limit}: {basis}"), FAIL
    else:
        message, outcome = _("the term ended in {limit}: {basis}"), FAIL
    return Check(IN_TERM, outcome, message.format(limit=limit, basis=basis), day, limit, source)


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
    number = patent.number.canonical
    year = application_year(number) if patent.number.kind in APPLICATION else None
    digits = number[2:].partition(".")[0]
    kind = _TYPE_DIGIT.get(digits[4:5] if len(digits) == 12 else digits[2:3])
    if year is None or kind is None or patent.number.warning:
        source = book.latest("term-invention").source
        reason = _("the end of the term is not known: the number does not tell the filing date")
        if patent.number.warning:
            reason = _("the end of the term is not known: the number may be mistyped")
        return Check(IN_TERM, UNKNOWN, reason, day, None, source)
    source = book.latest(f"term-{kind}").source
    end = term_end(kind, None, year, book)
    basis = basis_text(end.basis)
    if end.year is not None and in_term(None, end.year, facts.as_of) is False:
        return _term_check(facts, day, None, end.year, basis, source)
    if end.year is None:
        return _term_check(facts, day, None, None, basis, source)
    message = _("if a patent was granted, its term ends in {limit}: {basis}")
    reason = message.format(limit=end.year, basis=basis)
    return Check(IN_TERM, UNKNOWN, reason, day, str(end.year), source)


def _listed(book: Rulebook, patent: PatentFacts) -> Check:
    source = book.latest("scheme-list").source
    if patent.record is None:
        reason = _("not known to be on an official list")
        return Check(LISTED, UNKNOWN, reason, None, "listed", source)
    listing = patent.record["listing"]
    if listing == "listed":
        name = patent.list_title or patent.catalogue
        # The list is a file of the user's: it has no address.
        title = _("list “{name}”").format(name=name)
        source = Source(title, patent.list_edition or patent.id, None)
        reason = _("on the list “{name}”, by the file you gave").format(name=name)
        return Check(LISTED, PASS, reason, listing, "listed", source)
    reason = _("candidate, not confirmed to be on an official list")
    return Check(LISTED, UNKNOWN, reason, listing, "listed", source)
