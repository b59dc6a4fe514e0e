"""The rules that the page's scripts need: figures, dates, labels and sources, in both languages.

Fee and size are worked out in the page, so the floors and the cap travel along, and what each
word for an industry stands for; which edition is in force is decided there by the form's date.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from patentcli.documents.markup import in_each
from patentcli.documents.page_data import Strings
from patentcli.errors import UsageProblem
from patentcli.i18n import _, pick
from patentcli.rules import advice, size
from patentcli.rules.book import Rulebook, Source, Standard, with_remark
from patentcli.rules.days import DAY
from patentcli.rules.facts import PATENT_RULES
from patentcli.rules.industries import Industry, resolve


def rules(book: Rulebook, strings: Strings, words: Sequence[str] = ()) -> dict[str, Any]:
    """The rules as the scripts read them; `words` are further names of industries."""
    said = strings.laid(*in_each(lambda: _said(book, words)))
    return {**said, "patent": PATENT_RULES, "day": DAY}


def _said(book: Rulebook, words: Sequence[str]) -> dict[str, Any]:
    """The same in the language in use."""
    ties = {c: size.check_ties(book, c) for c in (True, False)}
    return {
        "caps": [
            {"fen": str(p.fen), **_dates(p), "source": _source(p.source)}
            for p in book.parameters
            if p.id == "fee-cap"
        ],
        "ties": {
            "source": _source(ties[True].source),
            "controlled": ties[True].reason,
            "independent": ties[False].reason,
        },
        "phrases": {" ".join(key): _(text) for key, text in advice.PHRASES.items()},
        "subjects": {rule: _(text) for rule, text in advice.SUBJECTS.items()},
        "alone": {rule: _(text) for rule, text in advice.ALONE.items()},
        "labels": {name: _(text) for name, text in (size.CLASS_LABELS | size.LABELS).items()},
        "standards": [_standard(s, words) for s in book.standards],
    }


def _dates(edition: Any) -> dict[str, str | None]:
    return {"from": edition.in_force_from, "until": edition.in_force_until}


def _source(source: Source | None) -> list[str | None]:
    assert source is not None
    return [source.title, source.reference, source.url]


def _standard(standard: Standard, words: Sequence[str]) -> dict[str, Any]:
    return {
        **_dates(standard),
        "source": _source(standard.source()),
        "sections": {d: s["code"] for s in standard.sections for d in s["divisions"]},
        "groups": [
            {
                "key": group.key,
                "name": group.label,
                "short": group.cited,
                "indicators": list(group.indicators),
                "floors": {i: list(map(str, group.floors[i])) for i in group.indicators},
            }
            for group in standard.groups
        ],
        "trade": [{"word": zh, "name": pick(en, zh)} for en, zh in _trade(standard)],
        "not_covered": [{"code": n.key, "name": n.label} for n in standard.not_covered],
        "industries": dict(_industries(standard, words)),
    }


def _industries(standard: Standard, words: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each word that the form can give, with what it stands for; "" is none given."""
    everything = Industry("", standard.groups, standard.not_covered)
    yield "", _industry(standard, everything)
    entries = {code for group in standard.groups for code in group.codes}
    entries |= {n.key for n in standard.not_covered}
    codes = {code for s in standard.sections for code in (s["code"], *s["divisions"])}
    codes |= {code[:n] for code in entries if code.isdigit() for n in range(2, len(code) + 1)}
    trade = [chinese for _english, chinese in _trade(standard)]
    keys = [group.key for group in standard.groups]
    for word in [*keys, *sorted(codes), *trade, *filter(None, words)]:
        try:
            found = _industry(standard, resolve(standard, word))
        except UsageProblem:
            continue  # a division of which the standard knows nothing
        yield word, found | ({"decided": True} if word in entries else {})


def _trade(standard: Standard) -> Iterator[tuple[str, str]]:
    """One word of trade for each industry, in English and in Chinese."""
    for entry in standard.words:
        chinese = next(word for word in entry["words"] if not word.isascii())
        english = (word for word in entry["words"] if word.isascii() and word.islower())
        yield next(english, chinese), chinese


def _industry(standard: Standard, industry: Industry) -> dict[str, Any]:
    parts = [with_remark(n.label, n.key) for n in industry.uncovered]
    return {
        "key": industry.key,
        "groups": [standard.groups.index(group) for group in industry.groups],
        "uncovered": _(", ").join(parts),
        "label": industry.label,
        "not_covered": size.uncovered_names(industry),
        "note": industry._replace(word="{word}").note or None,
        "source": _source(standard.source(industry.groups)),
    }
