"""`catalogue diff`: what differs between two catalogues."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.catalogue.comparing import ADDED, CHANGED, COLUMNS, REMOVED, differences
from patentcli.errors import ExitStatus
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe, reading
from patentcli.output.model import Rows


@describe(
    reading,
    fields=COLUMNS,
    examples=("patentcli catalogue diff bundled zhejiang", "patentcli catalogue diff a.db b.db"),
)
def diff(
    call: Call,
    before: Annotated[
        str, Argument(metavar="A", help=N_("The catalogue before.")), Completes("catalogue")
    ],
    after: Annotated[
        str, Argument(metavar="B", help=N_("The catalogue after.")), Completes("catalogue")
    ],
) -> int:
    """Write each difference; 1 if there is any."""
    first, second = call.open(before, "A"), call.open(after, "B")
    count = 0

    def rows() -> Iterator[Mapping[str, object]]:
        nonlocal count
        for row in differences(first.connection, second.connection):
            count += 1
            yield row

    options = call.output_options()._replace(inputs=(first.path, second.path))
    limit = call.limit()
    found = rows()
    words = {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}
    answer = Rows(columns=COLUMNS, fields=COLUMNS, rows=found, words={"change": words})
    if call.text("sort") or call.flag("reverse") or limit is not None:
        call.write_small(answer)
    else:
        call.write(answer, options)
    if not count:
        call.env.say(_("no difference"))
    return ExitStatus.NO if count else ExitStatus.OK
