"""The first page, and five commands each for a company, an adviser and scripts."""

from collections.abc import Callable, Sequence

from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.manual.help_page import PURPOSE, Page, Section

Lines = Sequence[tuple[str, str]]

FIRST: Lines = (
    ("patentcli search 直播", N_("find patents in everyday words, English or Chinese")),
    ("patentcli show CN114694123B", N_("read all that is known of one")),
    ("patentcli match --init company.toml", N_("describe your company and its needs once")),
    (
        "patentcli match --profile company.toml",
        N_("see what fits, whether your company may use it, and what is open"),
    ),
    ("patentcli report -o patents.html", N_("take the whole list away as one page")),
)
COMPANY: Lines = (
    (
        "patentcli match --init company.toml",
        N_("Write a profile with remarks, and fill in what your company is and needs."),
    ),
    (
        "patentcli match --profile company.toml",
        N_("For each need the patents that fit, each with its verdict, what is open, and next."),
    ),
    (
        "patentcli eligible --profile company.toml --patent CN114694123B",
        N_("The verdict on one patent, check by check, with the sources."),
    ),
    (
        "patentcli report --profile company.toml -o patents.html",
        N_("A page to show around: the patents with verdicts for your company."),
    ),
    (
        "patentcli notice --profile company.toml --patent CN114694123B -o letter.docx",
        N_("The letter to the patentee, ready to be checked and signed."),
    ),
)
ADVISER: Lines = (
    (
        "patentcli catalogue import list.xlsx --name zhejiang --official",
        N_("Read an exchange's list; every row left out is named."),
    ),
    ("patentcli catalogue confirm zhejiang", N_("Mark candidates found on that list as listed.")),
    (
        "patentcli -C zhejiang match --batch clients.csv --format csv -o matches.csv",
        N_("What fits each client; the columns are those of eligible --batch, and needs."),
    ),
    (
        "patentcli eligible --batch clients.csv --format csv -o verdicts.csv",
        N_("A verdict for each row, behind its own columns."),
    ),
    (
        "patentcli catalogue diff zhejiang@previous zhejiang",
        N_("What a newer edition of the list changed."),
    ),
)
SCRIPT: Lines = (
    (
        "patentcli list --domain video --format jsonl > video.jsonl",
        N_("Every field of every record, one JSON object a line."),
    ),
    (
        "patentcli search 直播 --format ids | patentcli eligible --patent - --size small",
        N_("Ids from one command to the next."),
    ),
    (
        "patentcli eligible --fee 40000 && echo yes",
        N_("Branch on the exit code: see help exit-codes."),
    ),
    (
        "patentcli number - --format jsonl < numbers.txt",
        N_("Answers come line by line, as the lines do."),
    ),
    (
        "patentcli catalogue export -o patents.json",
        N_("The whole catalogue as a file for other programs."),
    ),
)


def start(call: Call) -> Page:
    """What to type first, and where the rest is."""
    themes: dict[str, list[str]] = {}
    for name, entry in call.program.entries.items():
        themes.setdefault(_(entry.theme), []).append(name)
    more = _(
        "patentcli --help says what each command does, and patentcli COMMAND --help all "
        "of one. patentcli help company, help adviser and help script show five commands "
        "each for these readers; patentcli help lists all topics."
    )
    commands = [(title, ", ".join(names)) for title, names in themes.items()]
    sections = (_section(_("Type first"), FIRST), Section(_("Commands"), commands))
    return Page("start", purpose=(_(PURPOSE),), sections=sections, more=(more,))


def _section(title: str, lines: Lines) -> Section:
    return Section(title, [(command, _(text)) for command, text in lines])


def _five(name: str, purpose: str, lines: Lines) -> Callable[[Call], Page]:
    return lambda _call: Page(
        name, purpose=(_(purpose),), sections=(_section(_("Five commands"), lines),)
    )


PAGES: dict[str, tuple[str, Callable[[Call], Page]]] = {
    "start": (N_("What to type first."), start),
    "company": (
        N_("Five commands for a company."),
        _five("company", N_("From what your company is and needs to a letter."), COMPANY),
    ),
    "adviser": (
        N_("Five commands for an adviser with many clients."),
        _five("adviser", N_("Many clients, and the lists of the exchanges."), ADVISER),
    ),
    "script": (
        N_("Five commands for scripts."),
        _five("script", N_("Stable fields, columns and exit codes."), SCRIPT),
    ),
}
