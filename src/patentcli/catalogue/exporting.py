"""Writing a catalogue as a file that `catalogue import`, a spreadsheet or another engine reads.

Every record has every field; derived ones (office, kind code, end of term) are written for the
reader and worked out anew on import.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from patentcli.catalogue.schema import FIELDS, FLAG_FIELDS, LIST_FIELDS
from patentcli.environment import Environment
from patentcli.errors import CannotCreate, DataProblem, UsageProblem
from patentcli.i18n import _

Records = Iterable[Mapping[str, Any]]

FORMATS = ("toml", "json", "jsonl", "csv", "parquet", "xlsx")
_TEXT_LISTS = sorted(LIST_FIELDS - {"chinese_applications"})
_BATCH = 10_000  # records of one row group of Parquet


def text_of(name: str, records: Records) -> Iterator[str]:
    """The pieces of a text format. CSV begins with a byte order mark, for Excel."""
    if name == "toml":
        yield from _toml(records)
    elif name == "csv":
        from patentcli.output.delimited import csv

        yield "\ufeff"
        yield from csv(chain((FIELDS,), map(_cells, records)))
    else:
        from patentcli.output import json_format

        make = json_format.array if name == "json" else json_format.lines
        yield from make(map(itemgetter(*FIELDS), records), FIELDS)


def _cells(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of a record; a list of texts is a cell that `import` splits at the same places."""
    from patentcli.lists.texts import joined

    lists = {name: joined(record[name]) for name in _TEXT_LISTS if record[name]}
    return tuple(lists.get(name, record[name]) for name in FIELDS)


def _toml(records: Records) -> Iterator[str]:
    """A `[[patent]]` table for each record; TOML has no null, so what is unknown is left out."""
    import tomli_w

    from patentcli.lists.toml_list import LARGEST

    size = 0
    for record in records:
        known = {k: v for k, v in record.items() if v is not None}
        known["expiry"] = {k: v for k, v in record["expiry"].items() if v is not None}
        if "chinese_applications" in known:
            known["chinese_applications"] = [
                {k: v for k, v in one.items() if v is not None}
                for one in known["chinese_applications"]
            ]
        piece = tomli_w.dumps({"patent": [known]}) + "\n"
        size += len(piece.encode())
        if size > LARGEST:
            raise CannotCreate(
                _("more than {limit} MiB, which no import reads as TOML").format(
                    limit=LARGEST >> 20
                ),
                hint=_("export it as JSON Lines (.jsonl), which can be of any length"),
            )
        yield piece


def parquet(records: Records, path: Path) -> None:
    """Fill the file with Parquet: lists as lists, fees as decimals, dates as texts.

    Raises DataProblem, naming the extra, where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise DataProblem(
            _("Parquet needs pyarrow"), hint=_("install it: pip install 'patentcli[parquet]'")
        ) from None
    schema = pa.schema([(field, _arrow_type(pa, field)) for field in FIELDS])
    rows = iter(records)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            plain = [_arrow_row(record) for record in batch]
            writer.write_table(pa.Table.from_pylist(plain, schema=schema))


def _arrow_type(pa: Any, field: str) -> Any:
    if field == "chinese_applications":
        members = [(name, pa.string()) for name in ("number", "date", "role")]
        return pa.list_(pa.struct(members))
    if field == "expiry":
        return pa.struct([("date", pa.string()), ("year", pa.int32()), ("basis", pa.string())])
    if field in LIST_FIELDS:
        return pa.list_(pa.string())
    if field in FLAG_FIELDS:
        return pa.bool_()
    return pa.decimal128(18, 2) if field.endswith("_fee_yuan") else pa.string()


def _arrow_row(record: Mapping[str, Any]) -> dict[str, Any]:
    from decimal import Decimal

    row = dict(record)
    for field in ("annual_fee_yuan", "one_off_fee_yuan"):
        row[field] = None if row[field] is None else Decimal(row[field])
    return row


def export(
    env: Environment,
    records: Callable[[], Records],
    path: str,
    name: str,
    *,
    force: bool,
    inputs: tuple[str, ...],
) -> None:
    """Write the file in one step; nothing is there where it cannot be written whole."""
    if path == "-":
        if name in ("parquet", "xlsx"):
            message = _("{format} cannot be written to standard output")
            raise UsageProblem(message.format(format=name), where="-o", hint=_("name a file"))
        for piece in text_of(name, records()):
            env.stdout.write_text(piece)
        return
    from patentcli.output.file import output_file, output_path

    if name == "xlsx":
        from patentcli.output.model import OutputOptions
        from patentcli.output.xlsx import write_workbook

        options = OutputOptions(output=path, force=force, inputs=inputs)
        write_workbook(env, map(_cells, records()), FIELDS, options)
        return
    if name == "parquet":
        with output_path(path, force=force, inputs=inputs) as temporary:
            parquet(records(), temporary)
        return
    with output_file(path, force=force, inputs=inputs) as out:
        for piece in text_of(name, records()):
            out.write_text(piece)
