"""The page: one self-contained HTML file in which a manager finds a patent and checks the company.

It opens from disk without a network: styles and scripts stand in it and are named by their
hashes in its content security policy, data stands in a block that is never run. Every sentence
is there in both languages; the reader chooses. The list and the form are drawn by the scripts.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from patentcli.documents import markup
from patentcli.documents.letter import Sender, Subject
from patentcli.documents.page_data import Context, Packer
from patentcli.documents.page_rules import rules
from patentcli.documents.page_strings import Strings
from patentcli.documents.texts import Both, in_each, speaking
from patentcli.filter_options import STATUSES
from patentcli.i18n import N_, _, language, ngettext
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import PatentFacts
from patentcli.rules.listing import CERTAINTY

# In the order in which they need each other.
SCRIPTS = ("core", "amounts", "verdict", "company", "search", "sheet", "table", "form", "page")
COMPUTED = "computed"
SHOWN = 12  # bars of a chart; the rest is added up
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

Record = Mapping[str, Any]


class Page(NamedTuple):
    """What a page is made from."""

    records: Sequence[Record]
    """The patents with all their fields."""
    catalogue: Mapping[str, str]
    """`name`, `edition`, `created` of the catalogue they come from."""
    is_bundled: bool
    """Whether that is the catalogue of candidates that came with the program."""
    facts_of: Callable[[Record], PatentFacts]
    """What the rules ask of a record."""
    facts: Sequence[Mapping[str, Any]]
    vocabulary: Mapping[str, Any]
    book: Rulebook
    subject: Subject
    """Of the letters: all but the records."""
    search: Mapping[str, Any]
    """The table that the page's search looks up (see `search.table`)."""
    version: str
    examples: Sequence[str] = ()
    """Needs to begin with, as messages (see `NEEDS`)."""
    filters: str = ""
    """What restricts the page, as the user gave it; empty for a whole catalogue."""
    is_chosen: bool = False
    """Whether the patents were chosen one by one."""
    sender: Sender = Sender()
    company: Mapping[str, str] = {}
    """The answers with which the form begins, by the names of its fields."""
    standing: Both | None = None
    """What the rules say of the company's size."""
    needs: Sequence[tuple[str, Sequence[Mapping[str, Both]]]] = ()
    """Each need, empty for the patents chosen, and what fits it (see `page_needs`)."""


class Bar(NamedTuple):
    """One row of a chart; `share` is per cent of the longest bar."""

    label: Both
    number: int
    share: int
    is_unknown: bool = False


def render(page: Page) -> str:
    """The page as HTML, in the language in use first; the same input gives the same text."""
    style = markup.render("page.css", {})
    script = "\n".join(markup.read(f"{name}.js") for name in SCRIPTS)
    candidates = sum(r["listing"] == "candidate" for r in page.records)
    values = {
        "_": _both,
        "ngettext": _either,
        "html_lang": "zh-CN" if language() == "zh" else "en",
        "policy": markup.policy(script, style),
        "style": Markup(style),  # noqa: S704 (our own file)
        "script": Markup(script),  # noqa: S704 (our own files)
        "page": page,
        "candidates": candidates,
        "facts": [f for f in page.facts if f["certainty"] != COMPUTED],
        "counted": [f for f in page.facts if f["certainty"] == COMPUTED],
        "certainty": {name: said(text) for name, text in CERTAINTY.items()},
        "register": Both(*in_each(lambda: page.book.latest("register").text)),
        "charts": charts(page),
        "examples": [said(text) for text in page.examples],
        "has_domains": any(r["domain"] for r in page.records),
        "has_fees": any(r["annual_fee_yuan"] for r in page.records),
        "title": _plain_title(page),
        "data": markup.cleaned(_data(page, script)),
    }
    return markup.render("page.html", values)


def _both(message: str, **values: object) -> Markup:
    """A message in both languages, each value in the language it goes into."""
    return markup.both(said(message, **values))


