"""What the letter says, in the language in use.

What is not known is left out, or is a line to fill in by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from patentcli.amounts import format_yuan
from patentcli.catalogue.status import LAPSED, UNKNOWN
from patentcli.documents import markup
from patentcli.documents.letter import (
    BLANK,
    ENQUIRY,
    NOTICE,
    OPEN_LICENCE,
    PUBLIC_IMPLEMENTATION,
    Letter,
    Points,
    Sender,
    Subject,
    above_cap,
    has_ended,
    kind_of,
    number_of,
)
from patentcli.filter_options import STATUSES
from patentcli.i18n import _, language
from patentcli.output.clean import line


def compose(subject: Subject, sender: Sender) -> Letter:
    """The letter in the language in use; all its patents need the same kind."""
    return _Writer(subject, sender).letter()


def plain_lines(letter: Letter) -> Iterable[str]:
    """A letter as the lines of a plain text."""
    yield from (_("{title}: ").format(title=label) + value for label, value in letter.head)
    yield from ("", letter.salutation, "")
    for part in letter.request:
        if isinstance(part, Points):
            yield from (part.lead, "")
            yield from (f"{n}. {point}" for n, point in enumerate(part.points, start=1))
        else:
            yield part
        yield ""
    for label, value in letter.table:
        yield _("{title}: ").format(title=label) + value if label else value
    yield ""
    for text in (*letter.notes, *letter.closing):
        yield from (text, "")
    yield from (_("{title}: ").format(title=label) + value for label, value in letter.signature)


class _Writer:
    """Puts one letter together."""

    def __init__(self, subject: Subject, sender: Sender) -> None:
        self.subject = subject
        self.records = subject.records
        self.sender = sender
        self.many = len(subject.records)
        self.kind = kind_of(subject.records[0], subject.as_of)
        listed = [r["listing"] == "listed" for r in subject.records]
        self.all_listed, self.some_listed = all(listed), any(listed)

    def letter(self) -> Letter:
        """The whole letter."""
        notice = self.kind == NOTICE
        request, closing = self._words()
        title = _("Notice of use under an open licence") if notice else _("Patent licence enquiry")
        table = [row for n, record in enumerate(self.records) for row in self._patent(n, record)]
        return Letter(
            language(),
            self.kind,
            title,
            tuple(self._head()),
            _("Dear Sir or Madam,"),
            tuple(request),
            tuple(table),
            tuple(self._notes(table)),
            tuple(closing),
            (
                (_("Company (seal)"), self.sender.company or BLANK),
                (_("Name, position, signature"), BLANK),
                (_("Date"), _("____ / ____ / ________")),
            ),
        )

    def _head(self) -> Iterator[tuple[str, str]]:
        own, other = _names(self.records[0], "holder")
        holder = _beside(own, other) if own and language() == "en" else own
        yield _("To"), holder or BLANK
        yield _("Patentee's address"), BLANK
        if self.kind == ENQUIRY:
            message = _("the exchange that published the list")
            if not self.all_listed:
                message = _("the exchange (the patents are reported to be {list})")
            yield _("Copy to"), message.format(list=self.subject.scheme_list.pick(language()))
        sender = self.sender
        yield _("From"), line(sender.company) if sender.company else BLANK
        yield _("Unified social credit code"), line(sender.uscc) if sender.uscc else BLANK
        yield _("Address"), line(sender.address) if sender.address else BLANK
        yield _("Contact"), line(sender.contact) if sender.contact else BLANK
        numbers = _(", ").join(map(number_of, self.records[:3]))
        if self.many > 3:
            numbers = _("{numbers} and {count} more").format(numbers=numbers, count=self.many - 3)
        message = _("Licence of patent {numbers}")
        if self.kind == NOTICE:
            message = _("Written notice under Article 51 of the Patent Law: patent {numbers}")
        yield _("Subject"), message.format(numbers=numbers)

    def _patent(self, n: int, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The rows of one patent: what is known, with a mark that says where from."""
        if self.many > 1:
            yield "", _("Patent {n}: {number}").format(n=n + 1, number=number_of(record))
        own, other = _titles(record)
        yield _("Title"), _beside(own, other) if own else other
        for label, value in (
            (_("Grant number"), record["chinese_grant"]),
            (_("Application number"), _(", ").join(a["number"] for a in _chinese(record))),
            (_("Filing date"), record["filing_date"]),
        ):
            if value:
                yield self._known(label), line(value)
        if not record["chinese_grant"]:
            yield _("Grant number"), _("no Chinese grant known")
        end = record["expiry"]
        if end["date"] or end["year"]:
            message = _("{date} (calculated; extension or early lapse not considered)")
            yield _("In force until"), message.format(date=end["date"] or end["year"])
        shown = line(record["legal_status_as_shown"] or "")
        status = shown if record["status"] == UNKNOWN else _(STATUSES[record["status"]])
        if status:
            yield self._known(_("Legal status")), status
        if record["listing"] == "listed":
            yield from self._terms(record)

    def _known(self, label: str) -> str:
        return _marked(label, _("list") if self.subject.is_list else _("page"))

    def _terms(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Only what the list states."""
        for label, value in (
            (_("Annual fee"), _yuan(record["annual_fee_yuan"])),
            (_("One-off fee"), _yuan(record["one_off_fee_yuan"])),
            (_("Licence term"), record["licence_term"]),
            (_("Licence scope"), record["licence_scope"]),
            (_("Offered until"), record["offer_until"]),
        ):
            if value:
                yield _marked(label, _("list")), line(value)

    def _notes(self, table: Sequence[tuple[str, str]]) -> Iterator[str]:
        labels = [label for label, _value in table]
        pages = dict.fromkeys(s for r in self.records for s in r["sources"][:1])
        where = _("; ").join(map(line, pages)) or _("a public page")
        for word, message in (
            (_("page"), _("{mark}: as shown on {where}; the patent office's register prevails.")),
            (_("list"), _("{mark}: as stated in {list}.")),
        ):
            mark = _marked("", word)
            if any(label.endswith(mark) for label in labels):
                yield message.format(mark=mark.strip(), where=where, list=self._list())

    def _list(self) -> str:
        """The list, or lists, of the listed ones by name and edition."""
        listed = [r for r in self.records if r["listing"] == "listed"] or self.records
        lists = dict.fromkeys(map(self.subject.list_of, listed))
        return _("; ").join(
            (_("“{name}”, edition {edition}") if edition else _("“{name}”")).format(
                name=line(name), edition=line(edition)
            )
            for name, edition in lists
        )

    def _words(self) -> tuple[list[Points | str], list[str]]:
        """The request and the closing, by the template of the letter's words."""
        subject, cap = self.subject, self.subject.fee_cap
        patents = [
            {
                "number": number_of(r),
                "granted": bool(r["chinese_grant"]),
                "lapsed": r["status"] == LAPSED,
                "ended": has_ended(r, subject.as_of) and r["offer_until"],
                "above": above_cap(r, cap) and _yuan(r["annual_fee_yuan"]),
            }
            for r in self.records
        ]
        kinds = {r["licence_kind"] for r in self.records}
        values = {
            "notice": self.kind == NOTICE,
            "patents": patents,
            "many": self.many,
            "all_listed": self.all_listed,
            "some_listed": self.some_listed,
            "in_scheme": not self.all_listed or PUBLIC_IMPLEMENTATION in kinds,
            "open_licence": OPEN_LICENCE in kinds,
            "list": self._list(),
            "cap": _yuan(format_yuan(cap)),
            "blank": BLANK,
        }
        request, closing = markup.render("letter.txt", values).strip().split("\n---\n")
        parts: list[Points | str] = []
        for text in request.split("\n"):
            if not text.startswith("- "):
                parts.append(text)
                continue
            before = parts.pop()
            lead, points = (before, ()) if isinstance(before, str) else before
            parts.append(Points(lead, (*points, text.removeprefix("- "))))
        return parts, closing.split("\n")


def _names(record: Mapping[str, Any], field: str) -> tuple[str, str]:
    """A name in the letter's language (else in the other), and the other one where they differ."""
    names = [line(record[field] or ""), line(record[f"{field}_zh"] or "")]
    own, other = reversed(names) if language() == "zh" else names
    return (own, other) if own else (other, "")


def _titles(record: Mapping[str, Any]) -> tuple[str, str]:
    """The title in the letter's language and the other one; a translation of ours says so."""
    titles = []
    for field in ("title", "title_zh"):
        title = line(record[field] or "")
        if title and record[f"{field}_is_translation"]:
            title = _("{text} ({remark})").format(text=title, remark=_("our translation"))
        titles.append(title)
    own, other = reversed(titles) if language() == "zh" else titles
    return own, other


def _marked(label: str, origin: str) -> str:
    """A label with where its value comes from."""
    return _("{text} ({remark})").format(text=label, remark=origin)


def _beside(text: str, other: str) -> str:
    """A text with the same in the other language."""
    return _("{text} / {other}").format(text=text, other=other) if other and other != text else text


def _chinese(record: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The patent's own application, else those whose priority it has."""
    applications = record["chinese_applications"]
    return [a for a in applications if a["role"] == "own"] or list(applications)


def _yuan(amount: str | None) -> str | None:
    """An amount as a letter writes it: 40,000 yuan; cents only where there are some."""
    if amount is None:
        return None
    whole, _point, cents = amount.partition(".")
    number = f"{int(whole):,}" + (f".{cents}" if cents.strip("0") else "")
    return _("{amount} yuan").format(amount=number)
