"""From an answer and the user's options to bytes on a stream."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.output.model import FORMATS, OutputOptions, Rows
from patentcli.output.stream import Output
from patentcli.suggest import unknown_word

if TYPE_CHECKING:
    from patentcli.environment import Environment


def write(env: "Environment", rows: Rows, options: OutputOptions) -> int:
    """Write the answer as asked; the number of records written.

    Raises UsageProblem for a format, field or combination that means nothing,
    CannotCreate and WriteFailed where the output cannot be written.
    """
    name = options.format or ("table" if env.stdout_is_tty else "tsv")
    if name not in FORMATS:
        raise unknown_word(
            _("unknown format {value}").format(value=name), name, FORMATS, where="--format"
        )
    chosen = options.fields or rows.columns
    counter = _Counter(rows.rows)
    out: Output = env.stdout
    pieces: Iterable[str]
    if name in ("json", "jsonl"):
        from patentcli.output import json_format

        if rows.document is not None and options.fields is None:
            pieces = [json_format.compact(rows.document()) + "\n"]
        else:
            make = json_format.json_array if name == "json" else json_format.json_lines
            pieces = make(counter, options.fields or rows.fields)
    elif name == "ids":
        if rows.id_field is None:
            raise UsageProblem(_("these records have no ids"), where="--format")
        key = rows.id_field
        end = "\0" if options.null else "\n"
        pieces = (f"{row[key]}{end}" for row in counter)
    else:
        from patentcli.output import delimited

        pieces = (delimited.csv if name == "csv" else delimited.tsv)(
            counter, chosen, header=options.header
        )
    for piece in pieces:
        out.write_text(piece)
    return counter.count


class _Counter:
    """Counts the rows that pass through."""

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for row in self._rows:
            self.count += 1
            yield row
