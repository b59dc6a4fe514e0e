"""From an answer and the user's wishes to bytes on a stream; the formats that are text.

TSV and CSV have LF line ends and no cell that a spreadsheet would run. In TSV a record is a line:
tab and line break in a cell become a space; in CSV they stay, quoted as RFC 4180 says
(https://www.rfc-editor.org/rfc/rfc4180). Markdown is a table as GitHub reads it
(https://github.github.com/gfm/#tables-extension-), in which text stays text. JSON keeps every
character, hidden ones as \\u escapes; all else makes them visible.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from patentcli.errors import UsageProblem, extra_missing
from patentcli.i18n import _
from patentcli.output.clean import block, guard, json_text, line
from patentcli.output.model import FORMATS, SUFFIXES, OutputOptions, Rows, cell_text, compact
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from patentcli.environment import Environment
    from patentcli.output.stream import Output

Records = Iterable[Sequence[object]]
"""The values of each record, in the order of the fields."""

# Endings of names that promise a kind of file which no answer is written as.
_OTHER_KINDS = (
    "bmp", "db", "doc", "docm", "docx", "epub", "gif", "gz", "htm", "html", "jpeg", "jpg", "ods",
    "odt", "parquet", "pdf", "png", "ppt", "pptx", "rtf", "sql", "sqlite", "svg", "toml", "xls",
    "xlsb", "xlsm", "xml", "yaml", "yml", "zip",
)  # fmt: skip
_QUOTED = re.compile('[",\t\n\r]').search  # asked of every cell of a million rows
# An underscore inside a word means nothing to GitHub, and escaping it would break
# addresses; an ampersand matters only where it begins a character reference.
_MARKUP = r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"


def goes_to_file(options: OutputOptions) -> bool:
    """Whether `--output` names a file; `-` is standard output, as everywhere."""
    return options.output not in (None, "-", "/dev/stdout")


def format_name(env: "Environment", options: OutputOptions, default: str | None = None) -> str:
    """The format to write: asked for, else by the file's suffix, else `default`, else by terminal.

    UsageProblem for an unknown one, and for a name that promises another kind of file.
    """
    name = options.format
    if name is not None:
        check_word(name, FORMATS, _("unknown format {value!r}"), "--format")
    if not goes_to_file(options):
        name = name or default or ("table" if env.stdout.is_tty else "tsv")
        if name == "xlsx":
            message = _("a workbook cannot be written to standard output")
            hint = _("name a file, as in {example}").format(example="--output patents.xlsx")
            raise UsageProblem(message, where="--format", hint=hint)
        return name
    suffix = (options.output or "").rpartition(".")[2].lower()
    found = name or SUFFIXES.get(suffix, default or "tsv")
    if suffix in _OTHER_KINDS or (suffix == "xlsx") != (found == "xlsx"):
        hint = _("known: {names}").format(names=", ".join(f".{ending}" for ending in SUFFIXES))
        message = _("a {format} file cannot be named .{suffix}").format(format=found, suffix=suffix)
        raise UsageProblem(message, where="--output", hint=hint)
    return found


def parse_fields(text: str) -> tuple[str, ...]:
    """The names in `a,b,c`; UsageProblem when there are none."""
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if not names:
        raise UsageProblem(_("no field given"), where="--fields", hint=_("for example: id,title"))
    return names


def check_fields(
    names: Iterable[str], known: Sequence[str], nested: Mapping[str, Sequence[str]]
) -> None:
    """Raise UsageProblem for the first that is neither known nor a path such as `expiry.date`."""
    paths = [f"{name}.{key}" for name, keys in nested.items() for key in keys]
    for name in names:
        check_word(name, (*known, *paths), _("unknown field {value!r}"), "--fields")


def _check_options(name: str, rows: Rows, options: OutputOptions) -> None:
    """Raise UsageProblem for options that mean nothing with the format `name`."""
    check_fields(options.fields or (), rows.fields, rows.nested)
    if name == "ids" and rows.id_field is None:
        hint = _("known: {names}").format(names=", ".join(f for f in FORMATS if f != "ids"))
        raise UsageProblem(_("ids is not available for this command"), where="--format", hint=hint)
    if name == "ids" and options.fields is not None:
        raise UsageProblem(_("cannot be combined with --format ids"), where="--fields")
    if options.null and name != "ids":
        raise UsageProblem(_("goes with --format ids only"), where="--null")
    if options.bom and name != "csv":
        raise UsageProblem(_("goes with --format csv only"), where="--bom")


def write(env: "Environment", rows: Rows, options: OutputOptions) -> None:
    """Write the answer as asked; `env.stdout` is left to be finished by the caller.

    Raises UsageProblem for a format, field or combination that means nothing, CannotCreate and
    WriteFailed where the output cannot be written.
    """
    name = format_name(env, options)
    _check_options(name, rows, options)
    fields = options.fields or (rows.fields if name in ("json", "jsonl") else rows.columns)
    if name == "ids":
        fields = (rows.id_field or "",)
    if name == "xlsx":
        try:
            from patentcli.output.xlsx import write_workbook
        except ImportError:
            raise extra_missing("xlsx", "--format xlsx") from None
        write_workbook(env, rows.tuples(fields), fields, options)
        return
    with _destination(env, options) as out:
        if name == "table":
            _draw(env, rows, fields, options, out)
            return
        if options.bom:
            out.write_text("\ufeff")
        for piece in _pieces(name, rows, fields, options):
            out.write_text(piece)
            if options.live:
                out.flush()


def _destination(env: "Environment", options: OutputOptions) -> AbstractContextManager["Output"]:
    if goes_to_file(options):
        from patentcli.output.replacing import output_file

        path = options.output or ""
        return output_file(path, force=options.force, inputs=options.inputs)
    if options.pager:
        from patentcli.output.pager import paged

        return paged(env)
    return nullcontext(env.stdout)


def _pieces(
    name: str, rows: Rows, fields: tuple[str, ...], options: OutputOptions
) -> Iterator[str]:
    records = rows.tuples(fields)
    if name == "ids":
        return ids(records, null=options.null)
    if name == "md":
        return markdown(records, fields, rows.numeric, header=options.header)
    if name in ("tsv", "csv"):
        lines = csv if name == "csv" else tsv
        return lines(chain((fields,), records) if options.header else records)
    objects: Iterable[object] = (dict(zip(fields, values, strict=True)) for values in records)
    if rows.document is not None and options.fields is None:
        value = rows.document()
        if name == "json" and not isinstance(value, list | tuple):
            return iter((pretty(value) + "\n",))
        objects = value if isinstance(value, list | tuple) else (value,)
    return json_array(objects) if name == "json" else json_lines(objects)


def _draw(
    env: "Environment",
    rows: Rows,
    fields: tuple[str, ...],
    options: OutputOptions,
    out: "Output",
) -> None:
    from patentcli.output.terminal import Screen

    # A terminal's colours have no place in a file unless they are demanded.
    color = "never" if goes_to_file(options) and options.color == "auto" else options.color
    screen = Screen(out, width=env.width, colour=env.colour(color), label=rows.label)
    if rows.human is not None and options.fields is None:
        rows.human(screen)
        return
    screen.table(
        fields,
        rows.tuples(fields),
        whole=(*rows.whole, *((rows.id_field,) if rows.id_field else ())),
        numeric=rows.numeric,
        one_line=rows.one_line,
        words=rows.words,
        header=options.header,
    )


def tsv(records: Records) -> Iterator[str]:
    """Lines of tab-separated cells."""
    for cells in records:
        yield "\t".join(line(guard(cell_text(value))) for value in cells) + "\n"


def csv(records: Records) -> Iterator[str]:
    """Lines of comma-separated cells."""
    for cells in records:
        # An empty line would read as no record at all.
        yield (",".join(map(_csv_cell, cells)) or '""') + "\n"


def _csv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if not text or text.isalnum():  # the most of a million rows: nothing to hide, guard or quote
        return text
    return _csv_text(text)


@lru_cache(maxsize=1 << 14)  # words of a vocabulary and days come again and again
def _csv_text(text: str) -> str:
    text = block(guard(text))
    return '"' + text.replace('"', '""') + '"' if _QUOTED(text) else text


def markdown(
    records: Records, fields: Sequence[str], numeric: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Lines of a table; `numeric` fields are aligned to the right."""
    if header:
        yield _markdown_row(fields)
        yield "| " + " | ".join("---:" if name in numeric else "---" for name in fields) + " |\n"
    yield from map(_markdown_row, records)


def escape(text: str) -> str:
    """Plain text as Markdown within a line."""
    # Cleaning comes first: the backslashes it writes are text and are escaped too.
    return re.sub(_MARKUP, r"\\\g<0>", line(text))


def _markdown_row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(escape(cell_text(value)) for value in cells) + " |\n"


def ids(records: Records, *, null: bool) -> Iterator[str]:
    """The only cell of each record, ended by a line end or NUL: a cleaned one can hold neither."""
    return (line(cell_text(value)) + ("\0" if null else "\n") for (value,) in records)


_indent = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2).encode


def pretty(value: object) -> str:
    """A value as JSON, indented by two."""
    return json_text(_indent(value))


def json_lines(values: Iterable[object]) -> Iterator[str]:
    """One value a line."""
    return (compact(value) + "\n" for value in values)


def json_array(values: Iterable[object]) -> Iterator[str]:
    """An array as `pretty` writes it, one value at a time."""
    opening = "[\n"
    for value in values:
        yield opening + "  " + pretty(value).replace("\n", "\n  ")
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
