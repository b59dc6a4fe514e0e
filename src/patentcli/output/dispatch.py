"""From an answer and the user's wishes to bytes on a stream."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Any

from patentcli.output.cells import cell_text
from patentcli.output.choice import check_options, chosen_fields, format_name, goes_to_file
from patentcli.output.clean import line
from patentcli.output.model import OutputOptions, Rows
from patentcli.output.stream import Output

if TYPE_CHECKING:
    from patentcli.environment import Environment

_BATCH = 256  # records encoded and buffered at a time


def write(env: "Environment", rows: Rows, options: OutputOptions) -> int:
    """Write the answer as asked; the number of records written.

    A view of its own (`rows.human`) counts what it returns, a document counts 1
    or the length of its array. `env.stdout` is left to be finished by the caller.
    Raises UsageProblem for a format, field or combination that means nothing,
    CannotCreate and WriteFailed where the output cannot be written.
    """
    name = format_name(env, options)
    fields = chosen_fields(rows, options)
    check_options(name, rows, options)
    if name in ("json", "jsonl") and options.fields is None:
        fields = rows.fields
    if name == "ids":
        fields = (rows.id_field or "",)
    records = _Counter(rows.tuples(fields))
    if name == "xlsx":
        from patentcli.output.xlsx import write_workbook

        write_workbook(env, records, fields, options)
        return records.count
    with _destination(env, options) as out:
        if options.bom:
            out.write_text("\ufeff")
        if name == "table":
            return _draw(env, rows, fields, records, options, out)
        if name in ("json", "jsonl") and rows.document is not None and options.fields is None:
            from patentcli.output import json_format

            value = rows.document()
            _stream(json_format.document(value, one_line=name == "jsonl"), out, live=False)
            return len(value) if isinstance(value, list | tuple) else 1
        _stream(_pieces(name, records, rows, fields, options), out, live=options.live)
        return records.count


def _destination(env: "Environment", options: OutputOptions) -> AbstractContextManager[Output]:
    if goes_to_file(options):
        from patentcli.output.file import output_file

        path = options.output or ""
        return output_file(path, force=options.force, inputs=options.inputs)
    if options.pager:
        from patentcli.output.pager import paged

        return paged(env)
    return nullcontext(env.stdout)


def _pieces(
    name: str,
    records: Iterable[tuple[Any, ...]],
    rows: Rows,
    fields: tuple[str, ...],
    options: OutputOptions,
) -> Iterator[str]:
    if name == "ids":
        end = "\0" if options.null else "\n"  # a cleaned id can hold neither
        return (line(cell_text(value)) + end for (value,) in records)
    if name in ("json", "jsonl"):
        from patentcli.output import json_format

        make = json_format.lines if name == "jsonl" else json_format.array
        return make(records, fields)
    if name == "md":
        from patentcli.output import markdown

        if options.header:
            return markdown.table(records, fields, rows.numeric)
        return markdown.lines(records)
    from patentcli.output import delimited

    lines = delimited.csv if name == "csv" else delimited.tsv
    return lines(chain((fields,), records) if options.header else records)


def _draw(
    env: "Environment",
    rows: Rows,
    fields: tuple[str, ...],
    records: "_Counter",
    options: OutputOptions,
    out: Output,
) -> int:
    from patentcli.output.terminal import Screen

    # A terminal's colours have no place in a file unless they are demanded.
    color = "never" if goes_to_file(options) and options.color == "auto" else options.color
    screen = Screen(out, width=env.width, colour=env.colour(color))
    if rows.human is not None and options.fields is None:
        return rows.human(screen) or 0
    screen.table(
        fields,
        records,
        whole=(*rows.whole, *((rows.id_field,) if rows.id_field else ())),
        numeric=rows.numeric,
        one_line=rows.one_line,
        styles=rows.styles,
        words=rows.words,
        header=options.header,
    )
    return records.count


def _stream(pieces: Iterator[str], out: Output, *, live: bool) -> None:
    batch: list[str] = []
    try:
        for piece in pieces:
            batch.append(piece)
            if live or len(batch) == _BATCH:
                text = "".join(batch)
                batch.clear()
                out.write_text(text)
                if live:
                    out.flush()
    finally:  # what was read before a failure is part of the answer
        out.write_text("".join(batch))


class _Counter:
    """The same records, counted as they pass."""

    def __init__(self, records: Iterable[tuple[Any, ...]]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for record in self._records:
            self.count += 1
            yield record
