"""The answer to a shell: a line that says what follows, then one value a line.

The first line is `words`, `part` (no space after it, more may follow) or `files`
(the shell completes file names by itself). A value may have a tab and a remark behind
it, except for bash. Values with control or invisible characters are never offered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from patentcli.arguments import in_unicode
from patentcli.call import Call
from patentcli.cli import root
from patentcli.completion.values import FILE, Offer, offers
from patentcli.environment import Environment
from patentcli.errors import PatentcliError
from patentcli.i18n import _, set_language
from patentcli.output.clean import line
from patentcli.settings import read_settings

_SAFE = re.compile(r"[^\x00-\x7f]|[A-Za-z0-9_@%+=:,./-]")  # what bash takes as it is
_REMARK = 60  # characters of a remark: a shell shows it beside the value


class Place(NamedTuple):
    """What is being typed: a command, the name of an option, or the value of a parameter."""

    command: Any
    """The command or group reached."""
    typed: str
    """What stands there so far, without the `--option=` before it."""
    given: Mapping[str, str]
    """The values of the options before it."""
    before: str = ""
    """`--option=` where the value is written in the same word."""
    param: Any = None
    """The option or argument whose value it is; None where there is none."""
    is_option: bool = False
    """Whether an option is to be offered here."""


def answer(env: Environment, arguments: Sequence[str]) -> int:
    """Complete the last of the words `SHELL WORD…`; a problem is answered with nothing."""
    return env.guarded(lambda: _answer(env, arguments))


def _answer(env: Environment, arguments: Sequence[str]) -> int:
    env.quiet = True
    try:
        shell, *words = in_unicode(arguments) or [""]
        with closing(Call(env, read_settings(env))) as call:
            _write(call, shell, words)
    except PatentcliError:
        env.stdout.discard()
    return 0


def _write(call: Call, shell: str, words: list[str]) -> None:
    out = call.env.stdout
    set_language(call.env.language(config=call.settings.get("lang")))
    start, quote = 0, ""
    if shell == "bash":
        words, start = joined(words)
    if shell in ("bash", "fish"):
        *whole, last = words or [""]
        last, quote = unquoted(last)
        words = [*(unquoted(word)[0] for word in whole), last]
    place = place_of(root(), words)
    call.keep({"catalogue": place.given.get("catalogue")})
    lines = _lines(call, place)
    out.write_text(next(lines)[0] + "\n")
    for value, remark in lines:
        if line(value) != value:
            continue
        if shell == "bash":
            quoted = for_bash(value[start:], quote)
            out.write_text("" if quoted is None else f"{quoted}\n")
        else:
            out.write_text(f"{value}\t{line(remark)[:_REMARK]}".rstrip("\t") + "\n")


def _lines(call: Call, place: Place) -> Iterator[Offer]:
    """What follows, then the offers; each value with the `--option=` it stands behind."""
    if place.is_option:
        yield "words", ""
        for name, param in _options(place.command).items():
            repeated = param.name in place.given and not param.multiple
            if name.startswith("--") and name.startswith(place.typed) and not repeated:
                yield name, _(param.help)
    elif place.param is not None:
        values = place.command.completes.get(place.param.name, ())
        yield {FILE: "files", "fields": "part"}.get(str(values), "words"), ""
        for value, remark in offers(call, values, place.typed, place.command.about.fields):
            yield place.before + value, remark
    else:
        yield "words", ""
        for name, entry in getattr(place.command, "entries", {}).items():
            if name.startswith(place.typed):
                yield name, _(entry.help)


def place_of(command: Any, words: Sequence[str]) -> Place:
    """What the last of the words may become, by the definitions that the parser uses."""
    *whole, typed = words or [""]
    given: dict[str, str] = {}
    waiting: Any = None  # the option whose value comes next
    only_arguments, arguments = False, 0
    for word in whole:
        name, has_value, value = word.partition("=")
        if waiting is not None:
            given[waiting.name], waiting = word, None
        elif word == "--" and not only_arguments:
            only_arguments = True
        elif word.startswith("-") and word != "-" and not only_arguments:
            param = _options(command).get(name)
            if param is not None:
                given[param.name] = value
                waiting = None if has_value or param.is_flag else param
        elif hasattr(command, "entries"):
            command = command.get_command(None, word) or command
        else:
            arguments += 1
    if waiting is not None:
        return Place(command, typed, given, param=waiting)
    name, has_value, value = typed.partition("=")
    if has_value and name.startswith("--") and not only_arguments:
        return Place(command, value, given, f"{name}=", _options(command).get(name))
    takes = [param for param in command.params if param.param_type_name == "argument"]
    takes += [param for param in takes[-1:] if param.nargs == -1] * arguments
    argument = takes[arguments] if arguments < len(takes) else None
    nothing_else = argument is None and not hasattr(command, "entries")
    is_option = not only_arguments and (typed.startswith("-") or nothing_else)
    return Place(command, typed, given, param=argument, is_option=is_option)


def _options(command: Any) -> dict[str, Any]:
    """Every spelling of an option of the command."""
    options = [param for param in command.params if param.param_type_name == "option"]
    return {name: param for param in options for name in (*param.opts, *param.secondary_opts)}


# bash puts an answer on the line as it is, so every sign that it would interpret is quoted here, in
# the style of the quote that is open. zsh and fish quote by themselves.


def unquoted(raw: str) -> tuple[str, str]:
    """The text that a partly typed word stands for, and the quote that is still open."""
    text, quote, place = "", "", 0
    while place < len(raw):
        sign = raw[place]
        place += 1
        if sign == "\\" and quote != "'" and place < len(raw):
            kept = "" if not quote or raw[place] in '\\"$`' else "\\"
            text += kept + raw[place]
            place += 1
        elif sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote = sign
        else:
            text += sign
    return text, quote


def for_bash(text: str, quote: str) -> str | None:
    """The text as it goes onto bash's line behind an open quote, or none; None: not possible."""
    if quote == "'":
        return None if "'" in text else text
    if quote == '"':
        return None if "!" in text else re.sub(r'([\\"$`])', r"\\\1", text)
    quoted = "".join(sign if _SAFE.match(sign) else f"\\{sign}" for sign in text)
    return f"\\{quoted}" if quoted.startswith("~") else quoted


def joined(words: list[str]) -> tuple[list[str], int]:
    """bash's words with those put together that it splits at `=` and `:`; the last one's start.

    The start is the number of characters of the last word that stand before the part
    which bash lets us replace.
    """
    found: list[str] = []
    start = 0
    glue = False
    for word in words:
        is_break = word in ("=", ":", "::")
        if found and (glue or is_break):
            start = len(found[-1]) + (len(word) if is_break else 0)
            found[-1] += word
        else:
            found.append(word)
            start = 0
        glue = is_break and found[-1] != word
    return found, start
