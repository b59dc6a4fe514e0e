"""The page: one self-contained HTML file with a catalogue, its programme and the eligibility form.

It opens from disk without a network: styles and scripts stand in it and are named by their
hashes in its content security policy, data stands in a block that is never run. What the page
says of the programme is in the HTML in both languages; the list and the form are drawn by the
scripts from the data.
"""

import json
from collections.abc import Mapping, Sequence
from string import Template
from typing import Any, NamedTuple

from patentcli.documents import html
from patentcli.documents.charts import charts, draw
from patentcli.documents.page_data import pack, plain_texts, rules
from patentcli.documents.texts import Both, load_texts, read_asset
from patentcli.output.clean import line

# In the order in which they need each other.
SCRIPTS = (
    "rules.js",
    "amounts.js",
    "industry.js",
    "size.js",
    "patent.js",
    "eligibility.js",
    "speech.js",
    "dom.js",
    "records.js",
    "sheet.js",
    "table.js",
    "form.js",
    "page.js",
)
COMPUTED = "computed"
NOTS = (
    "not_open_licence",
    "not_by_letter",
    "not_terms",
    "not_abroad",
    "not_advice",
)


class Page(NamedTuple):
    """What a page is made from."""

    records: Sequence[Mapping[str, Any]]
    """The patents with all their fields."""
    catalogue: Mapping[str, str]
    """`name`, `edition`, `created` of the catalogue they come from."""
    is_bundled: bool
    """Whether that is the catalogue of candidates that came with the program."""
    documents: Mapping[str, Any]
    """`scheme`, `vocabulary` and `rulebook` of the bundled catalogue."""
    lang: str
    """The language shown first: `en` or `zh`."""
    version: str
    filters: str = ""
    """What restricts the page, as the user gave it; empty for a whole catalogue."""


class _Parts(dict[str, str]):
    """The parts of the template; `t_key` is the text of that key in both languages."""

    def __init__(self, texts: Mapping[str, Both]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, name: str) -> str:
        return html.both(self._texts[name.removeprefix("t_")])


def render(page: Page) -> str:
    """The page as HTML; the same input gives the same text."""
    texts = load_texts("page_texts.toml")
    style = read_asset("page.css")
    script = "\n".join(map(read_asset, SCRIPTS))
    named = {k: page.catalogue.get(k) or "" for k in ("name", "edition", "created")}
    names = {"catalogue": named["name"], "edition": named["edition"]}
    title = texts["page_title"].fill(**names)
    candidates = sum(r["listing"] == "candidate" for r in page.records)
    count = texts["subheading" if candidates else "subheading_listed"].fill(
        count=len(page.records), candidates=candidates, **names
    )
    heading = texts["heading" if page.is_bundled else "heading_other"].fill(**names)
    made = texts["footer"].fill(version=page.version, created=named["created"], **names)
    parts = _Parts(texts)
    parts |= {
        "html_lang": "zh-CN" if page.lang == "zh" else "en",
        "policy": html.text(html.policy(script, style)),
        "title": html.text(title.pick(page.lang)),
        "style": style,
        "script": script,
        "heading": html.both(heading),
        "subheading": html.both(count),
        "filtered": _filtered(page, texts),
        "facts": _facts(page, texts),
        "nots": html.items(html.both(text) for text in _nots(page, texts)),
        "coverage": _coverage(page, texts),
        "charts": "\n".join(
            draw(c, texts) for c in charts(page.records, texts, _labels(page.documents))
        ),
        "footer": html.both(made),
        "where_to_check": html.both(texts["where_to_check"].fill(register=_register(page))),
        "data": html.data_block(_data(page, texts, title)),
    }
    return Template(read_asset("page.html")).substitute(parts)


def _catalogue(meta: Mapping[str, str]) -> dict[str, str]:
    """What the form names: the catalogue, and the list by which its patents are listed.

    Candidates of the bundled catalogue become listed by a list that confirms them.
    """
    named = {
        "name": meta.get("name"),
        "edition": meta.get("edition"),
        "list": meta.get("confirmed_by") or meta.get("source") or meta.get("name"),
        "list_edition": meta.get("confirmed_on") or meta.get("edition"),
    }
    return {key: line(value or "") for key, value in named.items()}


