"""The patent that was named: known, granted in China, in term, and listed.

No reason names the day asked about: a page carries the sentences for every stretch of days.
"""

from datetime import date

from patentcli.i18n import _
from patentcli.numbers import patent_type
from patentcli.rules.book import Parameter, Rulebook, Source
from patentcli.rules.expiry import (
    application_year,
    basis_text,
    filing,
    in_term,
    term_end,
    term_rule,
)
from patentcli.rules.facts import Check, Facts, Outcome, PatentFacts

APPLICATION = ("application", "patent")
"""Kinds of numbers given at filing, without or with ZL."""
LAPSED = "lapsed"
"""The status of a right that was shown as ended early: the annuity unpaid, given up, revoked."""


def check_patent(book: Rulebook, facts: Facts, patent: PatentFacts) -> list[Check]:
    """The four checks of the patent, in their order."""
    early = _not_yet_filed(patent, facts.as_of)
    source = _page_source(book, patent, _grant_of(patent))
    outcome, value, reason, cause = _grant(patent, facts.as_of, early)
    granted = Check("patent-granted", outcome, reason, value, None, source, cause)
    in_term_ = _in_term(book, patent, facts.as_of, early)
    return [_known(book, patent), granted, in_term_, _listed(book, patent, facts.as_of)]


def number_warning(patent: PatentFacts) -> str:
    """Why the number may be mistyped, such as a wrong check digit; else empty."""
    warning = patent.number.warning
    if not warning:
        return ""
    return _("{where}: {message}").format(where=patent.number.canonical, message=warning)


def _grant_of(patent: PatentFacts) -> str | None:
    return None if patent.record is None else patent.record["chinese_grant"]


def _pages_read(patent: PatentFacts) -> list[str]:
    """The pages that the record was read from; other sources are not addresses."""
    sources = [] if patent.record is None else patent.record["sources"]
    return [s for s in sources if s.startswith(("https://", "http://"))]


def public_page(book: Rulebook, patent: PatentFacts) -> str | None:
    """The address at which a reader can look: where it was read, else by publication number."""
    record, pages = patent.record, _pages_read(patent)
    if pages:
        return pages[0]
    number = patent.number.canonical if record is None else record["publication_number"]
    if number is None or (record is None and patent.number.kind in APPLICATION):
        return None
    return _page_by_number(book, number)


def _page_by_number(book: Rulebook, number: str) -> str:
    return book.latest("patent-page").said("text").replace("{number}", number)


def _page_source(book: Rulebook, patent: PatentFacts, grant: str | None = None) -> Source:
    """The patent's own page, or of its Chinese grant; said to be unread where it is; else the
    register. The page of a grant is, of those read, the one whose address names it."""
    record, pages = patent.record, _pages_read(patent)
    read, unread = _("public page of the patent"), _("public page for this number, not read by us")
    if record is not None and grant is not None:
        own = [a["number"] for a in record["chinese_applications"] if a["role"] == "own"]
        names = [number[2:].rstrip("ABCUYSD") for number in (grant, *own)]
        for page in pages:
            if any(name in page for name in names):
                return Source(read, grant, page)
        if grant != record["publication_number"]:
            return Source(unread, grant, _page_by_number(book, grant))
        if pages:
            return Source(_("page that the record was read from"), grant, pages[0])
    address = public_page(book, patent)
    if address is None:
        return book.latest("register").source
    return Source(read if pages else unread, patent.id, address)


def _known(book: Rulebook, patent: PatentFacts) -> Check:
    source = _page_source(book, patent)
    outcome: Outcome = "unknown"
    message = _("not in the catalogue “{name}”; absence from its candidates proves nothing")
    if patent.record is not None:
        title = _("catalogue “{name}”").format(name=patent.catalogue)
        source = Source(title, patent.id, source.url)
        outcome, message = "pass", _("in the catalogue “{name}”")
    elif patent.catalogue_is_official:
        outcome = "fail"
        message = _("not in the catalogue “{name}”, which is an official list")
    reason = message.format(name=patent.catalogue)
    return Check("patent-known", outcome, reason, patent.number.canonical, None, source)


