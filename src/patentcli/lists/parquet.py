"""Lists as Parquet, as `catalogue export` writes them: a row is an object."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from patentcli.errors import DataProblem, extra_missing
from patentcli.i18n import _
from patentcli.lists.json_list import objects_table
from patentcli.lists.source import File, Source

LARGEST = 512 << 20  # bytes of the rows that are packed together, unpacked
_AT_ONCE = 1_000  # rows


def read(source: Source) -> File:
    """The table of a Parquet file. DataProblem for what is none, or too large; UsageProblem, naming
    the extra, where pyarrow is not installed."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise extra_missing("parquet", source.shown) from None

    def rows() -> Iterator[dict[str, Any]]:
        try:
            file = ParquetFile(source.again())
            groups = map(file.metadata.row_group, range(file.num_row_groups))
            if any(group.total_byte_size > LARGEST for group in groups):
                message = _("a group of rows of more than {limit} MiB")
                raise DataProblem(message.format(limit=LARGEST >> 20), where=source.shown)
            for batch in file.iter_batches(_AT_ONCE):
                for row in batch.to_pylist():
                    sums = {name: str(v) for name, v in row.items() if type(v) is Decimal}
                    yield row | sums
        except (ArrowException, OSError, ValueError) as problem:
            reason = str(problem).partition("\n")[0][:200]
            message = _("damaged Parquet: {reason}", reason=reason)
            raise DataProblem(message, where=source.shown) from None

    return File([objects_table(rows, source.shown)], [])
