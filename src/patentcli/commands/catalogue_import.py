"""`catalogue import`: a list of somebody else becomes a catalogue of one's own."""

import os
from typing import Annotated

from typer import Option

from patentcli.call import Call
from patentcli.directories import make_private
from patentcli.i18n import N_, _, ngettext
from patentcli.import_options import background, options
from patentcli.lists.filling import Imported
from patentcli.lists.importing import import_list
from patentcli.lists.names import check_name
from patentcli.lists.source import open_source
from patentcli.options import ListFile, describe, list_reading


@describe(
    list_reading,
    examples=(
        "patentcli catalogue import list.xlsx --name zhejiang --official",
        'patentcli catalogue import list.csv --name zhejiang --map "许可费=annual_fee_yuan"',
        "patentcli -C zhejiang search 直播",
    ),
)
def command(
    call: Call,
    file: ListFile,
    name: Annotated[str, Option("--name", metavar="NAME", help=N_("What to call the catalogue."))],
    official: Annotated[
        bool,
        Option("--official", help=N_("It is an official list: its patents are listed.")),
    ] = False,
    edition: Annotated[
        str | None, Option("--edition", metavar="TEXT", help=N_("Which edition it is."))
    ] = None,
    skip_invalid: Annotated[
        bool, Option("--skip-invalid", help=N_("Leave out rows that have a defect."))
    ] = False,
) -> None:
    """Make or replace the catalogue; nothing changes where the list is refused."""
    name = check_name(name, call.catalogues_dir)
    wanted = options(call, official=official)
    directory = call.catalogues_dir
    with open_source(file, call.env) as source:
        make_private(directory)
        done = import_list(
            call.env,
            source,
            background(call),
            wanted,
            path=os.path.join(directory, f"{name}.db"),
            meta={"name": name, "edition": edition or "", "source": source.name},
            skip_invalid=skip_invalid,
        )
    _say(call, name, done)


def _say(call: Call, name: str, done: Imported) -> None:
    for problem in done.shown:
        call.env.warn(problem.line())
    if done.problems > len(done.shown):
        text = _("and {count} more; catalogue validate shows them all")
        call.env.warn(text.format(count=done.problems - len(done.shown)))
    if done.left_out:
        text = ngettext("{count} row left out", "{count} rows left out", done.left_out)
        call.env.warn(text.format(count=done.left_out))
    text = ngettext(
        "{count} patent imported as {name}; patentcli -C {name} list shows it",
        "{count} patents imported as {name}; patentcli -C {name} list shows them",
        done.records,
    )
    call.env.say(text.format(count=done.records, name=name))
