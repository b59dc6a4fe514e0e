"""The pages of the manual, made of what the parser itself uses: as plain text, as roff for man(1).
The texts of a page are messages, translated when it is written."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from patentcli import __version__
from patentcli.environment import Environment
from patentcli.i18n import N_, _

_WIDEST = 100  # columns: longer lines are hard to read
_TERM = 30  # columns that a term may take beside its text; a longer one has its own line
_TEXT = 24  # columns: text squeezed into less goes below the term

Items = Mapping[str, str]  # terms (options, commands, codes), each with what is said of it


class Page(NamedTuple):
    """What there is to say of a command or a topic."""

    summary: str = ""  # one line, for lists of topics
    name: str = ""
    usage: str = ""
    purpose: str = ""  # paragraphs, with an empty line between them
    examples: Sequence[str] = ()
    sections: Mapping[str, Items] = {}  # by their titles
    more: str = ""  # paragraphs that come last


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
    """The page of a built command or group, which is called by `path`: its commands first, then
    arguments, options of its own, and families in their order."""
    entry = command.entry
    sections: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, below in entry.commands.items():
        sections[below.theme or N_("Commands")][name] = below.help
    sections |= {title: {} for title in OWN}
    for param in command.params:
        is_argument = param.param_type_name == "argument"
        title = ARGUMENTS if is_argument else param.rich_help_panel or OPTIONS
        sections[title][_term(param)] = param.help
    more = N_("{path} COMMAND --help describes a command; {program} help lists the topics.")
    return Page(
        name=path,
        usage=usage_of(command, path),
        purpose=entry.help,
        examples=command.about.examples,
        sections={title: items for title, items in sections.items() if items},
        more=_(more, path=path, program=path.split()[0]) if entry.commands else "",
    )


def _term(param: Any) -> str:
    """`-o, --output FILE`; short names first."""
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(sorted(param.opts, key=lambda name: name.startswith("--")))
    return names if param.is_flag else f"{names} {param.metavar}"


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in _(text).split("\n\n") if paragraph]


def write_page(env: Environment, page: Page) -> None:
    """Write the page to standard output as plain text, as wide as it is and reads well."""
    env.stdout.write_human(plain(page, min(env.width, _WIDEST)))


def plain(page: Page, width: int) -> str:
    """The page in lines of at most `width` columns; examples are never broken."""
    from patentcli.output.wrapping import columns, wrap  # loads rich, which completion must not

    blocks: list[list[str]] = []
    if page.usage:
        start = _("Usage: ")
        first, *rest = wrap(page.usage, width - columns(start))
        blocks.append([start + first, *(" " * columns(start) + line for line in rest)])
    blocks += [wrap(text, width) for text in _paragraphs(page.purpose or page.summary)]
    if page.examples:
        blocks.append([_("Examples:"), *(f"  {line}" for line in page.examples)])
    for title, items in page.sections.items():
        lines = [_("{title}:", title=_(title))]
        terms = list(map(columns, items))
        margin = min(max(terms), _TERM) + 4
        if width - margin < _TEXT or sum(wide > _TERM for wide in terms) * 2 > len(terms):
            margin = 6  # below the terms
        for term, text in items.items():
            start, room = f"  {term}", margin - 2 - columns(term)
            said = wrap(_(text), width - margin)
            lines.append(start + " " * room + said.pop(0) if room >= 2 else start)
            lines += [" " * margin + line for line in said]
        blocks.append(lines)
    blocks += [wrap(text, width) for text in _paragraphs(page.more)]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def reference(program: Page, pages: Sequence[Page]) -> str:
    """All pages as `docs/commands.md`."""
    command = f"{program.name} help commands"
    made = _("Made by `{command}`; a test compares it with the program.", command=command)
    parts = [f"## {p.name}\n\n```text\n{plain(p, _WIDEST)}```" for p in (program, *pages)]
    return "\n\n".join([f"# {program.name}", made, *parts]) + "\n"


def manual_page(program: Page, pages: Sequence[Page]) -> str:
    """The whole program as `patentcli.1`: what many commands take stands once, before them. The
    macros are those of man(7), https://man7.org/linux/man-pages/man7/man.7.html."""
    by_title: defaultdict[str, list[Items]] = defaultdict(list)
    for title, items in (section for page in pages for section in page.sections.items()):
        by_title[title].append(items)
    # Of a family some commands take fewer options than others.
    shared = {
        title: max(found, key=len)
        for title, found in by_title.items()
        if title not in OWN and len(found) > 1
    }
    name = program.name
    lines = [
        f'.TH {name.upper()} 1 "" "{name} {__version__}" "{_("User commands")}"',
        *_roff(f"{name} - {_('opened AI patents, offline')}", title=_("Name")),
        *_roff(program.usage, title=_("Synopsis")),
        *_roff(program.purpose, program.examples, title=_("Description")),
    ]
    for title, items in shared.items():
        lines += _roff(items=items, title=_(title))
    for page in pages:
        lines += _roff(title=page.name)
        if page.usage:
            lines += [".PP", f".B {_literally(page.usage)}"]
        lines += _roff(page.purpose or page.summary, page.examples)
        for title, items in page.sections.items():
            if items != shared.get(title):
                lines += [f'.SS "{_literally(_(title))}"', *_roff(items=items)]
        if taken := ", ".join(_(t) for t in page.sections if page.sections[t] == shared.get(t)):
            lines += _roff(_("Also takes the options under: {titles}.", titles=taken))
        lines += _roff(page.more)
    # A heading begins a paragraph by itself.
    return re.sub(r"(?m)^(\.S[HS] .*\n)\.PP\n", r"\1", "\n".join(lines) + "\n")


def _roff(
    text: str = "", examples: Sequence[str] = (), items: Mapping[str, str] = {}, *, title: str = ""
) -> Iterator[str]:
    if title:
        yield f'.SH "{_literally(title.upper())}"'
    for paragraph in _paragraphs(text):
        yield from (".PP", _literally(paragraph))
    if examples:
        yield from (".PP", ".RS 4", ".nf", *map(_literally, examples), ".fi", ".RE")
    for term, said in items.items():
        yield from (".TP", f".B {_literally(term)}", _literally(_(said)))


def _literally(text: str) -> str:
    """No escape, no request, and hyphens that can be copied."""
    text = text.strip().replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text
