"""From an answer and the user's wishes to bytes on a stream."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from patentcli.output.choice import check_options, chosen_fields, format_name, goes_to_file
from patentcli.output.model import Encode, OutputOptions, Rows
from patentcli.output.stream import Output

if TYPE_CHECKING:
    from patentcli.environment import Environment

Item = TypeVar("Item")
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
    with _destination(env, options) as out:
        if options.bom:
            out.write_text("\ufeff")
        if name == "table":
            return _write_table(env, rows, fields, options, out)
        if name in ("json", "jsonl"):
            return _write_json(name, rows, options, out)
        if name in ("csv", "tsv") and fields == rows.columns:
            if rows.blocks is not None:
                return _write_blocks(name, rows.blocks, fields, options, out)
            if rows.cells is not None:
                cells = _Counter(rows.cells)
                _stream(_lines(name)(cells, fields, header=options.header), out)
                return cells.count
        counter = _Counter(rows.rows)
        _stream(_pieces(name, counter, rows, fields, options), out)
        return counter.count


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
    records: Iterable[Mapping[str, object]],
    rows: Rows,
    fields: tuple[str, ...],
    options: OutputOptions,
) -> Iterator[str]:
    if name == "ids":
        from patentcli.output.ids import ids

        return ids(records, rows.id_field or "", null=options.null)
    if name == "md":
        from patentcli.output.markdown import table

        return table(records, fields, header=options.header, numeric=rows.numeric)
    from patentcli.output import delimited

    make = delimited.csv if name == "csv" else delimited.tsv
    return make(records, fields, header=options.header)


def _lines(name: str) -> "Callable[..., Iterator[str]]":
    from patentcli.output import delimited

    return delimited.csv_lines if name == "csv" else delimited.tsv_lines


def _write_blocks(
    name: str,
    blocks: Callable[[Encode], Iterable[tuple[bytes, int]]],
    fields: tuple[str, ...],
    options: OutputOptions,
    out: Output,
) -> int:
    lines = _lines(name)

    def encode(records: Iterable[tuple[str, ...]]) -> bytes:
        return Output.encoded("".join(lines(records, fields, header=False)))

    count = 0
    made = iter(blocks(encode))
    first = next(made, (b"", 0))  # before the header, should it fail
    _stream(lines((), fields, header=options.header), out)
    for data, records in chain((first,), made):
        out.write(data)
        count += records
    return count


def _write_json(name: str, rows: Rows, options: OutputOptions, out: Output) -> int:
    from patentcli.output import json_format

    one_line = name == "jsonl"
    if rows.document is not None and options.fields is None:
        value = rows.document()
        _stream(json_format.document(value, one_line=one_line), out)
        return len(value) if isinstance(value, list | tuple) else 1
    counter = _Counter(rows.rows)
    make = json_format.lines if one_line else json_format.array
    _stream(make(counter, options.fields or rows.fields), out)
    return counter.count


def _write_table(
    env: "Environment", rows: Rows, fields: tuple[str, ...], options: OutputOptions, out: Output
) -> int:
    from patentcli.output.terminal import Screen

    # A terminal's colours have no place in a file unless they are demanded.
    color = "never" if goes_to_file(options) and options.color == "auto" else options.color
    screen = Screen(out, width=env.width, colour=env.colour(color))
    if rows.human is not None and options.fields is None:
        return rows.human(screen) or 0
    whole = (*rows.whole, *((rows.id_field,) if rows.id_field else ()))
    return screen.table(
        fields,
        rows.rows,
        headings=rows.headings,
        whole=whole,
        numeric=rows.numeric,
        styles=rows.styles,
        words=rows.words,
        header=options.header,
    )


def _stream(pieces: Iterator[str], out: Output) -> None:
    batch: list[str] = []
    try:
        for piece in pieces:
            batch.append(piece)
            if len(batch) == _BATCH:
                text = "".join(batch)
                batch.clear()
                out.write_text(text)
    finally:  # what was read before a failure is part of the answer
        out.write_text("".join(batch))


class _Counter(Generic[Item]):
    """The same records, counted as they pass."""

    def __init__(self, rows: Iterable[Item]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Item]:
        for row in self._rows:
            self.count += 1
            yield row
