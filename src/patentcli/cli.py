"""The command line: a Typer program that builds only the command that is called. What the parser
refuses is said anew in one sentence of ours, in the user's language, with the usage."""

import gc
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from inspect import Parameter, Signature, signature
from json import JSONDecodeError
from shlex import quote
from sqlite3 import DatabaseError
from typing import Any

import typer
from typer.core import TyperGroup

from patentcli.arguments import check_utf8, in_unicode
from patentcli.building.checkout import follow_checkout
from patentcli.call import Call
from patentcli.catalogue.file import damage
from patentcli.commands import ROOT, Entry
from patentcli.environment import Environment
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import LANGUAGES, N_, _, set_language, spoken
from patentcli.options import COLOURS, About, family, flag, text
from patentcli.settings import read_settings
from patentcli.suggest import check_word, nearest, unknown_word

PROGRAM = "patentcli"


def _show_version(ctx: typer.Context, value: bool) -> None:
    if value:
        from patentcli.version import say_version

        raise typer.Exit(say_version(ctx.obj.env))


def _show_help(ctx: typer.Context, value: bool) -> None:
    """Write the page of the command, through our own stream, and stop."""
    if value:
        from patentcli.manual.pages import page_of, write_page

        write_page(ctx.obj.env, page_of(ctx.command, ctx.command_path))
        raise typer.Exit


everywhere = family(
    N_("Global options"),
    text(
        "--catalogue -C NAME|FILE.db",
        N_("Catalogue to read (default: bundled; or set PATENTCLI_CATALOGUE)."),
        "catalogue",
    ),
    text(
        "--lang",
        N_("Language of messages (default: from the locale; or set PATENTCLI_LANG)."),
        LANGUAGES,
    ),
    text("--color", N_("Use colour: auto (only on a terminal), always or never."), COLOURS),
    flag("--quiet -q", N_("Omit notes; warnings and errors still show.")),
    flag("--debug", N_("Show the traceback of an error.")),
    flag("--version", N_("Show program and data versions and exit."), callback=_show_version),
    flag("--help -h", N_("Show this message and exit."), callback=_show_help),
)
"""What the program itself and every command take."""


class Group(TyperGroup):
    """A group that imports a command's module when that command is called or described."""

    entry: Entry

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The command of that name, built now; None if there is none."""
        entry = self.entry.commands.get(cmd_name)
        return None if entry is None else _command(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer; the command is remembered, for the usage in an error. An unknown name is
        answered with the nearest, also of a level deeper."""
        name, known = args[0], self.entry.commands
        if name not in known:
            where = _below_program(ctx.command_path)
            problem = unknown_word(_("no command {value!r}"), name, known, where=where)
            for above, entry in known.items():
                if name in entry.commands:
                    there = f"{ctx.command_path} {above} {name}"
                    problem.hint = _("did you mean {nearest}?", nearest=there)
            raise problem
        found = super().resolve_command(ctx, args)
        ctx.obj.reached = found[1], f"{ctx.command_path} {name}"
        return found


def root() -> Any:
    """The whole program as one group."""
    return _command(PROGRAM, ROOT)


def run(arguments: Sequence[str], env: Environment) -> int:
    """Run one call; the exit code."""
    env.debug = "--debug" in arguments
    return env.guarded(lambda: _run(arguments, env))


