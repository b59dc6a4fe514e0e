"""`catalogue diff`: what differs between two catalogues, or lists."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue.file import LIST_SUFFIXES
from patentcli.catalogue.opening import names
from patentcli.catalogue.query import CHANGES, differences
from patentcli.errors import ExitStatus
from patentcli.i18n import N_, _
from patentcli.import_options import background, options
from patentcli.lists.importing import read_into_memory
from patentcli.lists.source import open_source
from patentcli.options import argument, describe, list_reading, reading
from patentcli.output.model import Rows


@describe(
    list_reading,
    reading,
    fields=CHANGES,
    examples=(
        "patentcli catalogue diff bundled zhejiang",
        "patentcli catalogue diff zhejiang list.xlsx",
    ),
)
def command(
    call: Call,
    before: Annotated[str, argument("A", N_("The older catalogue or list."), "catalogue")],
    after: Annotated[str, argument("B", N_("The newer catalogue or list."), "catalogue")],
) -> int:
    """Write each difference; 1 if there is any."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        first, second = (
            _opened(call, name, where, stack) for name, where in ((before, "A"), (after, "B"))
        )

        def rows() -> Iterator[Mapping[str, object]]:
            found = differences(first, second)
            for (change, _id), same in groupby(found, key=itemgetter("change", "id")):
                counts[str(change)] += 1
                yield from same

        words = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
        answer = Rows(CHANGES, CHANGES, rows(), words={"change": words})
        call.write_small(answer, inputs=[name for name in (before, after) if _is_list(call, name)])
    text = _("{added} added, {removed} removed, {changed} changed")
    said = {word: counts[word] for word in words}
    call.env.say(text.format(**said) if counts else _("no difference"))
    return ExitStatus.NO if counts else ExitStatus.OK


def _is_list(call: Call, name: str) -> bool:
    """Whether a name is that of a list's file and not of a catalogue."""
    return name not in names(call.catalogues_dir) and name.lower().endswith(LIST_SUFFIXES)


def _opened(call: Call, name: str, where: str, stack: ExitStack) -> sqlite3.Connection:
    """The catalogue, or one made of the list for this comparison."""
    if not _is_list(call, name):
        return call.open(name, where).connection
    source = stack.enter_context(open_source(name, call.env))
    made = read_into_memory(call.env, source, background(call), options(call))
    return stack.enter_context(made)
