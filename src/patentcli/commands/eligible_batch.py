"""`eligible --batch`: a verdict for each row of a CSV file or of standard input."""

import io
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import BinaryIO

from patentcli.batch import ANSWERS, Batch, check_head, rows_of
from patentcli.call import Call
from patentcli.errors import DataProblem, InputMissing
from patentcli.exit_status import ExitStatus
from patentcli.i18n import _, ngettext
from patentcli.named_patents import facts_of, read_number
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.facts import PatentFacts

LONGEST_LINE = 1 << 20  # characters; a file with a longer line is no table


@contextmanager
def _opened(call: Call, path: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input; what cannot be read says why."""
    if path == "-":
        yield call.env.stdin
        return
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a CSV file"), where=path)
        # A named pipe without a writer would wait for ever; a shell's <(…) is /dev/fd/N.
        if not (stat.S_ISREG(mode) or path.startswith("/dev/fd/")):
            raise DataProblem(
                _("is a device or pipe, not a CSV file"),
                where=path,
                hint=_("pipe it into --batch -"),
            )
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except OSError as problem:
        from patentcli.system_errors import refusal

        raise InputMissing(refusal(problem), where=path) from None
    with stream:
        yield stream


def _lines(stream: BinaryIO, where: str) -> Iterator[str]:
    """Lines of text; bytes that are not UTF-8 become lone surrogates, which a row may not hold."""
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        place = 0
        while line := text.readline(LONGEST_LINE):
            place += 1
            if len(line) == LONGEST_LINE:
                at = _("{where}, line {place}").format(where=where, place=place)
                raise DataProblem(_("a line of more than 1 MiB: not a CSV file"), where=at)
            yield line
    finally:
        with suppress(ValueError):  # the file was closed first
            text.detach()


def _is_utf8(cells: list[str]) -> bool:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return False
    return True


def run_batch(call: Call, path: str, *, as_of: str | None, strict: bool) -> int:
    """Write every row with its verdict; 65 if a row meant nothing."""
    where = _("standard input") if path == "-" else path
    book = rulebook(call)

    def patent_of(text: str) -> PatentFacts:
        return next(facts_of(call, text, read_number(text, "patent"), quiet=True))

    with _opened(call, path) as stream:
        records = rows_of(_lines(stream, where), where)
        first = next(records, (0, []))[1]
        if isinstance(first, str):
            raise DataProblem(first, where=where)
        head = check_head(first, where)
        columns = (*head, *ANSWERS)
        batch = Batch(book, head, as_of=as_of_day(as_of), strict=strict, patent_of=patent_of)

        def rows() -> Iterator[Mapping[str, object]]:
            blank = [""] * len(head)
            with call.env.progress(None, _("rows")) as progress:
                for place, record in records:
                    progress.advance()
                    cells = blank if isinstance(record, str) else record
                    if isinstance(record, str):
                        answer = batch.refused(record)
                    elif not _is_utf8(cells):
                        answer = batch.refused(_("not UTF-8"))
                    else:
                        answer = batch.answer(cells)
                    if answer[-1]:
                        reason = _("line {place}: {reason}").format(place=place, reason=answer[-1])
                        answer = (*answer[:-1], reason)
                        cells = (cells + blank)[: len(head)]
                    yield dict(zip(columns, (*cells, *answer), strict=True))

        options = call.output_options()
        if options.format is None and options.output is None:
            options = options._replace(format="csv")
        inputs = () if path == "-" else (path,)
        call.write(
            Rows(columns=columns, fields=columns, rows=rows()), options._replace(inputs=inputs)
        )
    if batch.errors:
        text = ngettext(
            "{count} row means nothing: its verdict is error, the column error says why",
            "{count} rows mean nothing: their verdict is error, the column error says why",
            batch.errors,
        )
        call.env.warn(text.format(count=batch.errors))
        return ExitStatus.DATA
    return ExitStatus.OK
