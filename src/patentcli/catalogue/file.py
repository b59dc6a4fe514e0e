"""A catalogue file: read-only, with one clear line where it is none. It is never changed in place.
`--version` reads one, too: nothing is imported here that a start does not need."""

import os
import sqlite3
from collections.abc import Mapping

from patentcli.errors import DataProblem, PatentcliError, WriteFailed, open_file
from patentcli.i18n import _

APPLICATION_ID = 0x70617463  # "patc": marks the file as ours
SCHEMA_VERSION = 4  # SQLite's `user_version`: says which program can read it
SCHEMA_OF_0_1 = 2
SYSTEM = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM)
"""Errors of SQLite that tell of the system, not of the file; without their finer distinctions."""
NEEDED = ("name", "edition", "created", "records")  # what `meta` says of every catalogue
SUFFIXES = {
    **dict.fromkeys((".csv", ".txt"), "csv"),
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "workbook"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    ".toml": "toml",
    ".parquet": "parquet",
}
"""The formats of lists by the ends of their files' names."""
LIST_SUFFIXES = tuple(SUFFIXES)


def bundled_path() -> str:
    """Where the bundled file is, whether it stands there or not."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "catalogue.db")


def previous_of(path: str) -> str:
    """Where the catalogue before the imported one at `path` is kept."""
    return f"{path.removesuffix('.db')}@previous.db"


def connect(path: str, *, old: bool = False) -> sqlite3.Connection:
    """A read-only connection to a catalogue file; DataProblem or InputMissing if it is none, or if
    0.1 made it, unless `old`: then only its `meta` is read."""
    with open_file(path, may_be_piped=False) as stream:  # SQLite would not say what hinders it
        size = os.fstat(stream.fileno()).st_size
    # Of a path in a URI, only these three mean something to SQLite (urllib costs 3 ms to import).
    plain = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(f"file:{plain}?mode=ro&immutable=1", uri=True)
    # Between two of these calls Python notices a Ctrl-C, which then ends the statement.
    connection.set_progress_handler(lambda: None, 1_000_000)
    try:
        if _check(connection, size, path) == SCHEMA_OF_0_1 and not old:
            raise made_by_0_1(read_meta(connection, path), path)
    except BaseException:
        connection.close()
        raise
    return connection


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """What SQLite says of the file itself, such as `user_version`."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _check(connection: sqlite3.Connection, size: int, shown: str) -> int:
    """The schema of a catalogue; DataProblem for a file that is none."""
    # No import makes views, which may have no end, or tables without types.
    sql = "SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')"
    mark = version = 0
    try:
        mark, version = pragma(connection, "application_id"), pragma(connection, "user_version")
        if version != SCHEMA_OF_0_1:
            sql += " OR (name IN ('meta', 'patent', 'tag', 'number') AND sql NOT LIKE '%STRICT')"
        strange = connection.execute(sql).fetchone()
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
            raise _damaged(problem, shown) from None
        if problem.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
    if mark != APPLICATION_ID:
        hint = _("a list must be imported first: patentcli catalogue import FILE --name NAME")
        hint = hint if shown.lower().endswith(LIST_SUFFIXES) else ""
        raise DataProblem(_("not a catalogue of patentcli"), where=shown, hint=hint)
    if version not in (SCHEMA_OF_0_1, SCHEMA_VERSION):
        message = _("catalogue schema {version}, this program reads {known}")
        hint = _("import the list again, or install the program that made it")
        said = message.format(version=version, known=SCHEMA_VERSION)
        raise DataProblem(said, where=shown, hint=hint)
    if size % pragma(connection, "page_size"):
        raise _damaged(_("truncated"), shown)
    if strange:
        raise _damaged(_("made by hand: {name}", name=strange[0]), shown)
    return version


def made_by_0_1(meta: Mapping[str, str], shown: str) -> DataProblem:
    """What to do about a catalogue that 0.1 made: its list is to be imported again."""
    from shlex import quote

    name = os.path.basename(shown).removesuffix(".db")
    command = f"patentcli catalogue import {quote(meta.get('source') or 'FILE')}"
    command += f" --name {quote(name)}" + " --official" * (meta.get("official") == "1")
    hint = _("import the list again: {command}", command=command)
    message = _("made by patentcli 0.1, which could lose rows of a list")
    return DataProblem(message, where=shown, hint=hint)


def read_meta(connection: sqlite3.Connection, shown: str) -> dict[str, str]:
    """The catalogue's own description: name, edition, created, source, records …"""
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        raise _damaged(problem, shown) from None
    missing = [key for key in NEEDED if key not in meta]
    if missing or not meta["records"].isdigit():
        raise _damaged(_("no {names}", names=", ".join(missing) or "records"), shown)
    return meta


def damage(problem: Exception, shown: str) -> PatentcliError:
    """What a failure to read says of a catalogue; KeyboardInterrupt: it was Ctrl-C. Changed bytes
    of the file are met only where they are read: SQLite finds them malformed, a text is not UTF-8,
    or a list is not JSON. What the system lacks is no damage."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt
    if code in SYSTEM:
        return WriteFailed(_("cannot be read ({reason})", reason=problem), where=shown)
    return _damaged(problem, shown)


def _damaged(reason: object, shown: str) -> DataProblem:
    message = _("damaged catalogue ({reason})", reason=reason)
    return DataProblem(message, where=shown, hint=_("import the list again"))
