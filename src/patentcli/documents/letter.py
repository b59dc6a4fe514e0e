"""The letter to the patentee: which one it is and what it says, before any format.

Which letter follows from the record. A candidate, or a listing under patent public
implementation, is at most an offer to deal: an enquiry. Only for a listed open licence of the
Patent Law is it the written notice of Art. 51, by which, with payment, the licence is obtained.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from patentcli.documents.texts import Both, load_texts
from patentcli.output.clean import line

ENQUIRY = "enquiry"
NOTICE = "notice"
OPEN_LICENCE = "open-licence"
PUBLIC_IMPLEMENTATION = "public-implementation"


class Sender(NamedTuple):
    """The company that writes; None is not given."""

    company: str
    uscc: str | None = None
    address: str | None = None
    contact: str | None = None


class Subject(NamedTuple):
    """What the letter is about: the record with all its fields, and where it comes from."""

    record: Mapping[str, Any]
    catalogue: str
    edition: str
    scheme_list: Both
    """Where the scheme's patents are listed, as reported."""
    fee_cap: str
    """The scheme's annual fee at most, in yuan as text."""


class Fields(NamedTuple):
    """A heading over rows of label and value."""

    heading: str
    rows: tuple[tuple[str, str | tuple[str, ...]], ...]
    """A value of several parts is a list of addresses of web pages."""


class Points(NamedTuple):
    """A sentence and numbered points under it."""

    lead: str
    points: tuple[str, ...]


class Letter(NamedTuple):
    """A letter as plain text in its parts; `lang` is `en` or `zh`."""

    lang: str
    kind: str
    title: str
    parts: tuple[Fields | Points | str, ...]
    """A plain string is a paragraph."""
    signature: tuple[tuple[str, str], ...]


def kind_of(record: Mapping[str, Any]) -> str:
    """ENQUIRY or NOTICE; a candidate's licence is never certain enough for a notice."""
    open_licence = record["licence_kind"] == OPEN_LICENCE
    return NOTICE if open_licence and record["listing"] == "listed" else ENQUIRY


def compose(subject: Subject, sender: Sender, lang: str) -> Letter:
    """The letter for a patent, in `en` or `zh`."""
    return _Writer(subject, sender, lang).letter()


