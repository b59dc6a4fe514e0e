"""`eligible --batch`: a verdict for each row of a table of companies."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from patentcli.arguments import native_path
from patentcli.batch.answers import Batch
from patentcli.batch.head import ANSWERS, Head, read_head
from patentcli.batch.table import Row, open_table
from patentcli.call import Call
from patentcli.csv_rows import Bad
from patentcli.errors import DataProblem, ExitStatus, UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.named_patents import patents_of
from patentcli.output.model import Rows
from patentcli.rulebook import rulebook
from patentcli.rules.facts import PatentFacts


def head_of(
    call: Call, rows: Iterator[Row], path: str, answers: Sequence[str], *, needs: bool
) -> Head:
    """The head of a table; columns that travel along are named."""
    where = _("standard input") if path == "-" else path
    _line, first = next(rows, (0, []))
    if isinstance(first, Bad):
        raise DataProblem(first.reason, where=_("{where}, line 1").format(where=where))
    head = read_head(first, where, answers, needs=needs)
    if head.others:
        message = _("columns that are not read, only passed on: {names}")
        call.env.say(message.format(names=", ".join(head.others)))
    return head


def refuse_order(call: Call) -> None:
    """Rows are answered as they come."""
    for name in ("sort", "reverse"):
        if call.values.get(name):
            message = _("not possible with --batch: rows are answered as they come")
            raise UsageProblem(message, where=f"--{name}")


def run_batch(call: Call, path: str, *, as_of: date, strict: bool) -> int:
    """Write every row with its verdict; 65 if a row meant nothing."""
    refuse_order(call)
    path = native_path(path)
    # CSV like most input, where neither option nor file name says otherwise.
    options = call.output_options("csv")
    limit = call.limit()
    book = rulebook(call)

    def patents(text: str) -> Sequence[PatentFacts]:
        return patents_of(call.catalogue, text, "patent")

    with open_table(path, call.env) as rows:
        head = head_of(call, rows, path, ANSWERS, needs=False)
        columns = (*head.cells, *ANSWERS)
        batch = Batch(book, head, as_of=as_of, strict=strict, patents_of=patents)

        def answered() -> Iterator[tuple[str, ...]]:
            blank = [""] * len(head.cells)
            with call.env.progress(None, _("rows")) as progress:
                for place, record in rows:
                    progress.advance()
                    if isinstance(record, Bad):
                        cells, answer = record.cells, batch.refused(record.reason)
                    else:
                        cells, answer = record, batch.answer(record)
                    if answer[-1]:
                        reason = _("line {place}: {reason}").format(place=place, reason=answer[-1])
                        answer = (*answer[:-1], reason)
                        cells = (cells + blank)[: len(head.cells)]
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
