"""The command reference, `docs/commands.md`: a page as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from patentcli.i18n import _
from patentcli.manual.help_page import Item, Page, Section, shared_sections


def reference(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """All pages as one document; what every command has is described once, at the program."""
    shared = shared_sections(commands)
    lines = [
        f"# {program.name}",
        "",
        _("Made by `{command}`; a test compares it with the program.").format(
            command=f"{program.name} help commands"
        ),
        "",
        *_escaped(program.purpose),
        *_code(program.examples),
    ]
    for section in shared:
        lines += ["", f"## {section.title}", "", *_items(section.items)]
    for page in commands:
        lines += _command(page, shared)
    for page in topics:
        lines += ["", f"## patentcli help {page.name}", "", *_body(page)]
    return "\n".join(lines) + "\n"


def _command(page: Page, shared: Sequence[Section]) -> Iterator[str]:
    yield from ("", f"## {page.name}", "", *_escaped(page.purpose))
    yield from ("", "```text", page.usage, "```")
    yield from _code(page.examples)
    for section in page.sections:
        if section not in shared:
            yield from ("", f"**{section.title}**", "", *_items(section.items))
    taken = ", ".join(section.title for section in page.sections if section in shared)
    if taken:
        yield from ("", _("Takes the options of: {titles}.").format(titles=taken))


def _body(page: Page) -> Iterator[str]:
    yield from _escaped(page.purpose)
    yield from _code(page.examples)
    for section in page.sections:
        yield from ("", f"**{section.title}**", "", *_items(section.items))
    if page.more:
        yield from ("", *_escaped(page.more))


def _code(lines: Sequence[str]) -> Sequence[str]:
    return ["", "```console", *(f"$ {line}" for line in lines), "```"] if lines else []


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield f"- `{item.term}`" + (f": {_text(item.text)}" if item.text else "")


def _escaped(paragraphs: Sequence[str]) -> Iterator[str]:
    for place, paragraph in enumerate(paragraphs):
        if place:
            yield ""
        yield _text(paragraph)


def _text(text: str) -> str:
    return re.sub(r"[\\`*<>\[\]|]", r"\\\g<0>", text)
