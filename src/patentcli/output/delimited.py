"""TSV and CSV: UTF-8, LF line ends, no cell that a spreadsheet would run.

In TSV a record is a line: tab and line break in a cell become a space. In CSV
they stay, quoted as RFC 4180 says (https://www.rfc-editor.org/rfc/rfc4180).
Other control, bidi and zero-width characters are made visible in both; JSON is
the format that keeps them.
"""

from collections.abc import Iterable, Iterator, Sequence

from patentcli.output.cells import cell_text
from patentcli.output.clean import GUARD_STARTS, block, guard, line

_Records = Iterable[Sequence[object]]


def tsv(records: _Records) -> Iterator[str]:
    """Lines of tab-separated cells."""
    for cells in records:
        yield "\t".join(map(_tsv_cell, cells)) + "\n"


def csv(records: _Records) -> Iterator[str]:
    """Lines of comma-separated cells."""
    for cells in records:
        # An empty line would read as no record at all.
        yield (",".join(map(_csv_cell, cells)) or '""') + "\n"


def _tsv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if text[:1] in GUARD_STARTS:
        text = guard(text)
    return text if text.isprintable() else line(text)


def _csv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if text[:1] in GUARD_STARTS:
        text = guard(text)
    if not text.isprintable():
        text = block(text)
        if "\n" in text or "\r" in text or "\t" in text:
            return _quoted(text)
    return _quoted(text) if '"' in text or "," in text else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
