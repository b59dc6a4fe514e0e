"""Which bundled candidates an official list names.

Only a number of the candidate's own Chinese patent confirms it: its publication, application or
ZL number, or that of the Chinese grant of its family. A match through a priority application, a
foreign document or another family member is doubtful and confirms nothing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from patentcli.amounts import format_yuan, parse_amount
from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.fields import FEE_FIELDS, FIELDS
from patentcli.catalogue.overlay import STATED
from patentcli.catalogue.query import patents
from patentcli.i18n import N_, _
from patentcli.lists.findings import REFUSED
from patentcli.lists.reading import ListReader
from patentcli.search.text import normalise

COLUMNS = (
    *("outcome", "id", "listed_number", "title", "annual_fee_yuan", "reason"),
    *("listed_title", "listed_holder", "offer_until"),
)
CONFIRMED, DOUBTFUL, DROPPED, LACKING = "confirmed", "doubtful", "dropped", "not-bundled"

Listed = Mapping[str, Any]
"""A patent of the list as the columns of a catalogue, with its `keys`."""

_MATCHES = """
SELECT p.id, coalesce(p.title_zh, p.title),
  ifnull(p.title_zh, '') || char(10) || ifnull(p.title, ''),
  ifnull(p.holder_zh, '') || char(10) || ifnull(p.holder, ''), p.office, number.role
