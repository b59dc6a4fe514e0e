"""The page: one self-contained HTML file in which a manager finds a patent and checks the company.

It opens from disk without a network: styles and scripts stand in it and are named by their
hashes in its content security policy, data stands in a block that is never run. Every sentence
is there in both languages; the reader chooses. What fits the company, the list and the form are
drawn by the scripts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from patentcli import __version__
from patentcli.documents import markup
from patentcli.documents.letter import Basis, Record
from patentcli.documents.markup import in_each
from patentcli.documents.page_data import Both, Strings, spoken
from patentcli.i18n import N_, _, language, ngettext
from patentcli.rules.listing import CERTAINTY

# In the order in which they need each other.
SCRIPTS = ("core", "amounts", "verdict", "company", "search", "sheet", "table", "form", "page")
# A message in a script is one string on one line, as a first argument.
_MARKED = re.compile(r'\b(?:_|ngettext)\(\s*("(?:[^"\\\n]|\\.)*")')
COMPUTED = "computed"
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


class Page(NamedTuple):
    """What a page is made from."""

    records: Sequence[Record]
    """The patents with all their fields."""
    basis: Basis
    facts: Sequence[Mapping[str, Any]]
    """What `scheme` says."""
    vocabulary: Mapping[str, Any]
    search: Mapping[str, Any]
    """The table that the page's search looks up (see `search.page_table`)."""
    filters: str = ""
    """What restricts the page, as the user gave it; empty for a whole catalogue."""
    is_chosen: bool = False
    """Whether the patents were chosen one by one."""
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
        "candidates": sum(r["listing"] == "candidate" for r in page.records),
        "facts": [f for f in page.facts if f["certainty"] != COMPUTED],
        "counted": [f for f in page.facts if f["certainty"] == COMPUTED],
        "certainty": {name: said(text) for name, text in CERTAINTY.items()},
        "register": in_each(lambda: page.basis.book.latest("register").said("text")),
        "charts": charts(page),
        "examples": list(map(said, NEEDS)),
        "has_domains": any(r["domain"] for r in page.records),
        "has_fees": any(r["annual_fee_yuan"] for r in page.records),
        "title": title.format(name=catalogue.meta["name"]),
        "data": _data(page, script),
    }
    return markup.render("page.html", values)


def said(one: str, many: str = "", n: int = 1, **values: object) -> Both:
    """A message in both languages, each with its values in that language."""

    def say() -> str:
        message, side = ngettext(one, many, n) if many else _(one), language() == "zh"
        own = {k: v[side] if isinstance(v, tuple) else v for k, v in values.items()}
        return message.format(n=n, **own)

    return in_each(say)


def _data(page: Page, script: str) -> dict[str, Any]:
    strings = Strings()
    places = {record["id"]: place for place, record in enumerate(page.records)}
    messages = [match[1:-1].replace('\\"', '"') for match in _MARKED.findall(script)]
    told = {
        "company": page.company,
        "needs": [[need, [[places[id_], fit] for id_, fit in hits]] for need, hits in page.needs],
    }
    industry = page.company.get("industry", "")
    data = in_each(lambda: spoken(page.records, page.basis, page.vocabulary, industry))
    return {
        **strings.laid(told, told),
        **strings.laid(*data),
        "messages": in_each(lambda: {message: _(message) for message in messages})[1],
        "strings": list(strings.texts),
        "shared": list(strings.shared),
        "search": page.search,
    }


def charts(page: Page) -> list[tuple[str, list[tuple[Both, int]]]]:
    """Counts of the page's patents: a message for the heading, and labels with their counts.

    The most frequent value is first, years are in their order, and what is unknown is last.
    """
    words = [w for kind in ("application", "domain") for w in page.vocabulary[kind]]
    labels = {w["value"]: (w["label_en"], w["label_zh"]) for w in words}

    def bars(values: Iterable[str]) -> list[tuple[Both, int]]:
        counted = Counter(values)
        unknown = counted.pop("", 0)
        order = sorted(counted, key=lambda v: (v if v.isdigit() else "", -counted[v], v))
        named = [(labels.get(value, (value, value)), counted[value]) for value in order]
        return named + [(said(N_("unknown")), unknown)] * bool(unknown)

    ends = [record["expiry"] for record in page.records]
    counted = {
        N_("By domain"): [r["domain"] or "" for r in page.records],
        N_("By application (a patent can have several)"): [
            word for r in page.records for word in r["applications"] or [""]
        ],
        N_("By year of filing"): [(r["filing_date"] or "")[:4] for r in page.records],
        N_("By the year in which the term ends"): [
            str(end["date"] or end["year"] or "")[:4] for end in ends
        ],
    }
    return [(heading, bars(values)) for heading, values in counted.items()]
