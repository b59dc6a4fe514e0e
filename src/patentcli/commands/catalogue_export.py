"""`catalogue export`: a catalogue as a file for others, or to be edited and imported again."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.query import count, patents
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, ngettext
from patentcli.lists.exporting import parquet, toml, with_cells
from patentcli.options import argument, describe, option
from patentcli.output.model import OutputOptions, Rows
from patentcli.output.replacing import output_file, replacing
from patentcli.output.stream import Output
from patentcli.suggest import check_word

FORMATS = ("toml", "json", "jsonl", "csv", "parquet", "xlsx")


def _format(chosen: str | None, path: str) -> str:
    """The format asked for, else that of the file's suffix."""
    if chosen is not None:
        check_word(chosen, FORMATS, _("unknown format {value!r}"), "--format")
        return chosen
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    if suffix in FORMATS:
        return suffix
    raise UsageProblem(
        _("the file name does not tell the format"),
        where="--output",
        hint=_("give --format {names}").format(names="|".join(FORMATS)),
    )


@describe(
    examples=(
        "patentcli catalogue export -o candidates.csv",
        "patentcli catalogue export zhejiang -o zhejiang.parquet",
    )
)
def command(
    call: Call,
    output: Annotated[str, option("--output -o FILE", N_("The file to write."), "file")],
    name: Annotated[
        str | None, argument("NAME", N_("A catalogue (default: the one in use)."), "catalogue")
    ] = None,
    chosen: Annotated[
        str | None, option("--format", N_("Form of the file (default: by its suffix)."), FORMATS)
    ] = None,
    force: Annotated[bool, option("--force", N_("Replace FILE if it exists."))] = False,
) -> None:
    """Write all records with all fields."""
    kind = _format(chosen, output)
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    records: Iterator[Mapping[str, Any]] = patents(catalogue.connection, FIELDS)
    target = OutputOptions(format=kind, output=output, force=force, bom=kind == "csv")
    if kind in ("toml", "parquet"):
        _write(call, records, target, inputs=(catalogue.path,))
    else:
        rows = records if kind.startswith("json") else map(with_cells, records)
        call.write(Rows(FIELDS, FIELDS, rows), target)
    total = count(catalogue.connection)
    text = ngettext("{count} patent written", "{count} patents written", total)
    call.env.say(text.format(count=total))


def _write(
    call: Call, records: Iterator[Mapping[str, Any]], target: OutputOptions, inputs: Sequence[str]
) -> None:
    path = str(target.output)
    if target.format == "toml":
        out: AbstractContextManager[Output] = nullcontext(call.env.stdout)
        if path != "-":
            out = output_file(path, force=target.force, inputs=inputs)
        with out as stream:
            for piece in toml(records):
                stream.write_text(piece)
    elif path == "-":
        message = _("{format} cannot be written to standard output")
        raise UsageProblem(message.format(format="parquet"), where="-o", hint=_("name a file"))
    else:
        with replacing(path, force=target.force, inputs=inputs) as temporary:
            parquet(records, temporary)
