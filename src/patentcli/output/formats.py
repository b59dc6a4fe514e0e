"""What a command hands over to be written, and the formats that are text.

TSV and CSV have LF line ends and no cell that a spreadsheet would run; a tab or line break in a
cell of TSV becomes a space, in CSV it stays, quoted as RFC 4180 says
(https://www.rfc-editor.org/rfc/rfc4180). TSV quotes a cell that begins with a quotation mark alone:
spreadsheets and our lists would look for its end. Markdown is a table as GitHub reads it
(https://github.github.com/gfm/#tables-extension-), in which text stays text. JSON keeps every
character, hidden ones as \\u escapes; all else makes them visible."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.output.clean import block, guard, line
from patentcli.output.values import array, cell_text, compact, pretty
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from patentcli.output import terminal

FORMATS = {
    "table": N_("For a person: the default on a terminal. Lists are cut to its width."),
    "tsv": N_("Cells separated by tabs, one record a line: the default elsewhere."),
    "csv": N_("Cells separated by commas (RFC 4180): the default of --batch; --bom for Excel."),
    "json": N_("One document, with every field of every record; unknown is null."),
    "jsonl": N_("One JSON object a line."),
    "md": N_("A Markdown table."),
    "ids": N_("The ids alone, one a line, of an answer that has ids; for xargs -0 with --null."),
    "xlsx": N_("A workbook, with --output and the extra xlsx: dates, money and text as such."),
}
"""The formats, and what the help says of each."""
SUFFIXES = {"txt": "table"} | {name: name for name in FORMATS if name not in ("table", "ids")}
"""What the end of a file's name says about the format."""
# Endings that promise a kind of file which no answer is written as.
_OTHER_KINDS = (
    "bmp", "db", "doc", "docm", "docx", "epub", "gif", "gz", "htm", "html", "jpeg", "jpg", "ods",
    "odt", "parquet", "pdf", "png", "ppt", "pptx", "rtf", "sql", "sqlite", "svg", "toml", "xls",
    "xlsb", "xlsm", "xml", "yaml", "yml", "zip",
)  # fmt: skip
# An underscore inside a word means nothing to GitHub, and escaping it would break
# addresses; an ampersand matters only where it begins a character reference.
_MARKUP = r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"

Records = Iterable[Sequence[object]]  # the values of each record, in the order of the fields
Screen: TypeAlias = "terminal.Screen"
"""Where a view for people is drawn, by rich, which is loaded on a terminal only."""


