"""`help`: a command, a topic, the manual page or the command reference."""

from collections.abc import Sequence
from typing import Annotated

from patentcli.call import Call
from patentcli.commands import COMMANDS
from patentcli.i18n import N_, _
from patentcli.manual.pages import Page, manual_page, page_of, reference, write_page
from patentcli.manual.topics import TOPICS, topic_page
from patentcli.options import argument, describe
from patentcli.suggest import unknown_word

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
    words: Annotated[
        list[str] | None, argument("TOPIC…", N_("A topic or a command."), "topic")
    ] = None,
) -> None:
    """Write the page of a topic or a command; without one, the list of topics."""
    name = words[0] if words and len(words) == 1 else ""
    if name in WHOLE:
        pages: list[Page] = []
        for first, entry in COMMANDS.items():
            below = [_page(call, (first, name)) for name in entry.commands]
            pages += below or [_page(call, (first,))]
        for topic in IN_MANUAL:
            pages.append(topic_page(topic, call)._replace(name=f"patentcli help {topic}"))
        write = manual_page if name == "man" else reference
        call.env.stdout.write_text(write(_page(call, ()), pages))
    elif words:
        write_page(call.env, topic_page(name, call) if name in TOPICS else _page(call, words))
    else:
        topics = Page(
            usage=_("patentcli help TOPIC"),
            sections={
                N_("Topics"): {name: page.summary for name, page in TOPICS.items()},
                N_("The whole manual"): WHOLE,
            },
            more=N_("patentcli --help lists the commands; patentcli help COMMAND describes one."),
        )
        write_page(call.env, topics)


def _page(call: Call, words: Sequence[str]) -> Page:
    """The page of the command that the words lead to; UsageProblem where they lead nowhere."""
    command, path = call.program, call.program.name
    for word in words:
        entries = command.entry.commands
        if word not in entries:
            known = entries if " " in path else dict.fromkeys([*TOPICS, *WHOLE, *entries])
            raise unknown_word(_("no topic {value!r}"), word, known, where="TOPIC")
        command, path = command.get_command(None, word), f"{path} {word}"
    return page_of(command, path)
