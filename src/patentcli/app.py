"""The command line: a Typer group that builds only the command that is called.

Commands are listed in `commands/__init__.py`. This module adds the shared options to
them and runs the one that was asked for.
"""

import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from patentcli.call import Call
from patentcli.commands import COMMANDS, Entry
from patentcli.environment import Environment
from patentcli.funnel import guarded
from patentcli.i18n import _, set_language
from patentcli.options import FAMILIES, Shared

PROGRAM = "patentcli"
CONTEXT = {"help_option_names": ["-h", "--help"]}


def _store(ctx: typer.Context, param: Any, value: Any) -> Any:
    """Keep a shared option that was given; the one after the command wins over the one before."""
    if value not in (None, False, (), []) and not ctx.resilient_parsing:
        ctx.obj.values[param.name] = value
        if param.name == "version":
            from patentcli.version import say_version

            raise typer.Exit(say_version(ctx.obj.env))
    return value


def shared_params(families: Sequence[str]) -> list[TyperOption]:
    """The parameters of these families, in the language in use."""
    return [
        _param(option, _(title))
        for f in families
        for title, options in [FAMILIES[f]]
        for option in options
    ]


def _param(option: Shared, panel: str) -> TyperOption:
    kind: dict[str, Any] = {"is_flag": True} if option.is_flag else {"type": str}
    return TyperOption(
        param_decls=[option.name, *option.flags],
        help=_(option.help),
        metavar=option.metavar or None,
        multiple=option.many,
        default=None,
        expose_value=False,
        is_eager=option.name == "version",
        callback=_store,
        rich_help_panel=panel,
        **kind,
    )


class Command(TyperCommand):
    """A command whose help is laid out by our own module."""

    entry: Entry

    def invoke(self, ctx: Any) -> Any:
        """Run it with the shared options in effect."""
        ctx.obj.apply()
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, examples and options."""
        from patentcli.help_text import write_command_help

        write_command_help(self, ctx, formatter)


class Group(TyperGroup):
    """A group that imports a command's module when that command is called or described."""

    entries: dict[str, Entry]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of `commands/__init__.py`."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, built now; None if there is none."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else build(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer, with the nearest name for one that is unknown."""
        if args and args[0] not in self.entries and not args[0].startswith("-"):
            from patentcli.suggest import unknown_word

            message = _("no command {name!r}").format(name=args[0])
            raise unknown_word(message, args[0], self.entries, where=ctx.command_path)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, examples and the commands by theme."""
        from patentcli.help_text import write_group_help

        write_group_help(self, ctx, formatter)


def build(name: str, entry: Entry) -> Command | Group:
    """The command or group that an entry describes."""
    if entry.commands:
        return _group(name, entry.commands)
    module = import_module(f"patentcli.commands.{entry.module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    function: Callable[..., Any] = getattr(module, entry.function)
    single.command(
        name,
        cls=Command,
        help=_(entry.help),
        context_settings=CONTEXT,
    )(function)
    command: Any = get_command(single)
    command.entry = entry
    for param in command.params:
        param.help = _(param.help or "")
    command.params.extend(shared_params((*entry.families, "global")))
    return command  # type: ignore[no-any-return]


def _group(name: str, entries: dict[str, Entry]) -> Group:
    group = Group(
        name=name,
        rich_markup_mode=None,
        params=list(shared_params(("global",))),
        context_settings=CONTEXT,
        no_args_is_help=True,
    )
    group.entries = entries
    return group


def root() -> Group:
    """The whole program as one group."""
    return _group(PROGRAM, COMMANDS)


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, looked up before parsing: the help must be built in it."""
    wanted = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return wanted


def _terminated(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends like Ctrl-C, so that half-written files are taken away."""
    raise KeyboardInterrupt


def run(arguments: Sequence[str], env: Environment) -> int:
    """Run one call; the exit code."""
    env.debug = "--debug" in arguments
    return guarded(env, lambda: _run(arguments, env))


def _run(arguments: Sequence[str], env: Environment) -> int:
    from patentcli.settings import read_settings

    settings = read_settings(env)
    set_language(env.language(_wanted_language(arguments), settings.get("lang")))
    try:
        return _invoke(arguments, Call(env, settings))
    except typer.TyperException as problem:
        from patentcli.usage import is_bare_group, usage_problem

        if is_bare_group(problem):
            env.stdout.write_human(problem.format_message() + "\n")
            return 0
        raise usage_problem(problem) from problem


def _invoke(arguments: Sequence[str], call: Call) -> int:
    result = root().main(
        args=list(arguments),
        prog_name=PROGRAM,
        standalone_mode=False,
        obj=call,
    )
    return int(result or 0)


def main() -> None:
    """Entry point of the console script."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:], Environment()))
