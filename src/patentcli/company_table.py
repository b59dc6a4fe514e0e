"""The table of companies that `--batch` names, as people have it, and the answers to its rows. CSV
in the usual encodings, or XLSX. Rows come as they are read: of a pipe each as its line comes."""

import codecs
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar

from patentcli import options
from patentcli.arguments import native_path
from patentcli.batch.companies import Head
from patentcli.call import Call
from patentcli.csv_rows import Bad, read_records, readable, text_lines
from patentcli.environment import Progress
from patentcli.errors import DataProblem, PatentcliError, UsageProblem, open_file
from patentcli.i18n import _, ngettext
from patentcli.lists import workbook
from patentcli.lists.findings import written
from patentcli.lists.source import ZIP, File, Source

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Row = tuple[int, list[str] | Bad]  # the number of a row and its cells, or what is wrong with it
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
    call: Call, answers: Sequence[str] = (), *, needs: bool = False, only: bool = False
) -> Iterator[Companies]:
    """The table that `--batch` names, `-` for standard input, with the options to answer it.

    CSV like most input, where neither option nor file name says otherwise, and each answer at once
    to what comes through a pipe. Columns that travel along are named, and at the end the rows that
    mean nothing are counted; `only`: rows of some verdicts are written, none of these. UsageProblem
    for options that give facts or an order, DataProblem for what is no such table."""
    for name in ("fee", "patent", "sort", "reverse", *(p.name for p in options.company)):
        if call.values.get(name):
            message = _("not possible with --batch: its rows bring the facts, in their order")
            raise UsageProblem(message, where=f"--{name.replace('_', '-')}")
    call.settings = {"format": "csv", **call.settings}
    path = native_path(call.text("batch") or "")
    stdin = path == "-"
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


@contextmanager
def read_table(stream: BufferedReader, shown: str) -> Iterator[Iterator[Row]]:
    """The rows of a table; the first is the head. Raises DataProblem for what is none."""
    first = stream.peek(len(ZIP))
    if first.startswith(ZIP):
        with TemporaryFile() as spool:
            copyfileobj(stream, spool)
            with workbook.read(Source(shown, None, spool, spool.tell())) as book:
                yield _of_workbook(book)
        return
    lines = text_lines(stream, "utf-16") if first[:2] in _MARKS else _decoded(stream)
    head = next(lines, "")
    delimiter = max(",;\t", key=head.count)
    yield read_records(chain((head,) if head else (), lines), delimiter=delimiter)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines of a text; the first that is not ASCII tells between UTF-8 and GB18030."""
    encoding = ""
    for line in text_lines(stream, "latin-1"):
        if not line.isascii():
            body = line.encode("latin-1")
            for name in () if encoding else ("gb18030", "utf-8-sig"):  # the latter wins
                with suppress(UnicodeDecodeError):
                    body.decode(name)
                    encoding = name
            line = readable(body.decode(encoding or "utf-8-sig", "surrogateescape"))
        yield line


def _of_workbook(book: File) -> Iterator[Row]:
    """The rows of the first visible sheet with cells, as texts, at least as long as the head."""
    for sheet in book.tables:
        width = 0
        for place, row in () if sheet.hidden else sheet.rows(0):
            cells = ["" if cell is None else written(cell) for cell in row]
            while cells and not cells[-1] and len(cells) > width:
                cells.pop()
            if any(cells):
                width = width or len(cells)
                yield place, cells + [""] * (width - len(cells))
        if width:
            return
