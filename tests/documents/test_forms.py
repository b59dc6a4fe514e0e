"""The page says what the program says, on thousands of companies, fees, patents and days."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from patentcli.amounts import parse_amount, parse_count
from patentcli.errors import UsageProblem
from patentcli.numbers import read
from patentcli.rules.advice import headline, next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import FROM_YEAR, NO_GRANT
from patentcli.rules.facts import Company, Facts
from patentcli.rules.verdict import eligible
from records import bare, numbered, record
from report_pages import RULES, facts_of
from tools import PATENTS, call, speaking

CASES = 2500
DAYS = ("2026-11-22", "2027-01-01", "2023-08-10", "2023-08-11", "2011-06-17", "2011-06-18",
        "2039-07-15")  # fmt: skip
CLASSES = ("large", "medium", "small", "micro")
ODD_AMOUNTS = (
    "0", "4万", "4.5万元", "1.2345万", "1.23456万", "1.2亿", "40,000", "4,0000", "¥40000", "1e5",
    "￥40000", "CNY 40000", "rmb40000", "40000 元", "４００００", "4_0000", "$5", "４²", "-1",
    "40000.001", "50000.01", "10000000000000.00亿", "1000000000000000.01", "免费", "FREE", "五万",
    "贰万伍仟元整", "一万二", "0.00", ".5", "5.", "00012", "①", "½", " 7 ", "40000人", "nan",
)  # fmt: skip
NO_TERM: dict[str, Any] = {"expiry": {"date": None, "year": None, "basis": NO_GRANT}}
NO_GRANT_KNOWN: dict[str, Any] = {"chinese_grant": None, **NO_TERM}
US: dict[str, Any] = {"office": "US", "kind_code": "B2"}
RECORDS = [
    record(),
    numbered("CN110000002B", listing="candidate", annual_fee_yuan=None,
             one_off_fee_yuan="90000.00"),
    numbered("CN110000003B", annual_fee_yuan="50000.01", grant_date="2027-01-01"),
    numbered("CN210000004U", kind_code="U", annual_fee_yuan="50000.00",
             expiry={"date": None, "year": 2026, "basis": FROM_YEAR}),
    numbered("US10000005B2", **US, chinese_grant="CN110000001B", listing="candidate",
             annual_fee_yuan="0.00"),
    numbered("US10000006B2", **US, **NO_GRANT_KNOWN, annual_fee_yuan=None),
    numbered("CN110000007A", kind_code="A", **NO_GRANT_KNOWN),
    numbered("US20200000008A1", office="US", kind_code="A1", **NO_GRANT_KNOWN,
             chinese_applications=[], sources=[]),
    numbered("EP3000009B1", office="EP", kind_code="B1", **NO_GRANT_KNOWN,
             chinese_applications=[]),
    bare(sources=["https://example.org/2"]),
    bare(id="CN201910642642.8", sources=["a list, page 3"]),
    numbered("CN110000010B", status="lapsed", legal_status_as_shown="失效", offer_until=None),
    numbered("CN110000011B", annual_fee_yuan=None, one_off_fee_yuan="50000.00",
             offer_until="2027-01-01", licence_kind="open-licence",
             sources=["a list, page 3", "https://example.org/3"]),
]  # fmt: skip


def industries() -> list[str]:
    """What the form's list offers, and codes: known, nested, spanning, unknown."""
    standard = RULES["standards"][0]
    sections = RULES["classifications"][standard["classification"]]["section"]
    words = [g["key"] for g in standard["groups"]] * 3
    words += [n["key"] for n in standard["not_covered"]]
    words += [next(w for w in e["words"] if not w.isascii()) for e in RULES["industry_words"]]
    words += [code for g in standard["groups"] for code in g["codes"]]
    for letter, divisions in ((s["code"], s["divisions"]) for s in sections):
        words += [letter, *divisions, *(f"{letter}{d}" for d in divisions)]
        words += [f"{d}{n}" for d in divisions for n in ("0", "1", "9", "12", "90")]
    return [*words, "5911", "c39", "I-65", "I 65", "Z1", "5", "12345", "C65", "99", "6 5", "Ｉ６５"]


