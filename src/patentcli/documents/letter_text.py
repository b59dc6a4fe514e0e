"""What the letter says, in the language in use.

What is not known is left out, or is a line to fill in by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from patentcli.amounts import format_yuan
from patentcli.catalogue.status import LAPSED, UNKNOWN
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
from patentcli.i18n import _, language, ngettext
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
        self.in_scheme = not self.all_listed or any(
            r["licence_kind"] == PUBLIC_IMPLEMENTATION for r in subject.records
        )

    def letter(self) -> Letter:
        """The whole letter."""
        notice = self.kind == NOTICE
        title = _("Notice of use under an open licence") if notice else _("Patent licence enquiry")
        table = [row for n, record in enumerate(self.records) for row in self._patent(n, record)]
        return Letter(
            language(),
            self.kind,
            title,
            tuple(self._head()),
            _("Dear Sir or Madam,"),
            tuple(self._notice() if notice else self._enquiry()),
            tuple(table),
            tuple(self._notes(table)),
            tuple(self._closing()),
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
        message = _("“{name}”, edition {edition}")
        lists = dict.fromkeys(map(self.subject.list_of, listed))
        return _("; ").join(message.format(name=line(n), edition=line(e)) for n, e in lists)

    def _enquiry(self) -> Iterator[Points | str]:
        opening = ngettext(
            "We are considering using the patent below and would be grateful for the "
            "following information.",
            "We are considering using the patents below and would be grateful for the "
            "following information.",
            self.many,
        )
        if self.all_listed:
            message = ngettext(
                "It is named in the list {list}.", "They are named in the list {list}.", self.many
            )
            yield _two(opening, message.format(list=self._list()))
        elif self.some_listed:
            message = _("The terms stated in the list {list} are given for those it names.")
            yield _two(opening, message.format(list=self._list()))
        else:
            message = ngettext(
                "We have not been able to confirm whether it is on the list of patents offered "
                "under Zhejiang's public implementation scheme.",
                "We have not been able to confirm whether they are on the list of patents "
                "offered under Zhejiang's public implementation scheme.",
                self.many,
            )
            yield _two(opening, message)
        yield Points(_("Please let us know:"), tuple(self._questions()))

    def _questions(self) -> Iterator[str]:
        for record in self.records:
            yield from self._doubts(record)
        if not self.all_listed:
            yield ngettext(
                "Is the patent on the scheme's list, and is it still available for licensing?",
                "Which of the patents are on the scheme's list and still available for licensing?",
                self.many,
            )
        elif not any(has_ended(r, self.subject.as_of) for r in self.records):
            yield _("Is the offer still open?")
        if self.some_listed:
            yield _(
                "Do the terms in the table still apply? Where it states none: what are the "
                "licence fee (annual or one-off) and the manner of payment, the term, the "
                "territory, the field of use, and the kind of licence (ordinary, sole or "
                "exclusive)?"
            )
        else:
            yield _(
                "On what terms would you grant a licence: the fee (annual or one-off) and the "
                "manner of payment, the term, the territory, the field of use, and the kind of "
                "licence (ordinary, sole or exclusive)?"
            )
        if self.in_scheme:
            message = _(
                "According to press reports, the scheme is for small and medium-sized "
                "enterprises and an annual fee of at most {cap}. Does this apply here, and what "
                "proof of our size do you require?"
            )
            yield message.format(cap=_yuan(format_yuan(self.subject.fee_cap)))
        if any(r["licence_kind"] == OPEN_LICENCE for r in self.records):
            yield _(
                "Has an open licence been declared and announced under Article 50 of the Patent "
                "Law, is it in force, and at what fee and for what term?"
            )
        yield _(
            "Under what contract would the licence be granted? Please send us its text and let "
            "us know who records it with the patent office."
        )
        yield _(
            "What is the current legal status: have the annuities been paid, is there a pledge, "
            "is a sole or exclusive licence in force, are any proceedings pending?"
        )

    def _doubts(self, record: Mapping[str, Any]) -> Iterator[str]:
        """What must be asked first, because a fact speaks against a licence."""
        number = number_of(record)
        if record["status"] == LAPSED:
            message = _(
                "{number} is shown as lapsed. Is it still in force? If not, there is nothing to "
                "license."
            )
            yield message.format(number=number)
        if has_ended(record, self.subject.as_of):
            message = _(
                "For {number} the list gives {date} as the last day of the offer. Is it still "
                "available, and on what terms?"
            )
            yield message.format(number=number, date=record["offer_until"])
        if self.in_scheme and above_cap(record, self.subject.fee_cap):
            message = _(
                "For {number} the list states an annual fee of {fee}, above the {cap} reported "
                "for the scheme. Which fee applies?"
            )
            cap = _yuan(format_yuan(self.subject.fee_cap))
            fee = _yuan(record["annual_fee_yuan"])
            yield message.format(number=number, fee=fee, cap=cap)
        if record["chinese_grant"] is None:
            message = _(
                "Has a Chinese patent been granted on {number}, and under what number? We know "
                "of no Chinese grant, and a foreign grant gives no right in China."
            )
            yield message.format(number=number)

    def _notice(self) -> Iterator[Points | str]:
        message = _(
            "According to {list}, you have declared an open licence for the patent below, and "
            "the patent office has announced it (Patent Law, Article 50). Under Article 51 we "
            "hereby give you written notice that we will use the patent."
        )
        yield message.format(list=self._list())
        yield Points(
            _("We state:"),
            (
                _("Start of use: {blank}").format(blank=BLANK),
                _("Product or process in which the patent is used: {blank}").format(blank=BLANK),
                _(
                    "We will pay the licence fee as announced (the list's figure is in the "
                    "table). Manner and date of payment: {blank}"
                ).format(blank=BLANK),
                _("The licence is an ordinary one; an open licence is never sole or exclusive."),
                _("Written notice and payment as announced give us the licence (Article 51)."),
            ),
        )

    def _closing(self) -> Iterator[str]:
        if self.kind == NOTICE:
            yield _(
                "Please cooperate with us in recording the licence with the patent office (Rules "
                "15 and 87 of the Implementing Regulations), and confirm receipt of this notice."
            )
            return
        yield _(
            "This letter is an enquiry only. It accepts no offer, concludes no contract and gives "
            "no licence; we will have a licence only under a contract with the patentee."
        )
        yield _("We look forward to your reply.")


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


def _two(first: str, second: str) -> str:
    """Two sentences in a row."""
    return _("{first} {second}").format(first=first, second=second)


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
