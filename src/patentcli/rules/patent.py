"""The patent that was named: known, granted in China, in term, and listed. No reason names the day
asked about: a page carries the sentences for every stretch of days."""

from contextlib import suppress
from datetime import date

from patentcli.i18n import N_, _
from patentcli.numbers import patent_type, read
from patentcli.numbers.number import Malformed
from patentcli.rules import expiry
from patentcli.rules.book import Rulebook, Source
from patentcli.rules.facts import Check, Outcome, PatentFacts

APPLICATION = ("application", "patent")  # kinds of numbers given at filing, without or with ZL
LAPSED = "lapsed"
"""The status of a right shown as ended early: the annuity unpaid, given up, revoked."""
_TERM = {
    (True, True): N_(
        "in force until {limit}, {years} years from the Chinese filing date (extension or early "
        "lapse not considered)"
    ),
    (True, False): N_("the term ended on {limit}, {years} years from the Chinese filing date"),
    (False, True): N_(
        "in force until some day in {limit} (filing date not known; extension or early lapse not "
        "considered)"
    ),
    (False, None): N_(
        "the term ends some day in {limit}, the year asked about: the filing date decides"
    ),
    (False, False): N_("the term ended in {limit}, by the year in the application number"),
}
"""By whether the last day is known, and whether the term runs."""


def check_patent(book: Rulebook, patent: PatentFacts, as_of: date) -> list[Check]:
    """The four checks of the patent, in their order."""
    day, filed, granted_on = as_of.isoformat(), filed_on(patent), _granted_on(patent)
    known, granted = _known(book, patent), _granted(book, patent, day)
    term, listed = _in_term(book, patent, filed, day), _listed(book, patent, day)
    if filed is not None and filed > day[: len(filed)]:
        reason = _("not filed until {filed}, after the day asked about", filed=filed)
        causes, source = ("not yet filed",), _page(book, patent)
        granted = Check("patent-granted", "fail", reason, patent.id, None, granted.source, causes)
        term = Check("patent-in-term", "fail", reason, day, filed, source, causes)
    elif filed == day[:4] and term.outcome == "pass" and not (granted_on and granted_on <= day):
        # A grant by that day would have come after the filing.
        reason = _("filed some day in {filed}, the year asked about: the filing date decides")
        term = term._replace(outcome="unknown", reason=reason.format(filed=filed))
    return [known, granted, term, listed]


def _pages_read(patent: PatentFacts) -> list[str]:
    """The sources of the record that are addresses."""
    return [s for s in patent.record.get("sources", ()) if s.startswith(("https://", "http://"))]


def page_of(book: Rulebook, patent: PatentFacts, grant: str | None = None) -> Source | None:
    """The public page of a patent, or of its Chinese grant, if it is known: of the pages read the
    one whose address names it, or the first where the record is of this number, with the document
    that it is of as `reference`; else the page for the number, said to be unread."""
    record, pages = patent.record, _pages_read(patent)
    if not record:
        number = None if patent.number.kind in APPLICATION else patent.number.canonical
    else:
        number = grant or record["publication_number"]
        about = number or patent.id
        own = [a["number"] for a in record["chinese_applications"] if a["role"] == "own"]
        names = [name[2:].rstrip("ABCUYSD") for name in (about, *own)]
        for page in pages:
            if any(name in page for name in names):
                return Source(_("public page of the patent"), about, page)
        if pages and number == record["publication_number"]:
            with suppress(Malformed):  # of another document, where its address names one
                about = read(pages[0]).canonical
            return Source(_("page that the record was read from"), about, pages[0])
    if number is None:
        return None
    address = book.latest("patent-page").said("text").replace("{number}", number)
    return Source(_("public page for this number, not read by us"), number, address)


def _page(book: Rulebook, patent: PatentFacts, grant: str | None = None) -> Source:
    """The same, or the register where no page is known."""
    return page_of(book, patent, grant) or book.latest("register").source


def _known(book: Rulebook, patent: PatentFacts) -> Check:
    source, name, number = _page(book, patent), patent.catalogue, patent.number.canonical
    outcome: Outcome = "unknown"
    message = _("not in the catalogue “{name}”, which lists candidates only: that proves nothing")
    if patent.record:
        source = Source(_("catalogue “{name}”", name=name), patent.id, source.url)
        outcome, message = "pass", _("in the catalogue “{name}”")
    elif patent.catalogue_is_official:
        outcome, message = "fail", _("not in the catalogue “{name}”, which is an official list")
    reason = _("; ").join(filter(None, (message.format(name=name), patent.other_number)))
    return Check("patent-known", outcome, reason, number, None, source, ("patent-known",))


def filed_on(patent: PatentFacts) -> str | None:
    """The ISO date or year of filing, as far as the record or the number tells it."""
    if known := patent.record:
        own = expiry.own_applications(known["office"], known["chinese_applications"])
        return expiry.filing(known["office"], own, known["filing_date"])
    if patent.number.kind not in APPLICATION or patent.number.warning:
        return None
    return expiry.application_year(patent.number.canonical)


