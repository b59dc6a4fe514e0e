"""The page: one self-contained HTML file in which a manager finds a patent and checks the company.

Styles and scripts stand in it and are named by their hashes in its content security policy, data
in a block that is never run. Every sentence is there in both languages. Sentences, verdicts on
patents, letters and labels are decided here; the scripts choose among them, and draw what fits the
company, the list and the form."""

import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from patentcli import __version__
from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.fields import FIELDS, WORDS
from patentcli.catalogue.query import ROLES
from patentcli.documents import markup
from patentcli.documents.letter import Basis, Record, compose
from patentcli.documents.markup import in_each
from patentcli.documents.page_rules import phases, rules
from patentcli.i18n import N_, _, language, ngettext, pick
from patentcli.labels import label
from patentcli.named_patents import facts_of
from patentcli.output.clean import block
from patentcli.rules.book import CERTAINTY
from patentcli.views.patents import MAIN, shown

# In the order in which they need each other.
SCRIPTS = ("core", "amounts", "verdict", "company", "search", "sheet", "table", "form", "page")
# A message in a script is one string on one line, as a first argument.
_MARKED = re.compile(r'\b(?:_|ngettext)\(\s*("(?:[^"\\\n]|\\.)*")')
NEEDS = (
    N_("add subtitles automatically"),
    N_("cut a person out of a picture"),
    N_("find who stole a clip"),
    N_("make a video sharper"),
    N_("make a cover for a video"),
    N_("automatic replies in a live stream"),
    N_("write copy for a clip"),
    N_("find a shot in a film"),
)
"""Everyday needs: the page offers the first three that it answers."""
APART = (
    "id", "title", "title_zh", "title_is_translation", "title_zh_is_translation", "holder_zh",
    "summary", "summary_zh", "sources",
)  # fmt: skip
"""What a sheet of the page has no line for."""
ON_SHEET = tuple(f for f in dict.fromkeys((*MAIN, *FIELDS)) if f not in APART)

Both = tuple[str, str]  # one text in English and in Chinese


class Strings:
    """Texts that differ between the languages and tuples that patents share, with their places."""

    def __init__(self) -> None:
        self.texts: dict[Both, int] = {("", ""): 0}  # place 0 says nothing
        self.shared: dict[Any, int] = {}

    def laid(self, english: Any, chinese: Any) -> Any:
        """The same thing said in both languages as one: texts that differ, their hidden characters
        made visible, and tuples are places."""
        if isinstance(english, Mapping):
            return {key: self.laid(english[key], chinese[key]) for key in english}
        if isinstance(english, list | tuple):
            parts = [self.laid(*pair) for pair in zip(english, chinese, strict=True)]
            if isinstance(english, list):
                return parts
            return self.shared.setdefault(tuple(parts), len(self.shared))
        if english == chinese:
            return block(english) if isinstance(english, str) else english
        return self.texts.setdefault((block(english), block(chinese)), len(self.texts))


class Page(NamedTuple):
    """What a page is made from."""

    records: Sequence[Record]  # the patents with all their fields
    basis: Basis
    facts: Sequence[Mapping[str, Any]]  # what `scheme` says
    vocabulary: Mapping[str, Any]
    search: str  # what the page's search knows of words (see `search.page_table`)
    filters: str = ""  # what restricts the page, as the user gave it; empty for a whole catalogue
    is_chosen: bool = False  # whether the patents were chosen one by one
    company: Mapping[str, str] = {}
    """The answers with which the form begins, by the names of its fields."""
    needs: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
    """Each need of the company, and the id and fit of what fits it; the need is empty for patents
    that were chosen, and so is their fit."""


def render(page: Page) -> str:
    """The page as HTML, in the language in use first; the same input gives the same text."""
    style = markup.read("page.css")
    script = "\n".join(markup.read(f"{name}.js") for name in SCRIPTS)
    catalogue = page.basis.catalogue
    title = _("Opened AI patents") if catalogue.is_bundled else _("Patents of the list {name}")
    values = {
        "_": lambda message, **values: markup.both(said(message, **values)),
        "ngettext": lambda *message, **values: markup.both(said(*message, **values)),
        "html_lang": "zh-CN" if language() == "zh" else "en",
        "policy": markup.policy(script, style),
        "style": Markup(style),  # noqa: S704 (our own file)
        "script": Markup(script),  # noqa: S704 (our own files)
        "page": page,
        "catalogue": catalogue.meta,
        "version": __version__,
        "certainty": {name: said(text) for name, text in CERTAINTY.items()},
        "register": in_each(lambda: page.basis.book.latest("register").said("text")),
        "charts": charts(page),
        "examples": list(map(said, NEEDS)),
        "title": title.format(name=catalogue.meta["name"]),
        "data": _data(page, script),
    }
    return markup.render("page.html", values)


