"""The answer to a shell: a line that says what follows, then one value a line.

The first line is `words`, `part` (no space after it, more may follow) or `files`
(the shell completes file names by itself). A value may have a tab and a remark behind
it, except for bash. Values with control or invisible characters are never offered.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from patentcli.call import Call
from patentcli.completion.cursor import Wanted, option_names, wanted
from patentcli.completion.quoting import for_bash, joined, unquoted
from patentcli.completion.values import FILE, Offer, offers
from patentcli.environment import Environment
from patentcli.errors import PatentcliError
from patentcli.i18n import _, set_language
from patentcli.output.clean import line

_REMARK = 60  # characters of a remark: a shell shows it beside the value


def answer(env: Environment, arguments: Sequence[str]) -> int:
    """Complete the last of the words `SHELL WORD…`; a problem is answered with nothing."""
    return env.guarded(lambda: _answer(env, arguments))


def _answer(env: Environment, arguments: Sequence[str]) -> int:
    from patentcli.arguments import in_unicode
    from patentcli.settings import read_settings

    try:
        shell, *words = in_unicode(arguments) or [""]
        with closing(Call(env, read_settings(env))) as call:
            _write(env, shell, words, call)
    except PatentcliError:
        env.stdout.discard()
    return 0


def _write(env: Environment, shell: str, words: list[str], call: Call) -> None:
    from patentcli.cli import root

    set_language(env.language(config=call.settings.get("lang")))
    start, quote = 0, ""
    if shell == "bash":
        words, start = joined(words)
    if shell in ("bash", "fish"):
        *whole, last = words or [""]
        last, quote = unquoted(last)
        words = [*(unquoted(word)[0] for word in whole), last]
    place, values = wanted(root(), words)
    if "catalogue" in values:
        call.values["catalogue"] = values["catalogue"]
    lines = _lines(call, place)
    env.stdout.write_text(next(lines)[0] + "\n")
    for value, remark in lines:
        if line(value) != value:
            continue
        if shell != "bash":
            env.stdout.write_text(_with_remark(value, remark))
        elif (quoted := for_bash(value[start:], quote)) is not None:
            env.stdout.write_text(quoted + "\n")


def _with_remark(value: str, remark: str) -> str:
    remark = line(remark)[:_REMARK]
    return f"{value}\t{remark}\n" if remark else f"{value}\n"


def _lines(call: Call, place: Wanted) -> Iterator[Offer]:
    """What follows, then the offers; each value with the `--option=` it stands behind."""
    if place.options:
        yield "words", ""
        yield from (offer for offer in option_names(place) if offer[0].startswith(place.typed))
    elif place.param is not None:
        kind = place.command.completes.get(place.param.name)
        yield {FILE: "files", "fields": "part"}.get(str(kind), "words"), ""
        for value, remark in offers(call, place):
            yield place.before + value, remark
    else:
        yield "words", ""
        entries: dict[str, Any] = getattr(place.command, "entries", {})
        yield from (
            (name, _(entry.help)) for name, entry in entries.items() if name.startswith(place.typed)
        )
