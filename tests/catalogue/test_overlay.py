"""Confirmations by several lists, and by newer issues of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from listing import imported, write_list
from tools import call

SIGNAL, FINGERPRINT, OTHER = "CN114694123B", "CN110826365B", "CN115892075B"
HEADS = ["授权公告号", "专利名称", "年许可费", "到期时间"]

Confirm = Callable[..., None]


@pytest.fixture
def confirm(tmp_path: Path, data_dir: Path) -> Confirm:
    """Confirm by the list of that name, which names these numbers at this fee."""

    def compared(name: str, *numbers: str, fee: str = "1000", until: str = "") -> None:
        rows = [[number, "名称", fee, until] for number in numbers]
        path = write_list(tmp_path, HEADS, *rows, name=name)
        assert call("catalogue", "confirm", str(path)).code == 0

    return compared


def listed() -> list[str]:
    return call("list", "--listing", "listed", "--format", "ids").lines


def verdict(number: str, *options: str) -> tuple[int, str]:
    """Exit code, and why the patent is or is not known to be offered."""
    answer = call("eligible", "--patent", number, "--size", "small", *options)
    (row,) = (r for r in answer.table if r["rule"] == "patent-listed")
    return answer.code, row["reason"]


def test_lists_stand_side_by_side(confirm: Confirm) -> None:
    confirm("zhejiang.csv", SIGNAL)
    confirm("national.csv", FINGERPRINT)
    assert listed() == [FINGERPRINT, SIGNAL]
    info = call("catalogue", "info", "--format", "json").json[0]
    assert info["confirmed_by"] == "zhejiang.csv; national.csv"
    assert "“zhejiang.csv”" in verdict(SIGNAL)[1]
    assert "“national.csv”" in verdict(FINGERPRINT)[1]


def test_the_later_of_two_lists_gives_the_terms(confirm: Confirm) -> None:
    confirm("a.csv", SIGNAL)
    confirm("b.csv", SIGNAL, fee="2000")
    (record,) = call("show", SIGNAL, "--format", "json").json
    assert record["annual_fee_yuan"] == "2000.00"
    assert [s.partition(" ")[0] for s in record["sources"][-2:]] == ["a.csv", "b.csv"]


def test_a_newer_issue_replaces_the_older_and_says_what_it_dropped(confirm: Confirm) -> None:
    confirm("zhejiang.csv", SIGNAL, FINGERPRINT)
    confirm("zhejiang.csv", SIGNAL, OTHER)
    assert listed() == [SIGNAL, OTHER]
    code, reason = verdict(FINGERPRINT)
    assert code == 3
    assert "no longer on the list “zhejiang.csv”" in reason
    assert verdict("CN101576932B")[1] == "candidate, not confirmed to be on an official list"


def test_what_another_list_names_or_what_comes_back_is_not_dropped(confirm: Confirm) -> None:
    confirm("zhejiang.csv", SIGNAL)
    confirm("national.csv", SIGNAL)
    confirm("zhejiang.csv", OTHER)
    assert verdict(SIGNAL)[0] == 0
    confirm("national.csv", FINGERPRINT)
    assert "no longer" in verdict(SIGNAL)[1]
    confirm("zhejiang.csv", SIGNAL)
    assert verdict(SIGNAL)[0] == 0
    assert "no longer" in verdict(OTHER)[1]


def test_a_catalogue_is_the_same_list_whatever_file_it_came_from_and_editions_tell_its_issues(
    tmp_path: Path, data_dir: Path
) -> None:
    for edition, number in (("2023-08", SIGNAL), ("2024-01", OTHER)):
        row = [number, "名称", "1000", ""]
        path = write_list(tmp_path, HEADS, row, name=f"list-{edition}.csv")
        imported(path, "--official", "--edition", edition, name="zhejiang")
        assert call("catalogue", "confirm", "zhejiang").code == 0
    assert listed() == [OTHER]
    reason = verdict(SIGNAL)[1]
    assert "no longer on the list “zhejiang”" in reason
    assert "2023-08" in reason
    assert "2024-01" in reason


def test_one_list_is_taken_back_alone_or_all(confirm: Confirm) -> None:
    confirm("a.csv", SIGNAL)
    confirm("b.csv", OTHER)
    assert call("catalogue", "confirm", "--undo", "a.csv").code == 0
    assert listed() == [OTHER]
    wrong = call("catalogue", "confirm", "--undo", "c.csv")
    assert wrong.code == 2
    assert "known: b.csv" in wrong.err
    confirm("c.csv", SIGNAL)
    assert call("catalogue", "confirm", "--undo").code == 0
    assert listed() == []


def test_an_offer_that_the_list_ends_is_over(confirm: Confirm) -> None:
    confirm("zhejiang.csv", SIGNAL, until="2026-06-30")
    assert verdict(SIGNAL, "--as-of", "2026-06-30")[0] == 0
    code, reason = verdict(SIGNAL, "--as-of", "2026-07-01")
    assert code == 3
    assert "the offer ended on 2026-06-30" in reason
    assert call("list", "--offered-on", "2026-06-30", "--format", "ids").lines == [SIGNAL]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": 3}',
        b'{"format": 2, "lists": [{}], "lost": [], "told": true}',
        b'{"format": 1, "source": "x", "confirmed": "2026"}',
        b'{"format": 1, "source": "x", "confirmed": "2026", "listed": {"x": 1}}',
        b'{"format": 1, "source": "x", "confirmed": "2026", "listed": {"CN114694123B": {'
        b'"annual_fee_fen": "40000"}}}',
        b'{"format": 1, "source": "x", "confirmed": "2026", "listed": {"x": {"licence_term": 1}}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_one_that_means_nothing_is_named_with_a_way_out(body: bytes, data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / "confirmed.json").write_bytes(body)
    answer = call("list")
    assert (answer.code, answer.out) == (65, "")
    assert "patentcli catalogue confirm --undo removes it" in answer.err
    assert call("size", "--industry", "I65", "--employees", "40").code == 3
    assert call("catalogue", "confirm", "--undo").code == 0
    assert call("list").code == 0
