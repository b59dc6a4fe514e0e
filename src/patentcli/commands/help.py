"""`help`: a command, a topic, the manual page or the command reference."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.commands import Entry
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe
from patentcli.suggest import unknown_word

if TYPE_CHECKING:
    from patentcli.manual.help_page import Page

WHOLE = {
    "man": N_("The manual page, in roff for man(1)."),
    "commands": N_("All commands, in Markdown."),
}
# The topics that belong into the manual page; the others describe what the program computes.
IN_MANUAL = ("formats", "exit-codes", "environment")


@describe(
    examples=(
        "patentcli help exit-codes",
        "patentcli help eligible",
        "patentcli help man | man -l -",
    )
)
def command(
    call: Call,
    topic: Annotated[
        list[str] | None,
        Argument(metavar="TOPIC", help=N_("A topic, or a command.")),
        Completes("topic"),
    ] = None,
) -> None:
    """Write the page of a topic or a command; without one, the list of topics."""
    from patentcli.manual.plain import write_page

    words = topic or []
    if words and words[0] in WHOLE and len(words) == 1:
        call.env.stdout.write_text(_whole(call, words[0]))
        return
    write_page(call.env, _page(call, words) if words else _overview())


def _overview() -> "Page":
    from patentcli.manual.help_page import Page, Section
    from patentcli.manual.topics import TOPICS

    topics = [(name, _(topic.summary)) for name, topic in TOPICS.items()]
    whole = [(name, _(summary)) for name, summary in WHOLE.items()]
    return Page(
        "help",
        usage=_("patentcli help TOPIC"),
        sections=(Section(_("Topics"), topics), Section(_("All of it"), whole)),
        more=(_("patentcli lists the commands; patentcli help COMMAND tells all of one."),),
    )


def _page(call: Call, words: Sequence[str]) -> "Page":
    """The page of a topic, else of the command that the words lead to."""
    from patentcli.manual.topics import TOPICS

    if len(words) == 1 and words[0] in TOPICS:
        return TOPICS[words[0]].page(call)
    return _command_page(call, words)


def _command_page(call: Call, words: Sequence[str]) -> "Page":
    from patentcli.manual.help_page import page_of

    command = call.program
    path = command.name
    for word in words:
        known: dict[str, Entry] = getattr(command, "entries", {})
        if word not in known:
            raise _unknown(" ".join(words), word, known, path)
        command = command.get_command(None, word)
        path = f"{path} {word}"
    return page_of(command, path)


def _unknown(text: str, word: str, known: dict[str, Entry], path: str) -> Exception:
    from patentcli.manual.topics import TOPICS

    names = list(known) if " " in path else [*TOPICS, *WHOLE, *known]
    message = _("no topic {value!r}").format(value=text)
    return unknown_word(message, word, dict.fromkeys(names), where="TOPIC")


def _whole(call: Call, name: str) -> str:
    from patentcli.manual.topics import TOPICS

    write: Callable[[Page, Sequence[Page], Sequence[Page]], str]
    if name == "man":
        from patentcli.manual.man import manual_page as write
    else:
        from patentcli.manual.reference import reference as write
    topics = [TOPICS[topic].page(call) for topic in IN_MANUAL]
    return write(_command_page(call, ()), list(_commands(call)), topics)


def _commands(call: Call) -> "Sequence[Page]":
    """The pages of all commands, those of a group in its place."""
    paths: list[tuple[str, ...]] = []
    for name, entry in call.program.entries.items():
        paths += [(name, below) for below in entry.commands] or [(name,)]
    return [_command_page(call, path) for path in paths]
