"""Lists of objects. JSON or JSON Lines, read object by object: an array, objects one after the
other, or the answer of a web service, an object in which the list stands under a name such as
`data`. TOML: `[[patent]]` tables, or one patent a file as in the source of the catalogue. Parquet,
as `catalogue export` writes it.

Exports have every field of every record; derived ones (office, kind code, end of term) are written
for the reader and worked out anew on import."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from patentcli.catalogue.fields import LISTS, NESTED, TABLE
from patentcli.errors import CannotCreate, DataProblem, extra
from patentcli.i18n import _
from patentcli.lists.source import File, Row, Source, Table, encoding_of, not_text
from patentcli.lists.texts import joined, without_tags

Records = Iterable[Mapping[str, Any]]

LONGEST_OBJECT = 1 << 21  # characters; a record of a patent has a few thousand
MOST_KEYS = 1_000  # of all objects: each of them becomes a row with a cell for each
LARGEST_TOML = 32 << 20  # bytes: it is read as a whole, and is for files that people edit
LARGEST_GROUP = 512 << 20  # bytes of the rows that Parquet packs together, unpacked
_AT_ONCE = 1_000  # rows of Parquet
_CHUNK = 1 << 20  # bytes read at once; the list begins in the first of them
_ENVELOPES = frozenset(
    ("data", "rows", "records", "result", "results", "list", "content", "bodyData", "items", "hits")
)
_DEPTH = 4  # envelopes within each other
_KEY = re.compile(r'\s*[{,]\s*"(\w*)"\s*:\s*')
_LIST = re.compile(r"\[\s*(?:[{\]]|$)")
_TEXT_LISTS = [field.name for field in TABLE if field.kind in LISTS - {"applications"}]
_GROUP = 10_000  # records of one row group of Parquet
_GAPS = dict.fromkeys(" \t\r\n,", 0) | {"[": 1, "]": -1}  # and how they nest


def _no_constant(name: str) -> float:
    raise ValueError(_("{name} is not JSON", name=name))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((key, _count),) = Counter(key for key, _value in pairs).most_common(1)
        raise ValueError(_("duplicate key {key!r}", key=key[:40]))
    return found


# What Python would take and nobody should is refused; numbers keep their digits, as texts.
_decode = json.JSONDecoder(
    object_pairs_hook=_distinct, parse_constant=_no_constant, parse_float=str, parse_int=str
).raw_decode


def _list_inside(text: str, place: int, depth: int = _DEPTH) -> int | None:
    """Where the array of a list begins in the object at this place, if that is its envelope."""
    while match := _KEY.match(text, place):
        place = match.end()
        if match[1] in _ENVELOPES:
            if _LIST.match(text, place):
                return place
            if depth and (inside := _list_inside(text, place, depth - 1)) is not None:
                return inside
        try:
            _value, place = _decode(text, place)
        except (ValueError, RecursionError):
            break
    return None


def _objects(source: Source, encoding: str, left: dict[str, None]) -> Iterator[dict[str, Any]]:
    """The objects of a file, whatever separates them, each envelope giving those of its list; the
    names of further lists that stand in envelopes are added to `left`."""
    stream, count = source.again(), 1
    chunks = codecs.iterdecode(iter(lambda: stream.read(_CHUNK), b""), encoding)

    def problem(reason: str) -> DataProblem:
        where = _("{where}, object {count}", where=source.shown, count=count)
        return DataProblem(_("invalid JSON: {reason}", reason=reason), where=where)

    try:
        text, place, arrays = next(chunks, "").lstrip("\ufeff"), 0, 0
        head, is_around, may_envelop = "", False, True
        while True:
            while not is_around and (sign := text[place : place + 1]) in _GAPS:
                arrays += _GAPS[sign]
                place += 1
                if head and not arrays:
                    # What stands around the list is read as if the list were empty.
                    text, place, is_around = f"{head}[]{text[place:]}", 0, True
            begins = may_envelop and not arrays and not is_around
            if begins and (inside := _list_inside(text, place)) is not None:
                head, place = text[place:inside], inside
                continue
            try:
                found, place = _decode(text, place)
            except RecursionError:
                raise problem(_("nested too deeply")) from None
            except ValueError as why:
                # Perhaps cut off where the chunk ends.
                short = isinstance(why, json.JSONDecodeError) and len(text) - place < LONGEST_OBJECT
                if short and (chunk := next(chunks, "")):
                    text, place = text[place:] + chunk, 0
                    continue
                if place < len(text):
                    raise problem(getattr(why, "msg", str(why))) from None
                break
            if not isinstance(found, dict):
                raise problem(_("not an object"))
            if is_around:
                left |= dict.fromkeys(_lists(found))
                head, is_around = "", False
                continue
            may_envelop = bool(head) and may_envelop
            yield found
            count += 1
    except UnicodeError:  # also for want of a byte order mark
        which = _("object {count} or after it", count=count)
        raise not_text(encoding, which, source.shown) from None
    if arrays > 0:
        raise problem(_("ends in the middle of the array"))


def _lists(found: Mapping[str, Any], depth: int = _DEPTH) -> Iterator[str]:
    """The names of lists of objects in an envelope."""
    for key, value in found.items():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield key
        elif isinstance(value, dict) and depth:
            yield from _lists(value, depth - 1)


def read_json(source: Source, encoding: str | None) -> File:
    """The table of a JSON or JSON Lines file: keys are heads, rows are numbered as objects."""
    name, left = encoding_of(source, encoding), dict[str, None]()
    table = objects_table(lambda: _objects(source, name, left), source.shown)
    notes = [_("not read: {heads}", heads=_(", ").join(left))] if left else []
    return File([table], notes)


def read_toml(source: Source) -> File:
    """The table of a TOML file; DataProblem for what is none, or too large."""
    from patentcli import toml_file  # loads tomli

    hint = _("JSON Lines and CSV can be of any length")
    document = toml_file.read_toml(source.again(), source.shown, LARGEST_TOML, hint)
    patents: Any = [document] if document else []
    if set(document) == {"patent"}:
        patents = document["patent"]
        if not isinstance(patents, list) or not all(isinstance(p, dict) for p in patents):
            message = _("{name} must be tables, each begun by [[{name}]]", name="patent")
            raise DataProblem(message, where=source.shown)
    return File([objects_table(lambda: iter(patents), source.shown)], [])


def read_parquet(source: Source) -> File:
    """The table of a Parquet file. DataProblem for what is none, or too large; UsageProblem, naming
    the extra, where pyarrow is not installed."""
    from decimal import Decimal

    with extra("parquet", source.shown):
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

    def rows() -> Iterator[dict[str, Any]]:
        try:
            file = ParquetFile(source.again())
            groups = map(file.metadata.row_group, range(file.num_row_groups))
            if any(group.total_byte_size > LARGEST_GROUP for group in groups):
                message = _("a group of rows of more than {limit} MiB")
                raise DataProblem(message.format(limit=LARGEST_GROUP >> 20), where=source.shown)
            for batch in file.iter_batches(_AT_ONCE):
                for row in batch.to_pylist():
                    yield row | {name: str(v) for name, v in row.items() if type(v) is Decimal}
        except (ArrowException, OSError, ValueError, OverflowError) as problem:
            message = _("damaged Parquet: {reason}", reason=str(problem).partition("\n")[0][:200])
            raise DataProblem(message, where=source.shown) from None

    return File([objects_table(rows, source.shown)], [])


def objects_table(objects: Callable[[], Iterator[dict[str, Any]]], where: str) -> Table:
    """A table of objects, which `objects()` gives at each call anew; its heads are all keys, of
    which DataProblem allows no more than MOST_KEYS."""
    heads: dict[str, int] = {}
    for found in objects():
        for key in found:
            heads.setdefault(key, len(heads))
        if len(heads) > MOST_KEYS:
            message = _("more than {limit} different keys", limit=f"{MOST_KEYS:,}")
            raise DataProblem(message, where=where)

    def rows(_width: int) -> Iterator[Row]:
        for count, found in enumerate(objects(), start=1):
            cells: list[object] = [None] * len(heads)
            for key, value in found.items():
                cells[heads[key]] = _plain(value)
            yield count, cells

    return Table(rows, list(heads), typed=True)


def _plain(value: object) -> object:
    """A value, taken out of an object that holds nothing else, {"value": …}, and of HTML."""
    if isinstance(value, dict) and value.keys() == {"value"}:
        value = value["value"]
    if type(value) is str and "</" in value:
        return without_tags(value)
    return value


# --- writing


def with_cells(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its lists of texts as cells."""
    return {**record, **{name: joined(record[name]) for name in _TEXT_LISTS if record[name]}}


