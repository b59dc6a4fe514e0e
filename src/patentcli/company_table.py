"""The table of companies that `--batch` names, and the answers to its rows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

from patentcli import options
from patentcli.arguments import native_path
from patentcli.batch.companies import Head
from patentcli.batch.input import Row, read_table
from patentcli.call import Call
from patentcli.csv_rows import Bad
from patentcli.environment import Progress
from patentcli.errors import DataProblem, PatentcliError, UsageProblem, open_file
from patentcli.i18n import _, ngettext

Found = TypeVar("Found")


@dataclass
class Companies:
    """A table of companies: its heads, its rows, and how many of these mean nothing."""

    head: Head
    rows: Iterator[Row]
    progress: Progress
    errors: int = 0

    def answered(
        self, answer: Callable[[Sequence[str]], Found]
    ) -> Iterator[tuple[int, list[str], Found | None, str]]:
        """Of each row its line number, its cells and its answer, or None and what is wrong."""
        for place, record in self.rows:
            self.progress.advance()
            found = None
            cells, problem = (record, "") if isinstance(record, list) else record
            try:
                found = None if problem else answer(cells)
            except PatentcliError as refusal:
                refusal.where = refusal.where.removeprefix("--")  # a column, no option
                problem = str(refusal)
            self.errors += bool(problem)
            yield place, cells, found, problem


@contextmanager
def open_companies(
    call: Call, path: str, answers: Sequence[str] = (), *, needs: bool = False, only: bool = False
) -> Iterator[Companies]:
    """The table that `--batch` names, `-` for standard input, with the options to answer it.

    CSV like most input, where neither option nor file name says otherwise, and each answer at once
    to what comes through a pipe. Columns that travel along are named, and at the end the rows that
    mean nothing are counted; `only`: rows of some verdicts are written, none of these. UsageProblem
    for options that give facts or an order, DataProblem for what is no such table.
    """
    for name in ("fee", "patent", "sort", "reverse", *(p.name for p in options.company)):
        if call.values.get(name):
            message = _("not possible with --batch: its rows bring the facts, in their order")
            raise UsageProblem(message, where=f"--{name.replace('_', '-')}")
    call.settings = {"format": "csv", **call.settings}
    path, stdin = native_path(path), path == "-"
    where = _("standard input") if stdin else path
    call.inputs.append(path)
    call.env.stdout.is_live = stdin
    with (
        nullcontext(call.env.stdin) if stdin else open_file(path) as stream,
        read_table(stream, where) as rows,
        Progress(call.env, _("rows")) as progress,
    ):
        _line, first = next(rows, (0, []))
        if isinstance(first, Bad):
            raise DataProblem(first.reason, where=_("{where}, line 1", where=where))
        head = Head(first, where, answers, needs=needs)
        if head.others:
            names = _(", ").join(head.others)
            kept = _("columns that are not read, only passed on: {names}", names=names)
            call.env.say(_("not read: {heads}", heads=names) if needs else kept)
        yield (table := Companies(head, rows, progress))
    if table.errors:
        message = ngettext(
            "{count} row could not be judged: its verdict is error, the column {column} says why",
            "{count} rows could not be judged: their verdict is error, the column {column} says "
            "why",
            table.errors,
        )
        if only:
            message = ngettext(
                "{count} row could not be judged: it is left out and named above",
                "{count} rows could not be judged: they are left out and named above",
                table.errors,
            )
        column = "next" if needs else "error"
        call.env.warn(message.format(count=table.errors, column=column))
