"""The SQLite form of a catalogue: tables, fields and how a row becomes a record.

One file is one catalogue; `file` has the marks by which it is known.
A catalogue holds `patent`, `tag`, `number`, how many records lack a value that filters
ask for (`unknown`), and the search index; the bundled one holds the rules, the vocabulary
and the announcement besides (table `document`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from patentcli.catalogue.fields import FIELDS as FIELDS
from patentcli.catalogue.fields import LISTS, TABLE
from patentcli.rules import bases

if TYPE_CHECKING:
    from typing import Any

LIST_FIELDS = frozenset(field.name for field in TABLE if field.kind in LISTS)
FLAG_FIELDS = frozenset(field.name for field in TABLE if field.kind == "flag")
FEE_FIELDS = {
    field.name: field.name.removesuffix("_yuan") + "_fen" for field in TABLE if field.kind == "fee"
}
EXPIRY_COLUMNS = ("expiry_date", "expiry_year", "expiry_basis")

# The keys of the objects in a field.
NESTED = {
    "expiry": ("date", "year", "basis"),
    "chinese_applications": ("number", "date", "role"),
}
SHOWN = ("id", "domain", "listing", "holder", "title", "title_zh")
"""What a list shows of a record where no fields are chosen: each is a column of that name."""

# The columns of table `patent`, in order: `expiry` is three of them (its basis by a number, see
# `rules.bases`), a fee is in fen, a list is a JSON text. `n` is the place in the catalogue and the
# key of the search index.
PATENT_COLUMNS: tuple[str, ...] = tuple(
    column
    for field in FIELDS
    for column in (EXPIRY_COLUMNS if field == "expiry" else (FEE_FIELDS.get(field, field),))
)

# None of these is ever negative.
INTEGERS = {"expiry_year", "expiry_basis", "annual_fee_fen", "one_off_fee_fen", *FLAG_FIELDS}

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID, STRICT;
CREATE TABLE patent (
  n INTEGER PRIMARY KEY,
  {", ".join(f"{c} {'INTEGER' if c in INTEGERS else 'TEXT'}" for c in PATENT_COLUMNS)}
) STRICT;
CREATE TABLE tag (
  kind TEXT, value TEXT, n INTEGER, PRIMARY KEY (kind, value, n)
) WITHOUT ROWID, STRICT;
CREATE TABLE unknown (field TEXT PRIMARY KEY, records INTEGER) WITHOUT ROWID, STRICT;
CREATE TABLE number (
  key TEXT, n INTEGER, role TEXT, PRIMARY KEY (key, n, role)
) WITHOUT ROWID, STRICT;
"""

# Made after all rows are in: filling a table that has no index yet is several times faster.
INDEX_OF_IDS = "CREATE INDEX IF NOT EXISTS patent_id ON patent (id)"

# It holds all that a list shows, so that the records of a domain are read one after another and
# not each from its own page of the table: a third less time for a long list.
INDEX_OF_DOMAINS = f"""
CREATE INDEX patent_domain ON patent (domain, n, {", ".join(c for c in SHOWN if c != "domain")})
WHERE domain IS NOT NULL
"""

# What only the bundled catalogue has: JSON documents by name (rulebook, vocabulary, scheme).
BUNDLED_TABLES = """
CREATE TABLE document (name TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
"""


def _fee(fen: int | None) -> str | None:
    return None if fen is None else f"{fen // 100}.{fen % 100:02}"


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _reader(field: str, place: int) -> "Callable[[Sequence[Any]], object]":
    """The function that takes a field's value out of a row of its columns."""
    if field in LIST_FIELDS:
        from json import loads

        return lambda row: loads(row[place]) if row[place] else []
    if field in FLAG_FIELDS:
        return lambda row: _flag(row[place])
    if field in FEE_FIELDS:
        return lambda row: _fee(row[place])
    if field == "expiry":
        return lambda row: {
            "date": row[place],
            "year": row[place + 1],
            "basis": bases.read(row[place + 2]),
        }
    return lambda row: row[place]


def columns_of(fields: Sequence[str]) -> list[str]:
    """The columns of `patent` that hold these fields, in order."""
    columns: list[str] = []
    for field in fields:
        columns += EXPIRY_COLUMNS if field == "expiry" else (FEE_FIELDS.get(field, field),)
    return columns


@lru_cache(maxsize=64)
def row_reader(fields: tuple[str, ...]) -> "Callable[[Sequence[Any]], dict[str, object]]":
    """A function from a row of `columns_of(fields)` to the record {field: JSON value}."""
    readers: list[tuple[str, Callable[[Sequence[Any]], object]]] = []
    place = 0
    for field in fields:
        readers.append((field, _reader(field, place)))
        place += len(EXPIRY_COLUMNS) if field == "expiry" else 1
    return lambda row: {field: read(row) for field, read in readers}


def row_of(record: Mapping[str, object]) -> tuple[object, ...]:
    """The values of PATENT_COLUMNS for a record whose fees are in fen and whose expiry is flat.

    `record` has the fields of `patent`'s columns; lists become JSON, absent values null.
    """
    values: list[object] = list(map(record.get, PATENT_COLUMNS))
    for place in _LIST_PLACES:
        if items := values[place]:
            values[place] = _encoded(items)  # type: ignore[arg-type]
        else:
            values[place] = None
    values[_BASIS] = bases.stored(values[_BASIS])
    return tuple(values)


_LIST_PLACES = tuple(p for p, column in enumerate(PATENT_COLUMNS) if column in LIST_FIELDS)
_BASIS = PATENT_COLUMNS.index("expiry_basis")


def _encoded(items: "Sequence[Any]") -> str:
    """A list as JSON; by hand where its texts have nothing to escape, as nearly all."""
    if type(items[0]) is str:
        together = "".join(items)
        if together.isprintable() and '"' not in together and "\\" not in together:
            return '["' + '","'.join(items) + '"]'
    return _encoder()(items)


@lru_cache(maxsize=1)
def _encoder() -> "Callable[[object], str]":
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
