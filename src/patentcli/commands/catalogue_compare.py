"""`catalogue diff`, `confirm`: what differs between two lists; the candidates that one names."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue import overlay
from patentcli.catalogue.file import LIST_SUFFIXES
from patentcli.catalogue.opening import BUNDLED, names, path_beside
from patentcli.catalogue.query import CHANGES, differences
from patentcli.commands.catalogue_import import background
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.i18n import N_, _
from patentcli.lists.confirming import COLUMNS, Comparison
from patentcli.lists.importing import read_into_memory
from patentcli.lists.source import open_source
from patentcli.options import argument, describe, list_reading, option, reading
from patentcli.output.clean import block
from patentcli.output.formats import Rows
from patentcli.output.replacing import remove
from patentcli.suggest import check_word

_CHANGED = {"added": N_("added"), "removed": N_("removed"), "changed": N_("changed")}
_OUTCOMES = {word: word for word in (N_("confirmed"), N_("doubtful"), N_("dropped"))}
_OUTCOMES["not-bundled"] = N_("not bundled")


@describe(
    list_reading,
    reading,
    fields=CHANGES,
    examples=(
        "patentcli catalogue diff zhejiang@previous zhejiang",
        "patentcli catalogue diff zhejiang list.xlsx",
    ),
)
def diff(
    call: Call,
    before: Annotated[str, argument("A", N_("The older catalogue or list."), "catalogue")],
    after: Annotated[str, argument("B", N_("The newer catalogue or list."), "catalogue")],
) -> int:
    """Write each difference; 1 if there is any."""
    counts = dict.fromkeys(_CHANGED, 0)
    sides, official = {"A": before, "B": after}, False
    compared: dict[str, Connection] = {}
    for where in sorted(sides, key=lambda side: is_list(call, sides[side])):
        # A list cannot say that it is official: it is read as the catalogue beside it was.
        compared[where], about = opened(call, sides[where], where, official=official)
        official = about.get("official") == "1"

    def rows() -> Iterator[Mapping[str, object]]:
        found = differences(compared["A"], compared["B"])
        for (change, _id), same in groupby(found, key=itemgetter("change", "id")):
            counts[change] += 1
            yield from same

    call.write_small(Rows(CHANGES, CHANGES, rows(), words={"change": _CHANGED}))
    if not any(counts.values()):
        call.env.say(_("no difference"))
        return ExitStatus.OK
    call.env.say(_("{added:,} added, {removed:,} removed, {changed:,} changed", **counts))
    return ExitStatus.NO


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
def confirm(
    call: Call,
    file: Annotated[
        str | None, argument("FILE|NAME", N_("An official list or its catalogue."), "catalogue")
    ] = None,
    undo: Annotated[bool, option("--undo", N_("Undo the confirmation."))] = False,
) -> None:
    """Compare and remember; the bundled catalogue itself is not changed."""
    path = path_beside(call.catalogues_dir)
    if undo:
        _undo(call, path, file)
        return
    if file is None:
        hint = _("patentcli catalogue confirm FILE, or --undo")
        raise UsageProblem(_("no list is named"), hint=hint)
    if file == BUNDLED:
        raise UsageProblem(_("the candidates cannot confirm themselves"), where="FILE|NAME")
    connection, about = opened(call, file, "FILE|NAME", official=True)
    if about.get("official") == "0":
        call.env.warn(_("{name} was not imported as an official list (--official)", name=file))
    comparison = Comparison(call.base, connection)
    name, edition, today = about["name"], about.get("edition") or "", str(date.today())
    new = overlay.Confirmation(name, today, edition, comparison.listed)
    found = overlay.read(path, call.base).with_list(new, source=about.get("source") or "")
    comparison.add_dropped(found.lists[-1].dropped)
    call.check_output()  # before anything is remembered
    overlay.store(path, found)
    counts = dict.fromkeys(_OUTCOMES, 0)
    counts |= Counter(str(row["outcome"]) for row in comparison.rows())
    text = _(
        "{confirmed} confirmed, {doubtful} doubtful, {dropped} dropped, {lacking} on the list"
        " but not bundled; patentcli catalogue confirm --undo undoes it"
    )
    call.env.say(text.format(**counts, lacking=counts["not-bundled"]))
    rows = comparison.rows(lacking=not call.is_table)
    call.write_small(Rows(COLUMNS, COLUMNS, rows, words={"outcome": _OUTCOMES}))


def _undo(call: Call, path: str, name: str | None) -> None:
    """Take back all confirmations, or those by the list of that name."""
    if name is None:
        said = _("all bundled patents are candidates again")
        call.env.say(said if remove(path) else _("nothing was confirmed"))
        return
    found = overlay.read(path, call.base)
    known = [one.name for one in found.lists]
    check_word(name, known, _("no list named {value!r} confirmed anything"), "--undo")
    rest = tuple(one for one in found.lists if one.name != name)
    overlay.store(path, found._replace(lists=rest))
    call.env.say(_("the confirmations by {name} are undone", name=name))


def is_list(call: Call, name: str) -> bool:
    """Whether what is to be compared is a list, and no catalogue."""
    is_file = name == "-" or os.sep in name or name.lower().endswith(LIST_SUFFIXES)
    return is_file and not name.endswith(".db") and name not in names(call.catalogues_dir)


def opened(
    call: Call, name: str, where: str, *, official: bool = False
) -> tuple[Connection, Mapping[str, str]]:
    """What is to be compared, as it describes itself: a catalogue, or one made of a list now."""
    if not is_list(call, name):
        catalogue = call.open(name, where)
        return catalogue.connection, catalogue.meta
    call.inputs.append(name)
    source = call.closing.enter_context(open_source(name, call.env))
    made = read_into_memory(call.env, source, background(call, official=official))
    shown = block(source.name)
    return call.closing.enter_context(made), {"name": shown, "source": shown}
