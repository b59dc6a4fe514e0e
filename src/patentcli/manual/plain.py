"""A page as plain text, as wide as the terminal and never wider than reads well."""

from collections.abc import Iterator, Sequence

from patentcli.environment import Environment
from patentcli.i18n import _
from patentcli.manual.help_page import Item, Page, Section
from patentcli.output.wrapping import columns, wrap

_WIDEST = 100  # columns: longer lines are hard to read
_TERM = 30  # columns that a term may take beside its text; a longer one has its own line
_TEXT = 24  # columns: text squeezed into less goes below the term


def write_page(env: Environment, page: Page) -> None:
    """Write the page to standard output."""
    env.stdout.write_human(text_of(page, env.width))


def text_of(page: Page, width: int) -> str:
    """The page as lines of at most `width` columns; examples are never broken."""
    lines: list[str] = []
    for line in _lines(page, min(width, _WIDEST)):
        if line or (lines and lines[-1]):  # never two empty lines, nor one at the top
            lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(page: Page, width: int) -> Iterator[str]:
    if page.usage:
        yield from _hanging(_("Usage: "), page.usage, width)
    yield ""
    yield from _paragraphs(page.purpose, width)
    if page.examples:
        yield ""
        yield _("Examples:")
        yield from (f"  {line}" for line in page.examples)
    for section in page.sections:
        yield ""
        yield from _section(section, width)
    if page.more:
        yield ""
        yield from _paragraphs(page.more, width)


def _paragraphs(paragraphs: Sequence[str], width: int) -> Iterator[str]:
    for place, paragraph in enumerate(paragraphs):
        if place:
            yield ""
        yield from wrap(paragraph, width)


def _hanging(start: str, text: str, width: int) -> Iterator[str]:
    """The text behind `start`, its further lines below its beginning."""
    margin = columns(start)
    first, *rest = wrap(text, width - margin)
    yield start + first
    yield from (" " * margin + line for line in rest)


def _section(section: Section, width: int) -> Iterator[str]:
    yield _("{title}:").format(title=section.title)
    terms = [columns(item.term) for item in section.items]
    margin = min(max(terms, default=0), _TERM) + 4
    most_are_long = sum(wide > _TERM for wide in terms) * 2 > len(terms)
    if width - margin < _TEXT or most_are_long:
        margin = 6
    for item in section.items:
        yield from _item(item, margin, width)


def _item(item: Item, margin: int, width: int) -> Iterator[str]:
    start = f"  {item.term}"
    room = margin - columns(start)
    if not item.text:
        yield start
        return
    lines = wrap(item.text, width - margin)
    if room < 2:
        yield start
    else:
        yield start + " " * room + lines.pop(0)
    yield from (" " * margin + line for line in lines)
