"""`rules`, `industries` and `size`: every figure with its date, certainty and source, the groups of
the standard, and a company's figures beside their floors.

Calls and their codes are in verdict_calls.toml.
"""

import json

import pytest

from rules_oracle import FEN, FLOORS
from tools import call

SOFTWARE = "Software and information technology services"


def drawn(*arguments: str, lang: str = "en") -> list[str]:
    """The lines that a person sees."""
    told = call(*arguments, "--lang", lang, "--color", "never", tty=True, env={"COLUMNS": "100"})
    return told.out.splitlines()


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
                label = {"revenue": "operating revenue", "assets": "total assets"}.get(indicator)
                assert row["title"].endswith(f": floor of {size}, {label or indicator}")
                assert row["in_force_from"] == "2011-06-18"
                assert row["url"].startswith("http")
                assert "300号" in row["reference"]


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
    chinese = call("rules", "--lang", "zh", "--format", "json").json
    assert [(row["id"], row["url"]) for row in chinese] == [(r["id"], r["url"]) for r in rows]
    assert chinese[0]["title"] != rows[0]["title"]


@pytest.mark.parametrize(("lang", "most"), [("en", 45), ("zh", 47)])
def test_all_rules_fit_a_screen_or_two(lang: str, most: int) -> None:
    lines = drawn("rules", lang=lang)
    assert len(lines) <= most
    ids = [line.split()[0] for line in lines[1:-1]]
    every = (row["id"].partition(".")[0] for row in call("rules", "--format", "json").json)
    assert ids == list(dict.fromkeys(every))  # the floors of an edition are one line
    assert "50,000" in lines[1]


def test_one_rule_in_full_and_the_floors_of_a_group_beside_each_other() -> None:
    cap = " ".join(drawn("rules", "fee-cap"))
    assert "https://www.scmp.com/tech/big-tech/article/3230894/" in cap
    assert "not a bound" in " ".join(cap.split())
    floors = drawn("rules", "cn-2011-300.software")
    assert floors[1].split() == ["software", "employees", "300", "100", "10"]
    assert floors[2].split()[-3:] == ["100,000,000", "10,000,000", "500,000"]
    assert len(drawn("rules", "cn-2011-300")) < 40


def test_every_group_has_its_indicators_and_is_one_line() -> None:
    found = call("industries", "--format", "json").json
    assert {row["key"]: row["indicators"] for row in found} == {
        key: list(floors) for key, floors in FLOORS.items()
    }
    assert len(found) == 16
    for lang in ("en", "zh"):
        lines = drawn("industries", lang=lang)
        assert len(lines) == 1 + len(FLOORS)
        assert ("软件和信息技术服务业" in "".join(lines)) == (lang == "zh")


def test_figures_beside_their_floors_for_programs() -> None:
    said = ("size", "--industry", "software", "--employees", "120", "--revenue", "3000万")
    assert [list(row.values()) for row in call(*said).table] == [
        ["software", SOFTWARE, "employees", "120", "300", "100", "10", "medium"],
        ["software", SOFTWARE, "revenue", "30000000.00", "100000000.00", "10000000.00", "500000.00",
         "medium"],
    ]  # fmt: skip
    (line,) = call(*said, "--format", "jsonl").lines
    assert json.loads(line) == call(*said, "--format", "json").json


def test_a_person_sees_class_reason_figures_and_source() -> None:
    lines = drawn("size", "--industry", "I65", "--employees", "1,200", "--revenue", "3000万")
    assert lines[0] == "medium"
    assert lines[1].startswith(
        "an SME (medium): operating revenue of ¥30,000,000.00 (3000万元), less than"
    )
    start = ("Indicator", "employees", "revenue")
    head, *table = [line.split() for line in lines if line.startswith(start)]
    assert head[:4] == ["Indicator", "Value", "Large", "from"]
    assert table == [
        ["employees", "1,200", "300", "100", "10", "large"],
        ["revenue", "(yuan)", "30,000,000", "100,000,000", "10,000,000", "500,000", "medium"],
    ]
    assert "〔2011〕300号, group 12" in "\n".join(lines)
    # A class that hangs on the cover of the standard is not stated alone.
    unsure = drawn("size", "--industry", "Q", "--employees", "3")
    assert unsure[0] == "micro, or not covered by the standard"
    assert drawn("size", "--industry", "J")[0] == "unknown"
