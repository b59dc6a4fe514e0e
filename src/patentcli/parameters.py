"""What a command takes, as the parser knows it: made of the definitions in `options`."""

from collections.abc import Sequence
from typing import Any

from patentcli.i18n import _
from patentcli.options import FAMILIES, Parameter
from patentcli.typer_core import Exit, TyperArgument, TyperOption


def _store(ctx: Any, param: Any, value: Any) -> Any:
    """Keep a shared option that was given; the one after the command wins over the one before."""
    if value not in (None, False, (), []) and not ctx.resilient_parsing:
        ctx.obj.values[param.name] = value
        if param.name == "version":
            from patentcli.version import say_version

            raise Exit(say_version(ctx.obj.env))
    return value


def families(names: Sequence[str]) -> list[TyperOption]:
    """The parameters of these families, in the language in use."""
    return [
        _option(
            option,
            expose_value=False,
            is_eager=option.name == "version",
            callback=_store,
            rich_help_panel=_(title),
        )
        for name in names
        for title, options in [FAMILIES[name]]
        for option in options
    ]


def own(parameters: Sequence[Parameter]) -> list[Any]:
    """What a single command takes besides, in the language in use."""
    return [_option(found) if found.flags else _argument(found) for found in parameters]


def _option(option: Parameter, **settings: Any) -> TyperOption:
    kind: dict[str, Any] = {"is_flag": True} if option.is_flag else {"type": str}
    return TyperOption(
        param_decls=[option.name, *option.flags],
        help=_(option.help),
        metavar=option.metavar or None,
        multiple=option.many,
        default=None,
        **kind,
        **settings,
    )


def _argument(argument: Parameter) -> TyperArgument:
    return TyperArgument(
        param_decls=[argument.name],
        help=_(argument.help),
        metavar=argument.metavar,
        nargs=-1 if argument.many else 1,
        type=str,
        required=True,
    )


def show_help(ctx: Any, _param: Any, value: Any) -> None:
    """Write the page of the command, through our own stream, and stop."""
    if value and not ctx.resilient_parsing:
        from patentcli.manual.page import page_of
        from patentcli.manual.plain import write_page

        write_page(ctx.obj.env, page_of(ctx.command, ctx.command_path))
        raise Exit


def help_option() -> TyperOption:
    """`-h`, `--help`, in the language in use."""
    panel, _options = FAMILIES["global"]
    return TyperOption(
        param_decls=["help", "--help", "-h"],
        help=_("Show this help, and stop."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_help,
        rich_help_panel=_(panel),
    )
