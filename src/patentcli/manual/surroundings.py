"""The environment variables that the program reads, each with what it does."""

from collections.abc import Sequence

from patentcli.i18n import _
from patentcli.manual.page import Item


def variables() -> Sequence[Item]:
    """Our own variables first, then those that many programs share."""
    return (
        Item("PATENTCLI_CATALOGUE", _("The catalogue to read, as --catalogue.")),
        Item("PATENTCLI_LANG", _("The language to speak, as --lang.")),
        Item("PATENTCLI_DATA_DIR", _("Where imported catalogues are kept.")),
        Item("PATENTCLI_CONFIG_DIR", _("Where the configuration file is looked for.")),
        Item("PATENTCLI_PAGER, PAGER", _("The pager of --pager; less if not set.")),
        Item("LESS", _("Options of less; FRX if not set.")),
        Item("NO_COLOR", _("Any value turns colour off, on a terminal too.")),
        Item("FORCE_COLOR", _("Any value turns colour on, in a pipe too.")),
        Item("TERM", _("dumb turns colour off.")),
        Item("COLUMNS", _("The width to fill; that of the terminal if not set, else 80.")),
        Item("LC_ALL, LC_MESSAGES, LANG", _("The language, where nothing of ours names one.")),
        Item("XDG_DATA_HOME, XDG_CONFIG_HOME, HOME", _("Where these directories are, on Linux.")),
    )
