"""`catalogue confirm`: the candidates that an official list names become listed."""

from contextlib import ExitStack
from datetime import date
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue import overlay
from patentcli.catalogue.opening import BUNDLED, path_beside
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.import_options import opened
from patentcli.lists.confirming import (
    COLUMNS,
    CONFIRMED,
    DOUBTFUL,
    DROPPED,
    LACKING,
    Comparison,
)
from patentcli.options import argument, describe, list_reading, option, reading
from patentcli.output.formats import Rows
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
    *,
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
    if file == BUNDLED:
        raise UsageProblem(_("the candidates cannot confirm themselves"), where="FILE|NAME")
    with ExitStack() as stack:
        connection, about = opened(call, file, "FILE|NAME", stack, official=True)
        if about.get("official") == "0":
            message = _("{name} was not imported as an official list (--official)")
            call.env.warn(message.format(name=file))
        comparison = Comparison(call.base, connection)
        name, edition, today = about["name"], about.get("edition") or "", str(date.today())
        new = overlay.Confirmation(name, today, edition, comparison.listed)
        found = overlay.read(path, call.base).with_list(new, source=about.get("source") or "")
        comparison.add_dropped(found.lists[-1].dropped)
        call.inputs.append(file)
        call.check_output()  # before anything is remembered
        overlay.store(path, found)
        words = {CONFIRMED: _("confirmed"), DOUBTFUL: _("doubtful"), DROPPED: _("dropped")}
        words[LACKING] = _("not bundled")
        counts = comparison.counts()
        text = _(
            "{confirmed} confirmed, {doubtful} doubtful, {dropped} dropped, {lacking} on the list"
            " but not bundled; catalogue confirm --undo takes it back"
        )
        numbers = {name: counts[name] for name in (CONFIRMED, DOUBTFUL, DROPPED)}
        call.env.say(text.format(**numbers, lacking=counts[LACKING]))
        rows = comparison.rows(lacking=not call.is_table)
        call.write_small(Rows(COLUMNS, COLUMNS, rows, words={"outcome": words}))


def _undo(call: Call, path: str, name: str | None) -> None:
    """Take back all confirmations, or those by the list of that name."""
    if name is None:
        said = _("all bundled patents are candidates again")
        call.env.say(said if remove(path) else _("nothing was confirmed"))
        return
    found = overlay.read(path, call.base)
    known = [one.name for one in found.lists]
    if name not in known:
        message = _("no list named {value!r} confirmed anything")
        raise unknown_word(message, name, known, where="--undo")
    rest = tuple(one for one in found.lists if one.name != name)
    overlay.store(path, found._replace(lists=rest))
    call.env.say(_("what {name} confirmed is taken back").format(name=name))
