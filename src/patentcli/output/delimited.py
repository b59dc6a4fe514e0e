"""TSV and CSV: one record a line in TSV, RFC 4180 quoting in CSV, LF line ends."""

from collections.abc import Iterable, Iterator, Mapping

from patentcli.output.cells import cell_text
from patentcli.output.clean import FORMULA_STARTS, block, guard, line


def _tsv_cell(value: object) -> str:
    return line(guard(cell_text(value)))


def tsv(
    rows: Iterable[Mapping[str, object]], fields: tuple[str, ...], *, header: bool
) -> Iterator[str]:
    """Lines of tab-separated cells."""
    if header:
        yield "\t".join(fields) + "\n"
    for row in rows:
        yield "\t".join([_tsv_cell(row[name]) for name in fields]) + "\n"


def _csv_cell(value: object) -> str:
    text = block(guard(cell_text(value)))
    if '"' in text or "," in text or not text.isprintable():
        return '"' + text.replace('"', '""') + '"'
    return text


def csv(
    rows: Iterable[Mapping[str, object]], fields: tuple[str, ...], *, header: bool
) -> Iterator[str]:
    """Lines of comma-separated cells; a line break inside a cell stays, quoted."""
    if header:
        yield ",".join(map(_csv_cell, fields)) + "\n"
    for row in rows:
        yield (",".join([_csv_cell(row[name]) for name in fields]) or '""') + "\n"