def _filed(patent: PatentFacts) -> str | None:
    """The date or year of filing, as far as the record or the number tells it."""
    if patent.record is not None:
        return filing(patent.record)
    if patent.number.kind not in APPLICATION or patent.number.warning:
        return None
    year = application_year(patent.number.canonical)
    return None if year is None else f"{year:04}"


def _not_yet_filed(patent: PatentFacts, as_of: date) -> str:
    """Why there was no patent on a day before its filing; else empty."""
    filed = _filed(patent)
    if filed is None or filed <= as_of.isoformat()[: len(filed)]:
        return ""
    message = _("filed only on {filed}, after the day asked about")
    if filed.isdecimal():
        message = _("filed only in {filed}, by its application number: after the day asked about")
    return message.format(filed=filed)


def _grant(patent: PatentFacts, as_of: date, early: str) -> tuple[Outcome, str, str, str]:
    """Outcome, the number that it is about, the reason, and its cause where that matters."""
    record = patent.record
    if early:
        return "fail", patent.id, early, "not yet filed"
    if record is None:
        return _grant_by_number(patent)
    grant, day, chinese = record["chinese_grant"], record["grant_date"], record["office"] == "CN"
    if grant is not None and grant != record["publication_number"]:
        message = _("{grant} is the granted Chinese patent of the family of {id}")
        return "pass", grant, message.format(grant=grant, id=patent.id), ""
    # Only what is known to be a granted patent has an end of term.
    if grant is not None or (chinese and (record["expiry"]["date"] or record["expiry"]["year"])):
        value = grant or patent.id
        if day is not None and str(day) > as_of.isoformat():
            reason = _("granted only on {date}, after the day asked about").format(date=day)
            return "fail", value, reason, "not yet granted"
        reason = _("a granted Chinese patent")
        if grant is None:
            reason = _("granted in China, as the list states by ZL or the date of the grant")
        elif day is not None:
            reason = _("granted in China on {date}").format(date=day)
        return "pass", value, reason, ""
    numbers = [a["number"] for a in record["chinese_applications"]]
    if (record["kind_code"] or "").startswith("A") and (chinese or not numbers):
        return "fail", patent.id, _application_only(patent.id), ""
    if not numbers:
        reason = _("no Chinese patent or application of {id} is known").format(id=patent.id)
        return "unknown", patent.id, reason, ""
    message = _("only the Chinese application is known ({numbers}): no grant was found")
    reason = message.format(numbers=_(", ").join(numbers))
    if not chinese:
        reason = _("{reason}; {id} gives no right in China").format(reason=reason, id=patent.id)
    return "unknown", numbers[0], reason, ""


def _grant_by_number(patent: PatentFacts) -> tuple[Outcome, str, str, str]:
    """What the number alone tells; a number does not prove a grant."""
    number = patent.number
    if number.kind == "published-application":
        return "fail", number.canonical, _application_only(number.canonical), ""
    chinese = number.office == "CN"
    reason = _("no Chinese patent of it is known, and {number} gives no right in China")
    if number.kind == "patent":
        reason = _("only granted patents bear the mark ZL, but no page of this one was read")
    elif number.kind == "application":
        reason = _("only an application number is known: whether it was granted is not")
    elif chinese and number.kind == "grant":
        reason = _("its kind code stands for a granted patent, but no page of it was read")
    elif chinese:
        reason = _("the number does not tell a granted patent from an application")
    return "unknown", number.canonical, reason.format(number=number.canonical), ""


def _application_only(number: str) -> str:
    message = _("{number} is a published application, not a granted patent")
    return message.format(number=number)


