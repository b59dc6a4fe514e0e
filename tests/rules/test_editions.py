"""A later edition of the size standard: never two in force at once, and old words keep working."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from patentcli.batch.answers import Batch
from patentcli.batch.companies import Head
from patentcli.building.rulebook import load
from patentcli.errors import DataProblem, UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts
from patentcli.rules.industries import resolve_on
from patentcli.rules.verdict import eligible

DATA = Path(__file__).parents[2] / "data"
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


@pytest.mark.parametrize(("day", "large_from"), [(BEFORE, 300), (AFTER, 500)])
def test_a_renamed_key_works_on_every_day(two: Rulebook, day: date, large_from: int) -> None:
    head = Head(("industry", "employees", "fee_yuan", "as_of"), "table")
    batch = Batch(two, head, as_of=day, strict=False, patents_of=lambda _number: ())
    wanted = "undetermined" if large_from == 300 else "eligible"
    for word in WORDS:
        (group,) = resolve_on(two, day, word).groups
        assert group.floors["employees"][0] == large_from
        company = Company(industry=word, employees=400)
        assert eligible(two, Facts(day, 1, company)).verdict == wanted
        # A batch judges each row by the edition of its day.
        for said in ("", day.isoformat()):
            assert batch.answer((word, "400", "1", said))[0] == wanted
    with pytest.raises(UsageProblem):
        resolve_on(two, day, "house of cards")
