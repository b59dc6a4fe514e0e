"""The layout of the help: usage, purpose, examples, then the options by family."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from patentcli.commands import Entry
from patentcli.i18n import _

GROUP_EXAMPLES = {
    "patentcli": (
        "patentcli list --domain video",
        "patentcli show CN114694123B",
        "patentcli scheme",
    ),
}


def _examples(formatter: Any, lines: Sequence[str]) -> None:
    if lines:
        with formatter.section(_("Examples")):
            for line in lines:
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")


def _options(command: Any, ctx: Any, formatter: Any) -> None:
    """Arguments first, then options by the family they belong to."""
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is None:
            continue
        own = _("Arguments") if param.param_type_name == "argument" else _("Options")
        title = getattr(param, "rich_help_panel", None) or own
        if param.name == "help":
            title, record = _("Everywhere"), (record[0], _("Show this help, and stop."))
        panels.setdefault(title, []).append(record)
    for title, records in panels.items():
        with formatter.section(title):
            formatter.write_dl(records)


def write_command_help(command: Any, ctx: Any, formatter: Any) -> None:
    """The help of one command."""
    command.format_usage(ctx, formatter)
    entry: Entry = command.entry
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_(entry.help))
    module = import_module(f"patentcli.commands.{entry.module}")
    _examples(formatter, getattr(module, "EXAMPLES", {}).get(command.name, ()))
    _options(command, ctx, formatter)


def write_group_help(group: Any, ctx: Any, formatter: Any) -> None:
    """The help of the program or of a group of commands, from the list of commands alone."""
    group.format_usage(ctx, formatter)
    _examples(formatter, GROUP_EXAMPLES.get(group.name, ()))
    themes: dict[str, list[tuple[str, str]]] = {}
    for name, entry in group.entries.items():
        title = _(entry.theme) if entry.theme else _("Commands")
        themes.setdefault(title, []).append((name, _(entry.help)))
    for title, records in themes.items():
        with formatter.section(title):
            formatter.write_dl(records)
    _options(group, ctx, formatter)
