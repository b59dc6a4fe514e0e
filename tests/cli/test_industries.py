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


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_terminal_a_group_is_one_line(lang: str) -> None:
    drawn = call("industries", "--lang", lang, "--color", "never", tty=True, env={"COLUMNS": "100"})
    assert len(drawn.out.splitlines()) == 17
    assert ("软件和信息技术服务业" in drawn.out) == (lang == "zh")
