"""The user's own confirmations of bundled candidates, laid over the catalogue when it is opened:
one small file, written by `catalogue confirm`, says which candidates official lists name, by id,
with the fees and terms they state. Ids of earlier editions of the data lead to their successors."""

import json
import os
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from patentcli.catalogue.bundled import EDITIONS, document
from patentcli.errors import DataProblem, NotThere, open_file
from patentcli.i18n import _
from patentcli.output.replacing import make_private, output_file

FORMAT = 2
LARGEST = 16 << 20  # bytes that are read; a hundred candidates take some kilobytes
# What a list may state besides that the patent is on it; null leaves what the record says.
STATED = (
    *("licence_kind", "annual_fee_fen", "one_off_fee_fen", "licence_term", "licence_scope"),
    "offer_until",
)

Stated = Mapping[str, str | int | None]


class Confirmation(NamedTuple):
    """What one list confirmed."""

    name: str  # the name of the list: that of its catalogue, else of its file
    day: str  # when it was compared, as an ISO date
    edition: str  # the edition that the list calls itself, if it does
    listed: Mapping[str, Stated]  # by id of the record: the values of STATED
    dropped: Mapping[str, str] = {}
    """By id: the edition or day of this list that named a patent which it no longer names."""

    @property
    def issue(self) -> str:
        """The edition, else the day."""
        return self.edition or self.day


class Overlay(NamedTuple):
    """All confirmations, in the order of their days."""

    lists: tuple[Confirmation, ...] = ()
    lost: tuple[str, ...] = ()
    """Ids that have no successor in this edition of the data, until the user was told of them."""

    def with_list(self, new: Confirmation, *, source: str = "") -> "Overlay":
        """This list's newest issue in place of its older one; other lists stay as they are. 0.1
        knew the list of a catalogue by its file, `source`."""
        others = [one for one in self.lists if one.name not in (new.name, source)]
        dropped: dict[str, str] = {}
        for old in self.lists:
            if old not in others:
                dropped |= {**old.dropped, **dict.fromkeys(old.listed, old.issue)}
        dropped = {key: issue for key, issue in dropped.items() if key not in new.listed}
        return self._replace(lists=(*others, new._replace(dropped=dropped)))


def read(path: str, connection: sqlite3.Connection) -> Overlay:
    """The overlay in that file by ids of the bundled catalogue, which is open; empty if there is
    no such file. DataProblem for one that means nothing."""
    try:
        with open_file(path, may_be_piped=False) as stream:
            body = stream.read(LARGEST)
    except NotThere:
        return Overlay()
    fates = document(connection, EDITIONS).values()
    now = {fate["number"]: fate["new"] for fate in fates if fate["new"]}
    now |= {key: key for (key,) in connection.execute("SELECT id FROM main.patent")}
    try:
        return _parsed(json.loads(body), now)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        hint = _("patentcli catalogue confirm --undo removes it")
        reason = _("the confirmation cannot be used ({reason})", reason=type(problem).__name__)
        raise DataProblem(reason, where=path, hint=hint) from None


def _parsed(plain: Any, now: Mapping[str, str]) -> Overlay:
    """The overlay of the file's JSON; `now`: by ids of any edition of the data, those of this."""
    if plain["format"] == 1:  # of 0.1: one list, the only one that counted
        one = {"name": plain["source"], "day": plain["confirmed"], "listed": plain["listed"]}
        plain = {"lists": [one | {"edition": "", "dropped": {}}], "lost": []}
    elif plain["format"] != FORMAT:
        raise ValueError
    lists: list[Confirmation] = []
    lost = dict.fromkeys(map(str, plain["lost"]))
    for one in plain["lists"]:
        listed = {key: _stated(values) for key, values in one["listed"].items()}
        dropped = {key: str(issue) for key, issue in one["dropped"].items()}
        lost |= dict.fromkeys(key for key in (*listed, *dropped) if key not in now)
        name, day, edition = (str(one[key]) for key in ("name", "day", "edition"))
        here = {now[key]: stated for key, stated in listed.items() if key in now}
        gone = {now[key]: issue for key, issue in dropped.items() if key in now}
        lists.append(Confirmation(name, day, edition, here, gone))
    return Overlay(tuple(lists), tuple(lost))


def _stated(values: Any) -> Stated:
    found = {name: values.get(name) for name in STATED}
    for name, value in found.items():
        if value is not None and type(value) is not (int if name.endswith("_fen") else str):
            raise TypeError
    return found


def store(path: str, overlay: Overlay) -> None:
    """Write the file in one step, private as its folder; CannotCreate or WriteFailed."""
    plain = overlay._asdict() | {"lists": [one._asdict() for one in overlay.lists]}
    make_private(os.path.dirname(path))
    with output_file(path, force=True) as out:
        out.write_text(json.dumps({"format": FORMAT, **plain}, ensure_ascii=False, indent=1) + "\n")


def lay(connection: sqlite3.Connection, overlay: Overlay) -> dict[str, str]:
    """Let every later query on the connection see the confirmed records as listed, by a temporary
    table that shadows `patent`; what the catalogue then says of itself."""
    connection.executescript(
        "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE patent AS SELECT * FROM main.patent"
    )
    change = ", ".join(f"{name} = coalesce(?, {name})" for name in STATED)
    for one in overlay.lists:
        source = f"{one.name} ({one.issue})".replace("\n", " ")
        for key, stated in one.listed.items():
            connection.execute(
                f"UPDATE temp.patent SET listing = 'listed', {change},"
                " sources = coalesce(sources || char(10), '') || ? WHERE id = ?",
                (*(stated[column] for column in STATED), source, key),
            )
    connection.commit()
    by = {one.name: one.day for one in overlay.lists if one.listed}
    return {"confirmed_by": "; ".join(by), "confirmed_on": max(by.values())} if by else {}
