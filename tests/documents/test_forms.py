"""The page says what the program says, on thousands of companies, fees, patents and days."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from document_records import bare, record
from patentcli.amounts import parse_amount, parse_count
from patentcli.documents.texts import speaking
from patentcli.errors import UsageProblem
from patentcli.numbers import read
from patentcli.rules.advice import next_steps
from patentcli.rules.bases import FROM_YEAR, NO_GRANT
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts, Figures, PatentFacts
from patentcli.rules.headline import headline
from patentcli.rules.verdict import eligible
from report_pages import documents, write
from tools import call

CASES = 6000
DAYS = (
    "2026-11-22",
    "2027-01-01",
    "2023-08-10",
    "2023-08-11",
    "2011-06-17",
    "2011-06-18",
    "2039-07-15",
)
CLASSES = ("large", "medium", "small", "micro")
ODD_AMOUNTS = (
    "0", "4万", "4.5万元", "1.2345万", "1.23456万", "1.2亿", "40,000", "4,0000", "¥40000",
    "￥40000", "CNY 40000", "rmb40000", "40000 元", "４００００", "-1", "1e5", "4_0000", "$5",
    "４²", "40000.001",
    "50,000.00", "50000.01", "10000000000000.00亿", "1000000000000000", "1000000000000000.01",
    "免费", "FREE", "五万", "贰万伍仟元整", "十二万", "人民币五万元整", "一亿二千万元",
    "两百零三元", "萬", "五五",
    "十万十", "0.00", ".5", "5.", "nan", "万", "00012", "一万", "①", "½", " 7 ", "40000人",
)  # fmt: skip
RECORDS = [
    record(),
    record(id="CN110000002B", publication_number="CN110000002B", chinese_grant="CN110000002B",
           listing="candidate", annual_fee_yuan=None, one_off_fee_yuan="90000.00"),
    record(id="CN110000003B", publication_number="CN110000003B", chinese_grant="CN110000003B",
           annual_fee_yuan="50000.01", grant_date="2027-01-01"),
    record(id="CN210000004U", publication_number="CN210000004U", chinese_grant="CN210000004U",
           kind_code="U", annual_fee_yuan="50000.00",
           expiry={"date": None, "year": 2026, "basis": FROM_YEAR}),
    record(id="US10000005B2", publication_number="US10000005B2", office="US", kind_code="B2",
           listing="candidate", annual_fee_yuan="0.00"),
    record(id="US10000006B2", publication_number="US10000006B2", office="US", kind_code="B2",
           chinese_grant=None, annual_fee_yuan=None,
           expiry={"date": None, "year": None, "basis": NO_GRANT}),
    record(id="CN110000007A", publication_number="CN110000007A", kind_code="A", chinese_grant=None,
           expiry={"date": None, "year": None, "basis": NO_GRANT}),
    record(id="US20200000008A1", publication_number="US20200000008A1", office="US", kind_code="A1",
           chinese_grant=None, chinese_applications=[], sources=[],
           expiry={"date": None, "year": None, "basis": NO_GRANT}),
    record(id="EP3000009B1", publication_number="EP3000009B1", office="EP", kind_code="B1",
           chinese_grant=None, chinese_applications=[],
           expiry={"date": None, "year": None, "basis": NO_GRANT}),
    bare(sources=["https://example.org/2"]),
    bare(id="CN201910642642.8", sources=["a list, page 3"]),
    record(id="CN110000010B", publication_number="CN110000010B", chinese_grant="CN110000010B",
           status="lapsed", legal_status_as_shown="失效", offer_until=None),
    record(id="CN110000011B", publication_number="CN110000011B", chinese_grant="CN110000011B",
           annual_fee_yuan=None, one_off_fee_yuan="50000.00", offer_until="2027-01-01",
           licence_kind="open-licence", sources=["a list, page 3", "https://example.org/3"]),
]  # fmt: skip


def amounts(chance: random.Random, floors: list[int]) -> Iterator[str]:
    """Amounts as people write them: near a floor (in fen), near the fee cap, odd, or none."""
    while True:
        kind = chance.random()
        if kind < 0.25:
            yield ""
        elif kind < 0.8:
            fen = max(0, chance.choice(floors) + chance.choice((-100, -1, 0, 1, 100)))
            yuan, rest = divmod(fen, 100)
            yield f"{yuan:,}.{rest:02}" if rest else chance.choice((f"{yuan}", f"{yuan:,} 元"))
        elif kind < 0.9:
            yield f"{chance.randint(0, 99999)}.{chance.randint(0, 9999)}{chance.choice('万亿')}"
        else:
            yield chance.choice(ODD_AMOUNTS)


def industries(rules: dict[str, Any]) -> list[str]:
    """What the form's list offers, and codes: known, nested, spanning, unknown."""
    standard = rules["standards"][0]
    classification = rules["classifications"][standard["classification"]]
    words = [g["key"] for g in standard["groups"]] * 3
    words += [n["code"] for n in standard["not_covered"]]
    words += [next(w for w in e["words"] if not w.isascii()) for e in rules["industry_words"]]
    words += [code for g in standard["groups"] for code in g["codes"]]
    for section in classification["section"]:
        words.append(section["code"])
        words += list(section["divisions"])
        words += [f"{section['code']}{d}" for d in section["divisions"]]
        words += [f"{d}{n}" for d in section["divisions"] for n in ("0", "1", "9", "12", "90")]
    return [*words, "5911", "c39", "I-65", "I 65", "Z1", "5", "12345", "C65", "99", "6 5", "Ｉ６５"]


