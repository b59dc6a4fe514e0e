"""Which bundled candidates an official list names. Only a number of the candidate's own Chinese
patent confirms it: its publication, application or ZL number, or that of the Chinese grant of its
family. A match through a priority application, a foreign document or another family member is
doubtful and confirms nothing."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from patentcli.amounts import format_yuan
from patentcli.catalogue.overlay import STATED
from patentcli.catalogue.query import BEARING, OF_CHINESE_PATENT
from patentcli.i18n import N_, _
from patentcli.search.text import normalise

COLUMNS = (
    *("outcome", "id", "listed_number", "title", "annual_fee_yuan", "reason"),
    *("listed_title", "listed_holder", "offer_until"),
)
CONFIRMED, DOUBTFUL, DROPPED, LACKING = "confirmed", "doubtful", "dropped", "not-bundled"

# A row that calls itself a candidate confirms nothing.
_LISTED = f"""
SELECT n, id AS listed_number, coalesce(title_zh, title) AS listed_title,
  coalesce(holder_zh, holder) AS listed_holder, {", ".join(STATED)}
FROM patent WHERE listing = 'listed'
"""
_CANDIDATE = """
SELECT coalesce(title_zh, title), ifnull(title_zh, '') || char(10) || ifnull(title, ''),
  ifnull(holder_zh, '') || char(10) || ifnull(holder, '') FROM main.patent WHERE id = ?
"""
# With how far each number is from the candidate's own Chinese patent, a place in _REASONS.
_KEYS = f"""
SELECT key, id, CASE WHEN {OF_CHINESE_PATENT} THEN 0
  WHEN role = 'priority' THEN 1 WHEN role = 'family' THEN 2 ELSE 3 END AS rank
FROM main.number JOIN main.patent USING (n) ORDER BY rank
"""
_REASONS = (  # the first confirms
    N_("the list names its Chinese patent"),
    N_("the list names an application whose priority it claims, not its grant"),
    N_("the list names another member of its family"),
    N_("the list names its foreign patent, which gives no right in China"),
)
_ALIKE = 0.6  # of all characters


class Comparison:
    """The catalogue of an official list against the candidates; it is read as long as this is."""

    def __init__(self, bundled: sqlite3.Connection, official: sqlite3.Connection) -> None:
        self._bundled, self._official = bundled, official
        self._official.row_factory = sqlite3.Row
        self._found: list[dict[str, object]] = []
        self.listed: dict[str, dict[str, Any]] = {}
        """What the list states of each candidate that it confirms, by id."""
        self._ranks: defaultdict[int, dict[str, int]] = defaultdict(dict)
        """By the places of patents in the list: the candidates, and how closely it names them."""
        for key, candidate, rank in bundled.execute(_KEYS):
            for (n,) in official.execute(f"SELECT n {BEARING}", (key,)):
                self._ranks[n].setdefault(candidate, rank)
        for n, ranks in sorted(self._ranks.items()):
            for listed in official.execute(f"{_LISTED} AND n = ?", (n,)):
                for candidate, rank in sorted(ranks.items()):
                    self._judge(candidate, rank, listed)

    def _judge(self, candidate: str, rank: int, listed: sqlite3.Row) -> None:
        shown, titles, holders = self._bundled.execute(_CANDIDATE, (candidate,)).fetchone()
        title, holder = listed["listed_title"], listed["listed_holder"]
        outcome, reason = DOUBTFUL, _(_REASONS[rank])
        if rank == 0 and candidate in self.listed:
            reason = _("confirmed by an earlier row of the list, which counts")
        elif rank == 0 and holder and not _alike(title, titles) and not _alike(holder, holders):
            reason = _("the number agrees, but title and holder differ")
        elif rank == 0:
            outcome = CONFIRMED
            self.listed[candidate] = {name: listed[name] for name in STATED}
        self._found.append(_row(outcome, candidate, shown, reason, dict(listed)))

    def add_dropped(self, dropped: Mapping[str, str]) -> None:
        """Patents that this list named before and no longer does: by id, the issue that did."""
        message = _("on the list of {issue}, not on the newer one: a candidate again")
        for key, issue in dropped.items():
            title = self._bundled.execute(_CANDIDATE, (key,)).fetchone()[0]
            self._found.append(_row(DROPPED, key, title, message.format(issue=issue), {}))

    def rows(self, *, lacking: bool = True) -> Iterator[dict[str, object]]:
        """What was found, with COLUMNS: confirmed, doubtful, dropped, and if `lacking` the patents
        of the list that are none of the candidates."""
        order = (CONFIRMED, DOUBTFUL, DROPPED)
        yield from sorted(self._found, key=lambda r: (order.index(str(r["outcome"])), str(r["id"])))
        for listed in self._official.execute(f"{_LISTED} ORDER BY n") if lacking else ():
            if listed["n"] not in self._ranks:
                reason = _("not among the candidates")
                yield _row(LACKING, None, listed["listed_title"], reason, dict(listed))


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
    outcome: str, candidate: str | None, title: str, reason: str, listed: Mapping[str, Any]
) -> dict[str, object]:
    fee = listed.get("annual_fee_fen")
    found = {**listed, "outcome": outcome, "id": candidate, "title": title, "reason": reason}
    found["annual_fee_yuan"] = None if fee is None else format_yuan(fee)
    return {column: found.get(column) for column in COLUMNS}
