"""`catalogue diff`: what differs between two catalogues, or lists."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue.query import CHANGES, differences
from patentcli.errors import ExitStatus
from patentcli.i18n import N_, _
from patentcli.import_options import opened
from patentcli.options import argument, describe, list_reading, reading
from patentcli.output.formats import Rows


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
    *,
    before: Annotated[str, argument("A", N_("The older catalogue or list."), "catalogue")],
    after: Annotated[str, argument("B", N_("The newer catalogue or list."), "catalogue")],
) -> int:
    """Write each difference; 1 if there is any."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        first, second = (
            opened(call, name, where, stack)[0] for name, where in ((before, "A"), (after, "B"))
        )

        def rows() -> Iterator[Mapping[str, object]]:
            found = differences(first, second)
            for (change, _id), same in groupby(found, key=itemgetter("change", "id")):
                counts[str(change)] += 1
                yield from same

        words = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
        call.inputs += before, after
        call.write_small(Rows(CHANGES, CHANGES, rows(), words={"change": words}))
    text = _("{added} added, {removed} removed, {changed} changed")
    said = {word: counts[word] for word in words}
    call.env.say(text.format(**said) if counts else _("no difference"))
    return ExitStatus.NO if counts else ExitStatus.OK
