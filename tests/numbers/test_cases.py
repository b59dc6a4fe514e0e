"""Every row of cases.toml."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from patentcli import numbers

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))


def rows(table, *names):
    return [
        pytest.param(*(row[name] for name in names), id=ascii(row[names[0]])[:40])
        for row in CASES[table]
    ]


def keys_of(text):
    return {key for number in numbers.readings(text) for key in numbers.lookup_keys(number)}


@pytest.mark.parametrize("row", CASES["valid"], ids=lambda row: ascii(row["text"])[:40])
def test_valid_number_is_read(row):
    number = numbers.read(row["text"])
    said = number._asdict() | {
        "text": number.input,
        "type": numbers.patent_type(number),
        "granted": numbers.is_granted(number),
    }
    assert {name: said[name] for name in row} == row
    assert number.well_formed
    assert number.warning is None


@pytest.mark.parametrize(("text", "found", "expected"), rows("warned", "text", "found", "expected"))
def test_wrong_check_digit_is_a_warning_with_the_right_one(text, found, expected):
    number = numbers.read(text)
    assert number.well_formed
    assert (number.check_digit, number.expected_check_digit) == (found, expected)
    assert number.warning == f"the check digit should be {expected}, not {found}"
    assert number.canonical == f"CN{text}"


@pytest.mark.parametrize(("text", "error", "says"), rows("malformed", "text", "error", "says"))
def test_malformed_text_is_refused_with_reason_and_example(text, error, says):
    with pytest.raises(numbers.Malformed) as refused:
        numbers.readings(text)
    assert type(refused.value).__name__ == error
    assert says in refused.value.message
    assert numbers.read(refused.value.example).warning is None
    assert refused.value.example in str(refused.value)


@pytest.mark.parametrize("text", [row["text"] for row in CASES["malformed"]], ids=ascii)
def test_examine_says_the_same_without_raising(text):
    number = numbers.examine(text)
    assert not number.well_formed
    assert number.input == text
    assert number.warning


@pytest.mark.parametrize(
    "spellings", [row["spellings"] for row in CASES["same"]], ids=lambda s: s[0]
)
def test_spellings_of_one_number_share_a_key(spellings):
    for one, other in combinations(spellings, 2):
        assert keys_of(one) & keys_of(other), (one, other)


@pytest.mark.parametrize(
    "texts", [row["numbers"] for row in CASES["different"]], ids=lambda t: t[0]
)
def test_different_documents_share_no_key(texts):
    for one, other in combinations(texts, 2):
        assert not keys_of(one) & keys_of(other), (one, other)


@pytest.mark.parametrize(("text", "readings"), rows("ambiguous", "text", "readings"))
def test_every_reading_is_given_the_best_first(text, readings):
    found = [[n.system, n.kind, n.canonical] for n in numbers.readings(text)]
    assert found == readings
    assert [n.input for n in numbers.readings(text)] == [text] * len(found)
    assert numbers.read(text) == numbers.readings(text)[0]


def test_a_number_without_kind_code_stands_for_both_series():
    bare = keys_of("CN1098765")
    assert bare & keys_of("CN1098765A")
    assert bare & keys_of("CN1098765C")
