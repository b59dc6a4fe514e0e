"""`catalogue confirm`: the candidates that an official list names become listed."""

import sqlite3
from contextlib import ExitStack
from datetime import date
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue import overlay
from patentcli.catalogue.opening import BUNDLED, names, path_beside
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.import_options import background, options
from patentcli.lists.confirming import (
    COLUMNS,
    CONFIRMED,
    DOUBTFUL,
    DROPPED,
    LACKING,
    Comparison,
)
from patentcli.lists.importing import read_into_memory
from patentcli.lists.source import open_source
from patentcli.options import argument, describe, list_reading, option, reading
from patentcli.output.clean import block
from patentcli.output.model import Rows
from patentcli.output.replacing import remove
from patentcli.suggest import unknown_word


@describe(
    list_reading,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli catalogue confirm official-list.xlsx",
        "patentcli catalogue confirm zhejiang",
        "patentcli catalogue confirm --undo",
    ),
)
def command(
    call: Call,
    file: Annotated[
        str | None,
        argument("FILE|NAME", N_("An official list, or a catalogue made of one."), "catalogue"),
    ] = None,
    undo: Annotated[bool, option("--undo", N_("Undo the confirmation."))] = False,
) -> None:
    """Compare and remember; the bundled catalogue itself is not changed."""
    path = path_beside(call.catalogues_dir)
    if undo:
        _undo(call, path, file)
        return
    if file is None:
        raise UsageProblem(
            _("no list is named"), hint=_("patentcli catalogue confirm FILE, or --undo")
        )
    with ExitStack() as stack:
        connection, name, edition, source = _opened(call, file, stack)
        comparison = Comparison(call.base, connection)
        today = date.today().isoformat()
        new = overlay.Confirmation(name, today, edition, comparison.listed)
        found = overlay.read(path, call.base).with_list(new, source=source)
        comparison.add_dropped(found.lists[-1].dropped)
        call.check_output(file)  # before anything is remembered
        overlay.store(path, found)
        words = {
            CONFIRMED: _("confirmed"),
            DOUBTFUL: _("doubtful"),
            DROPPED: _("dropped"),
            LACKING: _("not bundled"),
        }
        counts = {outcome: comparison.count(outcome) for outcome in words}
        text = _(
            "{confirmed} confirmed, {doubtful} doubtful, {dropped} dropped, {lacking} on the list"
            " but not bundled; catalogue confirm --undo takes it back"
        )
        call.env.say(text.format(**counts, lacking=counts[LACKING]))
        rows = comparison.rows(lacking=not call.is_table)
        answer = Rows(COLUMNS, COLUMNS, rows, words={"outcome": words})
        call.write_small(answer, inputs=(file,))


def _opened(call: Call, file: str, stack: ExitStack) -> tuple[sqlite3.Connection, str, str, str]:
    """The catalogue, or one made of the list for this comparison; its name, edition and file."""
    if file == BUNDLED:
        raise UsageProblem(_("the candidates cannot confirm themselves"), where="FILE|NAME")
    wanted = options(call, official=True)
    if file in names(call.catalogues_dir) or file.endswith(".db"):
        other = call.open(file, "FILE|NAME")
        if not other.is_official:
            call.env.warn(
                _("{name} was not imported as an official list (--official)").format(name=file)
            )
        meta = other.meta
        return other.connection, meta["name"], meta.get("edition") or "", meta.get("source") or ""
    source = stack.enter_context(open_source(file, call.env))
    made = read_into_memory(call.env, source, background(call), wanted)
    name = block(source.name)
    return stack.enter_context(made), name, "", name


def _undo(call: Call, path: str, name: str | None) -> None:
    """Take back all confirmations, or those by the list of that name."""
    if name is not None:
        found = overlay.read(path, call.base)
        known = [one.name for one in found.lists]
        if name not in known:
            message = _("no list named {name!r} confirmed anything").format(name=name)
            raise unknown_word(message, name, known, where="--undo")
        overlay.store(path, found.without(name))
        call.env.say(_("what {name} confirmed is taken back").format(name=name))
        return
    if remove(path):
        call.env.say(_("all bundled patents are candidates again"))
    else:
        call.env.say(_("nothing was confirmed"))
