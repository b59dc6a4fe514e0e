"""The line of `--version`: program, data edition, number of records."""

from patentcli import __version__
from patentcli.catalogue.file import bundled_path, connect, read_meta
from patentcli.environment import Environment
from patentcli.i18n import _


def say_version(env: Environment) -> int:
    """Write `patentcli 0.1.0 (catalogue 2026-11, 100 patents)`, as the bundled catalogue says."""
    path = bundled_path()
    connection = connect(path, path)
    try:
        meta = read_meta(connection, path)
    finally:
        connection.close()
    about = _("catalogue {edition}, {records} patents").format(
        edition=meta["edition"], records=meta["records"]
    )
    shown = _("{text} ({remark})").format(text=f"patentcli {__version__}", remark=about)
    env.stdout.write_human(shown + "\n")
    return 0
