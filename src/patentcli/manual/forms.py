"""The forms of a page: plain text for a terminal, roff for man(1), Markdown for the reference."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from patentcli import __version__
from patentcli.environment import Environment
from patentcli.i18n import _
from patentcli.manual.help_page import Page, blocks, whole
from patentcli.output.wrapping import columns, wrap

_WIDEST = 100  # columns: longer lines are hard to read
_TERM = 30  # columns that a term may take beside its text; a longer one has its own line
_TEXT = 24  # columns: text squeezed into less goes below the term


def write_page(env: Environment, page: Page) -> None:
    """Write the page to standard output as plain text: as wide as it is and reads well."""
    lines: list[str] = []
    before = "title"  # what stands directly above what belongs to it
    for kind, body in blocks(page):
        if before != "title":
            lines.append("")
        lines += _plain(kind, body, min(env.width, _WIDEST))
        before = kind
    env.stdout.write_human("\n".join(lines) + "\n")


def _plain(kind: str, body: Any, width: int) -> Iterator[str]:
    """Lines of at most `width` columns; examples are never broken."""
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
            start, room = f"  {term}", margin - 2 - columns(term)
            lines = wrap(text, width - margin) if text else []
            yield start + " " * room + lines.pop(0) if lines and room >= 2 else start
            yield from (" " * margin + line for line in lines)
    else:
        yield from wrap(body, width)


def manual_page(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """The whole program as `patentcli.1`.

    The macros are those of man(7), https://man7.org/linux/man-pages/man7/man.7.html.
    """
    name = program.name
    lines = [f'.TH {name.upper()} 1 "" "{name} {__version__}" "{_("User commands")}"']
    opening = [
        ("heading", _("Name")),
        ("text", f"{name} - {_('opened AI patents, offline')}"),
        ("heading", _("Synopsis")),
        ("text", program.usage),
        ("heading", _("Description")),
    ]
    for kind, body in (*opening, *whole(program, commands, topics)):
        for line in _roff(kind, body):
            # A heading begins a paragraph by itself.
            if not (line == ".PP" and lines[-1].startswith((".SH", ".SS"))):
                lines.append(line)
    return "\n".join(lines) + "\n"


def _roff(kind: str, body: Any) -> Iterator[str]:
    if kind == "heading":
        yield f'.SH "{_literally(body.upper())}"'
    elif kind == "title":
        yield f'.SS "{_literally(body)}"'
    elif kind == "items":
        for term, text in body:
            yield from (".TP", f".B {_literally(term)}", _literally(text or term))
    elif kind == "examples":
        yield from (".PP", ".RS 4", ".nf", *map(_literally, body), ".fi", ".RE")
    elif kind == "usage":
        yield from (".PP", f".B {_literally(body)}")
    else:
        yield from (".PP", _literally(body))


def _literally(text: str) -> str:
    """No escape, no request, and hyphens that can be copied."""
    text = text.strip().replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def reference(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """All pages as `docs/commands.md`."""
    made = _("Made by `{command}`; a test compares it with the program.")
    lines = [f"# {program.name}", "", made.format(command=f"{program.name} help commands")]
    for kind, body in whole(program, commands, topics):
        lines += ["", *_markdown(kind, body)]
    return "\n".join(lines) + "\n"


def _markdown(kind: str, body: Any) -> Iterator[str]:
    def escaped(text: str) -> str:
        return re.sub(r"[\\`*<>\[\]|]", r"\\\g<0>", text)

    if kind == "heading":
        yield f"## {body}"
    elif kind == "title":
        yield f"**{body}**"
    elif kind == "items":
        yield from (f"- `{term}`" + (f": {escaped(text)}" if text else "") for term, text in body)
    elif kind == "examples":
        yield from ("```console", *(f"$ {line}" for line in body), "```")
    elif kind == "usage":
        yield from ("```text", body, "```")
    else:
        yield escaped(body)
