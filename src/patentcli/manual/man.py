"""The manual page, for man(1): blocks of pages as roff.

The macros are those of man(7), https://man7.org/linux/man-pages/man7/man.7.html.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from patentcli import __version__
from patentcli.i18n import _
from patentcli.manual.help_page import Page, whole


def manual_page(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """The whole program as `patentcli.1`."""
    name = program.name
    lines = [f'.TH {name.upper()} 1 "" "{name} {__version__}" "{_("User commands")}"']
    opening = [
        ("heading", _("Name")),
        ("text", f"{name} - {_('opened AI patents, offline')}"),
        ("heading", _("Synopsis")),
        ("text", program.usage),
        ("heading", _("Description")),
        *(("paragraph", paragraph) for paragraph in program.purpose),
        ("examples", program.examples),
    ]
    for kind, body in (*opening, *whole(commands, topics)):
        for line in _lines(kind, body):
            # A heading begins a paragraph by itself.
            if not (line == ".PP" and lines[-1].startswith((".SH", ".SS"))):
                lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(kind: str, body: Any) -> Iterator[str]:
    if kind == "heading":
        yield f'.SH "{_roff(body.upper())}"'
    elif kind == "title":
        yield f'.SS "{_roff(body)}"'
    elif kind == "items":
        for term, text in body:
            yield from (".TP", f".B {_roff(term)}", _roff(text or term))
    elif kind == "examples":
        yield from (".PP", ".RS 4", ".nf", *(_roff(line) for line in body), ".fi", ".RE")
    elif kind == "usage":
        yield from (".PP", f".B {_roff(body)}")
    else:
        yield from (".PP", _roff(body))


def _roff(text: str) -> str:
    """The text literally: no escape, no request, and hyphens that can be copied."""
    text = text.strip().replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text
