"""Rows of a list that are one patent: the same number again, application and grant of one number,
or one own application number. The grant is the record, the application goes to its family. Blanks
are filled from the other row; of values that differ the first stays, of status that of the grant's
row, and the other goes to the note."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from patentcli.amounts import format_yuan
from patentcli.catalogue import store
from patentcli.catalogue.derive import UNKNOWN, complete
from patentcli.catalogue.fields import FEE_FIELDS, PATENT_COLUMNS
from patentcli.i18n import _
from patentcli.lists.findings import CONTRADICTS, Problem, place_of
from patentcli.lists.numbers import unknown
from patentcli.lists.texts import LONGEST
from patentcli.numbers import Number, read, read_of
from patentcli.numbers.number import Malformed
from patentcli.output.values import cell_text
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import is_of_grant
from patentcli.search.index import in_columns

Origin = Callable[[int], tuple[str, int]]
"""Gives sheet and row from which the record at a place comes."""
_AT_ONCE = 200  # groups

# What is worked out anew, or comes together from all rows.
_IDENTITY = (
    *("id", "publication_number", "office", "kind_code", "status", "expiry_date", "expiry_year"),
    "expiry_basis",
)
_STATUS, _OWN = "legal_status_as_shown", "own_application"  # the number of the latter
_UNITED = ("chinese_applications", "family", "classifications", "applications", "sources")
_FEES = {column: field for field, column in FEE_FIELDS.items()}
_NAMES = {**_FEES, _OWN: "chinese_applications"}
_NOT_COMPARED = (*_IDENTITY, *_UNITED, "note", "listing")
_COMPARED = tuple(name for name in (*PATENT_COLUMNS, _OWN) if name not in _NOT_COMPARED)


def merge(
    connection: sqlite3.Connection, book: Rulebook, origin: Origin, *, indexed: bool
) -> Iterator[tuple[list[int], list[Problem]]]:
    """Merge all records that are one patent; the places of each group, the first of which stays,
    and where they differ."""
    store.settle(connection)
    # All of them at once: the cursor must not see what is changed below it.
    groups = store.same_patents(connection)
    for start in range(0, len(groups), _AT_ONCE):
        block = groups[start : start + _AT_ONCE]
        records = store.flat_records(connection, [n for group in block for n in group])
        store.remove(connection, records, indexed=indexed)
        merged = [_united([(n, records[n]) for n in group], origin) for group in block]
        columns = in_columns([record for record, _differing in merged], store.COLUMNS)
        for at, (group, (record, _differing)) in enumerate(zip(block, merged, strict=True)):
            granted = any(is_of_grant(records[n]["expiry_basis"]) for n in group)
            complete(columns, at, [_number(record)], book, granted=granted)
            for n in group:
                columns["keys"][at] = records[n]["keys"] | columns["keys"][at]
        store.insert(connection, [group[0] for group in block], columns, indexed=indexed)
        store.settle(connection)
        for group, (_record, differing) in zip(block, merged, strict=True):
            yield group, differing


def _united(
    rows: Sequence[tuple[int, dict[str, Any]]], origin: Origin
) -> tuple[dict[str, Any], list[Problem]]:
    """The records of one patent, with their places, as one, and where they differ."""
    found: dict[str, Any] = dict(rows[0][1])
    for _n, told in rows:
        own = (one["number"] for one in told["chinese_applications"] or () if one["role"] == "own")
        told[_OWN] = next(own, None)
    wrong: set[str] = set()  # own applications of other rows
    differing: list[tuple[int, Problem]] = []
    best = min((row for _n, row in rows), key=lambda row: _rank(_number(row)))
    found.update({name: best[name] for name in ("id", "publication_number")})
    notes = {part: None for _n, row in rows for part in (row["note"] or "").split("; ") if part}
    grants_first = sorted(rows, key=lambda row: not _is_grant(row[1]))
    for name in _COMPARED:
        ordered = grants_first if name == _STATUS else rows
        said = [(n, row[name]) for n, row in ordered if row[name] is not None]
        found[name] = said[0][1] if said else None
        for n, other in said[1:]:
            if _key(name, other) != _key(name, found[name]):
                (first_sheet, first), (sheet, row) = origin(said[0][0]), origin(n)
                reason = _(
                    "differs from “{value}” in {place}, the same patent, which counts",
                    value=_shown(name, found[name])[:60],
                    place=place_of(first, first_sheet if first_sheet != sheet else ""),
                )
                field, value = _NAMES.get(name, name), _shown(name, other)
                if name == _OWN:
                    wrong.add(other)
                differing.append((n, Problem(row, field, value, reason, "", CONTRADICTS, sheet)))
                notes[f"{field}: {value}"] = None
    found["listing"] = max(row["listing"] for _n, row in rows)  # "listed" before "candidate"
    status = [row["status"] for _n, row in grants_first if row[_STATUS] or row["status"] != UNKNOWN]
    found["status"] = status[0] if status else UNKNOWN
    for name in _UNITED:
        items = [item for _n, row in rows for item in row[name] or ()]
        found[name] = _distinct(name, items, wrong) or None
    published = [row["publication_number"] for _n, row in rows]
    members = dict.fromkeys([*(found["family"] or ()), *filter(None, published)])
    members.pop(found["id"], None)
    found["family"] = list(members) or None
    found["note"] = _joined(list(notes)) or None
    return found, [problem for _n, problem in sorted(differing, key=itemgetter(0))]


def _joined(notes: list[str]) -> str:
    """The parts of a note, no more than a text may hold: validate names each of them."""
    text = ""
    for place, note in enumerate(notes):
        text = f"{text}; {note}" if text else note
        if len(text) > LONGEST - 20:
            return f"{text[: LONGEST - 20]}… (+{len(notes) - place})"
    return text


def _key(name: str, value: Any) -> Any:
    """What counts of a value: of a number neither check digit nor kind."""
    return read(value).keys if name in (_OWN, "chinese_grant") else value


def _distinct(name: str, items: list[Any], wrong: set[str]) -> list[Any]:
    if name != "chinese_applications":
        return list(dict.fromkeys(items))
    found: dict[str, Any] = {}
    for item in [item for item in items if item["number"] not in wrong]:
        known = found.setdefault(item["number"].partition(".")[0], dict(item))
        known["date"] = known["date"] or item["date"]
    return list(found.values())


def _number(record: dict[str, Any]) -> Number:
    """The number that a record stands under; one that no system reads as it is written."""
    try:
        return read_of(record["id"], record["office"])
    except Malformed:
        return unknown(record["id"], record["office"])


def _is_grant(record: dict[str, Any]) -> bool:
    return is_of_grant(record["expiry_basis"]) or _number(record).kind == "grant"


def _rank(number: Number) -> int:
    """A grant before any other publication, an application last."""
    return {"grant": 0, "publication": 1, "published-application": 2}.get(number.kind, 3)


def _shown(name: str, value: Any) -> str:
    return format_yuan(value) if name in _FEES else cell_text(value)
