"""The command line: a Typer group that builds only the command that is called.

Commands are listed in `commands/__init__.py`. A module there that has PARAMETERS describes by
them what its command takes besides the families of options, and the command is a function of the
`Call`. The signature of any other command says it to Typer, which takes longer to load.
"""

import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from sqlite3 import DatabaseError
from typing import Any

from patentcli.arguments import in_unicode
from patentcli.call import Call
from patentcli.commands import COMMANDS, Entry
from patentcli.environment import Environment
from patentcli.errors import UsageProblem
from patentcli.funnel import guarded
from patentcli.i18n import _, language, set_language
from patentcli.options import Parameter
from patentcli.parameters import families, help_option, own, show_help
from patentcli.typer_core import Exit, TyperCommand, TyperException, TyperGroup

PROGRAM = "patentcli"
# Words left over are refused by our own sentence, not by the parser's.
CONTEXT = {"allow_extra_args": True}


def _parsed(parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:
    """What the parser leaves over; its refusals as our own errors."""
    try:
        return parse(ctx, args)
    except TyperException as problem:
        from patentcli.usage import parser_problem

        raise parser_problem(problem, ctx) from problem


class Command(TyperCommand):
    """One command of the program."""

    entry: Entry
    answer: Callable[[Call], int | None] | None = None
    """What answers a call, where it is not made of a signature."""

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
            if self.answer is None:
                return super().invoke(ctx)
            ctx.obj.values.update(ctx.params)
            return self.answer(ctx.obj)
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
            show_help(ctx, None, True)
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
    function: Callable[..., Any] = getattr(module, entry.function)
    described: Sequence[Parameter] | None = getattr(module, "PARAMETERS", None)
    if described is None:
        command = _of_signature(name, entry, function)
    else:
        command = Command(name, params=own(described), rich_markup_mode=None, **_settings(entry))
        command.answer = function
    command.entry = entry
    command.params.extend([*families((*entry.families, "global")), help_option()])
    return command


def _settings(entry: Entry) -> dict[str, Any]:
    return {"help": _(entry.help), "context_settings": CONTEXT, "add_help_option": False}


def _of_signature(name: str, entry: Entry, function: Callable[..., Any]) -> Any:
    """The command that Typer makes of a function."""
    import typer
    from typer.main import get_command

    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=Command, **_settings(entry))(function)
    command: Any = get_command(single)
    for param in command.params:
        param.help = _(param.help) if param.help else ""
    return command


def _group(name: str, entries: dict[str, Entry]) -> Group:
    group = Group(
        name=name,
        rich_markup_mode=None,
        params=[*families(("global",)), help_option()],
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
    except Exit as stop:
        return stop.exit_code
    finally:
        call.close()
