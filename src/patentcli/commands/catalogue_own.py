"""`catalogue list`, `info`, `path`, `remove`, `schema`: what catalogues there are, and of what."""

import os
from collections.abc import Iterator, Mapping

from patentcli.call import Call
from patentcli.catalogue.fields import json_schema
from patentcli.catalogue.file import made_by_0_1, previous_of
from patentcli.catalogue.opening import BUNDLED, Catalogue, names
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import N_, _, pick
from patentcli.options import argument, describe, reading
from patentcli.output.clean import line
from patentcli.output.formats import Rows, pretty
from patentcli.output.replacing import remove as delete
from patentcli.suggest import unknown_word

COLUMNS = ("name", "records", "edition", "created", "source", "path")
FIELDS = (*COLUMNS, "official", "data_hash", "confirmed_by", "confirmed_on")

NAME = argument("NAME", N_("A catalogue (default: the one in use)."), "catalogue", default=None)


def _opened(call: Call, name: str | None) -> Catalogue:
    """The catalogue to describe; one that 0.1 made is described too, with what to do about it."""
    if name is None:
        name, where = call.text("catalogue") or BUNDLED, call.origin_of("--catalogue")
    else:
        where = "NAME"
    catalogue = call.open(name, where, old=True)
    if catalogue.is_old:
        call.env.warn(str(made_by_0_1(catalogue.meta, catalogue.path)))
    return catalogue


def _row(catalogue: Catalogue) -> dict[str, object]:
    """The description of a catalogue, by FIELDS."""
    meta = catalogue.meta
    return {name: meta.get(name) for name in FIELDS} | {
        "name": catalogue.name,
        "records": int(meta["records"]),
        "source": pick(meta.get("source"), meta.get("source_zh")) or None,
        "path": catalogue.path,
        "official": catalogue.is_official,
    }


def _write(call: Call, rows: Iterator[Mapping[str, object]]) -> None:
    call.write_small(Rows(COLUMNS, FIELDS, rows, id_field="name", whole=("path",)))


@describe(
    reading,
    fields=FIELDS,
    examples=("patentcli catalogue list", "patentcli catalogue list --format ids"),
)
def list_all(call: Call) -> None:
    """Describe every catalogue; one that cannot be opened is named on standard error."""

    def rows() -> Iterator[Mapping[str, object]]:
        for name in names(call.catalogues_dir):
            try:
                yield _row(_opened(call, name))
            except PatentcliError as problem:
                call.env.warn(str(problem))

    _write(call, rows())


@describe(
    reading,
    fields=FIELDS,
    examples=("patentcli catalogue info", "patentcli catalogue info --format json"),
)
def info(call: Call, name: str | None = NAME) -> None:
    """Describe one catalogue."""
    _write(call, iter([_row(_opened(call, name))]))


@describe(examples=("patentcli catalogue path",))
def path(call: Call, name: str | None = NAME) -> None:
    """Write the path of the file on a line of its own."""
    call.env.stdout.write_human(line(_opened(call, name).path) + "\n")


@describe(examples=("patentcli catalogue remove zhejiang",))
def remove(
    call: Call, name: str = argument("NAME", N_("An imported catalogue."), "catalogue")
) -> None:
    """Delete an imported catalogue and the one before it; the bundled one stays."""
    if name == BUNDLED:
        raise UsageProblem(_("the bundled catalogue cannot be removed"), where="NAME")
    own = names(call.catalogues_dir)[1:]
    if name not in own:
        raise unknown_word(_("no catalogue named {value!r}"), name, own, where="NAME")
    path = os.path.join(call.catalogues_dir, f"{name}.db")
    for each in (path, previous_of(path)):  # most have none before it
        delete(each)
    call.env.say(_("removed the catalogue {name}", name=name))


@describe(examples=("patentcli catalogue schema > list.schema.json",))
def schema(call: Call) -> None:
    """Write what a list of patents in JSON looks like."""
    call.env.stdout.write_text(pretty(json_schema()) + "\n")
