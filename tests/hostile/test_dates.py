"""R26, R27: both sides of every date and every limit that decides something."""

from datetime import date, timedelta

import pytest

from tools import call

DAY = timedelta(days=1)


def outcome(rule: str, *arguments: str) -> str:
    """What one rule says in the answer of `eligible`."""
    found = call("eligible", *arguments, "--format", "json", "-q").json
    return str(next(check["outcome"] for check in found["checks"] if check["rule"] == rule))


def test_the_last_day_of_every_patent_and_the_day_after() -> None:
    ends = {r["id"]: r["expiry"]["date"] for r in call("list", "--format", "json").json}
    dated = {id_: date.fromisoformat(end) for id_, end in ends.items() if end}
    assert len(dated) > 20
    for id_, end in dated.items():
        days = ((end - DAY, "pass"), (end, "pass"), (end + DAY, "fail"))
        for day, wanted in days:
            assert outcome("patent-in-term", "--patent", id_, "--as-of", str(day)) == wanted, id_


@pytest.mark.parametrize("rule", ["fee-cap", "size-sme"])
def test_a_rule_on_its_first_day_and_the_day_before(rule: str) -> None:
    found = next(row for row in call("rules", "--format", "json").json if row["id"] == rule)
    first = date.fromisoformat(found["in_force_from"])
    facts = {
        "fee-cap": ("fee-cap", "--fee", "1"),
        "size-sme": ("company-size", "--industry", "I65", "--employees", "1"),
    }
    name, *arguments = facts[rule]
    assert outcome(name, *arguments, "--as-of", str(first)) == "pass"
    assert outcome(name, *arguments, "--as-of", str(first - DAY)) == "unknown"


def test_the_cap_to_the_fen() -> None:
    cap = next(row for row in call("rules", "--format", "json").json if row["id"] == "fee-cap")
    yuan = int(cap["value"].removesuffix(".00"))
    for fee, wanted in ((f"{yuan - 1}.99", "pass"), (f"{yuan}", "pass"), (f"{yuan}.01", "fail")):
        assert outcome("fee-cap", "--fee", fee) == wanted
