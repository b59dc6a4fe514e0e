"""`catalogue list`, `info`, `path`, `schema`, `export`, `remove`: what catalogues there are, and of
what; one as a file for others, or to be edited and imported again."""

import os
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS as PATENT_FIELDS
from patentcli.catalogue.fields import json_schema
from patentcli.catalogue.file import SCHEMA_OF_0_1, made_by_0_1, pragma, previous_of
from patentcli.catalogue.opening import BUNDLED, Catalogue, names
from patentcli.catalogue.query import count, patents
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import N_, _, ngettext, said
from patentcli.options import argument, describe, option, reading
from patentcli.output.clean import line
from patentcli.output.formats import Rows
from patentcli.output.replacing import remove as delete
from patentcli.output.replacing import replacing
from patentcli.output.values import pretty
from patentcli.suggest import check_word

COLUMNS = ("name", "records", "edition", "created", "source", "path")
FORMATS = ("toml", "json", "jsonl", "csv", "parquet", "xlsx")  # of an export
FIELDS = (*COLUMNS, "official", "data_hash", "confirmed_by", "confirmed_on")

Name = Annotated[
    str | None, argument("NAME", N_("A catalogue (default: the one in use)."), "catalogue")
]


def _opened(call: Call, name: str | None) -> Catalogue:
    """The catalogue to describe; one that 0.1 made is described too, with what to do about it."""
    if name is None:
        name, where = call.text("catalogue") or BUNDLED, call.origin_of("--catalogue")
    else:
        where = "NAME"
    catalogue = call.open(name, where, old=True)
    if pragma(catalogue.connection, "user_version") == SCHEMA_OF_0_1:
        call.env.warn(str(made_by_0_1(catalogue.meta, catalogue.path)))
    return catalogue


def _row(catalogue: Catalogue) -> dict[str, object]:
    """The description of a catalogue, by FIELDS."""
    meta = catalogue.meta
    return {name: meta.get(name) for name in FIELDS} | {
        "name": catalogue.name,
        "records": int(meta["records"]),
        "source": said(meta, "source") or None,
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
def info(call: Call, name: Name = None) -> None:
    """Describe one catalogue."""
    _write(call, iter([_row(_opened(call, name))]))


@describe(examples=("patentcli catalogue path",))
def path(call: Call, name: Name = None) -> None:
    """Write the path of the file on a line of its own."""
    call.env.stdout.write_human(line(_opened(call, name).path) + "\n")


@describe(
    examples=(
        "patentcli catalogue export -o candidates.csv",
        "patentcli catalogue export zhejiang -o zhejiang.parquet",
    )
)
def export(
    call: Call,
    output: Annotated[str, option("--output -o FILE", N_("The file to write."), "file")],
    name: Name = None,
    format: Annotated[
        str | None, option("--format", N_("Form of the file (default: by its suffix)."), FORMATS)
    ] = None,
    force: Annotated[bool, option("--force", N_("Replace FILE if it exists."))] = False,
) -> None:
    """Write all records with all fields."""
    from patentcli.lists.objects import parquet, toml, with_cells

    kind = format or os.path.splitext(output)[1].lower().removeprefix(".")
    if format is None and kind not in FORMATS:
        hint = _("give --format {names}", names="|".join(FORMATS))
        raise UsageProblem(_("the file name does not tell the format"), where="--output", hint=hint)
    check_word(kind, FORMATS, _("unknown format {value!r}"), "--format")
    catalogue = call.catalogue if name is None else call.open(name, "NAME")
    records: Iterator[Mapping[str, Any]] = patents(catalogue.connection, PATENT_FIELDS)
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
        call.write(Rows(PATENT_FIELDS, PATENT_FIELDS, rows))
    total = count(catalogue.connection)
    call.env.say(ngettext("{count} patent written", "{count} patents written", total, count=total))


@describe(examples=("patentcli catalogue remove zhejiang",))
def remove(
    call: Call, name: Annotated[str, argument("NAME", N_("An imported catalogue."), "catalogue")]
) -> None:
    """Delete an imported catalogue and the one before it; the bundled one stays."""
    if name == BUNDLED:
        raise UsageProblem(_("the bundled catalogue cannot be removed"), where="NAME")
    own = names(call.catalogues_dir)[1:]
    check_word(name, own, _("no catalogue named {value!r}"), "NAME")
    path = os.path.join(call.catalogues_dir, f"{name}.db")
    for each in (path, previous_of(path)):  # most have none before it
        delete(each)
    call.env.say(_("removed the catalogue {name}", name=name))


@describe(examples=("patentcli catalogue schema > list.schema.json",))
def schema(call: Call) -> None:
    """Write what a list of patents in JSON looks like."""
    call.env.stdout.write_text(pretty(json_schema()) + "\n")
