"""The pages of the manual, made of what the parser itself uses, and the forms they are written in.

A page is plain text for a terminal, roff for man(1), Markdown for the reference. Its texts are
messages: they are translated when the page is written. What was put together of several is
translated already, and stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from patentcli import __version__
from patentcli.environment import Environment
from patentcli.i18n import N_, _

_WIDEST = 100  # columns: longer lines are hard to read
_TERM = 30  # columns that a term may take beside its text; a longer one has its own line
_TEXT = 24  # columns: text squeezed into less goes below the term

Section = tuple[str, Sequence[tuple[str, str]]]
"""A title, and terms (options, commands, codes) each with what is said of it."""
Blocks = Iterator[tuple[str, Any]]
"""Pieces of a page, each with its kind: usage, paragraph, title, heading (a text each), examples
(lines), items."""


class Page(NamedTuple):
    """What there is to say of a command or a topic."""

    summary: str = ""
    """One line, for lists of topics."""
    name: str = ""
    usage: str = ""
    purpose: str = ""
    """Paragraphs, with an empty line between them."""
    examples: Sequence[str] = ()
    sections: Sequence[Section] = ()
    more: str = ""
    """Paragraphs that come last."""


ARGUMENTS, OPTIONS = OWN = (N_("Arguments"), N_("Options"))


def usage_of(command: Any, path: str) -> str:
    """`patentcli show [OPTIONS] ID…`."""
    words = [path, _("[OPTIONS]")]
    if command.entry.commands:
        words.append(_("COMMAND …"))
    for param in command.params:
        if param.param_type_name == "argument":
            words.append(param.metavar if param.required else f"[{param.metavar}]")
    return " ".join(words)


def page_of(command: Any, path: str) -> Page:
    """The page of a built command or group; `path` is how it is called.

    Commands of a group first, then arguments, options of its own, and families in their order.
    """
    entry = command.entry
    sections: dict[str, list[tuple[str, str]]] = {}
    for name, below in entry.commands.items():
        sections.setdefault(below.theme or N_("Commands"), []).append((name, below.help))
    sections |= {title: [] for title in OWN}
    for param in command.params:
        is_argument = param.param_type_name == "argument"
        title = ARGUMENTS if is_argument else param.rich_help_panel or OPTIONS
        sections.setdefault(title, []).append((_term(param), param.help))
    more = _("{path} COMMAND --help describes a command; {program} help lists the topics.")
    return Page(
        name=path,
        usage=usage_of(command, path),
        purpose=entry.help,
        examples=command.about.examples,
        sections=[(title, items) for title, items in sections.items() if items],
        more=more.format(path=path, program=path.split()[0]) if entry.commands else "",
    )


def _term(param: Any) -> str:
    """`-o, --output FILE`; short names first."""
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(sorted(param.opts, key=lambda name: name.startswith("--")))
    return names if param.is_flag else f"{names} {param.metavar}"


def _blocks(page: Page, shared: Sequence[Section] = ()) -> Blocks:
    """The page piece by piece; sections that are `shared` by their names."""
    if page.usage:
        yield "usage", page.usage
    yield from _paragraphs(page.purpose)
    if page.examples:
        yield "examples", page.examples
    for title, items in page.sections:
        if (title, items) not in shared:
            yield from (("title", _(title)), ("items", [(term, _(text)) for term, text in items]))
    if taken := ", ".join(_(section[0]) for section in page.sections if section in shared):
        yield "paragraph", _("Also takes the options under: {titles}.").format(titles=taken)
    yield from _paragraphs(page.more)


def _paragraphs(text: str) -> Blocks:
    return (("paragraph", paragraph) for paragraph in _(text).split("\n\n") if paragraph)


def _whole(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> Blocks:
    """The pages of all, each behind a heading: what many commands take stands once."""
    yield from _paragraphs(program.purpose)
    yield "examples", program.examples
    longest: dict[str, Section] = {}
    for section in (section for page in commands for section in page.sections):
        title = section[0]
        if title not in OWN:
            longest[title] = max(longest.get(title, section), section, key=lambda s: len(s[1]))
    shared = list(longest.values())
    for section in shared:
        items = [(term, _(text)) for term, text in section[1]]
        yield from (("heading", _(section[0])), ("items", items))
    for page in commands:
        yield from (("heading", page.name), *_blocks(page, shared))
    for page in topics:
        yield from (("heading", f"patentcli help {page.name}"), *_blocks(page))


def write_page(env: Environment, page: Page) -> None:
    """Write the page to standard output as plain text: as wide as it is and reads well."""
    lines: list[str] = []
    before = "title"  # what stands directly above what belongs to it
    for kind, body in _blocks(page):
        if before != "title":
            lines.append("")
        lines += _plain(kind, body, min(env.width, _WIDEST))
        before = kind
    env.stdout.write_human("\n".join(lines) + "\n")


def _plain(kind: str, body: Any, width: int) -> Iterator[str]:
    """Lines of at most `width` columns; examples are never broken."""
    from patentcli.output.wrapping import columns, wrap  # loads rich, which completion must not

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
        margin = min(max(terms), _TERM) + 4
        if width - margin < _TEXT or sum(wide > _TERM for wide in terms) * 2 > len(terms):
            margin = 6  # below the terms
        for term, text in body:
            start, room = f"  {term}", margin - 2 - columns(term)
            lines = wrap(text, width - margin)
            yield start + " " * room + lines.pop(0) if room >= 2 else start
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
        ("paragraph", f"{name} - {_('opened AI patents, offline')}"),
        ("heading", _("Synopsis")),
        ("paragraph", program.usage),
        ("heading", _("Description")),
    ]
    for kind, body in (*opening, *_whole(program, commands, topics)):
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
            yield from (".TP", f".B {_literally(term)}", _literally(text))
    elif kind == "examples":
        yield from (".PP", ".RS 4", ".nf", *map(_literally, body), ".fi", ".RE")
    else:
        yield from (".PP", (".B " if kind == "usage" else "") + _literally(body))


def _literally(text: str) -> str:
    """No escape, no request, and hyphens that can be copied."""
    text = text.strip().replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def reference(program: Page, commands: Sequence[Page], topics: Sequence[Page]) -> str:
    """All pages as `docs/commands.md`."""
    made = _("Made by `{command}`; a test compares it with the program.")
    lines = [f"# {program.name}", "", made.format(command=f"{program.name} help commands")]
    for kind, body in _whole(program, commands, topics):
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
        yield from (f"- `{term}`: {escaped(text)}" for term, text in body)
    elif kind == "examples":
        yield from ("```console", *(f"$ {line}" for line in body), "```")
    elif kind == "usage":
        yield from ("```text", body, "```")
    else:
        yield escaped(body)
