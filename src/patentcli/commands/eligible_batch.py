"""`eligible --batch`: a verdict for each row of a CSV file or of standard input."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import BinaryIO

from patentcli import named_patents
from patentcli.batch.answers import Batch
from patentcli.batch.head import ANSWERS, check_head
from patentcli.call import Call
from patentcli.csv_rows import Bad, Records, text_lines
from patentcli.errors import DataProblem, ExitStatus, InputMissing, UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.output.model import OutputOptions, Rows
from patentcli.rulebook import rulebook
from patentcli.rules.facts import PatentFacts


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


def _options(call: Call) -> OutputOptions:
    """As asked for; CSV like the input where neither option nor file name says otherwise."""
    for name in ("sort", "reverse"):
        if call.values.get(name):
            message = _("means nothing with --batch: rows are answered as they come")
            raise UsageProblem(message, where=f"--{name}")
    return call.output_options("csv")


def run_batch(call: Call, path: str, *, as_of: date, strict: bool) -> int:
    """Write every row with its verdict; 65 if a row meant nothing."""
    where = _("standard input") if path == "-" else path
    options = _options(call)
    limit = call.limit()
    book = rulebook(call)

    def patents_of(text: str) -> Sequence[PatentFacts]:
        return named_patents.patents_of(call.catalogue, text, "patent")

    with _opened(call, path) as stream:
        records = iter(Records(text_lines(stream)))
        _line, first = next(records, (0, []))
        if isinstance(first, Bad):
            raise DataProblem(first.reason, where=_("{where}, line 1").format(where=where))
        head = check_head(first, where)
        columns = (*head, *ANSWERS)
        batch = Batch(book, head, as_of=as_of, strict=strict, patents_of=patents_of)

        def answered() -> Iterator[tuple[str, ...]]:
            blank = [""] * len(head)
            with call.env.progress(None, _("rows")) as progress:
                for place, record in records:
                    progress.advance()
                    if isinstance(record, Bad):
                        cells, answer = record.cells, batch.refused(record.reason)
                    else:
                        cells, answer = record, batch.answer(record)
                    if answer[-1]:
                        reason = _("line {place}: {reason}").format(place=place, reason=answer[-1])
                        answer = (*answer[:-1], reason)
                        cells = (cells + blank)[: len(head)]
                    yield (*cells, *answer)

        cells = islice(answered(), limit)
        inputs = () if path == "-" else (path,)
        call.write(
            Rows(columns=columns, fields=columns, cells=cells),
            options._replace(inputs=inputs),
        )
    return _say_how_it_went(call, batch)


def _say_how_it_went(call: Call, batch: Batch) -> int:
    if batch.strange:
        text = ngettext(
            "{count} row names no known industry, so its size is open: the column error says more",
            "{count} rows name no known industry, so their size is open: the column error says "
            "more",
            batch.strange,
        )
        call.env.warn(text.format(count=batch.strange))
    if not batch.errors:
        return ExitStatus.OK
    text = ngettext(
        "{count} row could not be judged: its verdict is error, the column error says why",
        "{count} rows could not be judged: their verdict is error, the column error says why",
        batch.errors,
    )
    call.env.warn(text.format(count=batch.errors))
    return ExitStatus.DATA
