"""`notice`: the letter to the patentee, ready to be filled in and signed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from patentcli.arguments import expand_dash
from patentcli.call import Call
from patentcli.catalogue.query import closest
from patentcli.catalogue.status import LAPSED
from patentcli.company_options import profile_of
from patentcli.documents.letter import (
    Basis,
    Record,
    Sender,
    above_cap,
    compose,
    has_ended,
    is_notice,
    number_of,
)
from patentcli.documents.markup import render
from patentcli.errors import ExitStatus, NotFound, UsageProblem
from patentcli.i18n import N_, _
from patentcli.named_patents import facts_of, named_patents
from patentcli.options import describe, family, flag, profiled, text, texts, writing

if TYPE_CHECKING:
    from patentcli.profile import Profile

SUFFIXES = (".md", ".docx")


asked = family(
    N_("Options"),
    texts("--patent ID|-", N_("A patent, in any spelling; several of one holder."), "id"),
    text("--company NAME", N_("The company that writes.")),
    flag("--lapsed", N_("Write although a patent is shown as lapsed.")),
    text("--uscc CODE", N_("Its unified social credit code (18 characters, checked).")),
    text("--address TEXT", N_("Its address.")),
    text("--contact TEXT", N_("Contact: a name, telephone or e-mail.")),
)


@describe(
    asked,
    profiled,
    writing,
    examples=(
        "patentcli notice --patent CN114694123B --company 'Example Ltd'",
        "patentcli notice --patent CN114694123B --company 某某有限公司 --lang zh -o 询问函.docx",
        "patentcli notice --patent CN114694123B --profile company.toml -o letter.docx",
    ),
)
def command(call: Call) -> int:
    """Write the letter; what is not known stays a line to fill in."""
    sender = sender_of(profile_of(call))
    for name in ("company", "address", "contact"):
        said = call.text(name)
        if said is not None and not said.strip():
            raise UsageProblem(_("is empty"), where=f"--{name}")
        sender = sender if said is None else sender._replace(**{name: said.strip()})
    uscc = call.text("uscc")
    if uscc is not None:
        from patentcli.profile import parse_uscc

        sender = sender._replace(uscc=parse_uscc(uscc, "--uscc"))
    if not sender.company:
        hint = _("or give it in a profile, as name")
        raise UsageProblem(_("name the company that writes"), where="--company", hint=hint)
    records = list(records_named(call, call.many("patent")))
    if not records:
        raise UsageProblem(_("no patent was named"), where="--patent")
    basis = basis_of(call, sender)
    _check_one_letter(records, basis.as_of)
    gone = [number_of(r) for r in records if r["status"] == LAPSED]
    if gone and not call.flag("lapsed"):
        message = _(
            "{numbers}: shown as lapsed, so there may be nothing to license; check the patent "
            "office's register, or add --lapsed to ask the patentee"
        )
        call.env.say(message.format(numbers=_(", ").join(gone)))
        return ExitStatus.NO
    letter = compose(records, basis)
    with call.destination(SUFFIXES) as out:
        if (call.text("output") or "").lower().endswith(".docx"):
            from patentcli.documents import letter_docx

            out.write(letter_docx.render(letter))
        else:
            body = render("letter.md", {"letter": letter})
            out.write(body.encode("utf-8", "backslashreplace"))
    _say_what_to_check(call, records, basis)
    return ExitStatus.OK


def sender_of(profile: "Profile | None") -> Sender:
    """The company that a profile names, as the letter's sender."""
    if profile is None:
        return Sender()
    return Sender(profile.name, profile.uscc, profile.address, profile.contact)


def records_named(call: Call, words: Sequence[str]) -> Iterator[Record]:
    """The patents named, each once, in order; `-` stands for the lines of standard input."""
    seen: set[object] = set()
    for word in expand_dash(words, call.env):
        for patent in named_patents(call, [word]):
            if patent.record is None:
                near = closest(call.catalogue.connection, word)
                hint = _("the nearest number in it is {near}").format(near=near) if near else ""
                raise NotFound(_("{text}: not in the catalogue").format(text=word[:60]), hint=hint)
            if patent.id not in seen:
                seen.add(patent.id)
                yield patent.record


def basis_of(call: Call, sender: Sender) -> Basis:
    """What the letters and the page of the catalogue in use rest on."""
    catalogue = call.catalogue
    return Basis(
        book=call.rulebook,
        facts_of=lambda record: facts_of(catalogue, record),
        is_bundled=catalogue.is_bundled,
        as_of=date.today(),
        sender=sender,
    )


def _check_one_letter(records: Sequence[Record], day: date) -> None:
    """UsageProblem where one letter on these patents is not enough."""
    holders = dict.fromkeys(str(r["holder_zh"] or r["holder"]) for r in records)
    if len(holders) > 1:
        raise UsageProblem(
            _("the patents have several holders: {names}").format(names=_("; ").join(holders)),
            where="--patent",
            hint=_("write one letter to each"),
        )
    noticed = [number_of(r) for r in records if is_notice(r, day)]
    if 0 < len(noticed) < len(records):
        message = _("a notice is possible for {ids}, an enquiry for the others")
        raise UsageProblem(
            message.format(ids=_(", ").join(noticed)),
            where="--patent",
            hint=_("write two letters"),
        )


def _say_what_to_check(call: Call, records: Sequence[Record], basis: Basis) -> None:
    """What the letter is good for, and what to check before it is sent."""
    holder = records[0]["holder_zh"]
    unseen = {h["name_zh"] for h in call.document("holders") if h["basis"] != "patent-page"}
    if call.catalogue.is_bundled and holder in unseen:
        message = _("check the patentee's Chinese name: no page of the patent showed {name}")
        call.env.say(message.format(name=holder))
    for record in records:
        if has_ended(record, basis.as_of):
            message = _("{number}: the offer ended on {date}; the letter asks")
            named = message.format(number=number_of(record), date=record["offer_until"])
            call.env.warn(named)
        if above_cap(record, basis.cap):
            message = _("{number}: the annual fee is above the scheme's cap; the letter asks")
            call.env.warn(message.format(number=number_of(record)))
    if is_notice(records[0], basis.as_of):
        message = _(
            "a notice under Art. 51 of the Patent Law: before sending it, check in the patent "
            "office's register that the open licence is still announced, and on what terms"
        )
    else:
        message = _("a letter of enquiry: it accepts nothing and gives no licence")
    call.env.say(message)
