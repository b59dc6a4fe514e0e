"""The options that the program itself and every command take."""

from typing import Annotated

from typer import Context, Exit, Option

from patentcli.i18n import N_
from patentcli.options import Completes, family
from patentcli.settings import COLOURS


def _show_version(ctx: Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from patentcli.version import say_version

        raise Exit(say_version(ctx.obj.env))


def _show_help(ctx: Context, value: bool) -> None:
    """Write the page of the command, through our own stream, and stop."""
    if value and not ctx.resilient_parsing:
        from patentcli.manual.help_page import page_of
        from patentcli.manual.plain import write_page

        write_page(ctx.obj.env, page_of(ctx.command, ctx.command_path))
        raise Exit


@family(N_("Everywhere"))
def everywhere(
    catalogue: Annotated[
        str | None,
        Option(
            "--catalogue",
            "-C",
            metavar="NAME|FILE.db",
            help=N_("Catalogue to read (default: the bundled one)."),
        ),
        Completes("catalogue"),
    ] = None,
    lang: Annotated[
        str | None,
        Option(
            "--lang",
            metavar="en|zh",
            help=N_("Language of messages (default: from the locale)."),
        ),
        Completes(("en", "zh")),
    ] = None,
    color: Annotated[
        str | None,
        Option(
            "--color",
            metavar="auto|always|never",
            help=N_("Use colour: auto (on a terminal), always or never."),
        ),
        Completes(COLOURS),
    ] = None,
    quiet: Annotated[
        bool, Option("--quiet", "-q", help=N_("Omit notes; warnings and errors still show."))
    ] = False,
    debug: Annotated[bool, Option("--debug", help=N_("Show the traceback of an error."))] = False,
    version: Annotated[
        bool,
        Option(
            "--version",
            is_eager=True,
            callback=_show_version,
            help=N_("Show program and data versions and exit."),
        ),
    ] = False,
    help: Annotated[
        bool,
        Option(
            "--help",
            "-h",
            is_eager=True,
            callback=_show_help,
            help=N_("Show this message and exit."),
        ),
    ] = False,
) -> None:
    """What every command and the program itself take."""
