"""`catalogue validate`: what is wrong with a list, row by row."""

from collections import Counter
from collections.abc import Iterator, Mapping

from patentcli.call import Call
from patentcli.errors import ExitStatus
from patentcli.i18n import ngettext
from patentcli.import_options import background, options
from patentcli.lists.findings import COLUMNS, Problem, Tally
from patentcli.lists.importing import problems
from patentcli.lists.source import open_source
from patentcli.options import ListFile, describe, list_reading, reading
from patentcli.output.formats import Rows


@describe(
    list_reading,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli catalogue validate list.xlsx",
        "patentcli catalogue validate list.csv --format csv --bom -o problems.csv",
    ),
)
def command(call: Call, *, file: ListFile) -> int:
    """Write each problem; 1 if there is any."""
    wanted = options(call)
    count, tally = 0, Tally(Counter())
    with open_source(file, call.env) as source:

        def found() -> Iterator[Problem]:
            nonlocal tally
            tally = yield from problems(call.env, source, background(call), wanted)

        def rows() -> Iterator[Mapping[str, object]]:
            nonlocal count
            for problem in found():
                count += 1
                yield dict(zip(COLUMNS, problem, strict=False))

        if source.path is not None:
            call.inputs.append(source.path)
        call.write_small(Rows(COLUMNS, COLUMNS, rows(), numeric=("row",)))
    text = ngettext("{count} problem", "{count} problems", count)
    call.env.say(text.format(count=count))
    say = call.env.say if tally.is_whole else call.env.warn
    say(tally.line(would=True))
    return ExitStatus.NO if count else ExitStatus.OK