class Rows(NamedTuple):
    """The records of one answer and the forms they can take. Values are JSON-able: str, None, bool,
    int, float, list of str, list of dict, dict."""

    columns: tuple[str, ...]  # default columns of TSV, CSV, md, XLSX and table
    fields: tuple[str, ...]  # all that `--fields` may choose, in the order of JSON keys
    rows: Iterable[Mapping[str, object]] = ()  # read once, one at a time
    nested: Mapping[str, tuple[str, ...]] = {}
    """The keys of the objects in a field, which `--fields` takes as `field.key`."""
    id_field: str | None = None
    """What `ids` writes; None: there are no ids and the format is refused."""
    document: Callable[[], Any] | None = None
    """The JSON form where it is not an array of the rows; not used when `--fields` chooses."""
    each: Callable[[Any], object] | None = None
    """The JSON form of a row where it is not the row itself; likewise."""
    human: Callable[[Screen], object] | None = None
    """A view of its own for `table`, not used when `--fields` chooses."""
    whole: tuple[str, ...] = ()  # columns that a table never cuts or wraps, besides `id_field`
    numeric: tuple[str, ...] = ()  # columns that a table aligns to the right
    one_line: bool = False
    """On a terminal a record is one line, cut to the width; else long cells are wrapped."""
    words: Mapping[str, Mapping[str, str]] = {}
    """For a column, what a person reads in place of a value: on the terminal, translated there."""

    def tuples(self, fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The values of each record for `fields`, in their order."""
        return (tuple([value_at(row, name) for name in fields]) for row in self.rows)


def value_at(row: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `expiry.date`; of a list of objects, a list of their values."""
    if path in row:  # a name that came with the data may have a dot
        return row[path]
    field, _dot, key = path.partition(".")
    value = row[field]
    if value is None:
        return value
    return [item[key] for item in value] if isinstance(value, list | tuple) else value[key]


class Form(NamedTuple):
    """How an answer is to be written."""

    format: str
    fields: tuple[str, ...] | None = None  # those chosen
    header: bool = True
    null: bool = False
    bom: bool = False

    def names(self, rows: Rows) -> tuple[str, ...]:
        """The fields to write, in their order."""
        return self.fields or (rows.fields if self.format in ("json", "jsonl") else rows.columns)

    def check(self, rows: Rows) -> None:
        """UsageProblem for a field or combination that means nothing."""
        check_fields(self.fields or (), rows.fields, rows.nested)
        if self.format == "ids" and rows.id_field is None:
            hint = _("known: {names}", names=", ".join(f for f in FORMATS if f != "ids"))
            message = _("ids is not available for this command")
            raise UsageProblem(message, where="--format", hint=hint)
        if self.format == "ids" and self.fields is not None:
            raise UsageProblem(_("cannot be combined with --format ids"), where="--fields")
        for option, format_ in (("null", "ids"), ("bom", "csv")):
            if getattr(self, option) and self.format != format_:
                message = _("goes with --format {name} only", name=format_)
                raise UsageProblem(message, where=f"--{option}")


def format_name(name: str | None, usual: str | None, file: str | None, *, is_tty: bool) -> str:
    """The format to write: asked for, else by the file's suffix, else configured, else by terminal.
    UsageProblem for an unknown one, and for a file name that promises another kind."""
    if name is not None:
        check_word(name, FORMATS, _("unknown format {value!r}"), "--format")
    if file is None:
        name = name or usual or ("table" if is_tty else "tsv")
        if name == "xlsx":
            hint = _("name a file, as in {example}", example="--output patents.xlsx")
            message = _("a workbook cannot be written to standard output")
            raise UsageProblem(message, where="--format", hint=hint)
        return name
    suffix = file.rpartition(".")[2].lower()
    found = name or SUFFIXES.get(suffix, usual or "tsv")
    is_other = suffix in _OTHER_KINDS and suffix not in SUFFIXES
    if is_other or (suffix == "xlsx") != (found == "xlsx"):
        hint = _("known: {names}", names=", ".join(f".{ending}" for ending in SUFFIXES))
        named = file.rpartition("/")[2]
        said = _("{name} is not a name for a file in the format {format}", name=named, format=found)
        raise UsageProblem(said, where="--output", hint=hint)
    return found


def check_fields(
    names: Iterable[str], known: Sequence[str], nested: Mapping[str, Sequence[str]]
) -> None:
    """UsageProblem for the first that is neither known nor a path such as `expiry.date`."""
    paths = [f"{name}.{key}" for name, keys in nested.items() if name in known for key in keys]
    for name in names:
        check_word(name, (*known, *paths), _("unknown field {value!r}"), "--fields")


def pieces(form: Form, rows: Rows) -> Iterator[str]:
    """The answer as text, piece by piece."""
    name, fields, header = form.format, form.names(rows), form.header
    if name == "ids":
        end = "\0" if form.null else "\n"  # a cleaned id can hold neither
        ids = rows.tuples((rows.id_field or "",))  # a row that names no record has none
        return (line(cell_text(value)) + end for (value,) in ids if value)
    records = rows.tuples(fields)
    if name == "md":
        return markdown(records, fields, rows.numeric, header=header)
    if name in ("tsv", "csv"):
        lines = (csv if name == "csv" else tsv)(chain((fields,), records) if header else records)
        return chain(("\ufeff",), lines) if form.bom else lines
    objects: Iterable[object] = (dict(zip(fields, values, strict=True)) for values in records)
    if rows.each is not None and form.fields is None:
        objects = map(rows.each, rows.rows)
    elif rows.document is not None and form.fields is None:
        value = rows.document()
        several = isinstance(value, list | tuple | Iterator)
        if name == "json" and not several:
            return iter((pretty(value) + "\n",))
        objects = value if several else (value,)
    return array(objects) if name == "json" else (compact(value) + "\n" for value in objects)


def tsv(records: Records) -> Iterator[str]:
    """Lines of tab-separated cells."""
    for cells in records:
        texts = [line(guard(cell_text(value))) for value in cells]
        yield "\t".join([_csv_cell(t) if t.lstrip()[:1] == '"' else t for t in texts]) + "\n"


def csv(records: Records) -> Iterator[str]:
    """Lines of comma-separated cells."""
    for cells in records:
        # Letters and digits need no guard and no quotes; an empty line would read as no record.
        texts = [t if not t or t.isalnum() else _csv_cell(t) for t in map(cell_text, cells)]
        yield (",".join(texts) or '""') + "\n"


@lru_cache(maxsize=1 << 14)  # sentences and days come again and again
def _csv_cell(text: str) -> str:
    text = block(guard(text))
    return '"' + text.replace('"', '""') + '"' if re.search('[",\t\n\r]', text) else text


def markdown(
    records: Records, fields: Sequence[str], numeric: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Lines of a table; `numeric` fields are aligned to the right."""
    rule = ["---:" if name in numeric else "---" for name in fields]
    head = ([escape(name) for name in fields], rule) if header else ()
    for cells in chain(head, ([escape(cell_text(v)) for v in values] for values in records)):
        yield "| " + " | ".join(cells) + " |\n"


def escape(text: str) -> str:
    """Plain text as Markdown within a line."""
    # The backslashes that cleaning writes are text and are escaped too.
    return re.sub(_MARKUP, r"\\\g<0>", line(text))
