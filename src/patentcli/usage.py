"""What the command line gets wrong, each in one sentence of ours with the usage behind it.

The parser (a part of Typer) speaks English only and in several voices, so its exceptions
are recognised by their class and said anew; `suggest` finds what was probably meant.
"""

from collections.abc import Sequence
from typing import Any

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.suggest import nearest, unknown_word


def add_usage(problem: UsageProblem, command: Any, path: str) -> None:
    """Put the usage of the command, called by that path, behind what the error says already."""
    from patentcli.manual.page import usage_of

    usage = _("usage: {usage}").format(usage=usage_of(command, path))
    both = _("{hint} ({usage})").format(hint=problem.hint, usage=usage)
    problem.hint = both if problem.hint else usage


def _problem(ctx: Any, message: str, where: str = "", hint: str = "") -> UsageProblem:
    """The error with the usage behind it; `where` is the command itself if not given."""
    above = ctx.command_path.partition(" ")[2]
    problem = UsageProblem(message, where=where or above, hint=hint)
    add_usage(problem, ctx.command, ctx.command_path)
    return problem


def unknown_command(name: str, group: Any, ctx: Any) -> UsageProblem:
    """No command of that name: the nearest one, also one that stands a level deeper."""
    message = _("no command {name!r}").format(name=name)
    for above, entry in group.entries.items():
        if name in entry.commands:
            there = f"{ctx.command_path} {above} {name}"
            hint = _("did you mean {nearest}?").format(nearest=there)
            return _problem(ctx, message, hint=hint)
    hint = unknown_word(message, name, group.entries).hint
    return _problem(ctx, message, hint=hint)


def unexpected(words: Sequence[str], ctx: Any) -> UsageProblem:
    """Words that the command does not take."""
    message = _("unexpected {value!r}").format(value=words[0])
    return _problem(ctx, message)


def parser_problem(problem: Any, ctx: Any) -> UsageProblem:
    """What the parser refused in a command's context, in our words."""
    kind = type(problem).__name__
    if kind == "NoSuchOption":
        return _unknown_option(problem.option_name, ctx)
    if kind == "BadOptionUsage":
        return _problem(ctx, _about_value(problem.option_name, ctx), problem.option_name)
    if kind == "MissingParameter":
        return _problem(ctx, _("is missing"), _name_of(problem.param))
    if kind == "UsageError" and hasattr(ctx.command, "entries"):
        hint = _("known: {names}").format(names=", ".join(ctx.command.entries))
        return _problem(ctx, _("a command is missing"), hint=hint)
    where = _name_of(problem.param) if getattr(problem, "param", None) is not None else ""
    return _problem(ctx, " ".join(problem.message.split()).rstrip("."), where)


def _unknown_option(name: str, ctx: Any) -> UsageProblem:
    known = [flag for param in ctx.command.params for flag in _flags(param)]
    close = nearest(name, [flag for flag in known if flag.startswith("--")])
    hint = _("did you mean {nearest}?").format(nearest=close) if close else ""
    return _problem(ctx, _("no option {name!r}").format(name=name), hint=hint)


def _about_value(name: str, ctx: Any) -> str:
    """An option's value is missing, or there is one where none belongs."""
    flags = {flag for param in ctx.command.params if _takes_none(param) for flag in _flags(param)}
    return _("takes no value") if name in flags else _("needs a value")


def _takes_none(param: Any) -> bool:
    return bool(getattr(param, "is_flag", False))


def _flags(param: Any) -> list[str]:
    return [*param.opts, *param.secondary_opts] if param.param_type_name == "option" else []


def _name_of(param: Any) -> str:
    """What the user calls a parameter: its long option, or the word in the usage."""
    flags = _flags(param)
    return max(flags, key=len) if flags else str(param.metavar or param.name)
