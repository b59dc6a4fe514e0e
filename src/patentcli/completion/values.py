"""The values that each kind of option or argument can take, from the catalogue in use."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from patentcli.call import Call
from patentcli.catalogue.opening import names
from patentcli.i18n import _, pick

Offer = tuple[str, str]
"""A value and what is said of it, which may be empty."""
FILE = "file"
MOST = 500  # values: a shell asks before it shows so many


def offers(
    call: Call, values: str | Sequence[str], typed: str, fields: Sequence[str]
) -> Iterator[Offer]:
    """The values that fit what was typed, of a kind or of these words; at most MOST.

    `fields` are those of the command's answer.
    """
    if isinstance(values, str):
        found = () if values == FILE else KINDS[values](call, typed, fields)
    else:
        found = [(word, "") for word in values]
    start = typed.casefold()
    return islice((offer for offer in found if offer[0].casefold().startswith(start)), MOST)


def _found(sql: str) -> "Kind":
    """What a query of the catalogue finds, and the titles behind it; it reads few of many.

    It may ask for what begins like the words typed (`:like`) or lies between them in capitals
    and what comes after all that begins with them (`:first`, `:last`).
    """

    def found(call: Call, typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
        like = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        first = typed.upper()
        values = {"like": like, "first": first, "last": first + "\U0010ffff", "most": MOST}
        rows = call.catalogue.connection.execute(f"{sql} ORDER BY 1 LIMIT :most", values)
        return ((value, pick(*titles) if titles else "") for value, *titles in rows)

    return found


def _words(kind: str) -> "Kind":
    """The words of the vocabulary."""
    return lambda call, _typed, _fields: (
        (word["value"], pick(word["label_en"], word["label_zh"]))
        for word in call.document("vocabulary")[kind]
    )


def _industries(call: Call, _typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
    standard = call.rulebook.standard(date.today())
    for group in standard.groups if standard else ():
        yield group.key, group.label


def _rules(call: Call, typed: str, _fields: Sequence[str]) -> Iterable[Offer]:
    """The parameters, or the floors of the size standards once their name is begun."""
    from patentcli.rules.listing import rules

    titles = {str(row["id"]): str(row["title"]) for row in rules(call.rulebook)}
    return [(rule, title) for rule, title in titles.items() if "." not in rule or "." in typed]


def _list_of_fields(_call: Call, typed: str, fields: Sequence[str]) -> Iterator[Offer]:
    """A list separated by commas: what stands before the last comma is kept."""
    before, comma, _last = typed.rpartition(",")
    given = before.split(",")
    return ((before + comma + name, "") for name in fields if name not in given)


def _sort(_call: Call, _typed: str, fields: Sequence[str]) -> Iterator[Offer]:
    from patentcli.catalogue.fields import FIELDS
    from patentcli.catalogue.query import SORTABLE

    of_patents = set(FIELDS) <= set(fields)
    return ((name, "") for name in (SORTABLE if of_patents else fields))


def _topics(_call: Call, _typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
    from patentcli.commands import COMMANDS
    from patentcli.commands.help import WHOLE
    from patentcli.manual.topics import TOPICS

    yield from ((name, _(page.summary)) for name, page in TOPICS.items())
    yield from ((name, _(summary)) for name, summary in WHOLE.items())
    yield from ((name, _(entry.help)) for name, entry in COMMANDS.items())


Kind = Callable[[Call, str, Sequence[str]], Iterable[Offer]]
KINDS: Mapping[str, Kind] = {
    "id": _found("SELECT id, title, title_zh FROM patent WHERE id BETWEEN :first AND :last"),
    "domain": _words("domain"),
    "application": _words("application"),
    "holder": _found(
        "SELECT holder FROM patent WHERE holder LIKE :like ESCAPE '\\' UNION "
        "SELECT holder_zh FROM patent WHERE holder_zh LIKE :like ESCAPE '\\'"
    ),
    "office": _found("SELECT DISTINCT office FROM patent WHERE office LIKE :like ESCAPE '\\'"),
    # Subclasses (G06T) until one is written out, then the symbols in it.
    "ipc": _found(
        "SELECT DISTINCT substr(value, 1, iif(length(:first) < 4, 4, 99)) FROM tag "
        "WHERE kind = 'ipc' AND value BETWEEN :first AND :last"
    ),
    "industry": _industries,
    "rule": _rules,
    "fields": _list_of_fields,
    "sort": _sort,
    "catalogue": lambda call, _typed, _fields: ((name, "") for name in names(call.catalogues_dir)),
    "topic": _topics,
}