def toml(records: Records) -> Iterator[str]:
    """A `[[patent]]` table for each record; TOML has no null, so what is unknown is left out."""
    import tomli_w

    size = 0
    for record in records:
        piece = tomli_w.dumps({"patent": [_known(record)]}) + "\n"
        size += len(piece.encode())
        if size > LARGEST_TOML:
            raise CannotCreate(
                _("more than {limit} MiB, which no import reads as TOML", limit=LARGEST_TOML >> 20),
                hint=_("export it as JSON Lines (.jsonl), which can be of any length"),
            )
        yield piece


def _known(value: Any) -> Any:
    """The value without what is null in it."""
    if isinstance(value, dict):
        return {name: _known(part) for name, part in value.items() if part is not None}
    return list(map(_known, value)) if isinstance(value, list) else value


def parquet(records: Records, path: Path) -> None:
    """Fill the file with Parquet: lists as lists, fees as decimals, dates as texts. UsageProblem,
    naming the extra, where pyarrow is not installed."""
    with extra("parquet", "--format parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    from decimal import Decimal

    text = pa.string()
    application = pa.struct([(name, text) for name in NESTED["chinese_applications"]])
    kinds = dict.fromkeys(LISTS, pa.list_(text)) | {
        "applications": pa.list_(application),
        "expiry": pa.struct([("date", text), ("year", pa.int32()), ("basis", text)]),
        "flag": pa.bool_(),
        "fee": pa.decimal128(18, 2),
    }
    schema = pa.schema([(field.name, kinds.get(field.kind, text)) for field in TABLE])
    fees = [field.name for field in TABLE if field.kind == "fee"]
    rows = (
        {**record, **{fee: Decimal(record[fee]) for fee in fees if record[fee]}}
        for record in records
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
