"""A catalogue file: read-only, with one clear line where it is none.

The header of an SQLite file is enough to tell a foreign, truncated or newer file, so it is
read first; a catalogue file is never changed in place, so it can be opened as immutable.
This is on the path of `--version`: nothing is imported here that a start does not need.
"""

import os
import sqlite3
import stat
from collections.abc import Mapping

from patentcli.errors import DataProblem, InputMissing
from patentcli.i18n import _

APPLICATION_ID = 0x70617463  # "patc": marks the file as ours
SCHEMA_VERSION = 4  # SQLite's `user_version`: says which program can read it
SCHEMA_OF_0_1 = 2
NEEDED = ("name", "edition", "created", "records")  # what `meta` says of every catalogue
# The kinds of lists that `lists.formats` reads.
LIST_SUFFIXES = (
    *(".csv", ".txt", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".toml"),
    *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
)


def bundled_path() -> str:
    """Where the bundled file is, whether it stands there or not."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "catalogue.db")


def previous_of(path: str) -> str:
    """Where the catalogue before the imported one at `path` is kept."""
    return f"{path.removesuffix('.db')}@previous.db"


def _check_header(path: str, shown: str) -> int:
    """The schema of the file; DataProblem or InputMissing for one that is no catalogue."""
    try:
        # Asked before it is opened: opening a pipe would wait for somebody to write into it.
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a catalogue file"), where=shown)
        if not stat.S_ISREG(mode):
            raise DataProblem(_("not a regular file"), where=shown)
        with open(path, "rb") as stream:
            head = stream.read(100)
            size_found = os.fstat(stream.fileno()).st_size  # an import may have replaced it since
    except FileNotFoundError:
        raise InputMissing(_("no such file"), where=shown) from None
    except OSError as problem:
        from patentcli.errors import refusal

        raise InputMissing(refusal(problem), where=shown) from None
    if len(head) < 100 or head[:16] != b"SQLite format 3\0":
        hint = _("a list must be imported first: patentcli catalogue import FILE --name NAME")
        hint = hint if path.lower().endswith(LIST_SUFFIXES) else ""
        raise DataProblem(_("not a catalogue of patentcli"), where=shown, hint=hint)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise DataProblem(_("a database, but not a catalogue of patentcli"), where=shown)
    version = int.from_bytes(head[60:64], "big")
    if version not in (SCHEMA_OF_0_1, SCHEMA_VERSION):
        raise DataProblem(
            _("catalogue schema {version}, this program reads {known}").format(
                version=version, known=SCHEMA_VERSION
            ),
            where=shown,
            hint=_("import the list again, or install the program that made it"),
        )
    page = int.from_bytes(head[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if size_found != size:
        raise DataProblem(
            _("truncated: {found} of {size} bytes").format(found=size_found, size=size),
            where=shown,
            hint=_("import the list again"),
        )
    return version


def connect(path: str, shown: str, *, old: bool = False) -> sqlite3.Connection:
    """A read-only connection to a catalogue file; DataProblem or InputMissing if it is none.

    What 0.1 made is refused too, unless `old`: then only its `meta` is read.
    """
    version = _check_header(path, shown)
    # Of a path in a URI, only these three mean something to SQLite (urllib costs 3 ms to import).
    plain = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file:{plain}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    # Between two of these calls Python notices a Ctrl-C, which then ends the statement.
    connection.set_progress_handler(lambda: None, 1_000_000)
    try:
        _check_tables(connection, version, shown)
        if version == SCHEMA_OF_0_1 and not old:
            raise made_by_0_1(read_meta(connection, shown), shown)
    except BaseException:
        connection.close()
        raise
    return connection


def made_by_0_1(meta: Mapping[str, str], shown: str) -> DataProblem:
    """What to do about a catalogue that 0.1 made: its list is to be imported again."""
    from shlex import quote

    name = os.path.basename(shown).removesuffix(".db")
    command = f"patentcli catalogue import {quote(meta.get('source') or 'FILE')}"
    command += f" --name {quote(name)}" + " --official" * (meta.get("official") == "1")
    return DataProblem(
        _("made by patentcli 0.1, which could lose rows of a list"),
        where=shown,
        hint=_("import the list again: {command}").format(command=command),
    )


def _check_tables(connection: sqlite3.Connection, version: int, shown: str) -> None:
    """Refuse what no import makes: views, which may have no end, and tables without types."""
    sql = "SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')"
    if version == SCHEMA_VERSION:
        sql += " OR (name IN ('meta', 'patent', 'tag', 'number') AND sql NOT LIKE '%STRICT')"
    try:
        strange = connection.execute(sql).fetchone()
    except sqlite3.DatabaseError as problem:
        raise _damaged(problem, shown) from None
    if strange:
        raise _damaged(_("made by hand: {name}").format(name=strange[0]), shown)


def read_meta(connection: sqlite3.Connection, shown: str) -> dict[str, str]:
    """The catalogue's own description: name, edition, created, source, records …"""
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        raise _damaged(problem, shown) from None
    missing = [key for key in NEEDED if key not in meta]
    if not missing and not meta["records"].isdigit():
        missing = ["records"]
    if missing:
        raise _damaged(_("no {names}").format(names=", ".join(missing)), shown)
    return meta


def _damaged(reason: object, shown: str) -> DataProblem:
    return DataProblem(_("damaged catalogue ({reason})").format(reason=reason), where=shown)
