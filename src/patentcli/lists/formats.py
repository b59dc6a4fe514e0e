"""Which format a list has, by its suffix and its first bytes, and the table in it."""

import os
import re
from collections.abc import Mapping

from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.lists.heads import HeadTable
from patentcli.lists.source import Source
from patentcli.lists.table import Table

SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".toml": "toml",
}
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also of a workbook with a password
_SQLITE = b"SQLite format 3\0"


def format_of(source: Source) -> str:
    """`csv`, `tsv`, `xlsx`, `json` or `toml`; DataProblem for what is certainly no list."""
    head = source.head
    if head.startswith(_OLD_EXCEL):
        raise DataProblem(
            _("an old or encrypted Excel file"),
            where=source.shown,
            hint=_("save it as .xlsx or .csv, without a password"),
        )
    if head.startswith(_SQLITE):
        raise DataProblem(_("a database, not a list"), where=source.shown)
    if head.startswith(_ZIP):
        return "xlsx"
    suffix = os.path.splitext(source.path or "")[1].lower()
    named = SUFFIXES.get(suffix) or _sniffed(head)
    if named == "xlsx":
        raise DataProblem(_("no Excel workbook"), where=source.shown)
    if not head.strip():
        raise DataProblem(_("an empty file"), where=source.shown)
    return named


def _sniffed(head: bytes) -> str:
    """The format of a text by its first line that says something."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{" or re.match(rb"\[\s*(\{|\])", start):
        return "json"
    comments = rb"(#[^\n]*\n\s*)*"
    if re.match(comments + rb"(\[\[?[\w\"-]+\]\]?\s*\n|\w+ *= *[\"\[tf0-9])", start):
        return "toml"
    return "csv"


def read_table(
    source: Source, table: HeadTable, chosen: Mapping[str, str], encoding: str | None
) -> Table:
    """Heads and rows of a list, whatever its format."""
    kind = format_of(source)
    if encoding is not None and kind in ("xlsx", "toml"):
        message = _("a {format} file has one encoding only").format(format=kind.upper())
        raise UsageProblem(message, where="--encoding", hint=_("leave the option out"))
    if kind == "json":
        from patentcli.lists import json_list

        return json_list.read(source, encoding)
    if kind == "toml":
        from patentcli.lists import toml_list

        return toml_list.read(source)
    if kind == "xlsx":
        from patentcli.lists import workbook

        return workbook.read(source, table, chosen)
    from patentcli.lists import delimited

    return delimited.read(source, encoding, table, chosen, tabs=kind == "tsv")
