"""`notice`: the letter to the patentee, ready to be filled in and signed."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue.derive import LAPSED
from patentcli.company_options import profile_of
from patentcli.documents.letter import SENDER, Basis, Record, about, compose
from patentcli.documents.markup import render
from patentcli.errors import ExitStatus, UsageProblem, extra
from patentcli.i18n import N_, _
from patentcli.named_patents import named_patents, not_there
from patentcli.options import chosen, describe, option, profiled, writing

SUFFIXES = (".md", ".docx")


@describe(
    chosen,
    profiled,
    writing,
    examples=(
        "patentcli notice --patent CN114694123B --company 'Example Ltd'",
        "patentcli notice --patent CN114694123B --company 某某有限公司 --lang zh -o 询问函.docx",
        "patentcli notice --patent CN114694123B --profile company.toml -o letter.docx",
    ),
)
def command(
    call: Call,
    company: Annotated[str | None, option("--company NAME", N_("The company that writes."))] = None,
    lapsed: Annotated[bool, option("--lapsed", N_("Write even if shown as lapsed."))] = False,
    uscc: Annotated[str | None, option("--uscc CODE", N_("Unified social credit code."))] = None,
    address: Annotated[str | None, option("--address TEXT", N_("Company's address."))] = None,
    contact: Annotated[str | None, option("--contact TEXT", N_("Contact name and phone."))] = None,
) -> int:
    """Write the letter; what is not known stays a line to fill in."""
    said = {"name": company, "uscc": uscc, "address": address, "contact": contact}
    given = {name: text.strip() for name, text in said.items() if text is not None}
    if uscc is not None:
        from patentcli.profile import parse_uscc

        given["uscc"] = parse_uscc(given["uscc"], "--uscc")
    sender = sender_of(profile_of(call)) | given
    if not sender["name"]:
        hint = _("or give it in a profile, as name")
        raise UsageProblem(_("name the company that writes"), where="--company", hint=hint)
    records = records_named(call)
    holders = dict.fromkeys(str(r["holder_zh"] or r["holder"]) for r in records)
    if len(holders) > 1:
        message = _("the patents have several holders: {names}", names=_("; ").join(holders))
        raise UsageProblem(message, where="--patent", hint=_("write one letter to each"))
    basis = Basis(call.rulebook, call.catalogue, date.today(), sender)
    patents = [about(record, basis) for record in records]
    gone = [str(record["id"]) for record in records if record["status"] == LAPSED]
    if gone and not lapsed:
        message = _(
            "{numbers}: shown as lapsed, so there may be nothing to license; check the patent "
            "office's register, or add --lapsed to ask the patentee"
        )
        call.env.say(message.format(numbers=_(", ").join(gone)))
        return ExitStatus.NO
    letter = compose(records, basis)
    with call.destination(SUFFIXES) as out:
        if (call.file or "").lower().endswith(".docx"):
            with extra("docs", "--output"):
                from patentcli.documents import letter_docx
            out.write(letter_docx.render(letter))
        else:
            out.write_text(render("letter.md", {"letter": letter}))
    _say_what_to_check(call, patents)
    return ExitStatus.OK


def sender_of(profile: object) -> dict[str, str]:
    """What a profile, where there is one, says of the company, as the letter's sender."""
    return {key: getattr(profile, key, "") for key in SENDER}


def records_named(call: Call) -> list[Record]:
    """The patents that `--patent` names, each once, in order. Raises UsageProblem where there is
    none, PatentcliError for one that is not in the catalogue."""
    found: dict[str, Record] = {}
    for patent in named_patents(call):
        if not patent.record:
            raise not_there(call, patent.number.input)
        found.setdefault(patent.record["id"], patent.record)
    if not found:
        raise UsageProblem(_("no patent was named"), where="--patent")
    return list(found.values())


def _say_what_to_check(call: Call, patents: Sequence[Record]) -> None:
    """What the letter is good for, and what to check before it is sent."""
    holder = patents[0]["holder_zh"]
    unseen = {h["name_zh"] for h in call.document("holders") if h["basis"] != "patent-page"}
    if call.catalogue.is_bundled and holder in unseen:
        message = _("check the patentee's Chinese name: no page of the patent showed {name}")
        call.env.say(message.format(name=holder))
    message = _("a letter of enquiry: it accepts nothing and gives no licence")
    if all(patent["notice"] for patent in patents):
        message = _(
            "a notice under Art. 51 of the Patent Law: before sending it, check in the patent "
            "office's register that the open licence is still announced, and on what terms"
        )
    call.env.say(message)
