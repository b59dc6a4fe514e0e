"""An official list confirms the candidates whose own Chinese patent it names, and no other."""

import json
from pathlib import Path
from typing import Any

import pytest

from listing import imported, write_list
from tools import PATENTS, Answer, call

pytestmark = pytest.mark.usefixtures("data_dir")

SIGNAL = "CN114694123B"
OWN = "CN202210599282.6"
HEADS = ["专利号", "专利名称", "专利权人", "年许可费", "许可期限"]


def confirm(folder: Path, *numbers: str, options: tuple[str, ...] = ()) -> Answer:
    rows = [[number, "名称", "公司", "4万元", "3年"] for number in numbers]
    path = write_list(folder, HEADS, *rows, name="official.csv", encoding="gb18030")
    return call("catalogue", "confirm", str(path), "--format", "json", *options)


def shown(number: str) -> dict[str, Any]:
    (found,) = call("show", number, "--format", "json").json
    return dict(found)


def outcomes(answer: Answer) -> list[tuple[str, str | None]]:
    assert answer.code == 0, answer.err
    return [(row["outcome"], row["id"]) for row in answer.json]


CONFIRMED, DOUBTFUL = ("confirmed", SIGNAL), ("doubtful", SIGNAL)
FOREIGN = "US10068018B2"  # of which only the Chinese application is known


@pytest.mark.parametrize(
    ("numbers", "wanted", "reason"),
    [
        *(([number], [CONFIRMED], "names its Chinese patent")
          for number in ("ZL 2022 1 0599282.6", OWN, "202210599282.6", SIGNAL, "CN114694123A",
                         "CN114694123")),
        (["WO2023231991A1"], [DOUBTFUL], "another member of its family"),
        ([FOREIGN], [("doubtful", FOREIGN)], "no right in China"),
        (["CN201510570605.9"], [("doubtful", FOREIGN)], "whose priority it claims"),
        ([OWN, SIGNAL], [CONFIRMED, DOUBTFUL], "earlier row"),
        ([OWN, "ZL202010566088.9"], [CONFIRMED, ("not-bundled", None)], "not among the candidates"),
    ],
)  # fmt: skip
def test_which_numbers_confirm(
    numbers: list[str], wanted: list[tuple[str, str | None]], reason: str, tmp_path: Path
) -> None:
    answer = confirm(tmp_path, *numbers)
    assert outcomes(answer) == wanted
    assert reason in answer.json[-1]["reason"]
    for outcome, number in wanted[:1]:
        found = shown(str(number))
        assert found["listing"] == ("listed" if outcome == "confirmed" else "candidate")
        if outcome == "confirmed":
            assert (found["annual_fee_yuan"], found["licence_term"]) == ("40000.00", "3年")
            assert found["sources"][-1].startswith("official.csv (")


@pytest.mark.parametrize(
    ("title", "holder", "outcome"),
    [
        ("信号感知", "某大学", "doubtful"),
        ("信号灯", "阿里巴巴达摩院（杭州）科技有限公司", "confirmed"),
        ("信号灯", "", "confirmed"),
        ("", "某大学", None),
    ],
)
def test_a_number_that_agrees_while_title_and_holder_differ(
    title: str, holder: str, outcome: str | None, tmp_path: Path
) -> None:
    path = write_list(tmp_path, HEADS[:3], [OWN, title, holder], name="official.csv")
    answer = call("catalogue", "confirm", str(path), "--format", "json")
    assert [row["outcome"] for row in answer.json] == ([outcome] if outcome else [])
    if outcome:
        assert answer.json[0]["listed_title"] == title
        assert answer.json[0]["listed_holder"] == (holder or None)


def test_what_a_newer_list_no_longer_names_is_dropped(tmp_path: Path) -> None:
    confirm(tmp_path, OWN)
    answer = confirm(tmp_path, "CN115892075B")
    assert outcomes(answer) == [("confirmed", "CN115892075B"), ("dropped", SIGNAL)]
    assert shown(SIGNAL)["listing"] == "candidate"


