"""A page of the manual, such as that of a command, made of what the parser itself uses.

Its texts are messages: they are translated when the page is written. What was put together of
several is translated already, and stays as it is.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from patentcli.call import VARIABLES
from patentcli.i18n import N_, _

Section = tuple[str, Sequence[tuple[str, str]]]
"""A title, and terms (options, commands, codes) each with what is said of it."""


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


GROUP_EXAMPLES = {
    "patentcli": (
        "patentcli search 直播",
        "patentcli list --domain video",
        "patentcli show CN114694123B",
        "patentcli eligible --fee 40000",
    ),
    "patentcli catalogue": (
        "patentcli catalogue import list.csv --name exchange",
        "patentcli list --catalogue exchange",
    ),
}
PURPOSE = N_(
    "Offline answers about the AI patents that Alibaba's DAMO Academy opened in August 2023: "
    "which of them fit a need, what is known of each, and whether a company is eligible. "
    "Every answer names its source; none is legal advice."
)
ARGUMENTS, OPTIONS = OWN = (N_("Arguments"), N_("Options"))


def usage_of(command: Any, path: str) -> str:
    """`patentcli show [OPTIONS] ID…`."""
    words = [path, _("[OPTIONS]")]
    if hasattr(command, "entries"):
        words.append(_("COMMAND …"))
    for param in command.params:
        if param.param_type_name == "argument":
            word = param.metavar or param.name.upper()
            words.append(word if param.required else f"[{word}]")
    return " ".join(words)


def page_of(command: Any, path: str) -> Page:
    """The page of a built command or group; `path` is how it is called.

    Commands of a group first, then arguments, options of its own, and families in their order.
    """
    entries = getattr(command, "entries", {})
    sections: dict[str, list[tuple[str, str]]] = {}
    for name, entry in entries.items():
        sections.setdefault(entry.theme or N_("Commands"), []).append((name, entry.help))
    sections |= {title: [] for title in OWN}
    for param in command.params:
        is_argument = param.param_type_name == "argument"
        title = ARGUMENTS if is_argument else param.rich_help_panel or OPTIONS
        sections.setdefault(title, []).append((_term(param), _remarks(param)))
    more = _("{path} COMMAND --help tells all of a command; {program} help lists the topics.")
    return Page(
        name=path,
        usage=usage_of(command, path),
        purpose=command.entry.help if command.entry else PURPOSE,
        examples=GROUP_EXAMPLES.get(path, command.about.examples),
        sections=[(title, items) for title, items in sections.items() if items],
        more=more.format(path=path, program=path.split()[0]) if entries else "",
    )


def _term(param: Any) -> str:
    """`-o, --output FILE`; short names first."""
    value = str(param.metavar or param.name.upper())
    if param.param_type_name == "argument":
        return value
    names = sorted((*param.opts, *param.secondary_opts), key=lambda name: name.startswith("--"))
    return ", ".join(names) + ("" if param.is_flag else f" {value}")


def _remarks(param: Any) -> str:
    text = _(param.help)
    if param.name in VARIABLES:
        text = _("{text} (environment: {name})").format(text=text, name=VARIABLES[param.name])
    if isinstance(param.default, str) and param.default:
        text = _("{text} (default: {value})").format(text=text, value=param.default)
    return text


def blocks(page: Page, shared: Sequence[Section] = ()) -> Iterator[tuple[str, Any]]:
    """The page piece by piece, each with its kind; sections that are `shared` by their names.

    Kinds: usage, paragraph, title (a text each), examples (lines), items.
    """
    if page.usage:
        yield "usage", page.usage
    yield from _paragraphs(page.purpose)
    if page.examples:
        yield "examples", page.examples
    for title, items in page.sections:
        if (title, items) not in shared:
            yield from (("title", _(title)), ("items", [(term, _(text)) for term, text in items]))
    if taken := ", ".join(_(section[0]) for section in page.sections if section in shared):
        yield "paragraph", _("Takes the options of: {titles}.").format(titles=taken)
    yield from _paragraphs(page.more)


def _paragraphs(text: str) -> Iterator[tuple[str, Any]]:
    return (("paragraph", paragraph) for paragraph in _(text).split("\n\n") if paragraph)


def whole(
    program: Page, commands: Sequence[Page], topics: Sequence[Page]
) -> Iterator[tuple[str, Any]]:
    """The pages of all as blocks, each behind a heading: what many commands take stands once."""
    yield from _paragraphs(program.purpose)
    yield "examples", program.examples
    longest: dict[str, Section] = {}
    for section in (section for page in commands for section in page.sections):
        title = section[0]
        if title not in OWN:
            longest[title] = max(longest.get(title, section), section, key=lambda s: len(s[1]))
    shared = list(longest.values())
    for section in shared:
        yield from (("heading", _(section[0])), ("items", section[1]))
    for page in commands:
        yield from (("heading", page.name), *blocks(page, shared))
    for page in topics:
        yield from (("heading", f"patentcli help {page.name}"), *blocks(page))
