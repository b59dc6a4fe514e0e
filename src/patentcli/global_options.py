"""The options that the program itself and every command take."""

from typer import Context, Exit

from patentcli.i18n import LANGUAGES, N_
from patentcli.options import family, flag, text
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


everywhere = family(
    N_("Everywhere"),
    text(
        "--catalogue -C",
        "NAME|FILE.db",
        N_("Catalogue to read (default: the bundled one)."),
        "catalogue",
    ),
    text("--lang", LANGUAGES, N_("Language of messages (default: from the locale).")),
    text("--color", COLOURS, N_("Use colour: auto (on a terminal), always or never.")),
    flag("--quiet -q", N_("Omit notes; warnings and errors still show.")),
    flag("--debug", N_("Show the traceback of an error.")),
    flag("--version", N_("Show program and data versions and exit."), _show_version),
    flag("--help -h", N_("Show this message and exit."), _show_help),
)
