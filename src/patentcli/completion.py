"""Completion for bash, zsh and fish: the scripts ask the program (`__complete SHELL WORD…`).

The answer is a line that says what follows, then one value a line. The first line is `words`,
`part` (no space after it, more may follow) or `files` (the shell completes file names by itself).
A value may have a tab and a remark behind it, except for bash.

No value is ever evaluated by the shell, as in the scripts of Typer: it leaves here quoted, or the
shell quotes it. Values with control or invisible characters are never offered."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from patentcli.arguments import in_unicode
from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, SORTABLE
from patentcli.catalogue.opening import names
from patentcli.cli import root
from patentcli.commands import COMMANDS
from patentcli.commands.help import WHOLE
from patentcli.environment import Environment
from patentcli.errors import PatentcliError
from patentcli.i18n import _, pick, said, set_language
from patentcli.manual.topics import TOPICS
from patentcli.output.clean import line
from patentcli.settings import read_settings

Offer = tuple[str, str]  # a value and what is said of it, which may be empty
FILE = "file"
_MOST = 500  # values: a shell asks before it shows so many
_REMARK = 60  # characters of a remark: a shell shows it beside the value


def answer(env: Environment, arguments: Sequence[str]) -> int:
    """Complete the last of the words `SHELL WORD…`; a problem is answered by nothing. bash gives
    its line up to the cursor instead, and the part it replaces; fish the last word as typed."""
    env.quiet = True
    start, quote = 0, ""
    shell, *words = list(map(in_unicode, arguments))
    if shell == "bash":
        typed, part = (*words, "", "")[:2]
        (_program, *words), quote = split_typed(typed)
        start = len((words or [""])[-1]) - len(split_typed(quote + part)[0][-1])
    elif shell == "fish" and words:
        words[-1] = split_typed(words[-1])[0][-1]
    lines = []
    try:
        call = Call(env, read_settings(env))
        with call.closing:
            set_language(env.language(call.text("lang")))
            follows, offers = offered(call, words or [""])
            for value, remark in islice(offers, _MOST):
                if line(value) == value:
                    told = f"{value}\t{line(remark)[:_REMARK]}".rstrip("\t")
                    lines.append(for_bash(value[start:], quote) if shell == "bash" else told)
    except PatentcliError:
        return 0
    env.stdout.write_text("\n".join([follows, *filter(None, lines)]) + "\n")
    return 0


def split_typed(text: str) -> tuple[list[str], str]:
    """The words of a line of which the last is still being typed, and the quote open in it."""
    # With the x there is always a last word.
    lexer: Any = shlex.shlex(text + "x", posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words, quote = [], ""
    try:
        for word in lexer:
            words.append(word)
    except ValueError:  # a quote is not closed
        words.append(lexer.token)
        quote = lexer.state
    return [*words[:-1], words[-1][:-1]], quote


def for_bash(text: str, quote: str) -> str | None:
    """The text as it goes onto bash's line, behind an open quote or none; None: not possible. bash
    puts an answer on the line as it is; zsh and fish quote by themselves."""
    if not quote:
        return shlex.quote(text)
    return None if quote in text or (quote == '"' and set(text) & set("!$`\\")) else text


def offered(call: Call, words: Sequence[str]) -> tuple[str, Iterator[Offer]]:
    """What follows, and what the last of the words may become; the options before it are kept."""
    *whole, typed = words
    command: Any = root()
    options = _options(command)  # none behind a double dash
    waiting: Any = None  # the option whose value comes next
    arguments = 0
    for word in whole:
        name, equals, value = word.partition("=")
        if waiting is not None:
            call.keep({waiting.name: word})
            waiting = None
        elif options and word == "--":
            options = {}
        elif options and word.startswith("-") and word != "-":
            waiting = options.get(name)
            if waiting is not None and (equals or waiting.is_flag):
                call.keep({waiting.name: value})
                waiting = None
        elif word in command.entry.commands:
            command = command.get_command(None, word)
            options = _options(command)
        else:
            arguments += 1
    name, equals, value = typed.partition("=")
    before = ""  # `--option=` where the value is written in the same word
    if waiting is None and equals and name in options:
        waiting, before, typed = options[name], name + equals, value
    if waiting is None and not typed.startswith("-"):
        takes = [param for param in command.params if param.param_type_name == "argument"]
        takes += [param for param in takes[-1:] if param.nargs == -1] * arguments
        waiting = takes[arguments] if arguments < len(takes) else None
    kind: Any = ()
    if waiting is not None:
        kind = command.completes.get(waiting.name, ())
        found: Iterable[Offer] = ((word, "") for word in kind)
        if isinstance(kind, str):
            found = values_of(kind, call, typed, command.about.fields)
    elif command.entry.commands and not typed.startswith("-"):
        found = ((name, _(entry.help)) for name, entry in command.entry.commands.items())
    else:
        found = (
            (name, _(option.help))
            for name, option in options.items()
            if name.startswith("--") and (option.multiple or option.name not in call.values)
        )
    follows = "files" if kind == FILE else "part" if kind == "fields" else "words"
    start = typed.casefold()
    fitting = (offer for offer in found if offer[0].casefold().startswith(start))
    return follows, ((before + word, said) for word, said in fitting)


def _options(command: Any) -> dict[str, Any]:
    """Every spelling of an option of the command."""
    options = [param for param in command.params if param.param_type_name == "option"]
    return {name: param for param in options for name in param.opts}


# What the catalogue has of a kind: values and titles of few records among many. A query asks for
# what begins with the text typed, or lies between it in capitals and the end of all that begin so.
_STORED = {
    "id": "SELECT id, title, title_zh FROM patent WHERE id BETWEEN :first AND :last",
    "holder": (
        "SELECT name FROM (SELECT holder AS name FROM patent UNION SELECT holder_zh FROM patent) "
        "WHERE substr(name, 1, length(:typed)) = :typed COLLATE NOCASE"
    ),
    "office": "SELECT DISTINCT office FROM patent WHERE office BETWEEN :first AND :last",
    # Subclasses (G06T) until one is written out, then the symbols in it.
    "ipc": (
        "SELECT DISTINCT substr(value, 1, iif(length(:first) < 4, 4, 99)) FROM tag "
        "WHERE kind = 'ipc' AND value BETWEEN :first AND :last"
    ),
}


def values_of(kind: str, call: Call, typed: str, fields: Sequence[str]) -> Iterable[Offer]:
    """The values there are of a kind that an option names; `fields` are those of the answer."""
    if kind == FILE:
        return ()
    if kind in ("domain", "application"):
        words = call.document("vocabulary")[kind]
        return [(word["value"], said(word, "label")) for word in words]
    if kind == "industry":
        standard = call.rulebook.standard(date.today())
        return [(group.key, group.label) for group in (standard.groups if standard else ())]
    if kind == "rule":  # the parameters, or the floors once their name is begun
        from patentcli.commands.rules import rules

        titles = {str(row["id"]): str(row["title"]) for row in rules(call.rulebook)}
        return [(rule, title) for rule, title in titles.items() if "." not in rule or "." in typed]
    if kind == "fields":  # a list separated by commas: what stands before the last comma is kept
        before, comma, _last = typed.rpartition(",")
        return [(before + comma + f, "") for f in fields if f not in before.split(",")]
    if kind == "sort":
        of_patents = set(FIELDS) <= set(fields)
        return [(name, "") for name in (SORTABLE if of_patents else fields)]
    if kind == "catalogue":
        return [(name, "") for name in names(call.catalogues_dir)]
    if kind == "topic":
        pages = {name: page.summary for name, page in TOPICS.items()}
        pages |= WHOLE | {name: entry.help for name, entry in COMMANDS.items()}
        return [(name, _(summary)) for name, summary in pages.items()]
    first = typed.upper()
    bounds = {"typed": typed, "first": first, "last": first + "\U0010ffff"}
    rows = call.catalogue.connection.execute(f"{_STORED[kind]} ORDER BY 1", bounds)
    return ((value, pick(*titles) if titles else "") for value, *titles in rows)
