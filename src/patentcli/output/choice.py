"""What the shared options mean for one answer, and which of them contradict it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.output.model import FORMATS, SUFFIXES, OutputOptions, Rows
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from patentcli.environment import Environment

# Endings of names that promise a kind of file which no answer is written as.
# fmt: off
_OTHER_KINDS = (
    "bmp", "db", "doc", "docx", "docm", "epub", "gif", "gz", "htm", "html", "jpeg", "jpg", "ods",
    "odt", "parquet", "pdf", "png", "ppt", "pptx", "rtf", "sql", "sqlite", "svg", "toml", "xls",
    "xlsm", "xlsb", "xml", "yaml", "yml", "zip",
)
# fmt: on


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
        return name or ("table" if env.stdout_is_tty else "tsv")
    suffix = (options.output or "").rpartition(".")[2].lower()
    found = name or SUFFIXES.get(suffix, "tsv")
    other = suffix in _OTHER_KINDS and suffix not in SUFFIXES
    if other or (suffix == "xlsx") != (found == "xlsx"):
        if found == "xlsx":
            hint = _("end the name of a workbook in .xlsx")
        else:
            known = ", ".join(f".{ending}" for ending in SUFFIXES)
            hint = _("known: {names}").format(names=known)
        message = _("a {format} file cannot be named .{suffix}").format(format=found, suffix=suffix)
        raise UsageProblem(message, where="--output", hint=hint)
    return found


def goes_to_file(options: OutputOptions) -> bool:
    """Whether `--output` names a file; `-` is standard output, as everywhere."""
    return options.output is not None and options.output not in ("-", "/dev/stdout")


def parse_fields(text: str) -> tuple[str, ...]:
    """The names in `a,b,c`; UsageProblem when there are none."""
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if not names:
        raise UsageProblem(_("names no field"), where="--fields", hint=_("for example: id,title"))
    return names


def check_fields(names: Iterable[str], known: Iterable[str], *, where: str = "--fields") -> None:
    """Raise UsageProblem for the first name that is not known; it lists those that are."""
    known = tuple(known)
    for name in names:
        check_word(name, known, _("unknown field {value!r}"), where)


def paths(nested: Mapping[str, Sequence[str]]) -> list[str]:
    """The keys of the objects in fields, as `--fields` takes them: `expiry.date`."""
    return [f"{name}.{key}" for name, keys in nested.items() for key in keys]


def chosen_fields(rows: Rows, options: OutputOptions) -> tuple[str, ...]:
    """The fields asked for, else the default columns."""
    if options.fields is None:
        return rows.columns
    check_fields(options.fields, (*rows.fields, *paths(rows.nested)))
    return options.fields


def check_options(name: str, rows: Rows, options: OutputOptions) -> None:
    """Raise UsageProblem for options that mean nothing with the format `name`."""
    if name == "ids":
        if rows.id_field is None:
            others = ", ".join(known for known in FORMATS if known != "ids")
            hint = _("known: {names}").format(names=others)
            message = _("ids is not available for this command")
            raise UsageProblem(message, where="--format", hint=hint)
        if options.fields is not None:
            raise UsageProblem(_("cannot be combined with --format ids"), where="--fields")
    elif options.null:
        raise UsageProblem(_("goes with --format ids only"), where="--null")
    if options.bom and name != "csv":
        raise UsageProblem(_("goes with --format csv only"), where="--bom")
