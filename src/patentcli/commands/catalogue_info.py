"""`catalogue info`, `catalogue path`: what a catalogue is and where its file is."""

from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.catalogue.file import made_by_0_1
from patentcli.catalogue.opening import BUNDLED, Catalogue
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


def opened(call: Call, name: str | None) -> Catalogue:
    """The catalogue to describe; one that 0.1 made is described too, with what to do about it."""
    if name is None:
        name, where = call.text("catalogue") or BUNDLED, call.origin_of("--catalogue")
    else:
        where = "NAME"
    catalogue = call.open(name, where, old=True)
    if catalogue.is_old:
        call.env.warn(str(made_by_0_1(catalogue.meta, catalogue.path)))
    return catalogue


@describe(
    reading,
    fields=FIELDS,
    examples=("patentcli catalogue info", "patentcli catalogue info --format json"),
)
def info(call: Call, name: Name = None) -> None:
    """Describe one catalogue."""
    catalogue = opened(call, name)
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
    catalogue = opened(call, name)
    call.env.stdout.write_human(line(catalogue.path) + "\n")
