"""`notice`: the letter to the patentee, ready to be filled in and signed."""

from collections.abc import Mapping
from typing import Annotated, Any

from typer import Option

from patentcli.call import Call
from patentcli.catalogue.lookup import closest, find
from patentcli.catalogue.query import patents_at
from patentcli.catalogue.schema import FIELDS
from patentcli.documents.letter import NOTICE, Letter, Sender, Subject, compose
from patentcli.documents.texts import Both
from patentcli.errors import NotFound, UsageProblem
from patentcli.i18n import N_, _, language
from patentcli.options import Completes, describe, writing
from patentcli.rulebook import rulebook

SUFFIXES = (".md", ".docx")


@describe(
    writing,
    examples=(
        "patentcli notice --patent CN114694123B --company 'Example Ltd'",
        "patentcli notice --patent CN114694123B --company 某某有限公司 --lang zh -o 询问函.docx",
    ),
)
def command(
    call: Call,
    patent: Annotated[
        str,
        Option("--patent", metavar="ID", help=N_("The patent, by a number in any spelling.")),
        Completes("id"),
    ],
    company: Annotated[
        str, Option("--company", metavar="NAME", help=N_("The company that writes."))
    ],
    uscc: Annotated[
        str | None,
        Option(
            "--uscc",
            metavar="CODE",
            help=N_("Its unified social credit code (18 characters, checked)."),
        ),
    ] = None,
    address: Annotated[
        str | None, Option("--address", metavar="TEXT", help=N_("Its address."))
    ] = None,
    contact: Annotated[
        str | None,
        Option("--contact", metavar="TEXT", help=N_("Contact: a name, telephone or e-mail.")),
    ] = None,
) -> None:
    """Write the letter; what is not known stays a visible blank."""
    target = _target(call)
    sender = Sender(
        company=_said(company, "--company") or "",
        uscc=None if uscc is None else _checked_uscc(uscc),
        address=_said(address, "--address"),
        contact=_said(contact, "--contact"),
    )
    letter = compose(_subject(call, _record(call, patent)), sender, language())
    body = _rendered(letter, target)
    with call.destination(target) as out:
        out.write(body)
    _say_what_it_is(call, letter)


def _target(call: Call) -> str | None:
    """The file to write, None for standard output; UsageProblem for another kind of file."""
    target = call.text("output")
    if target is None or target == "-":
        return None
    if not target.lower().endswith(SUFFIXES):
        raise UsageProblem(
            _("the letter is Markdown or DOCX"),
            where="--output",
            hint=_("end the name in {suffixes}").format(suffixes=_(" or ").join(SUFFIXES)),
        )
    return target


def _said(text: str | None, where: str) -> str | None:
    """What was written for an option; UsageProblem where that is blank."""
    if text is None:
        return None
    if not text.strip():
        raise UsageProblem(_("is empty"), where=where)
    return text.strip()


def _checked_uscc(text: str) -> str:
    """The unified social credit code without spaces; UsageProblem that says what is wrong."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(uscc.validate(text))
    except InvalidChecksum:
        reason = _("its check character is wrong")
    except InvalidLength:
        reason = _("it does not have 18 characters")
    except ValidationError:
        reason = _("its form is not that of such a code")
    message = _("{value!r} is no unified social credit code: {reason}")
    raise UsageProblem(
        message.format(value=text[:40], reason=reason),
        where="--uscc",
        hint=_("copy it from the business licence"),
    )


def _record(call: Call, text: str) -> Mapping[str, Any]:
    """The one record that the number leads to most closely; NotFound where there is none."""
    connection = call.catalogue.connection
    hits = find(connection, text)
    hits = [hit for hit in hits if hit.role == hits[0].role]
    if not hits:
        near = closest(connection, text)
        hint = _("the nearest number in it is {near}").format(near=near) if near else ""
        raise NotFound(_("{text}: not in the catalogue").format(text=text[:60]), hint=hint)
    records = patents_at(connection, FIELDS, [hit.n for hit in hits])
    if len(records) > 1:
        message = _("{text} leads to {count} patents")
        ids = ", ".join(str(r["id"]) for r in records[:10])
        raise UsageProblem(
            message.format(text=text, count=len(records)),
            where="--patent",
            hint=_("name one of them: {ids}").format(ids=ids),
        )
    if hits[0].role in ("priority", "family"):
        message = _("{text} is not the patent's own number but one of its family or priority")
        call.env.say(message.format(text=text))
    return records[0]


def _subject(call: Call, record: Mapping[str, Any]) -> Subject:
    book = rulebook(call)
    where = book.latest("scheme-list")
    meta = call.catalogue.meta
    return Subject(
        record=record,
        catalogue=meta["name"],
        edition=meta["edition"],
        scheme_list=Both(where.text, where.text),
        fee_cap=f"{book.latest('fee-cap').value:,}",
    )


def _rendered(letter: Letter, target: str | None) -> bytes:
    if target is not None and target.lower().endswith(".docx"):
        from patentcli.documents import letter_docx

        return letter_docx.render(letter)
    from patentcli.documents import letter_markdown

    return letter_markdown.render(letter).encode("utf-8", "backslashreplace")


def _say_what_it_is(call: Call, letter: Letter) -> None:
    """What the letter is good for, and what to check before it is sent."""
    if letter.kind == NOTICE:
        message = _(
            "a notice under Art. 51 of the Patent Law: before sending it, check in the patent "
            "office's register that the open licence is still announced, and on what terms"
        )
    else:
        message = _("a letter of enquiry: it is no acceptance and gives no licence")
    call.env.say(message)
