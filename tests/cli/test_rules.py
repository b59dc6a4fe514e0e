"""`rules`: every figure and text with its date, its certainty and its source."""

import pytest

from rules_oracle import FEN, FLOORS
from tools import call

COLUMNS = [
    "id", "title", "value", "unit", "in_force_from", "certainty", "reference", "url"
]  # fmt: skip


def test_the_columns_and_the_first_rule() -> None:
    answer = call("rules")
    assert answer.code == 0
    assert list(answer.table[0]) == COLUMNS
    cap = answer.table[0]
    assert (cap["id"], cap["value"], cap["unit"]) == ("fee-cap", "50000.00", "yuan a year")
    assert (cap["in_force_from"], cap["certainty"]) == ("2023-08-11", "reported")
    assert cap["url"].startswith("https://www.scmp.com/")


def test_every_floor_is_a_rule_with_its_source() -> None:
    rows = {row["id"]: row for row in call("rules", "cn-2011-300", "--format", "json").json}
    assert len(rows) == sum(3 * len(indicators) for indicators in FLOORS.values())
    for group, indicators in FLOORS.items():
        for indicator, floors in indicators.items():
            for size, floor in floors.items():
                row = rows[f"cn-2011-300.{group}.{size}.{indicator}"]
                money = indicator != "employees"
                assert row["value"] == (f"{floor // FEN}.00" if money else str(floor))
                assert row["unit"] == ("yuan" if money else "persons")
                assert row["in_force_from"] == "2011-06-18"
                assert row["url"].startswith("http")
                assert "300号" in row["reference"]


def test_the_terms_say_for_which_filings_they_hold() -> None:
    rows = {row["id"]: row for row in call("rules", "--format", "json").json}
    assert rows["term-design"]["value"] == "15"
    assert rows["term-design"]["filed_from"] == "2021-06-01"
    assert rows["term-design-earlier"]["value"] == "10"
    assert rows["term-design-earlier"]["filed_before"] == "2021-06-01"
    assert rows["term-invention"]["value"] == "20"


def test_every_rule_has_a_source_and_every_verified_one_an_address() -> None:
    rows = call("rules", "--format", "json").json
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert all(row[name] for name in ("title", "value", "source", "reference"))
        assert row["certainty"] in (
            "verified", "reported", "weak copy", "our reading", "not verified"
        )  # fmt: skip
        if row["certainty"] != "weak copy":  # the fee guidance
            assert row["url"].startswith("http"), row["id"]


def test_the_language_changes_words_and_neither_rules_nor_addresses() -> None:
    chinese = call("rules", "--lang", "zh", "--format", "json").json
    english = call("rules", "--format", "json").json
    assert [row["id"] for row in chinese] == [row["id"] for row in english]
    assert [row["url"] for row in chinese] == [row["url"] for row in english]
    assert chinese[0]["title"] != english[0]["title"]


@pytest.mark.parametrize(("lang", "most"), [("en", 45), ("zh", 47)])
def test_all_rules_fit_a_screen_or_two(lang: str, most: int) -> None:
    drawn = call("rules", "--lang", lang, "--color", "never", tty=True, env={"COLUMNS": "100"}).out
    lines = drawn.splitlines()
    assert len(lines) <= most
    ids = [line.split()[0] for line in lines[1:-1]]
    every = (row["id"].partition(".")[0] for row in call("rules", "--format", "json").json)
    assert ids == list(dict.fromkeys(every))  # the floors of an edition are one line
    assert "50,000" in lines[1]


def test_one_rule_in_full_and_the_floors_of_a_group_beside_each_other() -> None:
    def drawn(rule: str) -> str:
        env = {"COLUMNS": "100"}
        return call("rules", rule, "--color", "never", tty=True, env=env).out

    cap = drawn("fee-cap")
    assert "https://www.scmp.com/tech/big-tech/article/3230894/" in cap
    assert "not a bound" in " ".join(cap.split())
    floors = drawn("cn-2011-300.software").splitlines()
    assert floors[1].split() == ["software", "employees", "300", "100", "10"]
    assert floors[2].split()[-3:] == ["100,000,000", "10,000,000", "500,000"]
    assert len(drawn("cn-2011-300").splitlines()) < 40