def said(message: str, **values: object) -> Both:
    """A message in both languages as text."""
    sides = in_each(lambda: _(message))
    return Both(*(side.format(**_side(values, n)) for n, side in enumerate(sides)))


def _either(one: str, many: str, count: int, **values: object) -> Markup:
    sides = in_each(lambda: ngettext(one, many, count))
    return markup.both(
        Both(*(s.format(n=count, **_side(values, place)) for place, s in enumerate(sides)))
    )


def _side(values: Mapping[str, object], place: int) -> dict[str, object]:
    return {k: v[place] if isinstance(v, Both) else v for k, v in values.items()}


def _plain_title(page: Page) -> str:
    message = _("Opened AI patents") if page.is_bundled else _("Patents of the list {name}")
    return message.format(name=page.catalogue["name"])


def _data(page: Page, script: str) -> dict[str, Any]:
    kinds = ("domain", "application")
    words = {
        kind: {w["value"]: Both(w["label_en"], w["label_zh"]) for w in page.vocabulary[kind]}
        for kind in kinds
    }
    words["status"] = {status: said(word) for status, word in STATUSES.items()}
    context = Context(
        page.book,
        page.facts_of,
        {**words["application"], **words["domain"]},
        page.subject,
        page.sender,
    )
    strings = Strings()
    patents = Packer(context, strings).pack(page.records)
    return {
        "messages": messages(script),
        "words": words,
        "rules": rules(page.book, strings, [page.company.get("industry", "")]),
        "patents": patents,
        "strings": strings.texts,
        "checks": strings.shared,
        "company": page.company,
        "search": page.search,
    }


# A message in a script is one string on one line, as a first argument.
_MARKED = re.compile(r'\b(?:_|ngettext)\(\s*("(?:[^"\\\n]|\\.)*")')


def messages(script: str) -> dict[str, str]:
    """The messages of the scripts with their Chinese."""
    marked = dict.fromkeys(match[1:-1].replace('\\"', '"') for match in _MARKED.findall(script))
    with speaking("zh"):
        return {message: _(message) for message in marked}


def charts(page: Page) -> list[tuple[str, list[Bar]]]:
    """Counts of the page's patents: a message for the heading, and its bars."""
    labels = {
        word["value"]: Both(word["label_en"], word["label_zh"])
        for kind in ("domain", "application")
        for word in page.vocabulary[kind]
    }
    records = page.records
    words = [w for r in records for w in (r["applications"] or (None,))]
    return [
        (N_("By domain"), _ranked((r["domain"] for r in records), labels)),
        (N_("By application (a patent can have several)"), _ranked(words, labels)),
        (N_("By year of filing"), _years(r["filing_date"] for r in records)),
        (
            N_("By the year in which the term ends"),
            _years(r["expiry"]["date"] or r["expiry"]["year"] for r in records),
        ),
    ]


def _ranked(values: Iterable[str | None], labels: Mapping[str, Both]) -> list[Bar]:
    """The most frequent value first, the rest together, what is unknown last."""
    counted = Counter(values)
    missing = counted.pop(None, 0)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    bars = [(labels.get(str(v), Both(str(v), str(v))), n) for v, n in ranked[:SHOWN]]
    rest = [n for _value, n in ranked[SHOWN:]]
    if rest:
        bars.append((said(N_("{count} others"), count=len(rest)), sum(rest)))
    return _bars(bars, missing)


def _years(days: Iterable[object]) -> list[Bar]:
    """The years in their order; what is unknown last."""
    counted = Counter(None if day is None else str(day)[:4] for day in days)
    missing = counted.pop(None, 0)
    bars = [(Both(str(year), str(year)), counted[year]) for year in sorted(counted, key=str)]
    return _bars(bars, missing)


def _bars(bars: Sequence[tuple[Both, int]], missing: int) -> list[Bar]:
    most = max((n for _label, n in [*bars, (None, missing)]), default=0) or 1
    found = [Bar(label, n, round(100 * n / most)) for label, n in bars]
    if missing:
        found.append(Bar(said(N_("unknown")), missing, round(100 * missing / most), True))
    return found
