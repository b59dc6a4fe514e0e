"""From an answer and the user's wishes to bytes on a stream."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import TYPE_CHECKING

from patentcli.errors import UsageProblem, extra_missing
from patentcli.i18n import _
from patentcli.output.model import FORMATS, SUFFIXES, OutputOptions, Rows
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from patentcli.environment import Environment
    from patentcli.output.stream import Output

# Endings of names that promise a kind of file which no answer is written as.
# fmt: off
_OTHER_KINDS = (
    "bmp", "db", "doc", "docx", "docm", "epub", "gif", "gz", "htm", "html", "jpeg", "jpg", "ods",
    "odt", "parquet", "pdf", "png", "ppt", "pptx", "rtf", "sql", "sqlite", "svg", "toml", "xls",
    "xlsm", "xlsb", "xml", "yaml", "yml", "zip",
)
# fmt: on


def goes_to_file(options: OutputOptions) -> bool:
    """Whether `--output` names a file; `-` is standard output, as everywhere."""
    return options.output not in (None, "-", "/dev/stdout")


def format_name(env: "Environment", options: OutputOptions) -> str:
    """The format to write: the one asked for, else by the file's suffix, else by the terminal.

    UsageProblem for an unknown one, and for a name that promises another kind of file.
    """
    name = options.format
    if name is not None:
        check_word(name, FORMATS, _("unknown format {value!r}"), "--format")
    if not goes_to_file(options):
        if name == "xlsx":
            hint = _("name a file, as in {example}").format(example="--output patents.xlsx")
            raise UsageProblem(
                _("a workbook cannot be written to a stream"), where="--format", hint=hint
            )
        return name or ("table" if env.stdout.is_tty else "tsv")
    suffix = (options.output or "").rpartition(".")[2].lower()
    found = name or SUFFIXES.get(suffix, "tsv")
    if suffix in _OTHER_KINDS or (suffix == "xlsx") != (found == "xlsx"):
        known = ", ".join(f".{ending}" for ending in SUFFIXES)
        hint = _("known: {names}").format(names=known)
        message = _("a {format} file cannot be named .{suffix}").format(format=found, suffix=suffix)
        raise UsageProblem(message, where="--output", hint=hint)
    return found


def parse_fields(text: str) -> tuple[str, ...]:
    """The names in `a,b,c`; UsageProblem when there are none."""
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if not names:
        raise UsageProblem(_("names no field"), where="--fields", hint=_("for example: id,title"))
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
        others = ", ".join(known for known in FORMATS if known != "ids")
        hint = _("known: {names}").format(names=others)
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
    from patentcli.output import formats

    records = rows.tuples(fields)
    if name == "ids":
        return formats.ids(records, null=options.null)
    if name == "md":
        return formats.markdown(records, fields, rows.numeric, header=options.header)
    if name in ("tsv", "csv"):
        lines = formats.csv if name == "csv" else formats.tsv
        return lines(chain((fields,), records) if options.header else records)
    if name in ("json", "jsonl") and rows.document is not None and options.fields is None:
        value = rows.document()
        if name == "json":
            return iter((formats.pretty(value) + "\n",))
        return formats.json_lines(value if isinstance(value, list | tuple) else (value,))
    objects = (dict(zip(fields, values, strict=True)) for values in records)
    return formats.json_array(objects) if name == "json" else formats.json_lines(objects)


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
