"""The command line: a Typer group that builds only the command that is called.

Commands are listed in `commands/__init__.py`. This module adds the shared options to
them and runs the one that was asked for.
"""

import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from sqlite3 import DatabaseError
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from patentcli.arguments import in_unicode
from patentcli.call import Call
from patentcli.commands import COMMANDS, Entry
from patentcli.environment import Environment
from patentcli.errors import UsageProblem
from patentcli.funnel import guarded
from patentcli.i18n import _, language, set_language
from patentcli.options import FAMILIES, Shared

PROGRAM = "patentcli"
# Words left over are refused by our own sentence, not by the parser's.
CONTEXT = {"allow_extra_args": True}


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


def _show_help(ctx: typer.Context, _param: Any, value: Any) -> None:
    """Write the page of the command, through our own stream, and stop."""
    if value and not ctx.resilient_parsing:
        from patentcli.manual.page import page_of
        from patentcli.manual.plain import write_page

        write_page(ctx.obj.env, page_of(ctx.command, ctx.command_path))
        raise typer.Exit


def help_option() -> TyperOption:
    """`-h`, `--help`, in the language in use."""
    panel, _options = FAMILIES["global"]
    return TyperOption(
        param_decls=["help", "--help", "-h"],
        help=_("Show this help, and stop."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        rich_help_panel=_(panel),
    )


def _parsed(parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:
    """What the parser leaves over; its refusals as our own errors."""
    try:
        return parse(ctx, args)
    except typer.TyperException as problem:
        from patentcli.usage import parser_problem

        raise parser_problem(problem, ctx) from problem


class Command(TyperCommand):
    """One command of the program."""

    entry: Entry

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer; words that mean nothing here are named."""
        left = _parsed(super().parse_args, ctx, args)
        if left:
            from patentcli.usage import unexpected

            raise unexpected(left, ctx)
        return left

    def invoke(self, ctx: Any) -> Any:
        """Run it with the shared options in effect; a usage error shows its usage."""
        try:
            ctx.obj.apply()
            if not gc.isenabled():  # it was left off while modules were loaded
                gc.freeze()
                gc.enable()
            return super().invoke(ctx)
        except UsageProblem as problem:
            from patentcli.usage import add_usage

            add_usage(problem, ctx.command, ctx.command_path)
            raise
        except (DatabaseError, ValueError) as problem:
            damage = ctx.obj.damage(problem)
            if damage is None:
                raise
            raise damage from problem


class Group(TyperGroup):
    """A group that imports a command's module when that command is called or described."""

    entries: dict[str, Entry]
    entry: Entry | None = None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer; without any argument the help is the answer."""
        if not args:
            _show_help(ctx, None, True)
        return _parsed(super().parse_args, ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """As Typer; options alone are no command."""
        return _parsed(lambda ctx, _args: super(Group, self).invoke(ctx), ctx, [])

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (asked for by click)
        """The names, in the order of `commands/__init__.py`."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (asked for by click)
        """The command of that name, built now; None if there is none."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else build(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer, with the nearest name for one that is unknown."""
        if args[0] not in self.entries:
            from patentcli.usage import unknown_command

            raise unknown_command(args[0], self, ctx)
        return super().resolve_command(ctx, args)


def build(name: str, entry: Entry) -> Any:
    """The command or group that an entry describes."""
    if entry.commands:
        group = _group(name, entry.commands)
        group.entry = entry
        return group
    module = import_module(f"patentcli.commands.{entry.module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    function: Callable[..., Any] = getattr(module, entry.function)
    single.command(
        name,
        cls=Command,
        help=_(entry.help),
        context_settings=CONTEXT,
        add_help_option=False,
    )(function)
    command: Any = get_command(single)
    command.entry = entry
    for param in command.params:
        param.help = _(param.help) if param.help else ""
    command.params.extend([*shared_params((*entry.families, "global")), help_option()])
    return command


def _group(name: str, entries: dict[str, Entry]) -> Group:
    group = Group(
        name=name,
        rich_markup_mode=None,
        params=[*shared_params(("global",)), help_option()],
        add_help_option=False,
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


def run(arguments: Sequence[str], env: Environment) -> int:
    """Run one call; the exit code."""
    env.debug = "--debug" in arguments
    return guarded(env, lambda: _run(arguments, env))


def _run(arguments: Sequence[str], env: Environment) -> int:
    from patentcli.settings import read_settings

    wanted = _wanted_language(arguments)
    set_language(env.likely_language(wanted))
    settings = read_settings(env)
    try:
        chosen = env.language(wanted, settings.get("lang"))
        words = in_unicode(arguments)
    except UsageProblem as problem:  # there is no command yet whose usage could be shown
        from patentcli.usage import add_usage

        add_usage(problem, root(), PROGRAM)
        raise
    if chosen != language():
        set_language(chosen)
    call = Call(env, settings)
    program = root()
    try:
        # Not through `main`: it would write to Python's own streams and take Ctrl-C for itself.
        with program.make_context(PROGRAM, words, obj=call) as ctx:
            return int(program.invoke(ctx) or 0)
    except typer.Exit as stop:
        return stop.exit_code
    finally:
        call.close()
