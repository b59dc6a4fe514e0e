"""A row of a batch gets the verdict of a single call with the same facts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from listing import csv_text
from tools import call

OPTIONS = {
    "industry": "--industry",
    "size": "--size",
    "employees": "--employees",
    "revenue_yuan": "--revenue",
    "assets_yuan": "--assets",
    "fee_yuan": "--fee",
    "patent": "--patent",
    "as_of": "--as-of",
}
VALUES = {
    "industry": ["", "software", "I65", "F", "59", "Q", "J66", "construction", "7010", "other",
                 "没有", "Z1", "房地产业"],
    "size": ["", "", "micro", "medium", "large", "huge"],
    "employees": ["", "0", "9", "10", "99", "299", "300", "1,000", "-1", "many"],
    "revenue_yuan": ["", "0", "3000", "50万", "499999.99", "2亿", "1亿", "40000000000", "$1"],
    "assets_yuan": ["", "0", "8000万", "79999999.99", "12亿", "1e5"],
    "fee_yuan": ["", "0", "40000", "50000.00", "50000.01", "5万", "60000", "nan", "50000.001"],
    "patent": ["", "", "CN114694123B", "ZL202210599282.6", "US10068018B2", "CN102345678B",
               "CN102345678A", "CN200410018477.9", "CN200410018477.1", "CN12"],
    "as_of": ["2026-11-22", "2011-06-17", "2011-06-18", "2023-08-10", "2043-01-01", "soon"],
    "controlled_by_large": ["", "true", "false"],
}  # fmt: skip
ROWS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


def single(row: dict[str, str], *flags: str) -> dict[str, str] | None:
    """The answer of a single call in the form of a batch row, but `warnings` is how many there
    are; None for a usage error."""
    arguments = [f"{OPTIONS[name]}={value}" for name, value in row.items() if value and
                 name in OPTIONS]  # fmt: skip
    ties = {"true": ["--controlled-by-large"], "false": ["--independent"], "": []}
    arguments += ties[row["controlled_by_large"]]
    answer = call("eligible", *arguments, *flags, "--format", "json", "-q")
    if answer.code == 2:
        return None
    found, checks, said = answer.json, answer.json["checks"], answer.err + answer.out
    failed, unknown, not_checked, warned = (
        "|".join(c["rule"] for c in checks if c["outcome"] == outcome)
        for outcome in ("fail", "unknown", "not-checked", "warn")
    )
    return {
        "verdict": found["verdict"],
        "size_class": found["company"]["size_class"] or "",
        "possible_size_classes": "|".join(found["company"]["possible_size_classes"]),
        "failed": failed,
        "unknown": unknown,
        "not_checked": not_checked,
        "warnings": str(bool(warned) + said.count(": warning: ") + said.count("a finer code")),
        "error": "",
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6), st.booleans())
def test_a_row_is_answered_as_a_single_call(generated: list[dict[str, str]], strict: bool) -> None:
    body = csv_text(list(VALUES), *([row[name] for name in VALUES] for row in generated))
    flags = ("--strict",) if strict else ()
    answer = call("eligible", "--batch", "-", *flags, stdin=body)
    answered = answer.csv
    assert len(answered) == len(generated)
    for given_row, row in zip(generated, answered, strict=True):
        assert {name: row.pop(name) for name in VALUES} == given_row
        expected = single(given_row, *flags)
        if expected is not None:
            warnings = row["warnings"].split("|") if row["warnings"] else []
            assert ("independence" in warnings) == (given_row["controlled_by_large"] == "true")
            assert row | {"warnings": str(len(warnings))} == expected
            continue
        assert row["error"]
        if row["verdict"] != "error":  # a word that names no industry is an error of a call alone
            assert "industry: " in row["error"]
            assert row["verdict"] in ("undetermined", "not-eligible")
            assert "company-size" in row["unknown"]
    errors = any(row["verdict"] == "error" for row in answered)
    assert answer.code == (65 if errors else 0)
