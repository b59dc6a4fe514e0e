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
LAST = "\U0010ffff"  # after every text that begins with what stands before it


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


def _ids(call: Call, typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
    start = typed.upper()
    sql = "SELECT id, title, title_zh FROM patent WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    for id_, *titles in call.catalogue.connection.execute(sql, (start, start + LAST, MOST)):
        yield id_, pick(*titles)


def _words(kind: str) -> "Kind":
    """The words of the vocabulary."""
    return lambda call, _typed, _fields: (
        (word["value"], pick(word["label_en"], word["label_zh"]))
        for word in call.document("vocabulary")[kind]
    )


def _texts(*columns: str) -> "Kind":
    """The texts that the columns have; looked for by their beginning, so that few are read."""
    each = [
        f"SELECT DISTINCT {c} AS text FROM patent WHERE {c} LIKE ?1 ESCAPE '\\'" for c in columns
    ]
    sql = f"{' UNION '.join(each)} ORDER BY text LIMIT ?2"

    def texts(call: Call, typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
        pattern = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        return ((text, "") for (text,) in call.catalogue.connection.execute(sql, (pattern, MOST)))

    return texts


def _symbols(call: Call, typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
    """Subclasses (G06T) until one is written out, then the symbols in it."""
    start = typed.upper()
    cut = "substr(value, 1, 4)" if len(start) < 4 else "value"
    sql = (
        f"SELECT DISTINCT {cut} FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ? "
        "ORDER BY 1 LIMIT ?"
    )
    found = call.catalogue.connection.execute(sql, (start, start + LAST, MOST))
    return ((symbol, "") for (symbol,) in found)


def _industries(call: Call, _typed: str, _fields: Sequence[str]) -> Iterator[Offer]:
    from patentcli.rules.book import Rulebook

    standard = Rulebook(call.document("rulebook")).standard(date.today())
    for group in standard.groups if standard else ():
        yield group.key, group.label


def _rules(call: Call, typed: str, _fields: Sequence[str]) -> Iterable[Offer]:
    """The parameters, or the floors of the size standards once their name is begun."""
    from patentcli.rules.book import Rulebook
    from patentcli.rules.listing import rules

    titles = {
        str(row["id"]): str(row["title"]) for row in rules(Rulebook(call.document("rulebook")))
    }
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
    "id": _ids,
    "domain": _words("domain"),
    "application": _words("application"),
    "holder": _texts("holder", "holder_zh"),
    "office": _texts("office"),
    "ipc": _symbols,
    "industry": _industries,
    "rule": _rules,
    "fields": _list_of_fields,
    "sort": _sort,
    "catalogue": lambda call, _typed, _fields: ((name, "") for name in names(call.catalogues_dir)),
    "topic": _topics,
}
