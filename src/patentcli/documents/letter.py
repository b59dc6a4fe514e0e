"""The letter to the patentee, before any format: an enquiry, since a candidate, or a listing under
patent public implementation, is at most an offer to deal; only where the rules say that an open
licence of the Patent Law can be had is it the written notice of Art. 51, by which, with payment,
the licence is obtained. The words stand in `letter.txt`; what is not known is left out, or is a
line to fill in by hand. Dates and status of a foreign document say nothing of a right in China."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patentcli.amounts import format_yuan, grouped, parse_amount
from patentcli.catalogue.derive import LAPSED, UNKNOWN
from patentcli.catalogue.fields import WORDS
from patentcli.catalogue.opening import Catalogue
from patentcli.documents import markup
from patentcli.i18n import _, language, pick
from patentcli.named_patents import facts_of
from patentcli.output.clean import line
from patentcli.rules.advice import OPEN_LICENCE, takes_notice
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import is_granted, own_applications
from patentcli.rules.facts import Facts
from patentcli.rules.patent import page_of
from patentcli.rules.verdict import eligible
from patentcli.views.patents import title_of

PUBLIC_IMPLEMENTATION = "public-implementation"
BLANK = "____________________"
PARTS = ("title", "head", "text", "point", "row", "note", "closing", "sign")
SENDER = ("name", "uscc", "address", "contact")

Record = Mapping[str, Any]

Letter = dict[str, list[tuple[str, str]]]
"""For each of PARTS, in their order, its lines: a label, which may be empty, and a text. A `row`
without a label is the heading of a patent; `point`s are numbered."""


class Basis(NamedTuple):
    """What a letter or a page rests on besides the patents themselves."""

    book: Rulebook
    catalogue: Catalogue
    """The data come from public pages where it is the bundled one, else from a list."""
    as_of: date
    sender: Mapping[str, str] = dict.fromkeys(SENDER, "")
    """What is known of the company that writes."""


def compose(records: Sequence[Record], basis: Basis) -> Letter:
    """The letter in the language in use, whose patents have one holder; it is the notice where that
    is right for each of them."""
    listed = [r for r in records if r["listing"] == "listed"]
    kinds = {r["licence_kind"] for r in records}
    holders = [line(records[0][field] or "") for field in ("holder", "holder_zh")]
    patents = [about(record, basis) for record in records]
    values = {
        "notice": all(patent["notice"] for patent in patents),
        "patents": patents,
        "many": len(records),
        "holder": _both(*holders) if language() == "en" else pick(*holders),
        "sender": basis.sender,
        "blank": BLANK,
        "origin": _("page") if basis.catalogue.is_bundled else _("list"),
        "list": _lists(listed or records, basis),
        "scheme_list": basis.book.latest("scheme-list").said("text"),
        "cap": _yuan(format_yuan(basis.book.latest("fee-cap").fen)),
        "all_listed": len(listed) == len(records),
        "some_listed": bool(listed),
        "in_scheme": len(listed) < len(records) or PUBLIC_IMPLEMENTATION in kinds,
        "kind_open": any(r["licence_kind"] != PUBLIC_IMPLEMENTATION for r in listed)
        or OPEN_LICENCE in kinds,
    }
    letter: Letter = {part: [] for part in PARTS}
    for block in markup.render("letter.txt", values).split("\n"):
        if block:
            part, label, text = block.split("|", 2)
            letter[part].append((label, text))
    labels = [label for label, _text in letter["row"]]
    notes = letter["note"]
    letter["note"] = [("", text) for mark, text in notes if any(r.endswith(mark) for r in labels)]
    return letter


def about(record: Record, basis: Basis) -> dict[str, Any]:
    """What a letter says of one patent, beside its fields; what is not known is empty.

    `number`: the Chinese grant, else what is nearest to it; `filed`: when the Chinese application
    was, as a page or list shows it; `page`: a public one, and the document that it is of; `ended`:
    the last day of an offer that has ended; `above`: the list's annual fee is above the scheme's
    cap; `notice`: the letter is the notice, never where a fact about the licence is open."""
    filed, shown, status = (record[f] for f in ("filing_date", "legal_status_as_shown", "status"))
    grant, office = record["chinese_grant"], record["office"]
    # Of a known grant, an application whose priority was claimed need not be the one it rests on.
    own = own_applications("CN" if grant else office, record["chinese_applications"])
    if office not in ("CN", None):
        filed, shown, status = own[0]["date"] if len(own) == 1 else None, None, UNKNOWN
    end, fee, until = (record[f] for f in ("expiry", "annual_fee_yuan", "offer_until"))
    ended = until if until and until < basis.as_of.isoformat() else None
    patent = facts_of(basis.catalogue, record)
    return {
        **record,
        "number": line(grant or (own[0]["number"] if own else record["id"])),
        "name": _both(*(line(title_of(record, field)) for field in ("title", "title_zh"))),
        "application": _(", ").join(a["number"] for a in own),
        "end": end["date"] or end["year"],
        "filed": filed,
        "granted": is_granted(record),
        "page": page_of(basis.book, patent),
        "shown": shown if status == UNKNOWN else _(WORDS["status"][status]),
        "lapsed": status == LAPSED,
        "ended": ended,
        "annual": _yuan(fee),
        "once": _yuan(record["one_off_fee_yuan"]),
        "above": fee is not None and parse_amount(fee) > basis.book.latest("fee-cap").fen,
        "notice": takes_notice(eligible(basis.book, Facts(basis.as_of, patent=patent))),
    }


def _lists(records: Sequence[Record], basis: Basis) -> str:
    """The list, or lists, that name these patents, by name and edition."""
    facts = (facts_of(basis.catalogue, record) for record in records)
    lists = dict.fromkeys((f.list_title or f.catalogue, f.list_edition) for f in facts)
    return _("; ").join(
        (_("“{name}”, edition {edition}") if edition else _("“{name}”")).format(
            name=line(name), edition=line(edition)
        )
        for name, edition in lists
    )


def _both(english: str, chinese: str) -> str:
    """A text in the letter's language and in the other, as far as both are known."""
    if not english or not chinese or english == chinese:
        return english or chinese
    other = english if language() == "zh" else chinese
    return _("{text} / {other}", text=pick(english, chinese), other=other)


def _yuan(amount: str | None) -> str:
    """An amount as a letter writes it: 40,000 yuan; cents only where there are some."""
    return "" if amount is None else _("{amount} yuan", amount=grouped(amount))
