"""The line of `--version`: program, data edition, number of records."""

from contextlib import closing

from patentcli import __version__
from patentcli.building.checkout import follow_checkout
from patentcli.catalogue.file import bundled_path, connect, read_meta
from patentcli.environment import Environment


def say_version(env: Environment) -> int:
    """Write `patentcli 0.2.0 (catalogue 2026-11, 100 patents)`, as the bundled catalogue says, the
    same in every language: it goes into reports of defects and into scripts."""
    follow_checkout()
    with closing(connect(bundled_path())) as connection:
        meta = read_meta(connection, bundled_path())
    about = f"catalogue {meta['edition']}, {meta['records']} patents"
    env.stdout.write_human(f"patentcli {__version__} ({about})\n")
    return 0
