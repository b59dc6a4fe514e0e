"""`show`: all that is known of the patents that the numbers given lead to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from patentcli.arguments import expand_dash
from patentcli.call import Call
from patentcli.catalogue.bundled import EDITIONS, fate_of
from patentcli.catalogue.fields import FIELDS, NESTED, SHOWN, SORTABLE
from patentcli.catalogue.query import find, ordered, patents_at
from patentcli.errors import ExitStatus
from patentcli.filter_options import counted, say_candidates, words_shown
from patentcli.i18n import N_, _, pick
from patentcli.named_patents import not_there, remark
from patentcli.numbers import examine
from patentcli.options import argument, describe, option, reading
from patentcli.output.formats import Rows, Screen, check_fields, value_at
from patentcli.views.patents import patent_rows, write_sheet

COLUMNS = ("field", "value")
PAGE = "https://patents.google.com/patent/"


@describe(
    reading,
    fields=FIELDS,
    examples=(
        "patentcli show CN114694123B",
        'patentcli show "ZL 2022 1 0599282.6" --format json',
        "patentcli list --domain 3d --format ids | patentcli show -",
        "patentcli show CN114694123B --web",
    ),
)
def command(
    call: Call,
    ids: Annotated[
        list[str], argument("ID…", N_("A number in any spelling, or - to read one a line."), "id")
    ],
    web: Annotated[bool, option("--web", N_("Open the pages in the browser instead."))] = False,
) -> int:
    """Show every record that a number leads to; 1 if one of them leads to none."""
    fields = call.fields or FIELDS
    check_fields(fields, FIELDS, NESTED)
    sort, reverse = call.order(SORTABLE)
    connection, missing = call.catalogue.connection, False

    def found() -> Iterator[int]:
        """The place of each record once, as the numbers come."""
        nonlocal missing
        seen: set[int] = set()
        for text in expand_dash(ids, call.env):
            hits = find(connection, text, lambda: call.base)
            missing |= not _tell(call, text, hits)
            yield from (n for n in hits if n not in seen)
            seen.update(hits)

    places = found()
    if sort or reverse:
        places = iter(ordered(connection, list(places), sort, reverse))
    patents = (patent for n in places for patent in patents_at(connection, FIELDS, (n,)))
    seen = Counter[Any]()
    rows = counted(islice(patents, call.limit()), seen)
    if web:
        _open_pages(call, rows)
    elif call.format in ("json", "jsonl", "ids"):
        call.write(patent_rows(call, rows, SHOWN))
    else:
        call.fields = None  # they are chosen within a block
        call.write(_blocks(call, rows, fields))
    # Of those beyond the limit it is said, too, whether they are there.
    call.say_rest(seen.total(), seen.total() + sum(1 for _place in places))
    if not web:
        say_candidates(call, seen)
    return ExitStatus.NO if missing else ExitStatus.OK


def _open_pages(call: Call, patents: Iterable[Mapping[str, Any]]) -> None:
    """Write the address of each patent's public page and, on a terminal, open it."""
    import webbrowser
    from urllib.parse import quote

    for patent in patents:
        number = patent["publication_number"] or patent["chinese_grant"]
        if number is None:
            shown = patent["id"]
            call.env.warn(_("{id} has no publication number, so no page of its own", id=shown))
            continue
        address = PAGE + quote(number, safe="")
        call.env.stdout.write_human(address + "\n")
        if call.env.stdout.is_tty and not webbrowser.open(address):
            call.env.say(_("no browser was found to open it"))


def _tell(call: Call, text: str, hits: Mapping[int, str]) -> bool:
    """Say what is not plain about the records that a number leads to; whether it leads to one."""
    fate = None
    if call.catalogue.is_bundled and "own" not in hits.values():
        fate = fate_of(call.document(EDITIONS), text)
    number = examine(text)
    if hits and number.well_formed and number.warning:
        call.env.warn(_("{where}: {message}", where=text, message=number.warning))
    if len(hits) > 1 or not fate:
        call.env.say(remark(call.catalogue, text, hits))
    if fate and (fate["new"] or (hits and not fate["was_there"])):
        call.env.say(_said(fate))
    elif fate or not hits:
        call.env.error(_said(fate) if fate else not_there(call, text))
        return False
    return True


def _said(fate: Mapping[str, Any]) -> str:
    """What became of a number of an earlier edition."""
    if fate["new"]:
        message = _(
            "{number} is now listed under its Chinese grant, {new}: a foreign grant gives no "
            "right in China"
        )
    elif fate["was_there"]:
        message = _("{number} is no longer in the catalogue: {reason}")
    else:
        message = _("{number} was considered for the catalogue and not included: {reason}")
    reason = pick(*fate.get("reason", ("", "")))
    if url := fate.get("url"):
        reason = _("{text} ({remark})", text=reason, remark=url)
    return message.format(number=fate["number"], new=fate["new"], reason=reason)


def _blocks(call: Call, patents: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Rows:
    """Outside JSON a patent is a block of field and value; on a terminal a sheet."""

    def sheets(screen: Screen) -> None:
        for patent in patents:
            write_sheet(screen, patent, fields, words)

    words = words_shown(call) if call.is_table else {}
    rows = ({"field": f, "value": value_at(patent, f)} for patent in patents for f in fields)
    return Rows(COLUMNS, COLUMNS, rows, human=sheets)
