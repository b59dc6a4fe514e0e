"""The topics of `patentcli help TOPIC`; what a module already defines is taken from there."""

from collections.abc import Callable
from typing import NamedTuple

from patentcli.call import Call
from patentcli.catalogue.opening import BUNDLED
from patentcli.i18n import N_, _
from patentcli.manual import first_steps
from patentcli.manual.help_page import Page, Section


class Topic(NamedTuple):
    """One line about a topic, and what makes its page."""

    summary: str
    page: "Making"


Making = Callable[[Call], Page]
TOPICS: dict[str, Topic] = {name: Topic(*made) for name, made in first_steps.PAGES.items()}


def topic(name: str, summary: str) -> Callable[[Making], Making]:
    """Register what makes the page of a topic."""

    def registered(make: Making) -> Making:
        TOPICS[name] = Topic(summary, lambda call: make(call)._replace(name=name))
        return make

    return registered


@topic("exit-codes", N_("What each exit code means."))
def _exit_codes(_call: Call) -> Page:
    from patentcli.errors import MEANINGS

    codes = [(str(int(code)), _(meaning)) for code, meaning in MEANINGS.items()]
    return Page(
        purpose=(_("What the program tells its caller. A code never changes its meaning."),),
        examples=("patentcli eligible --fee 40000 && echo yes",),
        sections=(Section(_("Exit codes"), codes),),
        more=(
            _("Of several patents the worst verdict is the code: 1 before 3 before 0."),
            _("Data goes to standard output, every message to standard error."),
        ),
    )


@topic("environment", N_("Environment variables and the configuration file."))
def _environment(_call: Call) -> Page:
    from patentcli.settings import KEYS

    path = "~/.config/patentcli/config.toml"
    return Page(
        purpose=(
            _(
                "A flag comes before an environment variable, and that before the configuration "
                "file. An empty variable counts as unset."
            ),
        ),
        examples=("PATENTCLI_LANG=zh patentcli list --domain video",),
        sections=(
            Section(
                _("Variables"),
                [
                    ("PATENTCLI_CATALOGUE", _("The catalogue to read, as --catalogue.")),
                    ("PATENTCLI_LANG", _("The language to speak, as --lang.")),
                    ("PATENTCLI_DATA_DIR", _("Where imported catalogues are kept.")),
                    ("PATENTCLI_CONFIG_DIR", _("Where the configuration file is looked for.")),
                    ("PATENTCLI_PAGER, PAGER", _("The pager of --pager; less if not set.")),
                    ("LESS", _("Options of less; FRX if not set.")),
                    ("NO_COLOR", _("Any value turns colour off, on a terminal too.")),
                    ("FORCE_COLOR", _("Any value turns colour on, in a pipe too.")),
                    ("TERM", _("dumb turns colour off.")),
                    ("COLUMNS", _("Width to fill (default: that of the terminal, else 80).")),
                    (
                        "LC_ALL, LC_MESSAGES, LANG",
                        _("Language, if nothing else names one."),
                    ),
                    (
                        "XDG_DATA_HOME, XDG_CONFIG_HOME, HOME",
                        _("Their places on Linux."),
                    ),
                ],
            ),
            Section(
                _("Configuration file"),
                [(path, _("on Linux; elsewhere in the platform's own place for configuration"))],
            ),
            Section(
                _("Its keys, each a text in quotes"),
                [(key, _("as --{key}").format(key=key)) for key in KEYS],
            ),
        ),
        more=(
            _("For example: {line}").format(line='lang = "zh"'),
            _("No configuration is ever read from the current directory."),
        ),
    )


@topic("formats", N_("The forms an answer can take."))
def _formats(_call: Call) -> Page:
    from patentcli.output.model import FORMATS, SUFFIXES

    told = {
        "table": _("For a person: the default on a terminal. Lists are cut to its width."),
        "tsv": _("Cells separated by tabs, one record a line: the default elsewhere."),
        "csv": _("Cells separated by commas, quoted as RFC 4180 says; --bom for Excel."),
        "json": _("One document, with every field of every record; unknown is null."),
        "jsonl": _("One JSON object a line."),
        "md": _("A Markdown table."),
        "xlsx": _("A workbook, with --output and the extra xlsx: dates, money and text as such."),
        "ids": _("The ids alone, one a line; with --null each ended by a NUL byte for xargs -0."),
    }
    suffixes = ", ".join(f".{suffix}" for suffix in SUFFIXES)
    return Page(
        purpose=(_("The forms an answer can take, chosen with --format."),),
        examples=(
            "patentcli list --format csv --bom -o patents.csv",
            "patentcli list --domain video --format ids --null | xargs -0 patentcli show",
        ),
        sections=(Section(_("Formats"), [(name, told[name]) for name in FORMATS]),),
        more=(
            _(
                "The end of the --output file's name decides where --format does not: {names}."
            ).format(names=suffixes),
            _(
                "In TSV, CSV and Markdown a list is joined by | and null is empty; lines end with "
                "LF. A cell that a spreadsheet would run as a formula begins with an apostrophe, "
                "which import takes off again."
            ),
            _(
                "JSON is UTF-8; control, invisible and direction-changing characters are written "
                "as \\u escapes there and made visible everywhere else."
            ),
            _(
                "--fields takes the JSON names, and keys within them as in expiry.date; an unknown "
                "one is answered with those that exist."
            ),
            _(
                "A file is written beside its place as .patentcli-….tmp and moved there when it is "
                "whole. If the program is killed (kill -9), remove that file yourself; in the "
                "folder of imported catalogues a later import does."
            ),
        ),
    )


