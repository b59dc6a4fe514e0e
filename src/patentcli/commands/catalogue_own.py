"""`catalogue list`, `catalogue remove`: the catalogues there are, and taking one away."""

import os
from collections.abc import Iterator, Mapping
from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.catalogue.file import previous_of
from patentcli.catalogue.opening import BUNDLED, names
from patentcli.commands.catalogue_info import COLUMNS, FIELDS, opened, row_of
from patentcli.errors import CannotCreate, PatentcliError, UsageProblem
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe, reading
from patentcli.output.model import Rows
from patentcli.suggest import unknown_word
from patentcli.system_errors import refusal


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
                yield row_of(opened(call, name))
            except PatentcliError as problem:
                call.env.warn(str(problem))

    call.write_small(
        Rows(columns=COLUMNS, fields=FIELDS, rows=rows(), id_field="name", whole=("path",))
    )


@describe(examples=("patentcli catalogue remove zhejiang",))
def remove(
    call: Call,
    name: Annotated[
        str,
        Argument(metavar="NAME", help=N_("A catalogue that you imported.")),
        Completes("catalogue"),
    ],
) -> None:
    """Take away one's own catalogue; the bundled one stays."""
    if name == BUNDLED:
        raise UsageProblem(_("the bundled catalogue cannot be removed"), where="NAME")
    own = names(call.catalogues_dir)[1:]
    if name not in own:
        raise unknown_word(
            _("no catalogue named {name!r}").format(name=name), name, own, where="NAME"
        )
    path = os.path.join(call.catalogues_dir, f"{name}.db")
    for each in (path, previous_of(path)):
        try:
            os.unlink(each)
        except FileNotFoundError:  # most have none before it
            continue
        except OSError as problem:
            message = _("cannot be removed: {reason}").format(reason=refusal(problem))
            raise CannotCreate(message, where=each) from None
    call.env.say(_("removed the catalogue {name}").format(name=name))