FROM number JOIN main.patent AS p USING (n) WHERE number.key IN ({marks})
"""
# How far a number of this role is from the candidate's own Chinese patent; 0 confirms.
_RANKS = {"own": 0, "grant": 0, "priority": 1, "family": 2}
_FOREIGN = 3  # its own number, where it is foreign
_REASONS = (
    "",
    N_("the list names an application whose priority it claims, not its grant"),
    N_("the list names another member of its family"),
    N_("the list names its foreign patent, which gives no right in China"),
)
_ALIKE = 0.6  # of all characters


class Comparison:
    """The list against the candidates; what concerns only the list is kept on disk when long."""

    def __init__(self, bundled: sqlite3.Connection) -> None:
        self._bundled = bundled
        self._rest = sqlite3.connect("", isolation_level=None)
        self._rest.row_factory = sqlite3.Row
        self._rest.executescript(
            "CREATE TABLE lacking (id, title, holder, annual_fee_fen, offer_until); BEGIN"
        )
        self._found: dict[str, list[dict[str, object]]] = {CONFIRMED: [], DOUBTFUL: [], DROPPED: []}
        self.listed: dict[str, dict[str, Any]] = {}
        """What the list states of each candidate that it confirms, by id."""

    def add_file(self, reader: ListReader) -> int:
        """Compare the patents of a list; how many of its rows were refused."""
        refused = 0
        for _sheet, _place, _cells, outcome in reader.outcomes():
            refused += outcome.kind == REFUSED
            self._add(outcome.records)
        return refused

    def add_catalogue(self, connection: sqlite3.Connection) -> None:
        """Compare the patents of a catalogue."""
        for record in patents(connection, FIELDS):
            fees = {
                column: None if record[field] is None else parse_amount(str(record[field]))
                for field, column in FEE_FIELDS.items()
            }
            self._add([record | fees | {"keys": keys_of(record)}])

    def _add(self, records: Iterable[Listed]) -> None:
        """Compare these, but for those that the list itself marks as mere candidates."""
        for listed in records:
            if listed["listing"] != "listed":
                continue
            found = self._matches(listed)
            for (key, title, titles, holders), rank in found:
                outcome, reason = self._judged(key, titles, holders, rank, listed)
                self._found[outcome].append(_row(outcome, key, title, reason, listed))
            if not found:
                values = (listed["annual_fee_fen"], listed["offer_until"])
                self._rest.execute(
                    "INSERT INTO lacking VALUES (?, ?, ?, ?, ?)",
                    (listed["id"], _first(listed, "title"), _first(listed, "holder"), *values),
                )

    def add_dropped(self, dropped: Mapping[str, str]) -> None:
        """Patents that this list named before and no longer does: by id, the issue that did."""
        message = _("named by the list of {issue}, and no longer: a candidate again")
        for key, issue in dropped.items():
            title = self._bundled.execute(
                "SELECT coalesce(title_zh, title) FROM main.patent WHERE id = ?", (key,)
            ).fetchone()
            reason = message.format(issue=issue)
            row = _row(DROPPED, key, str(title[0]) if title else "", reason, {})
            self._found[DROPPED].append(row)

    def count(self, outcome: str) -> int:
        """How many rows have this outcome."""
        if outcome != LACKING:
            return len(self._found[outcome])
        return int(self._rest.execute("SELECT count(*) FROM lacking").fetchone()[0])

    def rows(self, *, lacking: bool = True) -> Iterator[dict[str, object]]:
        """What was found, with COLUMNS: confirmed, doubtful, dropped, and what the catalogue lacks
        if `lacking`."""
        for outcome in (CONFIRMED, DOUBTFUL, DROPPED):
            yield from sorted(self._found[outcome], key=lambda row: str(row["id"]))
        if lacking:
            reason = _("not among the candidates")
            for row in self._rest.execute("SELECT * FROM lacking ORDER BY rowid"):
                yield _row(LACKING, None, row["title"], reason, dict(row))

    def close(self) -> None:
        """Forget what was found."""
        self._rest.close()

    def _matches(self, listed: Listed) -> list[tuple[tuple[str, str, str, str], int]]:
        """Id, title, both titles and both holders of the candidates that a patent leads to, and how
        closely it does; 0 is their own Chinese patent."""
        keys = [key for key, role in listed["keys"].items() if role in ("own", "grant")]
        best: dict[tuple[str, str, str, str], int] = {}
        query = _MATCHES.format(marks=", ".join("?" * len(keys)))
        for key, title, titles, holders, office, role in self._bundled.execute(query, keys):
            rank = _FOREIGN if role == "own" and office != "CN" else _RANKS[role]
            found = (key, title, titles, holders)
            best[found] = min(rank, best.get(found, rank))
        return sorted(best.items())

    def _judged(
        self, key: str, titles: str, holders: str, rank: int, listed: Listed
    ) -> tuple[str, str]:
        title, holder = _first(listed, "title"), _first(listed, "holder")
        if rank:
            return DOUBTFUL, _(_REASONS[rank])
        if key in self.listed:
            return DOUBTFUL, _("confirmed by an earlier row of the list, which counts")
        if title and holder and not _alike(title, titles) and not _alike(holder, holders):
            return DOUBTFUL, _("the number is its own, but title and holder are others")
        self.listed[key] = {name: listed[name] for name in STATED}
        return CONFIRMED, _("the list names its Chinese patent")


def _first(listed: Listed, field: str) -> str:
    """Title or holder in Chinese, else in another language."""
    return listed.get(f"{field}_zh") or listed.get(field) or ""


def _alike(said: str, known: str) -> bool:
    """Whether a text is one of the known ones, a part of one, or much like one."""
    said = "".join(normalise(said).split())
    for line in known.splitlines():
        other = "".join(normalise(line).split())
        part = other and (said in other or other in said)
        if part or SequenceMatcher(None, said, other).ratio() >= _ALIKE:
            return True
    return not known.strip()


def _row(
    outcome: str, key: str | None, title: str, reason: str, listed: Listed
) -> dict[str, object]:
    fee = listed.get("annual_fee_fen")
    values = (
        *(outcome, key, listed.get("id"), title),
        *(None if fee is None else format_yuan(fee), reason),
        *(_first(listed, "title") or None, _first(listed, "holder") or None),
        listed.get("offer_until"),
    )
    return dict(zip(COLUMNS, values, strict=True))
