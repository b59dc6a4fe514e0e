"""A page as plain text, as wide as the terminal and never wider than reads well."""

from collections.abc import Iterator
from typing import Any

from patentcli.environment import Environment
from patentcli.i18n import _
from patentcli.manual.help_page import Page, blocks
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
    before = "title"  # what stands directly above what belongs to it
    for kind, body in blocks(page):
        if before != "title":
            lines.append("")
        lines += _lines(kind, body, min(width, _WIDEST))
        before = kind
    return "\n".join(lines) + "\n"


def _lines(kind: str, body: Any, width: int) -> Iterator[str]:
    if kind == "usage":
        start = _("Usage: ")
        first, *rest = wrap(body, width - columns(start))
        yield start + first
        yield from (" " * columns(start) + line for line in rest)
    elif kind == "title":
        yield _("{title}:").format(title=body)
    elif kind == "examples":
        yield from (_("Examples:"), *(f"  {line}" for line in body))
    elif kind == "items":
        terms = [columns(term) for term, _text in body]
        margin = min(max(terms, default=0), _TERM) + 4
        if width - margin < _TEXT or sum(wide > _TERM for wide in terms) * 2 > len(terms):
            margin = 6  # below the terms
        for term, text in body:
            yield from _item(f"  {term}", text, margin, width)
    else:
        yield from wrap(body, width)


def _item(start: str, text: str, margin: int, width: int) -> Iterator[str]:
    room = margin - columns(start)
    lines = wrap(text, width - margin) if text else []
    yield start + " " * room + lines.pop(0) if lines and room >= 2 else start
    yield from (" " * margin + line for line in lines)
