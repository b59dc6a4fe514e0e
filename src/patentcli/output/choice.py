"""What the shared options mean for one answer, and which of them contradict it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.output.model import FORMATS, SUFFIXES, OutputOptions, Rows

if TYPE_CHECKING:
    from patentcli.environment import Environment


def format_name(env: "Environment", options: OutputOptions) -> str:
    """The format to write: the one asked for, else by the file's suffix, else by the terminal."""
    if options.format is not None:
        if options.format not in FORMATS:
            from patentcli.suggest import unknown_word

            message = _("unknown format {value!r}").format(value=options.format)
            raise unknown_word(message, options.format, FORMATS, where="--format")
        return options.format
    if goes_to_file(options):
        return SUFFIXES.get((options.output or "").rpartition(".")[2].lower(), "tsv")
    return "table" if env.stdout_is_tty else "tsv"


def goes_to_file(options: OutputOptions) -> bool:
    """Whether `--output` names a file; `-` is standard output, as everywhere."""
    return options.output is not None and options.output != "-"


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
        if name not in known:
            from patentcli.suggest import unknown_word

            message = _("unknown field {value!r}").format(value=name)
            raise unknown_word(message, name, known, where=where)


def chosen_fields(rows: Rows, options: OutputOptions) -> tuple[str, ...]:
    """The fields asked for, else the default columns."""
    if options.fields is None:
        return rows.columns
    check_fields(options.fields, rows.fields)
    return options.fields


def check_options(name: str, rows: Rows, options: OutputOptions) -> None:
    """Raise UsageProblem for options that mean nothing with the format `name`."""
    if name == "ids":
        if rows.id_field is None:
            others = ", ".join(known for known in FORMATS if known != "ids")
            hint = _("known: {names}").format(names=others)
            raise UsageProblem(_("these records have no ids"), where="--format", hint=hint)
        if options.fields is not None:
            raise UsageProblem(_("means nothing with --format ids"), where="--fields")
    elif options.null:
        raise UsageProblem(_("goes with --format ids only"), where="--null")
    if options.bom and name != "csv":
        raise UsageProblem(_("goes with --format csv only"), where="--bom")