def _run(arguments: Sequence[str], env: Environment) -> int:
    follow_checkout()
    wanted = _wanted_language(arguments)
    set_language(env.language(wanted, env.env.get("PATENTCLI_LANG")))  # for errors of settings
    call = Call(env, read_settings(env))
    call.program = root()
    call.reached = call.program, PROGRAM
    try:
        call.keep({"lang": wanted})
        chosen = call.text("lang")
        if chosen is not None and not spoken(chosen):
            raise unknown_word(_("unknown language {value!r}"), chosen, LANGUAGES, where="--lang")
        set_language(env.language(chosen))
        words = list(map(in_unicode, arguments))
        # Not through `main`: it would write to Python's own streams and take Ctrl-C for itself.
        with call.program.make_context(PROGRAM, words, obj=call) as ctx:
            return int(call.program.invoke(ctx) or 0)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as refusal:
        raise _with_usage(_parser_problem(refusal, arguments, *call.reached), call) from refusal
    except UsageProblem as problem:
        problem.where = call.origin_of(problem.where)
        raise _with_usage(problem, call) from problem
    except (DatabaseError, UnicodeDecodeError, JSONDecodeError) as problem:
        path = call.catalogue.path if "catalogue" in vars(call) else ""
        raise damage(problem, path) from problem
    finally:
        call.closing.close()


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, looked up before parsing: what the parser says must be in it."""
    words = "\0".join(["", *arguments]).partition("\0--\0")[0]
    found = re.findall("\0--lang[=\0]([^\0]*)", words)
    return found[-1] if found else None


def _overview(call: Call) -> None:
    """Of a group alone its help is the answer; of the program, what to type first."""
    from patentcli.manual.pages import page_of, write_page
    from patentcli.manual.topics import topic_page

    command, path = call.reached
    of_program = command is call.program
    write_page(call.env, topic_page("start", call) if of_program else page_of(command, path))


def _command(name: str, entry: Entry) -> Any:
    """What Typer makes of a command, or of a group, with the options that go everywhere."""
    function: Callable[..., Any] = _overview
    about, own = About(examples=entry.examples), list[Parameter]()
    how: dict[str, Any] = {"cls": Group, "invoke_without_command": True}
    if not entry.commands:
        function = getattr(import_module(f"patentcli.commands.{entry.module}"), entry.function)
        about = function.about  # type: ignore[attr-defined]  # `describe` set it
        _call, *own = signature(function).parameters.values()
        # Left-over words are allowed so that they are refused in our own words.
        how = {"context_settings": {"allow_extra_args": True}}
    own = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in own]
    parameters = [*own, *(p for family in (*about.families, everywhere) for p in family)]
    kinds = {p.name: p.annotation.__metadata__[0].completes for p in parameters}

    def answer(ctx: typer.Context, **values: Any) -> Any:
        call: Call = ctx.obj
        call.keep(values)
        for param in ctx.command.params:
            value = values[str(param.name)]
            for word in value if isinstance(value, list) else [value]:
                if kinds[str(param.name)] not in ("file", "catalogue"):  # a path may be any bytes
                    check_utf8(word, _name_of(param))
                elif word == "":
                    message = _("{value!r} is not a file name", value=word)
                    raise UsageProblem(message, where=_name_of(param))
        if ctx.invoked_subcommand is not None:
            return 0
        if ctx.args:
            raise _left_over(ctx)
        call.env.quiet = call.flag("quiet")
        if (colour := call.text("color")) is not None:
            check_word(colour, COLOURS, _("unknown choice {value!r}"), "--color")
        if not gc.isenabled():  # it was left off while modules were loaded
            gc.freeze()
            gc.enable()
        return function(call, **{p.name: values[p.name] for p in own})

    context = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    answer.__signature__ = Signature([context, *parameters])  # type: ignore[attr-defined]  # Typer reads it
    app = typer.Typer(name=name, add_completion=False, rich_markup_mode=None)
    register = app.callback if entry.commands else app.command
    register(add_help_option=False, **how)(answer)
    built: Any = typer.main.get_command(app)
    built.entry, built.about = entry, about
    built.completes = {name: kind for name, kind in kinds.items() if kind}
    return built


def _left_over(ctx: Any) -> UsageProblem:
    """The error for a word too many, with the option that was probably meant: one that was given
    and may be given again, else the first of some that the command has."""
    word, params = ctx.args[0], {_name_of(param): param for param in ctx.command.params}
    options = [name for name, param in params.items() if param.multiple and ctx.params[param.name]]
    options += [name for name in ("--need", "--patent", "--domain", "--industry") if name in params]
    meant = [f"{name} {quote(word)}" for name in options[:1]]
    meant += ["--patent -"] * (options[:1] == ["--patent"])
    hint = _("did you mean {nearest}?", nearest=_(" or ").join(meant)) if meant else ""
    message = _("unexpected argument {value!r}", value=word)
    return UsageProblem(message, where=_below_program(ctx.command_path), hint=hint)


def _below_program(path: str) -> str:
    """The words that called the command, without the program."""
    return path.partition(" ")[2]


def _with_usage(problem: PatentcliError, call: Call) -> UsageProblem:
    """The error, with the usage of the command that was reached behind all that it says."""
    from patentcli.manual.pages import usage_of

    usage = _("usage: {usage}", usage=usage_of(*call.reached))
    return UsageProblem(_("{text} ({remark})", text=problem, remark=usage))


def _parser_problem(refusal: Any, words: Sequence[str], command: Any, path: str) -> UsageProblem:
    """What the parser refused, known by the names of its exceptions, in our words."""
    kind = type(refusal).__name__
    message, where, hint = "", _below_program(path), ""
    if kind == "NoSuchOption":
        name = refusal.option_name
        if not name.startswith("--"):  # of `-limit` it names -l
            name = next((w for w in words if w[:1] == "-" != w[1:2] and name[1:] in w), name)
        message = _("no option {name!r}", name=name)
        names = (name for param in command.params for name in param.opts)
        known = [name[2:] for name in names if name.startswith("--")]
        if near := nearest(name.lstrip("-").partition("=")[0], known):
            hint = _("did you mean {nearest}?", nearest=f"--{near}")
    elif kind == "BadOptionUsage":
        where = refusal.option_name
        is_flag = any(param.is_flag for param in command.params if where in param.opts)
        message = _("takes no value") if is_flag else _("needs a value")
    elif kind == "MissingParameter":
        message, where = _("is missing"), _name_of(refusal.param)
    else:
        message = " ".join(refusal.message.split()).rstrip(".")
    return UsageProblem(message, where=where, hint=hint)


def _name_of(param: Any) -> str:
    """What the user calls a parameter: its long option, or the word in the usage."""
    is_option = param.param_type_name == "option"
    return max(param.opts, key=len) if is_option else str(param.metavar)
