"""The first page, and five commands each for a company, an adviser and scripts."""

from collections.abc import Sequence

from patentcli.call import Call
from patentcli.i18n import _
from patentcli.manual.help_page import PURPOSE, Item, Page, Section


def start(call: Call) -> Page:
    """What to type first."""
    themes: dict[str, list[str]] = {}
    for name, entry in call.program.entries.items():
        themes.setdefault(_(entry.theme), []).append(name)
    first = (
        ("patentcli search 直播", _("find patents in everyday words, English or Chinese")),
        ("patentcli show CN114694123B", _("read all that is known of one")),
        ("patentcli match --init company.toml", _("describe your company and its needs once")),
        (
            "patentcli match --profile company.toml",
            _("see what fits, whether your company may use it, and what is open"),
        ),
        ("patentcli report -o patents.html", _("take the whole list away as one page")),
    )
    return Page(
        "start",
        purpose=(_(PURPOSE),),
        sections=(
            Section(_("Type first"), [Item(*pair) for pair in first]),
            Section(
                _("Commands"), [Item(title, ", ".join(names)) for title, names in themes.items()]
            ),
        ),
        more=(
            _(
                "patentcli --help says what each command does, and patentcli COMMAND --help all "
                "of one. patentcli help company, help adviser and help script show five commands "
                "each for these readers; patentcli help lists all topics."
            ),
        ),
    )


def company(_call: Call) -> Page:
    """For somebody in a company."""
    commands = (
        (
            "patentcli match --init company.toml",
            _("Write a profile with remarks, and fill in what your company is and needs."),
        ),
        (
            "patentcli match --profile company.toml",
            _("For each need the patents that fit, each with its verdict, what is open, and next."),
        ),
        (
            "patentcli eligible --profile company.toml --patent CN114694123B",
            _("The verdict on one patent, check by check, with the sources."),
        ),
        (
            "patentcli report --profile company.toml -o patents.html",
            _("A page to show around: the patents with verdicts for your company."),
        ),
        (
            "patentcli notice --profile company.toml --patent CN114694123B -o letter.docx",
            _("The letter to the patentee, ready to be checked and signed."),
        ),
    )
    return _five("company", _("From what your company is and needs to a letter."), commands)


def adviser(_call: Call) -> Page:
    """For somebody who advises many companies."""
    commands = (
        (
            "patentcli catalogue import list.xlsx --name zhejiang --official",
            _("Read an exchange's list; every row left out is named."),
        ),
        (
            "patentcli catalogue confirm zhejiang",
            _("Mark candidates found on that list as listed."),
        ),
        (
            "patentcli -C zhejiang match --batch clients.csv --format csv -o matches.csv",
            _("What fits each client; the columns are those of eligible --batch, and needs."),
        ),
        (
            "patentcli eligible --batch clients.csv --format csv -o verdicts.csv",
            _("A verdict for each row, behind its own columns."),
        ),
        (
            "patentcli catalogue diff zhejiang@previous zhejiang",
            _("What a newer edition of the list changed."),
        ),
    )
    return _five("adviser", _("Many clients, and the lists of the exchanges."), commands)


def script(_call: Call) -> Page:
    """For somebody who writes scripts."""
    commands = (
        (
            "patentcli list --domain video --format jsonl > video.jsonl",
            _("Every field of every record, one JSON object a line."),
        ),
        (
            "patentcli search 直播 --format ids | patentcli eligible --patent - --size small",
            _("Ids from one command to the next."),
        ),
        (
            "patentcli eligible --fee 40000 && echo yes",
            _("Branch on the exit code: see help exit-codes."),
        ),
        (
            "patentcli number - --format jsonl < numbers.txt",
            _("Answers come line by line, as the lines do."),
        ),
        (
            "patentcli catalogue export -o patents.json",
            _("The whole catalogue as a file for other programs."),
        ),
    )
    return _five("script", _("Stable fields, columns and exit codes."), commands)


def _five(name: str, purpose: str, commands: Sequence[tuple[str, str]]) -> Page:
    items = [Item(command, text) for command, text in commands]
    return Page(name, purpose=(purpose,), sections=(Section(_("Five commands"), items),))
