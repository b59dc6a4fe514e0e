"""The letter to the patentee: which one it is and what it says, before any format.

Which letter follows from the record. A candidate, or a listing under patent public
implementation, is at most an offer to deal: an enquiry. Only for a listed open licence of the
Patent Law whose offer has not ended is it the written notice of Art. 51, by which, with payment,
the licence is obtained.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patentcli.catalogue.status import LAPSED
from patentcli.documents.texts import Both
from patentcli.output.clean import line
from patentcli.rules.fee import listed_fee

ENQUIRY = "enquiry"
NOTICE = "notice"
OPEN_LICENCE = "open-licence"
PUBLIC_IMPLEMENTATION = "public-implementation"
BLANK = "____________________"


class Sender(NamedTuple):
    """The company that writes; None is not given."""

    company: str | None = None
    uscc: str | None = None
    address: str | None = None
    contact: str | None = None


class Subject(NamedTuple):
    """What the letter is about: patents of one holder, and where they come from."""

    records: Sequence[Mapping[str, Any]]
    """The patents with all their fields."""
    is_list: bool
    """Whether their data come from a list that was imported, else from public pages."""
    list_of: Callable[[Mapping[str, Any]], tuple[str, str]]
    """The list that names a patent, and its edition."""
    scheme_list: Both
    """Where the scheme's patents are listed, as reported."""
    fee_cap: int
    """The scheme's annual fee at most, in fen."""
    as_of: date


class Points(NamedTuple):
    """A sentence and numbered points under it."""

    lead: str
    points: tuple[str, ...]


class Letter(NamedTuple):
    """A letter as plain text in its parts, in the language in use."""

    lang: str
    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    """Label and value: who writes to whom, and about what."""
    salutation: str
    request: tuple[Points | str, ...]
    """A plain string is a paragraph."""
    table: tuple[tuple[str, str], ...]
    """Label and value; a row without a label is the heading of a patent."""
    notes: tuple[str, ...]
    """What the marks in the table mean."""
    closing: tuple[str, ...]
    signature: tuple[tuple[str, str], ...]


def has_ended(record: Mapping[str, Any], as_of: date) -> bool:
    """Whether the list's offer of a patent ended before a day."""
    return bool(record["offer_until"]) and record["offer_until"] < as_of.isoformat()


def kind_of(record: Mapping[str, Any], as_of: date) -> str:
    """ENQUIRY or NOTICE; a licence is never certain enough for a notice where a fact is open."""
    open_licence = record["licence_kind"] == OPEN_LICENCE and record["listing"] == "listed"
    doubtful = has_ended(record, as_of) or record["status"] == LAPSED
    return NOTICE if open_licence and not doubtful else ENQUIRY


def above_cap(record: Mapping[str, Any], cap: int) -> bool:
    """Whether the annual fee that a list states is above the scheme's cap, in fen."""
    fee = listed_fee(record)
    return fee is not None and fee > cap


def number_of(record: Mapping[str, Any]) -> str:
    """The Chinese grant, else what is nearest to it."""
    applications = [a["number"] for a in record["chinese_applications"]]
    return line(next(n for n in (record["chinese_grant"], *applications, record["id"]) if n))
