"""The manual page, for man(1): pages as roff.

The macros are those of man(7), https://man7.org/linux/man-pages/man7/man.7.html.
"""

from collections.abc import Iterator, Sequence

from patentcli import __version__
from patentcli.i18n import _
from patentcli.manual.help_page import Page, Section, shared_sections


def manual_page(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """The whole program as `patentcli.1`."""
    lines: list[str] = []
    for line in _lines(program, commands, topics):
        # A heading begins a paragraph by itself.
        if not (line == ".PP" and lines[-1].startswith((".SH", ".SS"))):
            lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> Iterator[str]:
    shared = shared_sections(commands)
    name = program.name
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "{_("User commands")}"'
    yield from (_heading(_("Name")), _roff(f"{name} - {_('opened AI patents, offline')}"))
    yield from (_heading(_("Synopsis")), _bold(name), _roff(program.usage.removeprefix(name)))
    yield _heading(_("Description"))
    yield from _paragraphs(program.purpose)
    yield from _examples(program.examples)
    yield _heading(_("Commands"))
    for page in commands:
        yield f'.SS "{_roff(page.usage)}"'
        yield from _paragraphs(page.purpose)
        for section in page.sections:
            if section not in shared:
                yield from _items(section)
        taken = ", ".join(section.title for section in page.sections if section in shared)
        yield from _paragraphs([_("Takes the options of: {titles}.").format(titles=taken)])
        yield from _examples(page.examples)
    yield _heading(_("Options"))
    for section in shared:
        yield f'.SS "{_roff(section.title)}"'
        yield from _items(section)
    for page in topics:
        yield _heading(page.name)
        yield from _paragraphs(page.purpose)
        for section in page.sections:
            yield f'.SS "{_roff(section.title)}"'
            yield from _items(section)
        yield from _paragraphs(page.more)


def _heading(title: str) -> str:
    return f'.SH "{_roff(title.upper())}"'


def _bold(text: str) -> str:
    return f".B {_roff(text)}"


def _paragraphs(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (".PP", _roff(paragraph))


def _examples(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (".PP", ".RS 4", ".nf", *(_roff(line) for line in lines), ".fi", ".RE")


def _items(section: Section) -> Iterator[str]:
    for item in section.items:
        yield from (".TP", _bold(item.term), _roff(item.text or item.term))


def _roff(text: str) -> str:
    """The text literally: no escape, no request, and hyphens that can be copied."""
    text = text.strip().replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text
