"""A page of the manual: that of a command, from the definitions the parser itself uses."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from patentcli.call import VARIABLES
from patentcli.i18n import N_, _


class Section(NamedTuple):
    """Terms (options, commands, codes) under a title, each with what is said of it."""

    title: str
    items: Sequence[tuple[str, str]]


class Page(NamedTuple):
    """What there is to say of a command or a topic."""

    name: str = ""
    usage: str = ""
    purpose: Sequence[str] = ()
    """Paragraphs."""
    examples: Sequence[str] = ()
    sections: Sequence[Section] = ()
    more: Sequence[str] = ()
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
    """The page of a built command or group; `path` is how it is called."""
    return _group_page(command, path) if hasattr(command, "entries") else _page(command, path)


def _page(command: Any, path: str) -> Page:
    return Page(
        path,
        usage_of(command, path),
        (_(command.entry.help),),
        command.about.examples,
        _sections(command),
    )


def _group_page(group: Any, path: str) -> Page:
    themes: dict[str, list[tuple[str, str]]] = {}
    for name, entry in group.entries.items():
        title = _(entry.theme) if entry.theme else _("Commands")
        themes.setdefault(title, []).append((name, _(entry.help)))
    sections = [Section(title, items) for title, items in themes.items()]
    own = group.entry.help if group.entry else PURPOSE
    more = _("{path} COMMAND --help tells all of a command; {program} help lists the topics.")
    return Page(
        path,
        usage_of(group, path),
        (_(own),),
        GROUP_EXAMPLES.get(path, ()),
        [*sections, *_sections(group)],
        (more.format(path=path, program=path.split()[0]),),
    )


def _sections(command: Any) -> list[Section]:
    """Arguments first, then the command's own options, then the families in their order."""
    found: dict[str, list[tuple[str, str]]] = {_("Arguments"): [], _("Options"): []}
    for param in command.params:
        found.setdefault(_section_of(param), []).append((_term(param), _remarks(param)))
    return [Section(title, items) for title, items in found.items() if items]


def _section_of(param: Any) -> str:
    if param.param_type_name == "argument":
        return _("Arguments")
    return _(param.rich_help_panel or "Options")


def _term(param: Any) -> str:
    """`-o, --output FILE`; short names first."""
    value = param.metavar or param.name.upper()
    if param.param_type_name == "argument":
        return str(value)
    names = sorted((*param.opts, *param.secondary_opts), key=lambda name: name.startswith("--"))
    return ", ".join(names) + ("" if param.is_flag else f" {value}")


def _remarks(param: Any) -> str:
    text = _(param.help or "")
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
    yield from (("paragraph", paragraph) for paragraph in page.purpose)
    if page.examples:
        yield "examples", page.examples
    for section in page.sections:
        if section not in shared:
            yield from (("title", section.title), ("items", section.items))
    if taken := ", ".join(section.title for section in page.sections if section in shared):
        yield "paragraph", _("Takes the options of: {titles}.").format(titles=taken)
    yield from (("paragraph", paragraph) for paragraph in page.more)


def whole(commands: Sequence[Page], topics: Sequence[Page]) -> Iterator[tuple[str, Any]]:
    """The pages of all commands and topics as blocks, each behind a heading."""
    own = (_("Arguments"), _("Options"))
    longest: dict[str, Section] = {}
    for section in (section for page in commands for section in page.sections):
        if section.title not in own:
            known = longest.setdefault(section.title, section)
            longest[section.title] = max(known, section, key=lambda found: len(found.items))
    shared = list(longest.values())
    for section in shared:
        yield from (("heading", section.title), ("items", section.items))
    for page in commands:
        yield from (("heading", page.name), *blocks(page, shared))
    for page in topics:
        yield from (("heading", f"patentcli help {page.name}"), *blocks(page))