@topic("rules", N_("What eligible checks, and how the verdict follows."))
def _rules(_call: Call) -> Page:
    from patentcli.rules import outcome

    told = {
        outcome.FEE: _("The annual fee of one patent is within the scheme's cap."),
        outcome.SIZE: _("The company is micro, small or medium by the size standard."),
        outcome.TIES: _("A large company controls the company: a warning, never more."),
        outcome.KNOWN: _("The patent is in the catalogue."),
        outcome.GRANTED: _("It is a granted Chinese patent."),
        outcome.IN_TERM: _("Its term has not ended on the day asked about."),
        outcome.LISTED: _("It is confirmed to be on the official list."),
    }
    return Page(
        purpose=(
            _(
                "What eligible checks. Each check passes, fails, or is unknown where a fact is "
                "missing; what nothing was said about is not checked and does not count."
            ),
        ),
        examples=(
            "patentcli rules",
            "patentcli eligible --patent CN114694123B --fee 4万 --size small",
        ),
        sections=(
            Section(_("Checks"), [(rule, told[rule]) for rule in outcome.RULES]),
            Section(
                _("Verdicts"),
                [
                    (outcome.NOT_ELIGIBLE, _("a check failed: exit code 1")),
                    (outcome.UNDETERMINED, _("else a check is unknown: exit code 3")),
                    (outcome.ELIGIBLE, _("else: exit code 0")),
                ],
            ),
        ),
        more=(
            _("With --strict, what was not checked counts as unknown."),
            _("patentcli rules shows each figure with its source and the day it is in force from."),
        ),
    )


@topic("data", N_("Where the patents come from, and what a candidate is."))
def _data(call: Call) -> Page:
    from patentcli.catalogue.coverage import counts

    bundled = call.open(BUNDLED, "")
    counted, edition = counts(bundled.connection), bundled.meta["edition"]
    about = _(
        "The bundled catalogue, edition {edition}, has {records} patents of Alibaba group "
        "companies, each read on a public page that its record names under sources."
    )
    return Page(
        purpose=(
            about.format(edition=edition, **counted),
            _(
                "The numbers of the 100 patents of the announcement are published on no page we "
                "know. A candidate is a patent of these companies in the announced fields that is "
                "not confirmed to be on the official list; {listed} of the {records} are confirmed."
            ).format(**counted),
            _(
                "{chinese_grant} are granted Chinese patents. Of the other {application_only} we "
                "know a foreign grant, which gives no right in China, and the Chinese application "
                "it came from."
            ).format(**counted),
        ),
        examples=(
            "patentcli scheme",
            "patentcli catalogue import list.csv --name exchange --official",
            "patentcli catalogue confirm list.csv",
        ),
        sections=(
            Section(
                _("Listing"),
                [
                    ("candidate", _("not confirmed to be on an official list")),
                    ("listed", _("on a list that you imported as official, or confirmed")),
                ],
            ),
            Section(
                _("Lists that are read"),
                [
                    (
                        ".csv .tsv",
                        _("UTF-8, UTF-16, UTF-32, GB18030, Big5; others by --encoding"),
                    ),
                    (
                        ".xlsx .xlsm .xls .ods",
                        _("visible sheets with the same heads; in .xls, errors come as blanks"),
                    ),
                    (
                        ".json .jsonl .toml",
                        _("objects, also within the answer of a web service (data, rows, list …)"),
                    ),
                    (
                        _("exports"),
                        _("Google Patents, Lens, Espacenet, PATENTSCOPE, PatSnap, Derwent, WIPS …"),
                    ),
                    (
                        _("web pages, PDF"),
                        _("copy the table into a spreadsheet and save it as .xlsx or .csv"),
                    ),
                ],
            ),
        ),
        more=(
            _("Unknown stays unknown: a field that no page states is null, never a guess."),
            _("Check the patent office's register before acting: this is not legal advice."),
        ),
    )


@topic("filters", N_("How filters combine."))
def _filters(_call: Call) -> Page:
    return Page(
        purpose=(
            _(
                "A filter given twice means either value; different filters must all fit. A record "
                "of which the value is unknown does not pass, and a note says how many did not."
            ),
        ),
        examples=(
            "patentcli list --domain image --domain video --office CN",
            "patentcli list --ipc G06T --filed-after 2018-01-01",
        ),
        more=(
            _("patentcli list --help names the filters."),
            _("patentcli vocabulary lists the words of --domain and --application."),
        ),
    )


@topic("amounts", N_("How to write an amount of money."))
def _amounts(_call: Call) -> Page:
    return Page(
        purpose=(
            _("Amounts are yuan, with at most two decimals, from 0 to 10^15."),
            _("The amount understood is repeated on standard error."),
        ),
        examples=("patentcli eligible --fee 4万", "patentcli eligible --fee 40,000.50"),
        sections=(
            Section(
                _("Ways to write one"),
                [
                    ("40000, 40,000, 40000.50", _("digits, with or without commas")),
                    ("4万, 4.5万元, 1.2亿", _("in units of 10,000 or 100 million yuan")),
                    ("¥40000, CNY 40000, RMB40000, 40000 元", _("with the currency")),
                    ("４００００", _("full-width digits")),
                ],
            ),
        ),
        more=(
            _(
                "Anything else is refused: a sign, an exponent, another currency, words. Persons "
                "may be written 1,000 too."
            ),
        ),
    )


@topic("completion", N_("Completion in bash, zsh and fish."))
def _completion(_call: Call) -> Page:
    from patentcli.completion.scripts import INSTALLATION

    return Page(
        purpose=(
            _(
                "Completion of commands, options and the catalogue's own words: numbers, domains, "
                "applications, holders, industries, rules, fields and catalogue names."
            ),
        ),
        examples=tuple(INSTALLATION.values()),
        more=(_("Completing never writes a file."),),
    )