def test_rows_that_are_not_compared_and_what_the_catalogue_lacks_are_counted(
    tmp_path: Path,
) -> None:
    answer = confirm(tmp_path, "x", "ZL202010566088.9", OWN)
    assert outcomes(answer) == [CONFIRMED, ("not-bundled", None)]
    assert answer.json[1]["listed_number"] == "CN202010566088.9"
    assert answer.json[1]["title"] == "名称"
    assert answer.json[1]["annual_fee_yuan"] == "40000.00"
    assert "1 confirmed, 0 doubtful, 0 dropped, 1 on the list but not bundled" in answer.err
    assert "3 rows read: 2 would be imported, 1 refused" in answer.err


def test_every_command_sees_it(tmp_path: Path) -> None:
    confirm(tmp_path, OWN)
    assert call("list", "--listing", "listed", "--format", "ids").lines == [SIGNAL]
    cheap = call("list", "--max-fee", "4万", "--format", "ids")
    assert cheap.lines == [SIGNAL]
    assert "99 skipped" in cheap.err
    assert call("search", "红绿灯", "--listing", "listed", "--format", "ids").lines == [SIGNAL]
    assert call("eligible", "--patent", SIGNAL, "--size", "small").code == 0
    assert len(call("list", "--format", "ids").lines) == len(PATENTS)
    rows = call("stats", "--by", "listing").table
    assert {row["value"]: row["count"] for row in rows} == {"candidate": "99", "listed": "1"}


def test_undo(tmp_path: Path) -> None:
    before = shown(SIGNAL)
    confirm(tmp_path, OWN)
    assert call("catalogue", "confirm", "--undo").code == 0
    assert shown(SIGNAL) == before
    assert "nothing was confirmed" in call("catalogue", "confirm", "--undo").err


def test_a_catalogue_confirms_as_its_list_does(tmp_path: Path) -> None:
    path = write_list(tmp_path, HEADS, [OWN, "名称", "公司", "4万元", "3年"])
    imported(path, "--official")
    answer = call("catalogue", "confirm", "own", "--format", "json")
    assert outcomes(answer) == [("confirmed", SIGNAL)]
    assert shown(SIGNAL)["annual_fee_yuan"] == "40000.00"
    assert shown(SIGNAL)["sources"][-1].startswith("own (")


def test_a_catalogue_of_candidates_confirms_nothing(tmp_path: Path) -> None:
    imported(write_list(tmp_path, HEADS, [OWN, "名称", "公司", "4万元", "3年"]))
    answer = call("catalogue", "confirm", "own", "--format", "json")
    assert outcomes(answer) == []
    assert "was not imported as an official list" in answer.err


def test_a_row_that_calls_itself_a_candidate_confirms_nothing(tmp_path: Path) -> None:
    path = write_list(tmp_path, ["专利号", "名称", "listing"], [OWN, "名称", "candidate"])
    assert outcomes(call("catalogue", "confirm", str(path), "--format", "json")) == []


def test_it_is_kept_also_when_nobody_reads_to_the_end(tmp_path: Path) -> None:
    confirm(tmp_path, *[f"CN{100_000_000 + n}B" for n in range(50)], OWN, options=("--limit", "1"))
    assert shown(SIGNAL)["listing"] == "listed"


def test_info_names_the_list(tmp_path: Path) -> None:
    confirm(tmp_path, OWN)
    (info,) = call("catalogue", "info", "--format", "json").json
    assert info["confirmed_by"] == "official.csv"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no list is named"),
        (("bundled",), "cannot confirm themselves"),
        (("x.csv", "--undo"), "no list named 'x.csv'"),
    ],
)
def test_calls_that_mean_nothing(arguments: tuple[str, ...], said: str) -> None:
    answer = call("catalogue", "confirm", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_a_confirmation_of_a_record_that_is_gone(data_dir: Path) -> None:
    data_dir.mkdir()
    gone = {"format": 1, "source": "a", "confirmed": "2026-01-01", "listed": {"CN1B": {}}}
    (data_dir / "confirmed.json").write_text(json.dumps(gone), encoding="utf-8")
    assert call("list", "--listing", "listed", "--format", "ids").lines == []
