"""`catalogue diff`: what differs between two catalogues, or lists."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.catalogue.comparing import ADDED, CHANGED, COLUMNS, REMOVED, differences
from patentcli.errors import ExitStatus
from patentcli.i18n import N_, _
from patentcli.import_options import background, options, write_rows
from patentcli.options import Completes, describe, list_reading, reading
from patentcli.output.model import Rows


@describe(
    list_reading,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli catalogue diff bundled zhejiang",
        "patentcli catalogue diff zhejiang list.xlsx",
    ),
)
def diff(
    call: Call,
    before: Annotated[
        str, Argument(metavar="A", help=N_("The catalogue or list before.")), Completes("catalogue")
    ],
    after: Annotated[
        str, Argument(metavar="B", help=N_("The catalogue or list after.")), Completes("catalogue")
    ],
) -> int:
    """Write each difference; 1 if there is any."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        first = _opened(call, before, "A", stack)
        second = _opened(call, after, "B", stack)

        def rows() -> Iterator[Mapping[str, object]]:
            last = None
            for row in differences(first, second):
                if (row["change"], row["id"]) != last:
                    counts[str(row["change"])] += 1
                    last = (row["change"], row["id"])
                yield row

        words = {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}
        found = rows()
        answer = Rows(columns=COLUMNS, fields=COLUMNS, rows=found, words={"change": words})
        write_rows(call, answer, _path(call, before), _path(call, after))
        for _rest in found:  # beyond --limit they are only counted
            pass
    text = _("{added} added, {removed} removed, {changed} changed")
    call.env.say(
        text.format(added=counts[ADDED], removed=counts[REMOVED], changed=counts[CHANGED])
        if counts
        else _("no difference")
    )
    return ExitStatus.NO if counts else ExitStatus.OK


def _is_list(call: Call, name: str) -> bool:
    """Whether a name is that of a list's file and not of a catalogue."""
    from patentcli.catalogue.opening import names
    from patentcli.lists.formats import SUFFIXES

    suffix = os.path.splitext(name)[1].lower()
    return name not in names(call.catalogues_dir) and suffix in SUFFIXES


def _path(call: Call, name: str) -> str | None:
    return name if _is_list(call, name) else call.open(name, "A").path


def _opened(call: Call, name: str, where: str, stack: ExitStack) -> sqlite3.Connection:
    """The catalogue, or one made of the list for this comparison."""
    if not _is_list(call, name):
        return call.open(name, where).connection
    from patentcli.lists.importing import read_into_memory
    from patentcli.lists.source import open_source

    source = stack.enter_context(open_source(name, call.env))
    known = background(call)
    return stack.enter_context(read_into_memory(call.env, source, known, options(call)))
