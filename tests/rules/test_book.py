"""The rulebook: what it holds, which edition is in force, and a later one: never two at once, and
old words keep working."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from patentcli.batch.companies import Batch, Head
from patentcli.building.rulebook import load
from patentcli.documents.page_rules import rules
from patentcli.errors import DataProblem, UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts
from patentcli.rules.verdict import eligible

DATA = Path(__file__).parents[2] / "data"


FIGURES = [
    ("fee-cap", "50000.00", "yuan a year", "Chinese media"),
    ("term-invention", "20", "years", "Art. 42"),
    ("term-utility-model", "10", "years", "Art. 42"),
    ("term-design", "15", "years", "Art. 42"),
    ("term-design-earlier", "10", "years", "Art. 42"),
    ("open-licence-annuities", "15", "percent", "Art. 51"),
    ("open-licence-recording", "3", "months", "Rules 15 and 87"),
    ("open-licence-fixed-fee", "20000000.00", "yuan", "July 2024"),
    ("open-licence-royalty-on-sales", "20", "percent of net sales", "July 2024"),
    ("open-licence-royalty-on-profit", "40", "percent of profit", "July 2024"),
]


@pytest.mark.parametrize(("key", "value", "unit", "reference"), FIGURES)
def test_the_figures(book: Rulebook, key: str, value: str, unit: str, reference: str) -> None:
    found = book.latest(key)
    assert (found.shown, found.said("unit")) == (value, unit)
    assert reference in found.source.reference


def test_what_our_reading_is_or_is_not_verified_says_so_itself(book: Rulebook) -> None:
    assert "our reading" in book.latest("fee-cap").said("title")
    unsure = [p for p in book.parameters if p.plain["certainty"] == "not verified"]
    assert {p.id for p in unsure} >= {"term-last-day", "size-by-reference", "register"}
    for found in unsure:
        assert "not verified" in found.said("title") + found.said("text")
    weak = {p.id for p in book.parameters if p.plain["certainty"] == "weak copy"}
    assert weak == {key for key, _value, _unit, reference in FIGURES if reference == "July 2024"}


def test_the_edition_in_force_on_a_day(book: Rulebook) -> None:
    days = [date(2011, 6, 17), date(2011, 6, 18), date(2026, 11, 22)]
    standards = [book.standard(day) for day in days]
    assert [one and one.id for one in standards] == [None, "cn-2011-300", "cn-2011-300"]


def test_a_later_edition_of_a_rule_follows_the_earlier_one(tmp_path: Path) -> None:
    """A month is in force on all its days."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("patents"))
    path = tmp_path / "data" / "rules" / "10-scheme.toml"
    start, cap, *rules = path.read_text(encoding="utf-8").split("[[parameter]]")
    since = "in_force_from = 2023-08-11\n"
    later = cap.replace("50_000", "60_000").replace(since, 'in_force_from = "2027-01"\n')
    cap = cap.replace(since, f'{since}in_force_until = "2026-12"\n')
    path.write_text("[[parameter]]".join([start, cap, *rules, later]), encoding="utf-8")
    book = Rulebook(load(tmp_path / "data"))
    days = ("2023-08-10", "2023-08-11", "2026-12-31", "2027-01-01", "2027-01-31")
    found = [book.parameter("fee-cap", date.fromisoformat(day)) for day in days]
    values = [None, "50000.00", "50000.00", "60000.00", "60000.00"]
    assert [one and one.shown for one in found] == values
    assert book.latest("fee-cap").shown == "60000.00"
    ends = [book.parameter("term-design-earlier", date(2021, *day)) for day in ((5, 31), (6, 1))]
    assert [one is None for one in ends] == [False, True]


BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def data_with_two(folder: Path, until: str, since: str) -> Path:
    """The data with an edition in force until one day and a later one, renamed, from another."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("patents", "cn-20[2-9]*"))
    first = folder / "size_standards" / "cn-2011-300.toml"
    # As it stood while it was the only one.
    body = re.sub("(?m)^(in_force_until|superseded_by) =.*\n", "", first.read_text("utf-8"))
    started = "in_force_from = 2011-06-18\n"
    assert started in body
    later = body.replace(started, f"in_force_from = {since}\n")
    for old, new in {
        'id = "cn-2011-300"': 'id = "cn-2026-1"',
        'key = "software"': 'key = "it-services"',
        "软件和信息技术服务业": "信息技术业",
        "Software and information technology services": "IT services",
        "{ employees = 300, revenue = 10_000 }": "{ employees = 500, revenue = 10_000 }",
    }.items():  # fmt: skip
        assert old in later
        later = later.replace(old, new)
    (folder / "size_standards" / "cn-2026-1.toml").write_text(later, encoding="utf-8")
    first.write_text(body.replace(started, started + until), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("two") / "d"
    return Rulebook(load(data_with_two(folder, "in_force_until = 2026-12-31\n", "2027-01-01")))


@pytest.mark.parametrize(
    ("until", "since"),
    [("", "2027-01-01"), ("in_force_until = 2027-01-01\n", "2027-01-01"),
     ("in_force_until = 2026-12-31\n", "2011-06-18")],
)  # fmt: skip
def test_two_editions_in_force_at_once_are_refused(tmp_path: Path, until: str, since: str) -> None:
    with pytest.raises(DataProblem, match="in force at once"):
        load(data_with_two(tmp_path / "d", until, since))


WORDS = ("software", "it-services", "信息技术业", "软件和信息技术服务业", "I65")


def test_a_page_knows_a_renamed_key_by_every_edition(two: Rulebook) -> None:
    for standard in rules(two, "")["standards"]:
        keys = {standard["industries"][word]["key"] for word in ("software", "it-services")}
        assert keys in ({"software"}, {"it-services"})


@pytest.mark.parametrize(("day", "large_from"), [(BEFORE, 300), (AFTER, 500)])
def test_a_renamed_key_works_on_every_day(two: Rulebook, day: date, large_from: int) -> None:
    head = Head(("industry", "employees", "fee_yuan", "as_of"), "table")
    batch = Batch(two, head, as_of=day, strict=False, patents_of=lambda _number: ())
    wanted = "undetermined" if large_from == 300 else "eligible"
    for word in WORDS:
        company = Company(industry=word, employees=400)
        assert eligible(two, Facts(day, 1, company)).verdict == wanted
        # A batch judges each row by the edition of its day.
        for said in ("", day.isoformat()):
            assert batch.answer((word, "400", "1", said))[0] == wanted
    with pytest.raises(UsageProblem):
        eligible(two, Facts(day, 1, Company(industry="house of cards", employees=400)))