def generated() -> Iterator[dict[str, str]]:
    """Facts as they are written into the form, the same on every run."""
    chance = random.Random(20230811)
    groups, words = RULES["standards"][0]["groups"], industries()
    floors = {
        name: [n for g in groups for n in g["floors"].get(name, ())]
        for name in ("employees", "revenue", "assets")
    }

    def amount(limits: list[int]) -> str:
        """As people write it: near a limit (in fen), odd, or none."""
        fen = max(0, chance.choice(limits) + chance.choice((-100, -1, 0, 1, 100)))
        near = f"{fen // 100:,}.{fen % 100:02}" if fen % 100 else f"{fen // 100} 元"
        short = f"{chance.randint(0, 99999)}.{chance.randint(0, 9999)}{chance.choice('万亿')}"
        odd = chance.choice(ODD_AMOUNTS)
        return chance.choices(("", near, short, odd), (25, 55, 10, 10))[0]

    def maybe(share: float, value: str) -> str:
        return value if chance.random() < share else ""

    for _ in range(CASES):
        day = date(2009, 1, 1) + timedelta(days=chance.randrange(13000))
        people = chance.choice(floors["employees"]) + chance.choice((-1, 0, 1))
        yield {
            "fee": amount([5_000_000, 4_000_000]),
            "patent": maybe(0.5, chance.choice(RECORDS)["id"]),
            "industry": maybe(0.8, chance.choice(words)),
            "employees": maybe(0.75, str(max(0, people))),
            "revenue": amount(floors["revenue"]),
            "assets": amount(floors["assets"]),
            "stated": maybe(0.15, chance.choice(CLASSES)),
            "ties": chance.choice(("", "yes", "no")),
            "as_of": chance.choices((chance.choice(DAYS), day.isoformat()), (4, 6))[0],
            "strict": maybe(0.3, "yes"),
        }


def facts_of_form(form: dict[str, str]) -> Facts:
    """What the program would ask of its rules; UsageProblem names the option."""

    def amount(name: str) -> int | None:
        return parse_amount(form[name], name) if form[name] else None

    people = parse_count(form["employees"], "employees") if form["employees"] else None
    record = next((r for r in RECORDS if r["id"] == form["patent"]), None)
    return Facts(
        as_of=date.fromisoformat(form["as_of"]),
        fee=amount("fee"),
        company=Company(
            industry=form["industry"] or None,
            size=form["stated"] or None,
            employees=people,
            revenue=amount("revenue"),
            assets=amount("assets"),
            controlled_by_large={"": None, "yes": True, "no": False}[form["ties"]],
        ),
        patent=record and facts_of(record)._replace(number=read(form["patent"])),
        strict=bool(form["strict"]),
    )


def in_words(form: dict[str, str], lang: str) -> dict[str, str]:
    """The form as somebody types it who chose an everyday word in this language."""
    for words in (entry["words"] for entry in RULES["industry_words"]):
        if lang == "en" and form["industry"] == next(w for w in words if not w.isascii()):
            return form | {"industry": next((w for w in words if w.islower()), form["industry"])}
    return form


def answer_of_program(book: Rulebook, form: dict[str, str]) -> dict[str, Any]:
    """The program's JSON, headline and steps; or which field it refuses."""
    try:
        verdict = eligible(book, facts_of_form(form))
    except UsageProblem as problem:
        fields = {"--industry": "industry", "--size": "stated"}
        return {"refused": fields.get(problem.where, problem.where)}
    answer: dict[str, Any] = verdict.to_json()
    answer.pop("caution")
    for check in answer["checks"]:
        check["source"] = check["source"] and list(check["source"].values())
    steps = [step.sentence for step in next_steps(verdict)] if form["patent"] else []
    said = {"headline": headline(verdict), "warning": verdict.facts.company.unit_warning}
    return answer | said | {"steps": steps}


