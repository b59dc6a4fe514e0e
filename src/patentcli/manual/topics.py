"""The topics of `patentcli help TOPIC`; what a module already defines is taken from there."""

from patentcli.call import Call
from patentcli.catalogue.bundled import counts
from patentcli.catalogue.opening import BUNDLED
from patentcli.commands import BY_THEME, ROOT
from patentcli.errors import MEANINGS
from patentcli.i18n import N_, _
from patentcli.manual.pages import Page
from patentcli.output.formats import FORMATS
from patentcli.settings import KEYS

FIRST = {
    "patentcli search 直播": N_("find patents by everyday words, English or Chinese"),
    "patentcli show CN114694123B": N_("see everything known about one patent"),
    "patentcli match --init company.toml": N_("describe your company and its needs, once"),
    "patentcli match --profile company.toml": N_("see what fits, and whether you are eligible"),
    "patentcli report -o patents.html": N_("save the whole list as one web page"),
}
_FIVE = N_("Five commands")
_COMPANY = {
    "patentcli match --init company.toml": N_("Write a commented profile to fill in."),
    "patentcli match --profile company.toml": N_(
        "The patents that fit each need, with verdicts, what is open and the next step."
    ),
    "patentcli eligible --profile company.toml --patent CN114694123B": N_(
        "The verdict on one patent, check by check, with the sources."
    ),
    "patentcli report --profile company.toml -o patents.html": N_(
        "A page to pass on, with verdicts."
    ),
    "patentcli notice --profile company.toml --patent CN114694123B -o letter.docx": N_(
        "The letter to the patentee, ready to be checked and signed."
    ),
}
_ADVISER = {
    "patentcli catalogue import list.xlsx --name zhejiang --official": N_(
        "Import an exchange's list; every row left out is named."
    ),
    "patentcli catalogue confirm zhejiang": N_("Mark candidates found on that list as listed."),
    "patentcli -C zhejiang match --batch clients.csv --format csv -o matches.csv": N_(
        "What fits each client; columns as for eligible --batch, plus needs."
    ),
    "patentcli eligible --batch clients.csv --format csv -o verdicts.csv": N_(
        "A verdict for each row, after its own columns."
    ),
    "patentcli catalogue diff zhejiang@previous zhejiang": N_("What a newer edition changed."),
}
_SCRIPT = {
    "patentcli list --domain video --format jsonl > video.jsonl": N_("A record a line, as JSON."),
    "patentcli search 直播 --format ids | patentcli eligible --patent - --size small": N_(
        "Pass ids from one command to the next."
    ),
    "patentcli eligible --fee 40000 && echo yes": N_("Branch on the exit code (help exit-codes)."),
    "patentcli number - --format jsonl < numbers.txt": N_("Each line is answered as it comes."),
    "patentcli catalogue export -o patents.json": N_("The whole catalogue for other programs."),
}
_VARIABLES = {
    "PATENTCLI_CATALOGUE": N_("Catalogue to read, like --catalogue."),
    "PATENTCLI_LANG": N_("Language of messages, like --lang."),
    "PATENTCLI_DATA_DIR": N_("Where imported catalogues are kept."),
    "PATENTCLI_CONFIG_DIR": N_("Where the configuration file is."),
    "PATENTCLI_PAGER, PAGER": N_("The pager of --pager; less if not set."),
    "LESS": N_("Options of less; FRX if not set."),
    "NO_COLOR": N_("Any value turns colour off, on a terminal too."),
    "FORCE_COLOR": N_("Any value turns colour on, in a pipe too."),
    "TERM": N_("dumb turns colour off."),
    "COLUMNS": N_("Width to fill (default: that of the terminal, else 80)."),
    "LC_ALL, LC_MESSAGES, LANG": N_("Language of messages, if nothing else sets it."),
    "XDG_DATA_HOME, XDG_CONFIG_HOME, HOME": N_("Where these directories are on Linux."),
}
_CHECKS = {
    "fee-cap": N_("The annual fee of one patent is within the scheme's cap."),
    "company-size": N_("The company is micro, small or medium by the size standard."),
    "independence": N_("A large company controls the company: a warning, never more."),
    "patent-known": N_("The patent is in the catalogue."),
    "patent-granted": N_("It is a granted Chinese patent."),
    "patent-in-term": N_("Its term has not ended on the date of the check."),
    "patent-listed": N_("It is confirmed to be on the official list."),
}