def _data(page: Page, texts: Mapping[str, Both], title: Both) -> dict[str, object]:
    vocabulary = page.documents["vocabulary"]
    return {
        "title": title._asdict(),
        "catalogue": _catalogue(page.catalogue),
        "texts": plain_texts(texts),
        "vocabulary": {
            kind: [
                {"value": w["value"], "label": {"en": w["label_en"], "zh": w["label_zh"]}}
                for w in vocabulary[kind]
            ]
            for kind in ("domain", "application")
        },
        "rules": rules(page.documents["rulebook"]),
        "patents": pack(page.records),
    }


def _labels(documents: Mapping[str, Any]) -> dict[str, dict[str, Both]]:
    return {
        kind: {w["value"]: Both(w["label_en"], w["label_zh"]) for w in words}
        for kind, words in documents["vocabulary"].items()
    }


def _filtered(page: Page, texts: Mapping[str, Both]) -> str:
    if not page.filters:
        return ""
    return f"<p>{html.both(texts['filtered_by'].fill(filters=page.filters))}</p>"


def _fact(fact: Mapping[str, Any], texts: Mapping[str, Both]) -> str:
    certainty = texts["certainty_" + fact["certainty"].replace(" ", "_")]
    said = html.both(certainty)
    if fact["url"]:
        source = Both(fact["source"], fact["source_zh"])
        said += " · " + html.link(fact["url"], html.both(source))
    return (
        f"<dt>{html.both(Both(fact['label_en'], fact['label_zh']))}</dt>\n"
        f"<dd>{html.both(Both(fact['value_en'], fact['value_zh']))}<small>{said}</small></dd>\n"
    )


def _facts(page: Page, texts: Mapping[str, Both]) -> str:
    """What was announced and what the scheme is, each with its source."""
    facts = [f for f in page.documents["scheme"]["facts"] if f["certainty"] != COMPUTED]
    return '<dl class="facts">\n' + "".join(_fact(f, texts) for f in facts) + "</dl>"


def _nots(page: Page, texts: Mapping[str, Both]) -> list[Both]:
    candidates = sum(r["listing"] == "candidate" for r in page.records)
    first = [texts["not_confirmed"].fill(count=candidates)] if candidates else []
    return first + [texts[key] for key in NOTS]


def _coverage(page: Page, texts: Mapping[str, Both]) -> str:
    """The counts of this page; of the bundled candidates also how far they cover the offer."""
    records = page.records
    counted = {
        "count_all": len(records),
        "count_candidates": sum(r["listing"] == "candidate" for r in records),
        "count_listed": sum(r["listing"] == "listed" for r in records),
        "count_chinese_grant": sum(bool(r["chinese_grant"]) for r in records),
        "count_application_only": sum(not r["chinese_grant"] for r in records),
        "count_fee": sum(r["annual_fee_yuan"] is not None for r in records),
    }
    rows = "".join(
        f"<dt>{html.both(texts[key])}</dt>\n<dd>{number}</dd>\n" for key, number in counted.items()
    )
    if page.is_bundled and not page.filters:
        rows = ""  # the counts below say the same
    if page.is_bundled:
        facts = page.documents["scheme"]["facts"]
        rows += "".join(_fact(f, texts) for f in facts if f["certainty"] == COMPUTED)
    return f'<dl class="facts">\n{rows}</dl>'


def _register(page: Page) -> Both:
    register = [p for p in page.documents["rulebook"]["parameters"] if p["id"] == "register"][-1]
    return Both(register["text_en"], register["text_zh"])


def read_documents(rows: Mapping[str, str]) -> dict[str, Any]:
    """The documents that a page needs, from the texts of the catalogue's table `document`."""
    return {name: json.loads(rows[name]) for name in ("scheme", "vocabulary", "rulebook")}
