"""The command line: a Typer program that builds only the command that is called.

Commands are listed in `commands/__init__.py` and described where they are, see `options`. What
the parser refuses is said anew in one sentence of ours, in the user's language, with the usage.
"""

import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from inspect import Parameter, Signature, signature
from sqlite3 import DatabaseError
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from patentcli.arguments import check_text, in_unicode
from patentcli.building import follow_checkout
from patentcli.call import Call
from patentcli.commands import COMMANDS, Entry
from patentcli.environment import Environment
from patentcli.errors import UsageProblem
from patentcli.global_options import everywhere
from patentcli.i18n import _, language, set_language
from patentcli.options import About, Completes, Family
from patentcli.suggest import nearest, unknown_word

PROGRAM = "patentcli"
PATHS: tuple[object, ...] = (
    "file",
    "catalogue",
)  # what a parameter completes whose value may be in any bytes


class Command(TyperCommand):
    """One command of the program."""

    entry: Entry
    about: About
    completes: dict[str, str | Sequence[str]]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer; unexpected words are named."""
        left = _parsed(super().parse_args, ctx, args)
        if left:
            raise _problem(ctx, _("unexpected {value!r}").format(value=left[0]))
        for param in self.params:
            name = str(param.name)
            if self.completes.get(name) not in PATHS:
                value = ctx.params.get(name)
                values = value if isinstance(value, list | tuple) else (value,)
                check_text(values, param.opts[0] if param.opts[0][0] == "-" else name.upper())
        return left

    def invoke(self, ctx: Any) -> Any:
        """Run it with the shared options in effect; a usage error shows its usage."""
        call: Call = ctx.obj
        try:
            call.keep(ctx.params)
            call.apply()
            if not gc.isenabled():  # it was left off while modules were loaded
                gc.freeze()
                gc.enable()
            return super().invoke(ctx)
        except UsageProblem as problem:
            problem.where = call.origin_of(problem.where)
            _add_usage(problem, ctx.command, ctx.command_path)
            raise
        except (DatabaseError, ValueError) as problem:
            damage = call.damage(problem)
            if damage is None:
                raise
            raise damage from problem


class Group(TyperGroup):
    """A group that imports a command's module when that command is called or described."""

    entries: dict[str, Entry]
    entry: Entry | None = None
    about = About()
    completes: dict[str, str | Sequence[str]]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer; its refusals as our own errors."""
        return _parsed(super().parse_args, ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """As Typer; the options before the command are kept."""
        ctx.obj.keep(ctx.params)
        return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """The names, in the order of `commands/__init__.py`."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The command of that name, built now; None if there is none."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else _built(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer, with the nearest name for one that is unknown."""
        if args[0] not in self.entries:
            raise _unknown_command(args[0], self, ctx)
        return super().resolve_command(ctx, args)


def root() -> Group:
    """The whole program as one group."""
    return _group(PROGRAM, COMMANDS)


def run(arguments: Sequence[str], env: Environment) -> int:
    """Run one call; the exit code."""
    env.debug = "--debug" in arguments
    return env.guarded(lambda: _run(arguments, env))


def _run(arguments: Sequence[str], env: Environment) -> int:
    from patentcli.settings import read_settings

    wanted = _wanted_language(arguments)
    set_language(env.likely_language(wanted))
    follow_checkout()
    settings = read_settings(env)
    try:
        chosen = env.language(wanted, settings.get("lang"))
        words = in_unicode(arguments)
    except UsageProblem as problem:  # there is no command yet whose usage could be shown
        _add_usage(problem, root(), PROGRAM)
        raise
    if chosen != language():
        set_language(chosen)
    program = root()
    call = Call(env, settings, program)
    try:
        # Not through `main`: it would write to Python's own streams and take Ctrl-C for itself.
        with program.make_context(PROGRAM, words, obj=call) as ctx:
            return int(program.invoke(ctx) or 0)
    except typer.Exit as stop:
        return stop.exit_code
    finally:
        call.close()


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


def _built(name: str, entry: Entry) -> Any:
    """The command or group that an entry names."""
    if entry.commands:
        group = _group(name, entry.commands)
        group.entry = entry
        return group
    module = import_module(f"patentcli.commands.{entry.module}")
    function: Callable[..., Any] = getattr(module, entry.function)
    about: About = getattr(function, "about", About())
    _call, *own = signature(function).parameters.values()
    names = [parameter.name for parameter in own]

    def answer(ctx: typer.Context, **values: Any) -> Any:
        return function(ctx.obj, **{name: values[name] for name in names})

    app = _typer(name)
    app.command(
        name,
        cls=Command,
        help=_(entry.help),
        context_settings={"allow_extra_args": True},  # `parse_args` refuses them
        add_help_option=False,
    )(_with_options(answer, own, about.families))
    command: Any = typer.main.get_command(app)
    command.entry, command.about = entry, about
    return _described(command, own, about.families)


def _group(name: str, entries: dict[str, Entry]) -> Group:
    def answer(ctx: typer.Context, **_values: Any) -> None:
        """Without a command help is the answer; of the program, what to type first."""
        if ctx.invoked_subcommand is None:
            from patentcli.manual.first_steps import start
            from patentcli.manual.help_page import page_of
            from patentcli.manual.plain import write_page

            page = page_of(ctx.command, ctx.command_path) if ctx.parent else start(ctx.obj)
            write_page(ctx.obj.env, page)

    app = _typer(name)
    app.callback(cls=Group, add_help_option=False, invoke_without_command=True)(
        _with_options(answer, (), ())
    )
    group: Any = typer.main.get_command(app)
    group.entries = entries
    _described(group, (), ())
    return group  # type: ignore[no-any-return]


def _typer(name: str) -> typer.Typer:
    return typer.Typer(name=name, add_completion=False, rich_markup_mode=None)


def _with_options(
    function: Callable[..., Any], own: Sequence[Parameter], families: Sequence[Family]
) -> Callable[..., Any]:
    """The function with a signature that has its own parameters and those of the families."""
    shared = [p for family in (*families, everywhere) for p in family.parameters]
    parameters = [
        Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*own, *shared)),
    ]
    function.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return function


def _described(command: Any, own: Sequence[Parameter], families: Sequence[Family]) -> Any:
    """The command with its help in the language in use, and what completes its parameters."""
    shared = [(p, family.title) for family in (*families, everywhere) for p in family.parameters]
    command.completes = {
        parameter.name: remark.values
        for parameter in (*own, *(p for p, _title in shared))
        for remark in parameter.annotation.__metadata__
        if isinstance(remark, Completes)
    }
    titles = {parameter.name: title for parameter, title in shared}
    for param in command.params:
        param.help = _(param.help)
        if param.name in titles:
            param.rich_help_panel = _(titles[param.name])
    return command


def _parsed(parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:
    """What the parser leaves over; its refusals as our own errors."""
    try:
        return parse(ctx, args)
    except typer.TyperException as problem:
        raise _parser_problem(problem, ctx) from problem


def _add_usage(problem: UsageProblem, command: Any, path: str) -> None:
    """Put the usage of the command, called by that path, behind what the error says already."""
    from patentcli.manual.help_page import usage_of

    usage = _("usage: {usage}").format(usage=usage_of(command, path))
    both = _("{hint} ({usage})").format(hint=problem.hint, usage=usage)
    problem.hint = both if problem.hint else usage


def _problem(ctx: Any, message: str, where: str = "", hint: str = "") -> UsageProblem:
    """The error with the usage behind it; `where` is the command itself if not given."""
    above = ctx.command_path.partition(" ")[2]
    problem = UsageProblem(message, where=where or above, hint=hint)
    _add_usage(problem, ctx.command, ctx.command_path)
    return problem


def _unknown_command(name: str, group: Group, ctx: Any) -> UsageProblem:
    """No command of that name: the nearest one, also one that stands a level deeper."""
    message = _("no command {name!r}").format(name=name)
    for above, entry in group.entries.items():
        if name in entry.commands:
            there = f"{ctx.command_path} {above} {name}"
            return _problem(ctx, message, hint=_("did you mean {nearest}?").format(nearest=there))
    return _problem(ctx, message, hint=unknown_word(message, name, group.entries).hint)


def _parser_problem(problem: Any, ctx: Any) -> UsageProblem:
    """What the parser refused, known by the names of its exceptions, in our words."""
    kind = type(problem).__name__
    if kind == "NoSuchOption":
        known = [flag for param in ctx.command.params for flag in _flags(param)]
        close = nearest(problem.option_name, [flag for flag in known if flag.startswith("--")])
        hint = _("did you mean {nearest}?").format(nearest=close) if close else ""
        return _problem(ctx, _("no option {name!r}").format(name=problem.option_name), hint=hint)
    if kind == "BadOptionUsage":
        name = problem.option_name
        is_flag = any(name in _flags(p) and p.is_flag for p in ctx.command.params)
        return _problem(ctx, _("takes no value") if is_flag else _("needs a value"), name)
    if kind == "MissingParameter":
        return _problem(ctx, _("is missing"), _name_of(problem.param))
    where = _name_of(problem.param) if getattr(problem, "param", None) is not None else ""
    return _problem(ctx, " ".join(problem.message.split()).rstrip("."), where)


def _flags(param: Any) -> list[str]:
    return [*param.opts, *param.secondary_opts] if param.param_type_name == "option" else []


def _name_of(param: Any) -> str:
    """What the user calls a parameter: its long option, or the word in the usage."""
    flags = _flags(param)
    return max(flags, key=len) if flags else str(param.metavar or param.name)
