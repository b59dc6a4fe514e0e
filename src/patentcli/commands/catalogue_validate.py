"""`catalogue validate`: what is wrong with a list, row by row."""

from collections.abc import Generator, Iterator, Mapping

from patentcli.call import Call
from patentcli.errors import ExitStatus
from patentcli.i18n import _, ngettext
from patentcli.import_options import background, options, write_rows
from patentcli.lists.problem import COLUMNS, Problem
from patentcli.lists.source import open_source
from patentcli.lists.validating import Tally, problems
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
    """Counts the defects that pass through."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: set[int] = set()
        self.tally = Tally(0, 0)

    def watch(self, found: Generator[Problem, None, Tally]) -> Iterator[Mapping[str, object]]:
        """The defects as records."""
        while True:
            try:
                problem = next(found)
            except StopIteration as end:
                self.tally = end.value
                return
            self.count += 1
            self.rows.add(problem.row)
            yield dict(zip(COLUMNS, problem, strict=True))


def _say(call: Call, found: _Found) -> None:
    rows = ngettext("{count} row", "{count} rows", found.tally.rows).format(count=found.tally.rows)
    if not found.count:
        call.env.say(_("{rows}, no defect").format(rows=rows))
        return
    text = ngettext(
        "{rows}, {count} defect in {bad} of them",
        "{rows}, {count} defects in {bad} of them",
        found.count,
    )
    call.env.say(text.format(rows=rows, count=found.count, bad=len(found.rows)))
