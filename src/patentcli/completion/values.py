"""The values that each kind of option or argument can take, from the catalogue in use."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from patentcli.call import Call
from patentcli.catalogue.file import bundled_path, connect
from patentcli.catalogue.opening import BUNDLED, Catalogue, names, path_of
from patentcli.completion.cursor import Wanted
from patentcli.i18n import _, pick

Offer = tuple[str, str]
"""A value and what is said of it, which may be empty."""
FILE = "file"
MOST = 500  # values: a shell asks before it shows so many


def offers(call: Call, place: Wanted) -> Iterable[Offer]:
    """The values that fit what was typed; at most MOST."""
    kind = place.command.completes.get(place.param.name)
    if kind is None or kind == FILE:
        return ()
    if not isinstance(kind, str):
        return [(word, "") for word in kind if word.startswith(place.typed)]
    found = KINDS[kind](call, place)
    typed = place.typed.casefold()
    return [offer for offer in found if offer[0].casefold().startswith(typed)][:MOST]


def _open(call: Call) -> Catalogue:
    """The catalogue asked for; unlike in a query nothing is ever built for it."""
    name = call.text("catalogue") or BUNDLED
    path = bundled_path() if name == BUNDLED else path_of(name, call.catalogues_dir)
    return call.adopt(Catalogue(name, path, connect(path, path), {}))


def _ids(call: Call, place: Wanted) -> Iterator[Offer]:
    start = place.typed.upper()
    sql = "SELECT id, title, title_zh FROM patent WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    for id_, title, title_zh in _open(call).connection.execute(
        sql, (start, start + "\U0010ffff", MOST)
    ):
        yield id_, pick(title, title_zh)


def _words(name: str) -> "Callable[[Call, Wanted], Iterator[Offer]]":
    def words(_call: Call, _place: Wanted) -> Iterator[Offer]:
        for word in _document("vocabulary")[name]:
            yield word["value"], pick(word["label_en"], word["label_zh"])

    return words


def _document(name: str) -> Any:
    import json

    sql = "SELECT body FROM document WHERE name = ?"
    with closing(connect(bundled_path(), bundled_path())) as bundled:
        return json.loads(bundled.execute(sql, (name,)).fetchone()[0])


def _distinct(*columns: str) -> "Callable[[Call, Wanted], Iterator[Offer]]":
    """The texts that the columns have; looked for by their beginning, so that few are read."""

    def texts(call: Call, place: Wanted) -> Iterator[Offer]:
        pattern = place.typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        each = [f"SELECT DISTINCT {c} FROM patent WHERE {c} LIKE ?1 ESCAPE '\\'" for c in columns]
        sql = f"{' UNION '.join(each)} LIMIT ?2"
        found = _open(call).connection.execute(sql, (pattern, MOST))
        yield from ((text, "") for text in sorted(text for (text,) in found))

    return texts


def _symbols(call: Call, place: Wanted) -> Iterator[Offer]:
    """Subclasses (G06T) until one is written out, then the symbols in it."""
    start = place.typed.upper()
    cut = "substr(value, 1, 4)" if len(start) < 4 else "value"
    sql = (
        f"SELECT DISTINCT {cut} FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ? "
        "ORDER BY 1 LIMIT ?"
    )
    found = _open(call).connection.execute(sql, (start, start + "\U0010ffff", MOST))
    yield from ((symbol, "") for (symbol,) in found)


def _industries(_call: Call, _place: Wanted) -> Iterator[Offer]:
    from datetime import date

    from patentcli.rules.book import Rulebook

    standard = Rulebook(_document("rulebook")).standard(date.today())
    for group in standard.groups if standard else ():
        yield group.key, pick(group.name_en, group.name_zh)


def _rules(_call: Call, place: Wanted) -> Iterator[Offer]:
    """The parameters, or the floors of the size standards once their name is begun."""
    from patentcli.rules.book import Rulebook
    from patentcli.rules.listing import rules

    titles = {str(row["id"]): str(row["title"]) for row in rules(Rulebook(_document("rulebook")))}
    for rule, title in titles.items():
        if "." not in rule or "." in place.typed:
            yield rule, title


def _fields(_call: Call, place: Wanted) -> Iterator[Offer]:
    """A list separated by commas: what stands before the last comma is kept."""
    before, comma, _last = place.typed.rpartition(",")
    given = before.split(",")
    for name in place.command.about.fields:
        if name not in given:
            yield before + comma + name, ""


def _sort(_call: Call, place: Wanted) -> Iterator[Offer]:
    from patentcli.catalogue.query import SORTABLE
    from patentcli.catalogue.schema import FIELDS

    names = place.command.about.fields
    of_patents = set(FIELDS) <= set(names)
    yield from ((name, "") for name in (SORTABLE if of_patents else names))


def _formats(_call: Call, _place: Wanted) -> Iterator[Offer]:
    from patentcli.output.model import FORMATS

    yield from ((name, "") for name in FORMATS)


def _catalogues(call: Call, _place: Wanted) -> Iterator[Offer]:
    yield from ((name, "") for name in names(call.catalogues_dir))


def _topics(_call: Call, _place: Wanted) -> Iterator[Offer]:
    from patentcli.commands import COMMANDS
    from patentcli.commands.help import WHOLE
    from patentcli.manual.topics import TOPICS

    yield from ((name, _(topic.summary)) for name, topic in TOPICS.items())
    yield from ((name, _(summary)) for name, summary in WHOLE.items())
    yield from ((name, _(entry.help)) for name, entry in COMMANDS.items())


KINDS: Mapping[str, Callable[[Call, Wanted], Iterator[Offer]]] = {
    "id": _ids,
    "domain": _words("domain"),
    "application": _words("application"),
    "holder": _distinct("holder", "holder_zh"),
    "office": _distinct("office"),
    "ipc": _symbols,
    "industry": _industries,
    "rule": _rules,
    "fields": _fields,
    "sort": _sort,
    "format": _formats,
    "catalogue": _catalogues,
    "topic": _topics,
}