TOPICS = {
    "start": Page(N_("First steps.")),
    "company": Page(N_("Five commands for a company."), sections={_FIVE: _COMPANY}),
    "adviser": Page(
        N_("Five commands for an adviser with many clients."), sections={_FIVE: _ADVISER}
    ),
    "script": Page(N_("Five commands for scripts."), sections={_FIVE: _SCRIPT}),
    "exit-codes": Page(
        N_("What each exit code means; the meaning of a code never changes."),
        examples=["patentcli eligible --fee 40000 && echo yes"],
        sections={N_("Exit codes"): {str(int(code)): text for code, text in MEANINGS.items()}},
        more=N_(
            "For several patents the worst verdict decides: 1, then 3, then 0.\n\n"
            "Data goes to standard output, every message to standard error."
        ),
    ),
    "environment": Page(
        N_("Environment variables and the configuration file."),
        purpose=N_(
            "Options override environment variables, and these override the configuration "
            "file. An empty variable counts as unset."
        ),
        examples=["PATENTCLI_LANG=zh patentcli list --domain video"],
        sections={
            N_("Variables"): _VARIABLES,
            N_("Configuration file"): {
                "~/.config/patentcli/config.toml": N_(
                    "on Linux; elsewhere, the platform's own folder for configuration"
                ),
                ", ".join(KEYS): N_("keys: defaults for the options of these names"),
                'lang = "zh"': N_("an example; each value is text in quotes"),
            },
        },
        more=N_("No configuration is ever read from the current directory."),
    ),
    "formats": Page(
        N_("Output formats, chosen with --format."),
        examples=[
            "patentcli list --format csv --bom -o patents.csv",
            "patentcli list --domain video --format ids --null | xargs -0 patentcli show",
        ],
        sections={N_("Formats"): FORMATS},
        more=N_(
            "Without --format, the suffix of the --output file decides: that of a format, or "
            ".txt for a table.\n\n"
            "In TSV, CSV and Markdown a list is joined by | and null is empty; lines end with LF. "
            "In match, a need that nothing fits has a row without rank and patent. A cell that a "
            "spreadsheet would run as a formula gets a leading apostrophe; import removes it.\n\n"
            "JSON is UTF-8; control, invisible and direction-changing characters are written "
            "as \\u escapes there and made visible everywhere else.\n\n"
            "--fields takes the names of the JSON fields, and paths such as expiry.date; an "
            "unknown name is answered with the known ones.\n\n"
            "A file is written next to its destination as .patentcli-….tmp and moved into "
            "place when complete. If the program is killed (kill -9), delete that file "
            "yourself; in the folder of imported catalogues, the next import does."
        ),
    ),
    "rules": Page(
        N_("What eligible checks, and how the verdict follows."),
        purpose=N_(
            "What eligible checks. Each check passes, fails, or is unknown because a fact is "
            "missing; whatever you say nothing about is not checked and counts only with --strict, "
            "as unknown. patentcli rules shows each figure with its source and first day."
        ),
        examples=[
            "patentcli rules",
            "patentcli eligible --patent CN114694123B --fee 4万 --size small",
        ],
        sections={
            N_("Checks"): _CHECKS,
            N_("Verdicts"): {
                "not-eligible": N_("a check fails: exit code 1"),
                "undetermined": N_("otherwise, if a check is unknown: exit code 3"),
                "eligible": N_("otherwise: exit code 0"),
            },
        },
    ),
    "data": Page(
        N_("Where the patents come from, and what a candidate is."),
        purpose=N_(
            "The bundled catalogue, edition {edition}, has {records} patents of Alibaba "
            "group companies, each taken from a public page that its record names under "
            "sources.\n\n"
            "No page that we know of publishes the numbers of the 100 patents announced. A "
            "candidate is a patent of these companies in the announced fields that is not "
            "confirmed to be on the official list; confirmed so far: {listed} of {records}.\n\n"
            "{chinese_grant} are granted Chinese patents. For the other {application_only} "
            "we know a foreign grant, which gives no right in China, and the Chinese "
            "application behind it."
        ),
        examples=[
            "patentcli scheme",
            "patentcli catalogue import list.csv --name exchange --official",
            "patentcli catalogue confirm list.csv",
        ],
        sections={
            N_("Lists that are read"): {
                ".csv .tsv": N_("UTF-8, UTF-16, UTF-32, GB18030, Big5; others by --encoding"),
                ".xlsx .xlsm .xlsb .xls .ods": N_(
                    "visible sheets with the same heads; errors in .xls are read as blanks"
                ),
                ".json .jsonl .toml .parquet": N_(
                    "objects, also inside the answer of a web service (data, rows, list …)"
                ),
            }
        },
        more=N_(
            "Exports of Google Patents, Lens, Espacenet, PATENTSCOPE, PatSnap, Derwent and "
            "WIPS are recognised by their heads. From a web page or PDF, copy the table into "
            "a spreadsheet and save it as .xlsx or .csv.\n\n"
            "A bundled patent is found in a list by any of its Chinese numbers (publication, "
            "application, ZL), whichever the list gives.\n\n"
            "Unknown stays unknown: a field that no page states is null, never a guess.\n\n"
            "Check the patent office's register before acting: this is not legal advice."
        ),
    ),
    "filters": Page(
        N_("How filters combine."),
        purpose=N_(
            "A filter given twice means either value; different filters must all match. A "
            "record whose value is unknown does not pass; a note says how many were skipped."
        ),
        examples=[
            "patentcli list --domain image --domain video --office CN",
            "patentcli list --ipc G06T --filed-after 2018-01-01",
        ],
        more=N_("patentcli vocabulary lists the words of --domain and --application."),
    ),
    "amounts": Page(
        N_("How to write an amount of money."),
        purpose=N_(
            "Amounts are yuan, with at most two decimals, from 0 to 10^15: digits with or "
            "without commas (40,000.50), in units of 10,000 or 100 million yuan (4万, 1.2亿), "
            "with the currency (¥40000, CNY 40000, RMB40000, 40000 元), full-width digits, "
            "Chinese numerals (五万, 贰万元), or 免费 or free, both of which mean 0.\n\n"
            "Anything else is refused: a sign, an exponent, another currency, other words."
        ),
        examples=["patentcli eligible --fee 4万", "patentcli eligible --fee 40,000.50"],
    ),
}


def topic_page(name: str, call: Call) -> Page:
    """The page of a topic, with what it says of this program and its data."""
    page = TOPICS[name]
    if name == "start":
        commands = {_(theme): ", ".join(names) for theme, names in BY_THEME.items()}
        more = N_(
            "patentcli --help says what each command does, and patentcli COMMAND --help all "
            "of one. patentcli help company, help adviser and help script show five commands "
            "each for these readers; patentcli help lists all topics."
        )
        sections = {N_("First steps"): FIRST, N_("Commands"): commands}
        return page._replace(purpose=ROOT.help, sections=sections, more=more)
    if name == "data":
        bundled = call.open(BUNDLED, "")
        known = {**counts(bundled.connection), "edition": bundled.meta["edition"]}
        return page._replace(purpose=_(page.purpose, **known))
    return page