def said(one: str, many: str = "", n: int = 1, **values: object) -> Both:
    """A message in both languages, each with its values in that language."""

    def say() -> str:
        side = language() == "zh"
        own = {k: v[side] if isinstance(v, tuple) else v for k, v in values.items()}
        return ngettext(one, many, n, n=n, **own) if many else _(one, n=n, **own)

    return in_each(say)


def _data(page: Page, script: str) -> dict[str, Any]:
    """What travels in the page, said once in each language and laid over each other: a text that
    differs between them is there once, among the strings, and named by its place."""
    strings, messages = Strings(), [m[1:-1].replace('\\"', '"') for m in _MARKED.findall(script)]
    return {
        **strings.laid(*in_each(lambda: _spoken(page))),
        "messages": in_each(lambda: {message: _(message) for message in messages})[1],
        "strings": list(strings.texts),
        "shared": list(strings.shared),
        "search": page.search,
    }


def _spoken(page: Page) -> dict[str, Any]:
    """All that the page says of its patents and of the rules, in the language in use."""
    words = {
        kind: {w["value"]: pick(w["label_en"], w["label_zh"]) for w in page.vocabulary[kind]}
        for kind in ("application", "domain")
    }
    words["status"] = {value: _(word) for value, word in WORDS["status"].items()}
    plain = ChainMap(*words.values())
    places = {record["id"]: place for place, record in enumerate(page.records)}
    return {
        "patents": [_patent(record, page.basis, plain) for record in page.records],
        "fields": list(map(label, ON_SHEET)),
        "words": words,
        "rules": rules(page.basis.book, page.company.get("industry", "")),
        "company": page.company,
        "needs": [[need, [[places[id_], fit] for id_, fit in hits]] for need, hits in page.needs],
    }


def _patent(record: Record, basis: Basis, words: Mapping[str, str]) -> dict[str, Any]:
    """A patent as the object that the scripts read; unknown values are left out."""
    end, keys = record["expiry"], sorted(keys_of(record).items())
    told = {**record, "holder": pick(record["holder"], record["holder_zh"])}
    rows = [(f, label(f), shown(f, told, words)) for f in ON_SHEET]
    found = {
        **{f: record[f] for f in ("id", "domain", "applications", "status", "sources")},
        **{f: pick(record[f], record[f"{f}_zh"]) for f in ("title", "summary", "holder")},
        "end": end["date"] or (end["year"] and str(end["year"])),
        "listed": record["listing"] == "listed",
        "licence": record["licence_kind"],
        "fee": record["annual_fee_yuan"],
        "once": record["one_off_fee_yuan"],
        # Its lookup keys by role: words between bars.
        "keys": "|".join(" ".join(k for k, role in keys if role == wanted) for wanted in ROLES),
        "fields": [(name, int(f in MAIN), *values) for f, name, values in rows if values],
        "phases": phases(basis.book, facts_of(basis.catalogue, record)),
        "letter": {part: lines for part, lines in compose([record], basis).items() if lines},
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def charts(page: Page) -> list[tuple[str, list[tuple[Both, int]]]]:
    """Counts of the page's patents: a message for the heading, and labels with their counts, the
    most frequent first, years in their order, and what is unknown last."""
    words = [w for kind in ("application", "domain") for w in page.vocabulary[kind]]
    labels = {w["value"]: (w["label_en"], w["label_zh"]) for w in words}
    labels[""] = said(N_("unknown"))

    def place(bar: tuple[str, int]) -> tuple[bool, str, int, str]:
        value, count = bar
        return (not value, value if value.isdigit() else "", -count, value)

    counted: dict[str, Iterable[str]] = {
        N_("By domain"): [r["domain"] or "" for r in page.records],
        N_("By application (a patent can have several)"): [
            word for r in page.records for word in r["applications"] or [""]
        ],
        N_("By year of filing"): [(r["filing_date"] or "")[:4] for r in page.records],
        N_("By the year in which the term ends"): [
            str(r["expiry"]["date"] or r["expiry"]["year"] or "")[:4] for r in page.records
        ],
    }
    return [
        (heading, [(labels.get(v, (v, v)), n) for v, n in sorted(Counter(vs).items(), key=place)])
        for heading, vs in counted.items()
    ]
