"""Which format a list has, by its first bytes and its suffix, and the tables in it."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from patentcli.catalogue.file import SUFFIXES
from patentcli.csv_rows import Bad, read_records, text_lines
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import N_, _
from patentcli.lists import objects
from patentcli.lists.mapping import READ_ROWS, Background, find_plan
from patentcli.lists.source import (
    ZIP,
    File,
    Row,
    Source,
    Table,
    encoding_of,
    not_text,
    shown_encoding,
)

_MARKS = {"workbook": (ZIP, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "parquet": (b"PAR1",)}
"""What files of some formats begin with."""
_SPREADSHEET = N_("open it in a spreadsheet program, or copy it there, and save .xlsx or .csv")
_WEB_PAGE = N_("a web page or XML, whatever the file is named")
# What is certainly no list, by its first bytes: why, and what to do.
_NO_LISTS = (
    (rb"SQLite format 3", N_("a database, not a list"), ""),
    (rb"%PDF-", N_("a PDF, not a table"), _SPREADSHEET),
    (rb"(?i)<(!doctype|html|table|\?xml|meta|head|body|div|style)", _WEB_PAGE, _SPREADSHEET),
    (rb"\Z", N_("an empty file"), ""),
)
_DELIMITERS = ",\t;|"
_SAMPLE = 1 << 16  # bytes among which the delimiter is looked for


def format_of(source: Source) -> str:
    """`csv`, `tsv`, `workbook`, `json`, `toml` or `parquet`; DataProblem for what is certainly no
    list."""
    head = source.head
    for kind, marks in _MARKS.items():
        if head.startswith(marks):
            return kind
    narrow = head.replace(b"\0", b"") or head  # UTF-16 and UTF-32 begin with the same signs
    start = re.sub(rb"\A(\xef\xbb\xbf|\xff\xfe|\xfe\xff)*\s*", b"", narrow)
    for pattern, reason, hint in _NO_LISTS:
        if re.match(pattern, start):
            raise DataProblem(_(reason), where=source.shown, hint=_(hint))
    named = SUFFIXES.get(source.suffix, "")
    if named and named not in _MARKS and source.suffix != ".txt":  # programs call a text .xls, too
        return named
    # A text by its first line that says something.
    if start[:1] == b"{" or re.match(rb"\[\s*(\{|\])", start):
        return "json"
    comments = rb"(#[^\n]*\n\s*)*"
    if re.match(comments + rb"(\[\[?[\w\"-]+\]\]?\s*\n|\w+ *= *[\"\[tf0-9])", start):
        return "toml"
    return "csv"


@contextmanager
def read_file(source: Source, background: Background) -> Iterator[File]:
    """The tables of a list, whatever its format; they can be read until the block ends."""
    kind, encoding = format_of(source), background.options.encoding
    if encoding is not None and kind in ("workbook", "toml", "parquet"):
        message = _("a {format} file has one encoding only", format=kind.upper())
        raise UsageProblem(message, where="--encoding", hint=_("leave the option out"))
    if kind == "workbook":
        from patentcli.lists import workbook

        with workbook.read(source) as found:
            yield found
    elif kind == "parquet":
        yield objects.read_parquet(source)
    elif kind == "toml":
        yield objects.read_toml(source)
    elif kind == "json":
        yield objects.read_json(source, encoding)
    else:
        name = encoding_of(source, encoding)
        sample = source.head[:_SAMPLE].decode(name, errors="replace")
        sign = "\t" if kind == "tsv" else _delimiter(sample, background)
        yield _delimited(source, name, sign)


def _delimited(source: Source, name: str, delimiter: str) -> File:
    """The table of a CSV or TSV file in the encoding of that name."""

    def rows(width: int) -> Iterator[Row]:
        lines = text_lines(source.again(), name, errors="strict")
        records = read_records(lines, delimiter=delimiter, width=width, blanks=True, spaces=False)
        row = 0
        try:
            for row, (_line, cells) in enumerate(records, start=1):
                if isinstance(cells, Bad):
                    where = _("{where}, row {row}", where=source.shown, row=row)
                    hint = _("close or double it, or save the list as a spreadsheet writes CSV")
                    raise DataProblem(cells.reason, where=where, hint=hint)
                yield row, cells
        except UnicodeError:  # also for want of a byte order mark
            raise not_text(name, _("row {row} or after it", row=row + 1), source.shown) from None

    said = _("read as {encoding}", encoding=shown_encoding(name))
    return File([Table(rows, ragged=True)], [] if name.startswith("utf-8") else [said])


def _delimiter(text: str, background: Background) -> str:
    """The separator that parts known heads, else the one that stands most often, as counting alone
    would be misled by cells such as "王;李;张"."""
    lines = text.splitlines(keepends=True)[:READ_ROWS]
    signs = sorted(_DELIMITERS, key=lambda sign: -max([line.count(sign) for line in lines] or [0]))
    for sign in signs:
        rows: list[list[str]] = []
        with suppress(csv.Error):
            rows.extend(csv.reader(lines, delimiter=sign, skipinitialspace=True))
        if (found := find_plan(rows, background)) and found[0].columns:
            return sign
    return signs[0]