def _granted_on(patent: PatentFacts) -> str | None:
    """The day of the Chinese grant; that of a foreign document is none."""
    return patent.record["grant_date"] if patent.record.get("office") == "CN" else None


def _granted(book: Rulebook, patent: PatentFacts, day: str) -> Check:
    """By the record; a number alone never proves a grant."""
    number, record = patent.number, patent.record
    id_, grant, granted_on = patent.id, record.get("chinese_grant"), _granted_on(patent)
    office, filed_as = record.get("office", number.office), record.get("chinese_applications")
    numbers = [a["number"] for a in expiry.own_applications(office, filed_as)]
    chinese = office == "CN"
    published = number.kind == "published-application"
    if record:
        published = (record["kind_code"] or "").startswith("A") and (chinese or not numbers)
    outcome: Outcome = "unknown"
    value, cause = grant or id_, "patent-granted"
    message = _("no Chinese patent or application of {id} is known")
    if record and expiry.is_granted(record):
        outcome, message = "pass", _("a granted Chinese patent")
        if granted_on and granted_on > day:
            outcome, cause = "fail", "not yet granted"
            message = _("granted only on {date}, after the day asked about")
        elif grant not in (None, record["publication_number"]):
            message = _("{grant} is the granted Chinese patent of the family of {id}")
        elif grant is None:
            message = _("granted in China, as the list states by ZL or the date of the grant")
        elif granted_on:
            message = _("granted in China on {date}")
    elif published:
        outcome, message = "fail", _("{id} is a published application, not a granted patent")
    elif numbers:
        value = numbers[0]
        message = _("only the Chinese application is known ({numbers}): no grant was found")
    elif chinese and not record:
        message = _("no page of it was read: whether it was granted is not known")
    reason = message.format(id=id_, grant=grant, date=granted_on, numbers=_(", ").join(numbers))
    if outcome == "unknown" and not (chinese or grant):
        reason = _("; ").join((reason, _("{id} gives no right in China", id=id_)))
    source = _page(book, patent, grant)
    return Check("patent-granted", outcome, reason, value, None, source, (cause,))


def _in_term(book: Rulebook, patent: PatentFacts, filed: str | None, day: str) -> Check:
    """By the record; by an application number alone a term can be over for certain, but not run."""
    record, kind = patent.record, None
    with suppress(Malformed):  # the id of a record may be a text that no system reads
        kind = patent_type(record.get("chinese_grant") or patent.number.canonical)
    rule = (kind and filed and book.term(kind, filed)) or book.latest(f"term-{kind or 'invention'}")
    last, year, basis = expiry.term_end(kind, filed, book) if kind else (None, None, None)
    if record:
        last, year, basis = (record["expiry"][part] for part in ("date", "year", "basis"))
    basis, limit = basis or expiry.NO_GRANT, last or (None if year is None else str(year))
    running = expiry.in_term(limit, day)
    message, source, cause = _("the end of the term is {basis}"), rule.source, "patent-in-term"
    if limit is not None:
        message = _(_TERM[last is not None, running])
    if not record and limit is not None and running is not False:
        running, message = None, _("if a patent was granted, its term ends in {limit}")
    elif record.get("status") == LAPSED and running is not False:
        # The term may run by its dates: what was shown says that the patent ended early.
        running, cause = None, "shown as lapsed"
        message = _("the list shows it as lapsed ({status}); if it is, there is nothing to license")
        if _pages_read(patent):
            message = _(
                "its page shows it as lapsed ({status}); if it is, there is nothing to license"
            )
        source = page_of(book, patent, record["chinese_grant"]) or source
    outcome: Outcome = "unknown" if running is None else "pass" if running else "fail"
    status = record.get("legal_status_as_shown")
    said = {"basis": _(basis), "limit": limit, "years": rule.value, "status": status}
    reason = message.format(**said)
    return Check("patent-in-term", outcome, reason, day, limit, source, (cause,))


def _listed(book: Rulebook, patent: PatentFacts, day: str) -> Check:
    listing, until = patent.record.get("listing"), patent.record.get("offer_until")
    outcome: Outcome = "unknown"
    source, cause = book.latest("scheme-list").source, "patent-listed"
    name = patent.list_title or patent.catalogue
    before, after = patent.dropped or ("", "")
    if not patent.record:
        message = _("not known to be on an official list")
    elif listing == "listed":
        # The list is a file of the user's: it has no address.
        source = Source(_("list “{name}”", name=name), patent.list_edition or patent.id, None)
        outcome, message = "pass", _("on the list “{name}”, by the file you gave")
        if until and until < day:
            outcome, cause = "unknown", "offer ended"
            message = _(
                "on the list, but the offer ended on {date}: ask the patentee or the exchange "
                "whether it still stands"
            )
    elif patent.dropped is not None:
        cause = "no longer listed"
        message = _(
            "no longer on the list “{name}”: it was there on {before}, and on {after} it is not; "
            "ask the patentee or the exchange"
        )
    else:
        message = _("candidate, not confirmed to be on an official list")
    reason = message.format(name=name, date=until, before=before, after=after)
    return Check("patent-listed", outcome, reason, listing, "listed", source, (cause,))