ASK_ALL = """
([forms, lang]) => {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  return forms.map((form) => {
    const patent = form.patent ? data.patents.find((p) => p.id === form.patent) : null;
    try {
      const answer = Verdict.of(Form.read(form), patent);
      const said = ([title, reference, url]) => [say(title), say(reference), url];
      const checks = answer.checks.map(({ cause, ...check }) => (
        { ...check, reason: say(check.reason), source: check.source && said(check.source) }));
      const steps = patent ? Verdict.steps(Form.read(form), patent, answer).map(say) : [];
      return JSON.stringify({ ...answer, checks, headline: say(answer.headline),
        warning: say(answer.warning), steps });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return JSON.stringify({ refused: problem.field });
    }
  });
}
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_the_program_says(lang: str, show: Callable[..., Any]) -> None:
    forms = list(generated())
    asked = [json.loads(answer) for answer in show(RECORDS).evaluate(ASK_ALL, [forms, lang])]
    assert len(asked) == CASES
    book = Rulebook(RULES)
    with speaking(lang):
        wanted = [answer_of_program(book, in_words(form, lang)) for form in forms]
    for form, given, answer in zip(forms, asked, wanted, strict=True):
        typed = in_words(form, lang)["industry"]
        if answer.get("company", {}).get("industry") == typed:
            answer["company"]["industry"] = form["industry"]  # the page knows it by its Chinese
        assert given == answer, form
    verdicts = Counter(answer.get("verdict", "refused") for answer in wanted)
    # The cases mean something only where each answer is met often.
    assert min(verdicts[v] for v in ("eligible", "not-eligible", "undetermined", "refused")) > 100


def test_the_page_reads_amounts_as_the_program_does(show: Callable[..., Any]) -> None:
    written = ["".join(some) for n in range(1, 6) for some in product("零一五十百千万亿", repeat=n)]
    chance, signs = random.Random(45000), "〇零两贰四陸九十拾百佰千仟万萬亿億元圆整人民币¥.05, "
    written += ["".join(chance.choices(signs, k=chance.randint(2, 12))) for _ in range(20_000)]

    def known(text: str) -> str | None:
        with suppress(UsageProblem):
            return str(parse_amount(text))
        return None

    script = "(all) => all.map((text) => Amounts.parseAmount(text)?.toString() ?? null)"
    read = {text: known(text) for text in (*written, *ODD_AMOUNTS)}
    found = show([record()]).evaluate(script, list(read))
    assert {t: fen for t, fen in zip(read, found, strict=True) if fen != read[t]} == {}
    assert sum(fen is not None for fen in read.values()) > 1900


def test_the_report_answers_as_eligible_does_for_every_bundled_patent(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "patents.html"
    assert call("report", "-o", str(path)).code == 0
    ids = call("list", "--format", "ids").out
    options = ("--fee", "4万", "--industry", "I65", "--employees", "299", "--as-of", "2033-06-01")
    answers = call("eligible", "--patent", "-", *options, "--format", "json", stdin=ids).json
    blank = dict.fromkeys(("revenue", "assets", "stated", "ties", "strict"), "")
    facts = {"fee": "4万", "industry": "I65", "employees": "299", "as_of": "2033-06-01", **blank}
    forms = [{**facts, "patent": name} for name in ids.split()]
    asked = [json.loads(a) for a in open_page(path).evaluate(ASK_ALL, [forms, "en"])]
    assert len(asked) == len(PATENTS)
    for given, wanted in zip(asked, answers, strict=True):
        assert given["verdict"] == wanted["verdict"]
        said = [(c["outcome"], c["reason"]) for c in given["checks"]]
        assert said == [(c["outcome"], c["reason"]) for c in wanted["checks"]]
