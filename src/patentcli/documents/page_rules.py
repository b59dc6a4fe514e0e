"""What the rules are to the scripts of a page, and what they say of each patent on any day. Fee and
size are worked out in the page, so the floors and the cap travel along, and what each word for an
industry stands for; which edition is in force is decided there by the form's date."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from patentcli.errors import UsageProblem
from patentcli.i18n import _, pick
from patentcli.rules import advice, size
from patentcli.rules.book import Rulebook, Source, Standard
from patentcli.rules.facts import LEAST_REVENUE, PATENT_RULES, Facts, PatentFacts
from patentcli.rules.industries import Industry, resolve_in
from patentcli.rules.patent import check_patent, filed_on
from patentcli.rules.verdict import Verdict

DAY, ID = "day", "id"
"""Stand in a phase of a patent for the day asked about, and for the patent's id."""


def phases(book: Rulebook, patent: PatentFacts) -> list[list[Any]]:
    """The stretches of days on which the rules say the same of a patent, in order: the first day,
    what the checks of PATENT_RULES say, with DAY and ID, and the next steps."""
    record = patent.record
    limit = check_patent(book, patent, date.max)[2].limit  # the end of its term
    turns = (filed_on(patent), record.get("grant_date"), limit, record.get("offer_until"))
    found: list[list[Any]] = []
    for day in sorted({date.min, *(day for turn in turns for day in _around(turn))}):
        first, checks = day.isoformat(), check_patent(book, patent, day)
        steps = advice.next_steps(Verdict(Facts(as_of=day, patent=patent), None, tuple(checks)))
        told = [
            (
                *c[1:3],
                {first: DAY, patent.id: ID}.get(c.value or "", c.value),
                c.limit,
                tuple(_source(c.source)),
                *c.causes,
            )
            for c in checks
        ]
        said = [told, tuple(step.sentence for step in steps)]
        if not found or found[-1][1:] != said:
            found.append([first, *said])
    return found


def _around(text: str | None) -> list[date]:
    """The first day of an ISO date or year, and the first after it."""
    with suppress(OverflowError, ValueError):  # a year that only stands in for an unknown one
        if text:
            first = date.fromisoformat(f"{text}-01-01"[: len("YYYY-MM-DD")])
            after = first + timedelta(days=1) if "-" in text else first.replace(first.year + 1)
            return [first, after]
    return []


def rules(book: Rulebook, industry: str) -> dict[str, Any]:
    """The rules in the language in use; `industry` is a company's own word for its trade."""
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
        "labels": {name: _(text) for name, text in (size.CLASS_LABELS | size.LABELS).items()},
        "standards": [_standard(s, book, industry) for s in book.standards],
        "least_revenue": list(map(str, LEAST_REVENUE)),
        "patent": list(PATENT_RULES),
        "values": {"day": DAY, "id": ID},
    }


def _dates(edition: Any) -> dict[str, str | None]:
    return {"from": edition.in_force_from, "until": edition.in_force_until}


def _source(source: Source | None) -> list[str | None]:
    return list(source or (None, None, None))


def _standard(standard: Standard, book: Rulebook, own: str) -> dict[str, Any]:
    parts = (*standard.groups, *standard.not_covered)
    # One word of trade for each industry, in English and in Chinese.
    trade = {}
    for words in (entry["words"] for entry in standard.words):
        chinese = next(word for word in words if not word.isascii())
        trade[chinese] = next((w for w in words if w.isascii() and w.islower()), chinese)
    # Each word that the form can give, with what it stands for.
    known = {code: part.key for part in parts for code in part.codes}
    codes = {code[:n] for code in known if code.isdigit() for n in range(2, len(code) + 1)}
    keys = dict.fromkeys(group.key for each in book.standards for group in each.groups)
    industries = {"": _industry(standard, Industry("", standard.groups, standard.not_covered))}
    for word in filter(None, [*keys, *sorted(codes | {*standard.section_of}), *trade, own]):
        with suppress(UsageProblem):  # a division of which the standard knows nothing
            decided = {"decided": known[word]} if word in known else {}
            industries[word] = _industry(standard, resolve_in(standard, book, word)) | decided
    return {
        **_dates(standard),
        "source": _source(standard.source()),
        "sections": standard.section_of,
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
        "trade": [{"word": zh, "name": pick(en, zh)} for zh, en in trade.items()],
        "not_covered": [{"code": n.key, "name": n.label} for n in standard.not_covered],
        "industries": industries,
    }


def _industry(standard: Standard, industry: Industry) -> dict[str, Any]:
    return {
        "key": industry.key,
        "groups": [standard.groups.index(group) for group in industry.groups],
        "uncovered": size.uncovered_names(industry),
        "label": industry.label,
        "note": industry._replace(word="{word}").note or None,
        "source": _source(standard.source(industry.groups)),
    }
