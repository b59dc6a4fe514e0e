"""`industries`: the groups of the size standard, and that `--industry` takes each of them."""

import pytest

from rules_oracle import FLOORS
from tools import call


def test_the_sixteen_groups_with_their_indicators() -> None:
    answer = call("industries")
    assert answer.code == 0
    assert list(answer.table[0]) == ["key", "label_en", "label_zh", "codes", "indicators"]
    assert [row["key"] for row in answer.table] == list(FLOORS)
    for row in answer.table:
        assert row["indicators"].split("|") == list(FLOORS[row["key"]])


def test_every_key_label_and_code_is_an_industry() -> None:
    for row in call("industries", "--format", "json").json:
        for word in (row["key"], row["label_en"], row["label_zh"], *row["codes"]):
            rows = call("size", "--industry", word).table
            assert {found["industry"] for found in rows} == {row["key"]}, word


@pytest.mark.parametrize(("day", "code"), [("2011-06-17", 2), ("2011-06-18", 0)])
def test_before_the_standard_there_are_no_groups(day: str, code: int) -> None:
    assert call("industries", "--as-of", day).code == code


@pytest.mark.parametrize(
    ("word", "keys", "said"),
    [
        ("I65", ["software"], ""),
        ("7010", ["real-estate"], ""),
        ("广告", ["business-services"], "广告 is read as L72 (Leasing and business services)"),
        ("advertising", ["business-services"], "is read as L72"),
        ("影视", ["information-transmission", "other"], "a finer code decides: R87, I64"),
        ("F", ["wholesale", "retail"], "spans several groups"),
        ("运输", ["industry", "transport", "warehousing", "postal"], "not covered by the standard"),
        ("software", ["software"], ""),
    ],
)  # fmt: skip
def test_groups_are_found_by_word_or_code(word: str, keys: list[str], said: str) -> None:
    answer = call("industries", word)
    assert answer.code == 0
    assert {row["key"] for row in answer.table} == set(keys)
    assert said in answer.err
    assert bool(said) == bool(answer.err)


def test_what_the_standard_does_not_cover_and_what_nobody_knows() -> None:
    hospital = call("industries", "医院")
    assert hospital.code == 1
    assert "not covered by the standard: health" in hospital.err
    nothing = call("industries", "blockchain astrology")
    assert (nothing.code, nothing.out) == (2, "")
    assert "GB/T 4754-2017 code" in nothing.err
    assert "did you mean" not in nothing.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_terminal_a_group_is_one_line(lang: str) -> None:
    drawn = call("industries", "--lang", lang, "--color", "never", tty=True, env={"COLUMNS": "100"})
    assert len(drawn.out.splitlines()) == 17
    assert ("软件和信息技术服务业" in drawn.out) == (lang == "zh")
