"""Which format a list has, by its first bytes and its suffix, and the tables in it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.lists.heads import HeadTable
from patentcli.lists.source import Source
from patentcli.lists.table import File

SUFFIXES = {
    **dict.fromkeys((".csv", ".txt"), "csv"),
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "workbook"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    ".toml": "toml",
}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_SQLITE = b"SQLite format 3\0"


def format_of(source: Source) -> str:
    """`csv`, `tsv`, `workbook`, `json` or `toml`; DataProblem for what is certainly no list."""
    head = source.head
    if head.startswith(_WORKBOOKS):
        return "workbook"
    if head.startswith(_SQLITE):
        raise DataProblem(_("a database, not a list"), where=source.shown)
    start = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"%PDF-"):
        raise DataProblem(
            _("a PDF, not a table"),
            where=source.shown,
            hint=_("copy the table into a spreadsheet and save it as .xlsx or .csv"),
        )
    if re.match(rb"<(!doctype|html|table|\?xml|meta|head|body|div|style)", start, re.IGNORECASE):
        raise DataProblem(
            _("a web page or XML, whatever the file is named"),
            where=source.shown,
            hint=_("open it in a spreadsheet program and save it as .xlsx or .csv"),
        )
    named = SUFFIXES.get(source.suffix)
    if not start:
        raise DataProblem(_("an empty file"), where=source.shown)
    if named == "workbook":
        raise DataProblem(_("not an Excel workbook"), where=source.shown)
    if source.suffix == ".txt":
        named = None
    return named or _sniffed(start)


def _sniffed(start: bytes) -> str:
    """The format of a text by its first line that says something."""
    if start[:1] == b"{" or re.match(rb"\[\s*(\{|\])", start):
        return "json"
    comments = rb"(#[^\n]*\n\s*)*"
    if re.match(comments + rb"(\[\[?[\w\"-]+\]\]?\s*\n|\w+ *= *[\"\[tf0-9])", start):
        return "toml"
    return "csv"


@contextmanager
def read_file(
    source: Source, table: HeadTable, chosen: Mapping[str, str], encoding: str | None
) -> Iterator[File]:
    """The tables of a list, whatever its format; they can be read until the block ends."""
    kind = format_of(source)
    if encoding is not None and kind in ("workbook", "toml"):
        message = _("a {format} file has one encoding only").format(format=kind.upper())
        raise UsageProblem(message, where="--encoding", hint=_("leave the option out"))
    if kind == "workbook":
        from patentcli.lists import workbook

        with workbook.read(source) as found:
            yield found
    elif kind == "json":
        from patentcli.lists import json_list

        yield json_list.read(source, encoding)
    elif kind == "toml":
        from patentcli.lists import toml_list

        yield toml_list.read(source)
    else:
        from patentcli.lists import delimited

        yield delimited.read(source, encoding, table, chosen, tabs=kind == "tsv")
