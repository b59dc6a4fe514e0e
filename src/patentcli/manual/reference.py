"""The command reference, `docs/commands.md`: blocks of pages as Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from patentcli.i18n import _
from patentcli.manual.help_page import Page, whole


def reference(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """All pages as one document; what many commands have is described once, at the beginning."""
    made = _("Made by `{command}`; a test compares it with the program.")
    opening = [
        *(("paragraph", paragraph) for paragraph in program.purpose),
        ("examples", program.examples),
    ]
    lines = [f"# {program.name}", "", made.format(command=f"{program.name} help commands")]
    for kind, body in (*opening, *whole(commands, topics)):
        lines += ["", *_lines(kind, body)]
    return "\n".join(lines) + "\n"


def _lines(kind: str, body: Any) -> Iterator[str]:
    if kind == "heading":
        yield f"## {body}"
    elif kind == "title":
        yield f"**{body}**"
    elif kind == "items":
        for term, text in body:
            yield f"- `{term}`" + (f": {_text(text)}" if text else "")
    elif kind == "examples":
        yield from ("```console", *(f"$ {line}" for line in body), "```")
    elif kind == "usage":
        yield from ("```text", body, "```")
    else:
        yield _text(body)


def _text(text: str) -> str:
    return re.sub(r"[\\`*<>\[\]|]", r"\\\g<0>", text)
