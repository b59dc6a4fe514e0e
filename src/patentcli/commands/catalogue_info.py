"""`catalogue info`, `catalogue path`: what a catalogue is and where its file is."""

from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.catalogue.opening import Catalogue
from patentcli.i18n import N_, pick
from patentcli.options import Completes, describe, reading
from patentcli.output.clean import line
from patentcli.output.model import Rows

COLUMNS = ("name", "records", "edition", "created", "source", "path")
FIELDS = (*COLUMNS, "official", "data_hash", "confirmed_by", "confirmed_on")

Name = Annotated[
    str | None,
    Argument(metavar="NAME", help=N_("A catalogue (default: the one in use).")),
    Completes("catalogue"),
]


def row_of(catalogue: Catalogue) -> dict[str, object]:
    """The description of a catalogue as the JSON fields of `catalogue info`."""
    meta = catalogue.meta
    return {
        "name": catalogue.name,
        "records": int(meta["records"]),
        "edition": meta.get("edition"),
        "created": meta.get("created"),
        "source": pick(meta.get("source"), meta.get("source_zh")) or None,
        "path": catalogue.path,
        "official": catalogue.is_official,
        "data_hash": meta.get("data_hash"),
        "confirmed_by": meta.get("confirmed_by"),
        "confirmed_on": meta.get("confirmed_on"),
    }


@describe(
    reading,
    fields=FIELDS,
    examples=("patentcli catalogue info", "patentcli catalogue info --format json"),
)
def info(call: Call, name: Name = None) -> None:
    """Describe one catalogue."""
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    call.write_small(
        Rows(
            columns=COLUMNS,
            fields=FIELDS,
            rows=[row_of(catalogue)],
            id_field="name",
            whole=("path",),
        )
    )


@describe(examples=("patentcli catalogue path",))
def path(call: Call, name: Name = None) -> None:
    """Write the path of the file on a line of its own."""
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    call.env.stdout.write_human(line(catalogue.path) + "\n")
