"""`catalogue import`, `validate`: a list becomes a catalogue; what is wrong with it."""

import csv
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from patentcli.arguments import office_code
from patentcli.call import Call
from patentcli.catalogue.file import LIST_SUFFIXES
from patentcli.catalogue.opening import BUNDLED, names
from patentcli.dates import ORDERS
from patentcli.errors import ExitStatus, PatentcliError, UsageProblem
from patentcli.i18n import N_, _, ngettext
from patentcli.lists.findings import COLUMNS, Problem, Report
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.importing import Refused, import_list, problems
from patentcli.lists.mapping import Background, Options, parse_map
from patentcli.lists.source import check_encoding, open_source
from patentcli.options import argument, describe, list_reading, option, reading
from patentcli.output.clean import block
from patentcli.output.formats import Rows
from patentcli.output.formats import csv as csv_lines
from patentcli.output.replacing import make_private, output_file
from patentcli.suggest import check_word

LONGEST = 100  # bytes: the file's name must fit with its suffix
_A_LIST = N_("CSV, TSV, Excel, ODS, JSON, JSON Lines, TOML or Parquet; - reads standard input.")
ListFile = Annotated[str, argument("FILE|-", _A_LIST, "file")]


@describe(
    list_reading,
    examples=(
        "patentcli catalogue import list.xlsx --name zhejiang --official",
        'patentcli catalogue import list.csv --name zhejiang --map "许可费=annual_fee_yuan"',
        "patentcli -C zhejiang search 直播",
    ),
)
def import_(
    call: Call,
    file: ListFile,
    name: Annotated[str, option("--name NAME", N_("Name of the catalogue."))],
    official: Annotated[
        bool, option("--official", N_("The list is official: mark its patents as listed."))
    ] = False,
    edition: Annotated[str, option("--edition TEXT", N_("Edition of the list."))] = "",
    skip_invalid: Annotated[
        bool, option("--skip-invalid", N_("Import the other rows even if some are refused."))
    ] = False,
    rejects: Annotated[
        str | None, option("--rejects FILE", N_("Write the refused rows, and why, as CSV."), "file")
    ] = None,
) -> None:
    """Make or replace the catalogue; nothing changes where the list is refused."""
    directory = call.catalogues_dir
    name, wanted = _check_name(name, directory), background(call, official=official)
    with open_source(file, call.env) as source, _rejects(rejects) as refused:
        make_private(directory)
        records, changes = import_list(
            call.env,
            source,
            wanted,
            path=os.path.join(directory, f"{name}.db"),
            meta={"name": name, "edition": edition, "source": block(source.name)},
            skip_invalid=skip_invalid,
            refused=refused,
        )
    message = ngettext(
        "{count} patent imported as {name}; patentcli -C {name} list shows it",
        "{count} patents imported as {name}; patentcli -C {name} list shows them",
        records,
    )
    call.env.say(message.format(count=f"{records:,}", name=name))
    if changes is not None:
        added, removed, changed = changes
        message = _(
            "compared with the catalogue before, kept as {name}@previous:"
            " {added:,} added, {removed:,} removed, {changed:,} changed"
        )
        call.env.say(message.format(name=name, added=added, removed=removed, changed=changed))


@describe(
    list_reading,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli catalogue validate list.xlsx",
        "patentcli catalogue validate list.csv --format csv --bom -o problems.csv",
    ),
)
def validate(call: Call, file: ListFile) -> int:
    """Write each problem; 1 if there is any."""
    report, wanted = Report(call.env), background(call)
    with open_source(file, call.env) as source:
        found = problems(report, source, wanted)
        rows = (dict(zip(COLUMNS, problem, strict=False)) for problem in found)
        call.inputs.append(file)
        call.write_small(Rows(COLUMNS, COLUMNS, rows, numeric=("row",)))
    count = report.defects
    call.env.say(ngettext("{count:,} problem", "{count:,} problems", count, count=count))
    report.close(would=True)
    return ExitStatus.NO if count else ExitStatus.OK


@contextmanager
def _rejects(path: str | None) -> Iterator[Refused | None]:
    """What writes a refused row to the file, whether the list is imported or not."""
    if path is None:
        yield None
        return
    problem, begun = None, False
    with output_file(path) as out:
        out.write_text("\ufeff")  # for Excel

        def write(problem: Problem, heads: Sequence[str], cells: Sequence[object]) -> None:
            nonlocal begun
            names = [] if begun else [("sheet", "row", "problem", *heads)]
            for line in csv_lines([*names, (problem.sheet, problem.row, problem.problem, *cells)]):
                out.write_text(line)
            begun = True

        try:
            yield write
        except PatentcliError as found:  # the file is written all the same
            problem = found
    if problem is not None:
        raise problem


def _check_name(name: str, directory: str) -> str:
    """The name in its normal form; UsageProblem for one that no catalogue may have."""
    found = unicodedata.normalize("NFC", name)
    twin = next((one for one in names(directory) if one.casefold() == found.casefold()), found)
    hint = _("choose another name")
    if not re.fullmatch(r"\w[\w.-]*", found) or len(found.encode(errors="replace")) > LONGEST:
        message = _("{name!r} is not a name for a catalogue")
        hint = _("letters, digits, _ . and - are allowed, as in {example}")
    elif found.lower().endswith((".db", *LIST_SUFFIXES)):
        message, hint = _("{name!r} looks like a file, not like a name"), _("leave the suffix out")
    elif twin == BUNDLED:
        message = _("{twin} is the catalogue that came with the program")
    elif twin != found:
        message = _("there is a catalogue {twin}, which differs by case only")
    else:
        return found
    hint = hint.format(example="zhejiang-2026")
    raise UsageProblem(message.format(name=name[:60], twin=twin), where="--name", hint=hint)


def background(call: Call, *, official: bool = False) -> Background:
    """Heads, words and rules, always those of the bundled catalogue, and the options, checked."""
    encoding, dates, office = (call.text(name) for name in ("encoding", "dates", "office"))
    if dates is not None:
        check_word(dates, ORDERS, _("unknown order {value!r}"), "--dates")
    heads = call.text("heads")
    options = Options(
        encoding=None if encoding is None else check_encoding(encoding),
        chosen=parse_map(call.many("map")),
        official=official,
        sheets=call.many("sheet"),
        heads=() if heads is None else _heads(heads),
        dates=dates,
        office=None if office is None else office_code(office),
    )
    return Background(call.document(HEADS), call.document("vocabulary"), call.rulebook, options)


def _heads(text: str) -> list[str]:
    """The heads given for a list that has none."""
    try:
        (heads,) = csv.reader([text], skipinitialspace=True)
    except (csv.Error, ValueError):
        heads = []
    if not any(heads):
        hint = _("as in {example}", example='"专利号,专利名称"')
        raise UsageProblem(_("no heads are named"), where="--heads", hint=hint)
    return [head.strip() for head in heads]
