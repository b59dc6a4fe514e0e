"""`catalogue export`: a catalogue as a file for others, or to be edited and imported again."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.query import count, patents
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, ngettext
from patentcli.lists.exporting import parquet, toml, with_cells
from patentcli.options import argument, describe, flag, option
from patentcli.output.formats import Rows
from patentcli.output.replacing import replacing
from patentcli.suggest import check_word

FORMATS = ("toml", "json", "jsonl", "csv", "parquet", "xlsx")


@describe(
    examples=(
        "patentcli catalogue export -o candidates.csv",
        "patentcli catalogue export zhejiang -o zhejiang.parquet",
    )
)
def command(
    call: Call,
    name: str | None = argument(
        "NAME", N_("A catalogue (default: the one in use)."), "catalogue", default=None
    ),
    output: str = option("--output -o FILE", N_("The file to write."), "file", default=...),
    format: str | None = option(
        "--format", N_("Form of the file (default: by its suffix)."), FORMATS
    ),
    force: bool = flag("--force", N_("Replace FILE if it exists.")),
) -> None:
    """Write all records with all fields."""
    kind = format or os.path.splitext(output)[1].lower().removeprefix(".")
    if format is None and kind not in FORMATS:
        hint = _("give --format {names}", names="|".join(FORMATS))
        raise UsageProblem(_("the file name does not tell the format"), where="--output", hint=hint)
    check_word(kind, FORMATS, _("unknown format {value!r}"), "--format")
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    records: Iterator[Mapping[str, Any]] = patents(catalogue.connection, FIELDS)
    if kind == "parquet":
        if output == "-":
            message = _("{format} cannot be written to standard output", format=kind)
            raise UsageProblem(message, where="-o", hint=_("name a file"))
        with replacing(output, force=force, inputs=call.inputs) as temporary:
            parquet(records, temporary)
    elif kind == "toml":
        with call.destination() as stream:
            for piece in toml(records):
                stream.write_text(piece)
    else:
        rows = records if kind.startswith("json") else map(with_cells, records)
        call.keep({"format": kind, "bom": kind == "csv"})
        call.write(Rows(FIELDS, FIELDS, rows))
    total = count(catalogue.connection)
    call.env.say(ngettext("{count} patent written", "{count} patents written", total, count=total))
