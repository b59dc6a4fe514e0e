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
from patentcli.catalogue.fields import FEE_FIELDS, FIELDS
from patentcli.catalogue.overlay import STATED
from patentcli.catalogue.query import patents
from patentcli.i18n import N_, _
from patentcli.lists.findings import REFUSED
from patentcli.lists.reading import ListReader

COLUMNS = (
    *("outcome", "id", "listed_number", "title", "annual_fee_yuan", "reason"),
    *("listed_title", "listed_holder", "offer_until"),
)
CONFIRMED, DOUBTFUL, DROPPED, LACKING = "confirmed", "doubtful", "dropped", "not-bundled"


class Listed(NamedTuple):
    """A patent on the list."""

    number: str
    title: str
    holder: str
    keys: list[str]
    """Lookup keys of its own numbers and of its Chinese grant."""
    stated: dict[str, Any]
    """What the list states of it: the values of `overlay.STATED`."""


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
    holder = record.get("holder_zh") or record.get("holder") or ""
    stated = {name: record.get(name) for name in STATED}
    return Listed(record["id"], title, holder, keys, stated)


class _Candidate(NamedTuple):
    """A bundled record that a listed number leads to."""

    key: str
    title: str
    office: str
    titles: str
    holders: str
    """Both names, on a line each."""


class Comparison:
    """The list against the candidates; what concerns only the list is kept on disk when long."""

    def __init__(self, bundled: sqlite3.Connection) -> None:
        self._bundled = bundled
        self._rest = sqlite3.connect("", isolation_level=None)
        self._rest.executescript("CREATE TABLE lacking (number, title, holder, fee, until); BEGIN")
        self._found: dict[str, list[dict[str, object]]] = {CONFIRMED: [], DOUBTFUL: [], DROPPED: []}
        self.listed: dict[str, dict[str, Any]] = {}
        """What the list states of each candidate that it confirms, by id."""

    def add(self, listed: Iterable[Listed]) -> None:
        """Compare these patents of the list."""
        for patent in listed:
            found = self._matches(patent)
            for candidate, rank in found:
                outcome, reason = self._judged(candidate, rank, patent)
                row = _row(outcome, candidate.key, candidate.title, patent, reason)
                self._found[outcome].append(row)
            if not found:
                fee, until = patent.stated["annual_fee_fen"], patent.stated["offer_until"]
                self._rest.execute(
                    "INSERT INTO lacking VALUES (?, ?, ?, ?, ?)",
                    (patent.number, patent.title, patent.holder, fee, until),
                )

    def add_file(self, reader: ListReader) -> int:
        """Compare the patents of a list, but for those that it marks itself as mere candidates;
        how many rows were refused."""
        refused = 0
        for _sheet, _place, _cells, outcome in reader.outcomes():
            refused += outcome.kind == REFUSED
            self.add(
                _listed(record, _own_keys(record["keys"]))
                for record in outcome.records
                if record["listing"] == "listed"
            )
        return refused

    def add_dropped(self, dropped: Mapping[str, str]) -> None:
        """Patents that this list named before and no longer does: by id, the issue that did."""
        message = _("named by the list of {issue}, and no longer: a candidate again")
        for key, issue in dropped.items():
            title = self._bundled.execute(
                "SELECT coalesce(title_zh, title) FROM main.patent WHERE id = ?", (key,)
            ).fetchone()
            nobody = Listed("", "", "", [], dict.fromkeys(STATED))
            reason = message.format(issue=issue)
            self._found[DROPPED].append(
                _row(DROPPED, key, str(title[0]) if title else "", nobody, reason)
            )

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
        if not lacking:
            return
        reason = _("not among the candidates")
        for number, title, holder, fee, until in self._rest.execute(
            "SELECT * FROM lacking ORDER BY rowid"
        ):
            stated = {"annual_fee_fen": fee, "offer_until": until}
            yield _row(LACKING, None, title, Listed(number, title, holder, [], stated), reason)

    def close(self) -> None:
        """Forget what was found."""
        self._rest.close()

    def _matches(self, patent: Listed) -> list[tuple[_Candidate, int]]:
        """The candidates that a listed patent leads to, and how closely; 0 is its own patent."""
        marks = ", ".join("?" * len(patent.keys))
        best: dict[_Candidate, int] = {}
        for *values, role in self._bundled.execute(
            "SELECT p.id, coalesce(p.title_zh, p.title), p.office,"
            " ifnull(p.title_zh, '') || char(10) || ifnull(p.title, ''),"
            " ifnull(p.holder_zh, '') || char(10) || ifnull(p.holder, ''), number.role"
            f" FROM number JOIN main.patent AS p USING (n) WHERE number.key IN ({marks})",
            patent.keys,
        ):
            found = _Candidate(*values)
            rank = _RANKS[role] if found.office == "CN" else _FOREIGN[role]
            rank = 0 if role == "grant" else rank
            best[found] = min(rank, best.get(found, rank))
        return sorted(best.items())

    def _judged(self, found: _Candidate, rank: int, patent: Listed) -> tuple[str, str]:
        if rank:
            return DOUBTFUL, _(_REASONS[rank])
        if found.key in self.listed:
            return DOUBTFUL, _("confirmed by an earlier row of the list, which counts")
        if (
            patent.title
            and patent.holder
            and not _alike(patent.title, found.titles)
            and not _alike(patent.holder, found.holders)
        ):
            return DOUBTFUL, _("the number is its own, but title and holder are others")
        self.listed[found.key] = patent.stated
        return CONFIRMED, _("the list names its Chinese patent")


def _alike(said: str, known: str) -> bool:
    """Whether a text is one of the known ones, a part of one, or much like one."""
    from difflib import SequenceMatcher

    from patentcli.search.text import normalise

    said = "".join(normalise(said).split())
    for line in known.splitlines():
        other = "".join(normalise(line).split())
        if other and (said in other or other in said):
            return True
        if SequenceMatcher(None, said, other).ratio() >= _ALIKE:
            return True
    return not known.strip()


_ALIKE = 0.6  # of all characters


def _row(
    outcome: str, key: str | None, title: str, patent: Listed, reason: str
) -> dict[str, object]:
    fee = patent.stated["annual_fee_fen"]
    values = (
        *(outcome, key, patent.number or None, title),
        *(None if fee is None else format_yuan(fee), reason),
        *(patent.title or None, patent.holder or None, patent.stated["offer_until"]),
    )
    return dict(zip(COLUMNS, values, strict=True))


# How far a number of this role is from the candidate's own Chinese patent; 0 confirms.
_RANKS = {"own": 0, "priority": 1, "family": 2}
_FOREIGN = {"own": 3, "priority": 1, "family": 2}
_REASONS = (
    "",
    N_("the list names an application whose priority it claims, not its grant"),
    N_("the list names another member of its family"),
    N_("the list names its foreign patent, which gives no right in China"),
)
