"""A catalogue in the forms of a file that no other answer has: TOML, Parquet, and lists of texts as
the cells that `import` splits at the same places. Every record has every field; derived ones
(office, kind code, end of term) are written for the reader and worked out anew on import."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from patentcli.catalogue.fields import LISTS, NESTED, TABLE
from patentcli.errors import CannotCreate, extra
from patentcli.i18n import _
from patentcli.lists.objects import LARGEST_TOML
from patentcli.lists.texts import joined

Records = Iterable[Mapping[str, Any]]

_TEXT_LISTS = [field.name for field in TABLE if field.kind in LISTS - {"applications"}]
_BATCH = 10_000  # records of one row group of Parquet


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
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