def _in_term(book: Rulebook, patent: PatentFacts, as_of: date, early: str) -> Check:
    record, filed, day = patent.record, _filed(patent), as_of.isoformat()
    if early:
        source = _page_source(book, patent)
        return Check("patent-in-term", "fail", early, day, filed, source, "not yet filed")
    if record is None:
        return _in_term_by_number(book, patent, as_of)
    end = record["expiry"]
    kind = patent_type(record["chinese_grant"] or patent.number.canonical)
    rule = term_rule(kind, filed, book)
    check = _beside_end(as_of, end["date"], end["year"], basis_text(end["basis"] or ""), rule)
    if record.get("status") != LAPSED or check.outcome == "fail":
        return check
    # The term may run by its dates: what was shown says that the patent ended early.
    message = _("the list shows it as lapsed ({status}); if it is, there is nothing to license")
    if _pages_read(patent):
        message = _("its page shows it as lapsed ({status}); if it is, there is nothing to license")
    reason = message.format(status=record["legal_status_as_shown"])
    source = _page_source(book, patent, _grant_of(patent))
    return check._replace(outcome="unknown", reason=reason, source=source, cause="shown as lapsed")


def _beside_end(
    as_of: date, last: str | None, year: int | None, basis: str, rule: Parameter
) -> Check:
    """The day asked about beside the last day of the term, or its year."""
    limit = last or (None if year is None else str(year))
    running = in_term(date.fromisoformat(last) if last else None, year, as_of)
    if limit is None:
        # Such a basis begins with "not derived".
        message = _("the end of the term is {basis}") if basis else _("no end of a term is known")
    elif last is not None and running:
        message = _(
            "in force until {limit}, {years} years from the Chinese filing date (extension or "
            "early lapse not considered)"
        )
    elif last is not None:
        message = _("the term ended on {limit}, {years} years from the Chinese filing date")
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
    outcome: Outcome = "unknown" if running is None else "pass" if running else "fail"
    return Check("patent-in-term", outcome, reason, as_of.isoformat(), limit, rule.source)


def _in_term_by_number(book: Rulebook, patent: PatentFacts, as_of: date) -> Check:
    """The term by an application number alone: it can be over for certain, but not running.

    Whether a patent was granted on it is not known.
    """
    filed, day = _filed(patent), as_of.isoformat()
    kind = patent_type(patent.number.canonical) if filed else None
    if filed is None or kind is None:
        source = book.latest("term-invention").source
        reason = _("the end of the term is not known: the number does not tell the filing date")
        if patent.number.warning:
            reason = _("the end of the term is not known: the number may be mistyped")
        return Check("patent-in-term", "unknown", reason, day, None, source)
    end = term_end(kind, filed, book)
    check = _beside_end(as_of, None, end.year, basis_text(end.basis), term_rule(kind, filed, book))
    if end.year is None or check.outcome == "fail":
        return check
    reason = _("if a patent was granted, its term ends in {limit}").format(limit=end.year)
    return check._replace(outcome="unknown", reason=reason)


def _listed(book: Rulebook, patent: PatentFacts, as_of: date) -> Check:
    record = patent.record
    listing = None if record is None else record["listing"]
    outcome: Outcome = "unknown"
    cause = ""
    # The list is a file of the user's: it has no address.
    name = patent.list_title or patent.catalogue
    source = book.latest("scheme-list").source
    if record is None:
        reason = _("not known to be on an official list")
    elif listing != "listed" and patent.dropped is not None:
        before, after = patent.dropped
        cause, message = (
            "no longer listed",
            _(
                "no longer on the list “{name}”: it was there on {before}, and on {after} it is "
                "not; ask the patentee or the exchange"
            ),
        )
        reason = message.format(name=patent.list_title, before=before, after=after)
    elif listing != "listed":
        reason = _("candidate, not confirmed to be on an official list")
    else:
        title = _("list “{name}”").format(name=name)
        source = Source(title, patent.list_edition or patent.id, None)
        until = record.get("offer_until")
        outcome, reason = "pass", _("on the list “{name}”, by the file you gave").format(name=name)
        if until is not None and until < as_of.isoformat():
            outcome, cause = "unknown", "offer ended"
            reason = _(
                "on the list, but the offer ended on {date}: ask the patentee or the exchange "
                "whether it still stands"
            ).format(date=until)
    return Check("patent-listed", outcome, reason, listing, "listed", source, cause)
