"""`catalogue validate`: what is wrong with a list, row by row."""

from collections.abc import Generator, Iterator, Mapping

from patentcli.call import Call
from patentcli.errors import ExitStatus
from patentcli.i18n import ngettext
from patentcli.import_options import background, options, write_rows
from patentcli.lists.importing import Tally
from patentcli.lists.problem import COLUMNS, Problem
from patentcli.lists.source import open_source
from patentcli.lists.validating import problems
from patentcli.options import ListFile, describe, list_reading, reading
from patentcli.output.model import Rows


@describe(
    list_reading,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli catalogue validate list.xlsx",
        "patentcli catalogue validate list.csv --format csv --bom -o problems.csv",
    ),
)
def command(call: Call, file: ListFile) -> int:
    """Write each defect; 1 if there is any."""
    wanted = options(call)
    found = _Found()
    with open_source(file, call.env) as source:
        rows = found.watch(problems(call.env, source, background(call), wanted))
        answer = Rows(columns=COLUMNS, fields=COLUMNS, rows=rows, numeric=("row",))
        write_rows(call, answer, source.path)
        for _rest in rows:  # beyond --limit they are only counted
            pass
    _say(call, found)
    return ExitStatus.NO if found.count else ExitStatus.OK


class _Found:
    """Counts the problems that pass through."""

    def __init__(self) -> None:
        self.count = 0
        self.tally = Tally()

    def watch(self, found: Generator[Problem, None, Tally]) -> Iterator[Mapping[str, object]]:
        """The problems as records."""
        while True:
            try:
                problem = next(found)
            except StopIteration as end:
                self.tally = end.value
                return
            self.count += 1
            yield dict(zip(COLUMNS, problem, strict=False))


def _say(call: Call, found: _Found) -> None:
    text = ngettext("{count} problem", "{count} problems", found.count)
    call.env.say(text.format(count=found.count))
    say = call.env.say if found.tally.is_whole else call.env.warn
    say(found.tally.line(would=True))
