"""What the options say of reading somebody else's list, and what such a command answers."""

import os
from collections.abc import Mapping
from sqlite3 import Connection

from patentcli.arguments import office_code
from patentcli.call import Call
from patentcli.catalogue.file import LIST_SUFFIXES
from patentcli.catalogue.opening import names
from patentcli.dates import ORDERS
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import Background, Options
from patentcli.lists.importing import read_into_memory
from patentcli.lists.mapping import parse_map
from patentcli.lists.source import check_encoding, open_source
from patentcli.output.clean import block
from patentcli.suggest import check_word


def background(call: Call, *, official: bool = False) -> Background:
    """Heads, words and rules, always those of the bundled catalogue, and the options, checked."""
    encoding, dates, office = (call.text(name) for name in ("encoding", "dates", "office"))
    if dates is not None:
        check_word(dates, ORDERS, _("unknown order {value!r}"), "--dates")
    heads = call.text("heads")
    options = Options(
        encoding=None if encoding is None else check_encoding(encoding),
        chosen=parse_map(call.many("map")),
        official=official,
        sheets=call.many("sheet"),
        heads=() if heads is None else _heads(heads),
        dates=dates,
        office=None if office is None else office_code(office),
    )
    return Background(call.document(HEADS), call.document("vocabulary"), call.rulebook, options)


def _heads(text: str) -> list[str]:
    """The heads given for a list that has none."""
    import csv

    try:
        (heads,) = csv.reader([text], skipinitialspace=True)
    except (csv.Error, ValueError):
        heads = []
    if not any(heads):
        hint = _("as in {example}", example='"专利号,专利名称"')
        raise UsageProblem(_("no heads are named"), where="--heads", hint=hint)
    return [head.strip() for head in heads]


def is_list(call: Call, name: str) -> bool:
    """Whether what is to be compared is a list, and no catalogue."""
    is_file = name == "-" or os.sep in name or name.lower().endswith(LIST_SUFFIXES)
    return is_file and not name.endswith(".db") and name not in names(call.catalogues_dir)


def opened(
    call: Call, name: str, where: str, *, official: bool = False
) -> tuple[Connection, Mapping[str, str]]:
    """What is to be compared and how it describes itself: a catalogue, or one that is made of a
    list for this call."""
    if not is_list(call, name):
        catalogue = call.open(name, where)
        return catalogue.connection, catalogue.meta
    call.inputs.append(name)
    source = call.closing.enter_context(open_source(name, call.env))
    made = read_into_memory(call.env, source, background(call, official=official))
    shown = block(source.name)
    return call.closing.enter_context(made), {"name": shown, "source": shown}
