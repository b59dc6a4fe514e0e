"""Which bundled candidates an official list names.

Only a number of the candidate's own Chinese patent confirms it: its publication, application or
ZL number, or that of the Chinese grant of its family. A match through a priority application, a
foreign document or another family member is doubtful and confirms nothing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from patentcli.amounts import format_yuan, parse_amount
from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.overlay import STATED
from patentcli.catalogue.query import patents
from patentcli.catalogue.schema import FEE_FIELDS, FIELDS
from patentcli.i18n import N_, _
from patentcli.lists.reading import ListReader

COLUMNS = ("outcome", "id", "listed_number", "title", "annual_fee_yuan", "reason")
CONFIRMED, DOUBTFUL, LACKING = "confirmed", "doubtful", "not-bundled"


class Listed(NamedTuple):
    """A patent on the list."""

    number: str
    title: str
    keys: list[str]
    """Lookup keys of its own numbers and of its Chinese grant."""
    stated: dict[str, Any]
    """What the list states of it: the values of `overlay.STATED`."""


def listed_in_file(reader: ListReader) -> Iterator[Listed]:
    """The patents of a list, but for those that it marks itself as mere candidates."""
    for _sheet, _place, _cells, outcome in reader.outcomes():
        for record in outcome.records:
            if record["listing"] == "listed":
                yield _listed(record, _own_keys(record["keys"]))


def _own_keys(keys: Mapping[str, str]) -> list[str]:
    return [key for key, role in keys.items() if role in ("own", "grant")]


def listed_in_catalogue(connection: sqlite3.Connection) -> Iterator[Listed]:
    """The listed patents of a catalogue."""
    for record in patents(connection, FIELDS):
        if record["listing"] == "listed":
            fees = {
                column: None if record[field] is None else parse_amount(str(record[field]))
                for field, column in FEE_FIELDS.items()
            }
            yield _listed(record | fees, _own_keys(keys_of(record)))


def _listed(record: Mapping[str, Any], keys: list[str]) -> Listed:
    title = record.get("title_zh") or record.get("title") or ""
    return Listed(record["id"], title, keys, {name: record.get(name) for name in STATED})


class Comparison:
    """The list against the candidates; what concerns only the list is kept on disk when long."""

    def __init__(self, bundled: sqlite3.Connection) -> None:
        self._bundled = bundled
        self._rest = sqlite3.connect("", isolation_level=None)
        self._rest.executescript("CREATE TABLE lacking (number, title, fee); BEGIN")
        self._found: dict[str, list[dict[str, object]]] = {CONFIRMED: [], DOUBTFUL: []}
        self.listed: dict[str, dict[str, Any]] = {}
        """What the list states of each candidate that it confirms, by id."""

    def add(self, listed: Iterable[Listed]) -> None:
        """Compare these patents of the list."""
        for patent in listed:
            found = self._matches(patent)
            for key, title, outcome, reason in found:
                row = _row(outcome, key, patent.number, title, patent.stated, reason)
                self._found[outcome].append(row)
            if not found:
                fee = patent.stated["annual_fee_fen"]
                self._rest.execute(
                    "INSERT INTO lacking VALUES (?, ?, ?)", (patent.number, patent.title, fee)
                )

    def count(self, outcome: str) -> int:
        """How many rows have this outcome."""
        if outcome != LACKING:
            return len(self._found[outcome])
        return int(self._rest.execute("SELECT count(*) FROM lacking").fetchone()[0])

    def rows(self) -> Iterator[dict[str, object]]:
        """What was found, with COLUMNS: confirmed, doubtful, then what the catalogue lacks."""
        for outcome in (CONFIRMED, DOUBTFUL):
            yield from sorted(self._found[outcome], key=lambda row: str(row["id"]))
        reason = _("not among the candidates")
        for number, title, fee in self._rest.execute("SELECT * FROM lacking ORDER BY rowid"):
            yield _row(LACKING, None, number, title, {"annual_fee_fen": fee}, reason)

    def close(self) -> None:
        """Forget what was found."""
        self._rest.close()

    def _matches(self, patent: Listed) -> list[tuple[str, str, str, str]]:
        """The candidates that a listed patent leads to: id, title, outcome, reason."""
        marks = ", ".join("?" * len(patent.keys))
        best: dict[tuple[str, str, str], int] = {}
        for key, title, office, role in self._bundled.execute(
            "SELECT p.id, coalesce(p.title_zh, p.title), p.office, number.role"
            f" FROM number JOIN main.patent AS p USING (n) WHERE number.key IN ({marks})",
            patent.keys,
        ):
            rank = 0 if role == "grant" else _RANKS[role] if office == "CN" else _FOREIGN[role]
            best[key, title, office] = min(rank, best.get((key, title, office), rank))
        return [
            (key, title, *self._judged(key, rank, patent))
            for (key, title, _office), rank in sorted(best.items())
        ]

    def _judged(self, key: str, rank: int, patent: Listed) -> tuple[str, str]:
        if rank:
            return DOUBTFUL, _(_REASONS[rank])
        if key in self.listed:
            return DOUBTFUL, _("confirmed by an earlier row of the list, which counts")
        self.listed[key] = patent.stated
        return CONFIRMED, _("the list names its Chinese patent")


def _row(
    outcome: str,
    key: str | None,
    number: str,
    title: str,
    stated: Mapping[str, Any],
    reason: str,
) -> dict[str, object]:
    fee = stated["annual_fee_fen"]
    shown = None if fee is None else format_yuan(fee)
    return dict(zip(COLUMNS, (outcome, key, number, title, shown, reason), strict=True))


# How far a number of this role is from the candidate's own Chinese patent; 0 confirms.
_RANKS = {"own": 0, "priority": 1, "family": 2}
_FOREIGN = {"own": 3, "priority": 1, "family": 2}
_REASONS = (
    "",
    N_("the list names an application whose priority it claims, not its grant"),
    N_("the list names another member of its family"),
    N_("the list names its foreign patent, which gives no right in China"),
)
