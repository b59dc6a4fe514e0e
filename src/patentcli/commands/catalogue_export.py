"""`catalogue export`: a catalogue as a file for others, or to be edited and imported again."""

import os
from typing import Annotated

from typer import Argument, Option

from patentcli.call import Call
from patentcli.catalogue.exporting import FORMATS
from patentcli.catalogue.exporting import export as write_export
from patentcli.catalogue.query import count, patents
from patentcli.catalogue.schema import FIELDS
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, ngettext
from patentcli.options import Completes, describe
from patentcli.suggest import check_word


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
def export(
    call: Call,
    output: Annotated[
        str,
        Option("--output", "-o", metavar="FILE", help=N_("The file to write.")),
        Completes("file"),
    ],
    name: Annotated[
        str | None,
        Argument(metavar="NAME", help=N_("A catalogue (default: the one in use).")),
        Completes("catalogue"),
    ] = None,
    chosen: Annotated[
        str | None,
        Option(
            "--format",
            metavar="FORMAT",
            help=N_("toml, json, jsonl, csv, parquet or xlsx (default: by the file's suffix)."),
        ),
        Completes(FORMATS),
    ] = None,
    force: Annotated[bool, Option("--force", help=N_("Replace FILE if it exists."))] = False,
) -> None:
    """Write all records with all fields."""
    kind = _format(chosen, output)
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    write_export(
        call.env,
        lambda: patents(catalogue.connection, FIELDS),
        output,
        kind,
        force=force,
        inputs=(catalogue.path,),
    )
    total = count(catalogue.connection)
    text = ngettext("{count} patent written", "{count} patents written", total)
    call.env.say(text.format(count=total))