def generated(rules: dict[str, Any]) -> list[dict[str, str]]:
    """Facts as they are written into the form, the same on every run."""
    chance = random.Random(20230811)
    groups = rules["standards"][0]["groups"]
    words = industries(rules)
    people = [n for g in groups for n in g["floors"].get("employees", ())]
    fees = amounts(chance, [5_000_000, 4_000_000])
    revenues = amounts(chance, [n for g in groups for n in g["floors"].get("revenue", ())])
    assets = amounts(chance, [n for g in groups for n in g["floors"].get("assets", ())])
    ids = [r["id"] for r in RECORDS]

    def maybe(share: float, value: str) -> str:
        return value if chance.random() < share else ""

    def day() -> str:
        if chance.random() < 0.4:
            return chance.choice(DAYS)
        return (date(2009, 1, 1) + timedelta(days=chance.randrange(13000))).isoformat()

    return [
        {
            "fee": next(fees),
            "patent": maybe(0.5, chance.choice(ids)),
            "industry": maybe(0.8, chance.choice(words)),
            "employees": maybe(
                0.75, f"{max(0, chance.choice(people) + chance.choice((-1, 0, 1)))}"
            ),
            "revenue": next(revenues),
            "assets": next(assets),
            "stated": maybe(0.15, chance.choice(CLASSES)),
            "ties": chance.choice(("", "yes", "no")),
            "as_of": day(),
            "strict": maybe(0.3, "yes"),
        }
        for _ in range(CASES)
    ]


def answer_of_program(book: Rulebook, form: dict[str, str], lang: str) -> dict[str, Any]:
    """The program's JSON and headline in a language; or which option it refuses."""
    records = {r["id"]: r for r in RECORDS}
    named = form["patent"]
    with speaking(lang):
        try:
            fee = parse_amount(form["fee"], "fee") if form["fee"] else None
            company = Company(
                industry=form["industry"] or None,
                figures=Figures(
                    parse_count(form["employees"], "employees") if form["employees"] else None,
                    parse_amount(form["revenue"], "revenue") if form["revenue"] else None,
                    parse_amount(form["assets"], "assets") if form["assets"] else None,
                ),
                stated=form["stated"] or None,
                controlled_by_large={"": None, "yes": True, "no": False}[form["ties"]],
            )
            verdict = eligible(
                book,
                Facts(
                    as_of=date.fromisoformat(form["as_of"]),
                    fee=fee,
                    company=company,
                    patent=PatentFacts(
                        read(named), records[named], "a-list", False, "a-list", "2023-08"
                    )
                    if named
                    else None,
                    strict=bool(form["strict"]),
                ),
            )
        except UsageProblem as problem:
            return {"refused": OPTIONS.get(problem.where, problem.where)}
        answer = verdict.to_json()
        answer.pop("caution")
        for check in answer["checks"]:  # type: ignore[attr-defined]
            check["source"] = check["source"] and list(check["source"].values())
        steps = [step.sentence for step in next_steps(verdict)] if named else []
        return answer | {"headline": headline(verdict), "steps": steps}


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
      return JSON.stringify({ ...answer, checks, headline: say(answer.headline), steps });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return JSON.stringify({ refused: problem.field });
    }
  });
}
"""
OPTIONS = {"--industry": "industry", "--size": "stated", "": ""}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_the_program_says(
    lang: str, tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    rules = documents()["rulebook"]
    forms = generated(rules)
    page = open_page(write(tmp_path / "page.html", RECORDS))
    asked = [json.loads(answer) for answer in page.evaluate(ASK_ALL, [forms, lang])]
    assert len(asked) == CASES
    book = Rulebook(rules)
    verdicts: Counter[str] = Counter()
    for form, given in zip(forms, asked, strict=True):
        wanted = answer_of_program(book, form, lang)
        assert given == wanted, form
        verdicts[wanted.get("verdict", "refused")] += 1
    # The cases mean something only where each answer is met often.
    assert min(verdicts[v] for v in ("eligible", "not-eligible", "undetermined", "refused")) > 100


def test_the_report_answers_as_eligible_does_for_every_bundled_patent(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "patents.html"
    assert call("report", "-o", str(path)).code == 0
    ids = call("list", "--format", "ids").out
    facts = {"fee": "4万", "industry": "I65", "employees": "299", "as_of": "2033-06-01"}
    options = [part for name, said in facts.items() for part in (f"--{name}", said)]
    options[options.index("--as_of")] = "--as-of"
    answers = call("eligible", "--patent", "-", *options, "--format", "json", stdin=ids).json
    blank = {"revenue": "", "assets": "", "stated": "", "ties": "", "strict": ""}
    forms = [{**facts, **blank, "patent": name} for name in ids.split()]
    asked = [json.loads(a) for a in open_page(path).evaluate(ASK_ALL, [forms, "en"])]
    for given, wanted in zip(asked, answers, strict=True):
        assert given["verdict"] == wanted["verdict"]
        said = [(c["outcome"], c["reason"]) for c in given["checks"]]
        assert said == [(c["outcome"], c["reason"]) for c in wanted["checks"]]
    assert len(asked) == 100