class _Writer:
    """Puts one letter together in one language."""

    def __init__(self, subject: Subject, sender: Sender, lang: str) -> None:
        self._texts = load_texts("letter_texts.toml")
        self._subject = subject
        self._record = subject.record
        self._sender = sender
        self._lang = lang
        self._kind = kind_of(subject.record)

    def letter(self) -> Letter:
        notice = self._kind == NOTICE
        return Letter(
            lang=self._lang,
            kind=self._kind,
            title=self._say(f"{self._kind}_title"),
            parts=(
                self._parties(),
                self._patent(),
                self._terms(),
                self._say("greeting"),
                *(self._notice() if notice else self._enquiry()),
            ),
            signature=(
                (self._say("sign_company"), self._say("line")),
                (self._say("sign_name"), self._say("line")),
                (self._say("sign_date"), self._say("date_line")),
            ),
        )

    def _say(self, key: str, **values: Both | str | int) -> str:
        return self._texts[key].fill(**values).pick(self._lang)

    def _blank(self, what: str, why: str, **values: Both | str) -> str:
        """A visible blank for what is not known, with what belongs there and why it is blank."""
        return self._say("blank", what=self._say(what, **values), why=self._say(why)).strip() + " "

    def _known(self, value: str | None, what: str, why: str = "why_not_stated") -> str:
        return line(str(value)) if value else self._blank(what, why)

    def _holder(self) -> str | None:
        """The holder's name in the language of the letter, else the one that is known."""
        names: list[str | None] = [self._record["holder"], self._record["holder_zh"]]
        return next(filter(None, names[::-1] if self._lang == "zh" else names), None)

    def _noted(self, text: str, note: str) -> str:
        return self._say("noted", text=text, note=self._say(note))

    def _number(self) -> str:
        """The Chinese grant, else what is nearest to it."""
        applications = [a["number"] for a in self._record["chinese_applications"]]
        numbers = [self._record["chinese_grant"], *applications, self._record["id"]]
        return line(next(n for n in numbers if n))

    def _parties(self) -> Fields:
        sender = self._sender
        rows = [
            ("to", self._known(self._holder(), "to", "why_not_known")),
            ("to_address", self._blank("to_address", "why_not_known")),
        ]
        if self._kind == ENQUIRY:
            scheme = self._record["listing"] == "candidate"
            what = "exchange" if scheme else "exchange_other"
            values = {"list": self._subject.scheme_list} if scheme else {}
            rows.append(("copy", self._blank(what, "why_by_hand", **values)))
        rows += [
            ("from", line(sender.company)),
            ("uscc", self._known(sender.uscc, "uscc", "why_not_given")),
            ("address", self._known(sender.address, "address", "why_not_given")),
            ("contact", self._known(sender.contact, "contact", "why_not_given")),
            ("subject", self._say(f"{self._kind}_subject", number=self._number())),
        ]
        return Fields(self._say("parties"), self._labelled(rows))

    def _labelled(self, rows: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((self._say(key), value) for key, value in rows)

    def _patent(self) -> Fields:
        r = self._record
        own, other = ("title_zh", "title") if self._lang == "zh" else ("title", "title_zh")
        rows = [("p_title", self._title(own) or self._title(other) or self._known(None, "p_title"))]
        if self._title(own) and self._title(other):
            rows.append(("p_title_other", self._title(other)))
        applications = self._say("and").join(line(a["number"]) for a in r["chinese_applications"])
        rows += [
            ("p_publication", self._known(r["publication_number"], "p_publication")),
            ("p_grant", self._known(r["chinese_grant"], "p_grant", "why_no_grant")),
            ("p_application", self._known(applications, "p_application", "why_not_known")),
            ("p_holder", self._known(self._holder(), "p_holder")),
            ("p_filed", self._known(r["filing_date"], "p_filed", "why_not_known")),
            ("p_end", self._end()),
            ("p_status", self._known(r["legal_status_as_shown"], "p_status")),
        ]
        sources = tuple(map(line, r["sources"])) or self._known(None, "p_sources")
        where = (self._say("p_sources"), sources)
        return Fields(self._say("patent"), (*self._labelled(rows), where))

    def _title(self, field: str) -> str:
        title = line(self._record[field] or "")
        translated = title and self._record[f"{field}_is_translation"]
        return self._noted(title, "working_title") if translated else title

    def _end(self) -> str:
        end = self._record["expiry"]
        if end["date"] is None and end["year"] is not None:
            return self._say("p_end_year", year=end["year"])
        return self._known(end["date"], "p_end", "why_not_known")

    def _terms(self) -> Fields:
        rows = [(name, self._fee(name)) for name in ("annual_fee", "one_off_fee")]
        rows += [
            (name, self._known(self._record[name], name))
            for name in ("licence_term", "licence_scope")
        ]
        heading = "announced" if self._kind == NOTICE else "stated"
        return Fields(self._say(heading), self._labelled(rows))

    def _fee(self, name: str) -> str:
        fee = self._record[f"{name}_yuan"]
        if fee is None:
            return self._blank(name, "why_not_stated")
        whole, _, cents = fee.partition(".")
        return self._say("yuan", amount=f"{int(whole):,}.{cents}")

    def _enquiry(self) -> Iterator[Points | str]:
        candidate = self._record["listing"] == "candidate"
        scheme = candidate or self._record["licence_kind"] == PUBLIC_IMPLEMENTATION
        names = {"catalogue": line(self._subject.catalogue), "edition": line(self._subject.edition)}
        opening = "opening_scheme" if scheme else "opening_listed"
        yield self._say("opening_candidate" if candidate else opening, **names)
        asked = [self._say("ask_listed" if candidate else "ask_still")]
        if self._record["chinese_grant"] is None:
            asked.append(self._say("ask_grant"))
        asked.append(self._say("ask_terms"))
        if scheme:
            asked.append(self._say("ask_scheme", cap=self._subject.fee_cap))
        if self._record["licence_kind"] == OPEN_LICENCE:
            asked.append(self._say("ask_open"))
        asked += [self._say("ask_contract"), self._say("ask_status")]
        yield Points(self._say("questions"), tuple(asked))
        yield self._say("no_acceptance")
        yield self._say("closing")

    def _notice(self) -> Iterator[Points | str]:
        yield self._say("notice_opening")
        fees = [
            self._noted(self._fee(name), name)
            for name in ("annual_fee", "one_off_fee")
            if self._record[f"{name}_yuan"] is not None
        ]
        fee = self._say("and").join(fees) or self._fee("annual_fee").strip()
        yield Points(
            self._say("notice_points"),
            (
                f"{self._say('notice_start')} {self._blank('start', 'why_by_hand')}",
                f"{self._say('notice_use')} {self._blank('use', 'why_by_hand')}",
                f"{self._say('notice_fee', fee=fee)} {self._blank('payment', 'why_by_hand')}",
                self._say("notice_ordinary"),
                self._say("notice_effect"),
            ),
        )
        yield self._say("notice_record")
        yield self._say("notice_receipt")
