"""The page: one self-contained HTML file in which a manager finds a patent and checks the company.

It opens from disk without a network: styles and scripts stand in it and are named by their
hashes in its content security policy, data stands in a block that is never run. Every sentence
is there in both languages; the reader chooses. The list and the form are drawn by the scripts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from patentcli.documents import markup
from patentcli.documents.letter import Basis, Record, compose, plain_lines
from patentcli.documents.markup import in_each
from patentcli.documents.page_data import Both, Strings, packed, rules
from patentcli.filter_options import STATUSES
from patentcli.i18n import N_, _, language, ngettext, pick
from patentcli.rules.advice import headline, next_step
from patentcli.rules.facts import Facts
from patentcli.rules.listing import CERTAINTY
from patentcli.rules.verdict import eligible

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

Hits = Sequence[tuple[str, Facts]]
"""What answers a need: the fit of each patent, empty where it was chosen, what is asked of it."""


class Page(NamedTuple):
    """What a page is made from."""

    records: Sequence[Record]
    """The patents with all their fields."""
    basis: Basis
    catalogue: Mapping[str, str]
    """`name`, `edition`, `created` of the catalogue they come from."""
    facts: Sequence[Mapping[str, Any]]
    """What `scheme` says."""
    vocabulary: Mapping[str, Any]
    search: Mapping[str, Any]
    """The table that the page's search looks up (see `search.page_table`)."""
    version: str
    examples: Sequence[str] = ()
    """Needs to begin with, as messages (see `NEEDS`)."""
    filters: str = ""
    """What restricts the page, as the user gave it; empty for a whole catalogue."""
    is_chosen: bool = False
    """Whether the patents were chosen one by one."""
    company: Mapping[str, str] = {}
    """The answers with which the form begins, by the names of its fields."""
    standing: Both | None = None
    """What the rules say of the company's size."""
    needs: Sequence[tuple[str, Hits]] = ()
    """Each need of the company, empty for the patents chosen, and what fits it."""


def render(page: Page) -> str:
    """The page as HTML, in the language in use first; the same input gives the same text."""
    style = markup.read("page.css")
    script = "\n".join(markup.read(f"{name}.js") for name in SCRIPTS)
    title = _("Opened AI patents") if page.basis.is_bundled else _("Patents of the list {name}")
    values = {
        "_": lambda message, **values: markup.both(said(message, **values)),
        "ngettext": _counted,
        "html_lang": "zh-CN" if language() == "zh" else "en",
        "policy": markup.policy(script, style),
        "style": Markup(style),  # noqa: S704 (our own file)
        "script": Markup(script),  # noqa: S704 (our own files)
        "page": page,
        "candidates": sum(r["listing"] == "candidate" for r in page.records),
        "facts": [f for f in page.facts if f["certainty"] != COMPUTED],
        "counted": [f for f in page.facts if f["certainty"] == COMPUTED],
        "certainty": {name: said(text) for name, text in CERTAINTY.items()},
        "register": in_each(lambda: page.basis.book.latest("register").said("text")),
        "charts": charts(page),
        "examples": [said(text) for text in page.examples],
        "needs": [(need, [_hit(page.basis, *hit) for hit in hits]) for need, hits in page.needs],
        "has_domains": any(r["domain"] for r in page.records),
        "has_fees": any(r["annual_fee_yuan"] for r in page.records),
        "title": title.format(name=page.catalogue["name"]),
        "data": markup.cleaned(_data(page, script)),
    }
    return markup.render("page.html", values)


def said(message: str, **values: object) -> Both:
    """A message in both languages, each with its values in that language."""
    return in_each(lambda: _(message).format(**_sided(values)))


def _counted(one: str, many: str, n: int, **values: object) -> Markup:
    return markup.both(in_each(lambda: ngettext(one, many, n).format(n=n, **_sided(values))))


def _sided(values: Mapping[str, object]) -> dict[str, object]:
    place = language() == "zh"
    return {name: v[place] if isinstance(v, tuple) else v for name, v in values.items()}


def _hit(basis: Basis, fit: str, facts: Facts) -> dict[str, Any]:
    """What the page says first of a patent that fits, in both languages."""
    record: Any = facts.patent and facts.patent.record

    def say() -> dict[str, str]:
        verdict, letter = eligible(basis.book, facts), compose([record], basis)
        return {
            "title": pick(record["title"], record["title_zh"]),
            "fit": {"strong": _("strong"), "partial": _("partial")}.get(fit, ""),
            "verdict": verdict.verdict,
            "headline": headline(verdict),
            "next": next_step(verdict),
            "letter_name": letter["title"][0][1],
            "letter": "\n".join(plain_lines(letter)),
        }

    english, chinese = in_each(say)
    return {"patent": record["id"], **{key: (english[key], chinese[key]) for key in english}}


def _data(page: Page, script: str) -> dict[str, Any]:
    strings = Strings()
    patents = packed(page.records, page.basis, _labels(page), strings)
    words = [page.company.get("industry", "")]
    messages = [match[1:-1].replace('\\"', '"') for match in _MARKED.findall(script)]
    return {
        "messages": in_each(lambda: {message: _(message) for message in messages})[1],
        "words": {
            "domain": _labels(page, "domain"),
            "application": _labels(page, "application"),
            "status": {status: said(word) for status, word in STATUSES.items()},
        },
        "rules": strings.laid(*in_each(lambda: rules(page.basis.book, words))),
        "patents": patents,
        "strings": list(strings.texts),
        "checks": list(strings.shared),
        "company": page.company,
        "search": page.search,
    }


def _labels(page: Page, *kinds: str) -> dict[str, Both]:
    """What values of the vocabulary are called."""
    words = [w for kind in kinds or ("application", "domain") for w in page.vocabulary[kind]]
    return {w["value"]: (w["label_en"], w["label_zh"]) for w in words}


def charts(page: Page) -> list[tuple[str, list[tuple[Both, int]]]]:
    """Counts of the page's patents: a message for the heading, and labels with their counts.

    The most frequent value is first, years are in their order, and what is unknown is last.
    """
    records, labels = page.records, _labels(page)
    words = [w for r in records for w in (r["applications"] or (None,))]
    filed = [r["filing_date"] and r["filing_date"][:4] for r in records]
    ends = [str(r["expiry"]["date"] or r["expiry"]["year"] or "")[:4] or None for r in records]

    def bars(values: Iterable[str | None], *, by_count: bool) -> list[tuple[Both, int]]:
        counted = Counter(values)
        unknown = counted.pop(None, 0)
        found = sorted(counted.items(), key=lambda bar: (-bar[1] if by_count else 0, str(bar[0])))
        named = [(labels.get(str(v), (str(v), str(v))), n) for v, n in found]
        return named + [(said(N_("unknown")), unknown)] * bool(unknown)

    return [
        (N_("By domain"), bars((r["domain"] for r in records), by_count=True)),
        (N_("By application (a patent can have several)"), bars(words, by_count=True)),
        (N_("By year of filing"), bars(filed, by_count=False)),
        (N_("By the year in which the term ends"), bars(ends, by_count=False)),
    ]
