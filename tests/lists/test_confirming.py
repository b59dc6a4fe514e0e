"""An official list confirms the candidates whose own Chinese patent it names, and no other; several
lists stand side by side, and a newer issue of one replaces the older."""

import json
from pathlib import Path
from typing import Any

import pytest

from listing import imported, write_list
from tools import PATENTS, Answer, call

SIGNAL, FINGERPRINT, OTHER = "CN114694123B", "CN110826365B", "CN115892075B"
OWN = "CN202210599282.6"  # of SIGNAL
FOREIGN = "US10068018B2"  # of which only the Chinese application is known
HEADS = ["专利号", "专利名称", "专利权人", "年许可费", "许可期限", "到期时间"]
CONFIRMED, DOUBTFUL = ("confirmed", SIGNAL), ("doubtful", SIGNAL)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def confirm(
    *numbers: str, name: str = "official.csv", fee: str = "4万元", until: str = "", more: str = ""
) -> Answer:
    """Confirm by the list of that name, which names these numbers."""
    rows = [[number, "名称", "公司", fee, "3年", until] for number in numbers]
    write_list(Path(), HEADS, *rows, name=name, encoding="gb18030")
    answer = call("catalogue", "confirm", name, "--format", "json", *more.split())
    assert answer.code == 0, answer.err
    return answer


def outcomes(answer: Answer) -> list[tuple[str, str | None]]:
    return [(row["outcome"], row["id"]) for row in answer.json]


def shown(number: str) -> dict[str, Any]:
    (found,) = call("show", number, "--format", "json").json
    return dict(found)


def listed() -> list[str]:
    return call("list", "--listing", "listed", "--format", "ids").lines


def verdict(number: str, *options: str) -> tuple[int, str]:
    """Exit code, and why the patent is or is not known to be offered."""
    answer = call("eligible", "--patent", number, "--size", "small", *options)
    (row,) = (r for r in answer.table if r["rule"] == "patent-listed")
    return answer.code, row["reason"]


# --- one list


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
    numbers: list[str], wanted: list[tuple[str, str | None]], reason: str
) -> None:
    answer = confirm(*numbers)
    assert outcomes(answer) == wanted
    assert reason in answer.json[-1]["reason"]
    outcome, number = wanted[0]
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
    title: str, holder: str, outcome: str | None
) -> None:
    write_list(Path(), HEADS[:3], [OWN, title, holder], name="official.csv")
    answer = call("catalogue", "confirm", "official.csv", "--format", "json")
    assert [row["outcome"] for row in answer.json] == ([outcome] if outcome else [])
    if outcome:
        assert answer.json[0]["listed_title"] == title
        assert answer.json[0]["listed_holder"] == (holder or None)


def test_rows_that_are_not_compared_and_what_the_catalogue_lacks_are_counted() -> None:
    answer = confirm("x", "ZL202010566088.9", OWN)
    assert outcomes(answer) == [CONFIRMED, ("not-bundled", None)]
    row = answer.json[1]
    assert (row["listed_number"], row["title"]) == ("CN202010566088.9", "名称")
    assert row["annual_fee_yuan"] == "40000.00"
    assert "1 confirmed, 0 doubtful, 0 dropped, 1 on the list but not bundled" in answer.err
    assert "3 rows read: 2 would be imported, 1 refused" in answer.err


def test_every_command_sees_it() -> None:
    # A limit of what is shown is none of what is confirmed.
    confirm(*[f"CN{100_000_000 + n}B" for n in range(50)], OWN, more="--limit 1")
    assert listed() == [SIGNAL]
    cheap = call("list", "--max-fee", "4万", "--format", "ids")
    assert cheap.lines == [SIGNAL]
    assert f"{len(PATENTS) - 1} skipped" in cheap.err
    assert call("search", "红绿灯", "--listing", "listed", "--format", "ids").lines == [SIGNAL]
    assert verdict(SIGNAL)[0] == 0
    answer = call("eligible", "--patent", SIGNAL, "--format", "json")
    assert "candidate" not in answer.err
    assert "official.csv" in answer.json["checks"][-1]["source"]["title"]
    rows = call("stats", "--by", "listing").table
    counts = {"candidate": str(len(PATENTS) - 1), "listed": "1"}
    assert {row["value"]: row["count"] for row in rows} == counts
    (info,) = call("catalogue", "info", "--format", "json").json
    assert info["confirmed_by"] == "official.csv"


@pytest.mark.parametrize(
    ("official", "listing", "wanted"),
    [(True, "", [CONFIRMED]), (True, "candidate", []), (False, "", [])],
)
def test_a_catalogue_confirms_as_its_list_does(
    official: bool, listing: str, wanted: list[tuple[str, str]]
) -> None:
    path = write_list(Path(), [*HEADS, "listing"], [OWN, "名称", "公司", "1", "", "", listing])
    imported(path, *(["--official"] if official else []))
    answer = call("catalogue", "confirm", "own", "--format", "json")
    assert outcomes(answer) == wanted
    (info,) = call("catalogue", "info", "--format", "json").json
    assert info["confirmed_by"] == ("own" if wanted else None)
    assert ("was not imported as an official list" in answer.err) == (not official)
    assert not wanted or shown(SIGNAL)["sources"][-1].startswith("own (")


# --- several lists, and issues of one


def test_lists_stand_side_by_side_and_the_later_gives_the_terms() -> None:
    confirm(SIGNAL, name="zhejiang.csv")
    confirm(FINGERPRINT, name="national.csv")
    assert listed() == [FINGERPRINT, SIGNAL]
    info = call("catalogue", "info", "--format", "json").json[0]
    assert info["confirmed_by"] == "zhejiang.csv; national.csv"
    assert "“zhejiang.csv”" in verdict(SIGNAL)[1]
    assert "“national.csv”" in verdict(FINGERPRINT)[1]
    confirm(SIGNAL, name="b.csv", fee="2000")
    assert shown(SIGNAL)["annual_fee_yuan"] == "2000.00"
    named = [source.partition(" ")[0] for source in shown(SIGNAL)["sources"][-2:]]
    assert named == ["zhejiang.csv", "b.csv"]


def test_a_newer_issue_replaces_the_older_and_says_what_it_dropped() -> None:
    confirm(SIGNAL, FINGERPRINT)
    answer = confirm(SIGNAL, OTHER)
    assert outcomes(answer) == [CONFIRMED, ("confirmed", OTHER), ("dropped", FINGERPRINT)]
    assert listed() == [SIGNAL, OTHER]
    code, reason = verdict(FINGERPRINT)
    assert (code, "no longer on the list “official.csv”" in reason) == (3, True)
    assert verdict("CN101576932B")[1] == "candidate, not confirmed to be on an official list"


def test_what_another_list_names_or_what_comes_back_is_not_dropped() -> None:
    for name, number, dropped in (
        ("zhejiang.csv", SIGNAL, set()),
        ("national.csv", SIGNAL, set()),
        ("zhejiang.csv", OTHER, set()),
        ("national.csv", FINGERPRINT, {SIGNAL}),
        ("zhejiang.csv", SIGNAL, {OTHER}),
    ):
        confirm(number, name=name)
        assert {n for n in (SIGNAL, OTHER) if "no longer" in verdict(n)[1]} == dropped
        assert verdict(number)[0] == 0


def test_a_catalogue_is_the_same_list_whatever_its_file_and_editions_tell_its_issues() -> None:
    for edition, number in (("2023-08", SIGNAL), ("2024-01", OTHER)):
        path = write_list(Path(), HEADS[:2], [number, "名称"], name=f"list-{edition}.csv")
        imported(path, "--official", "--edition", edition, name="zhejiang")
        assert call("catalogue", "confirm", "zhejiang").code == 0
    assert listed() == [OTHER]
    reason = verdict(SIGNAL)[1]
    for said in ("no longer on the list “zhejiang”", "2023-08", "2024-01"):
        assert said in reason


def test_one_list_is_taken_back_alone_or_all() -> None:
    before = shown(SIGNAL)
    confirm(SIGNAL, name="a.csv")
    confirm(OTHER, name="b.csv")
    assert call("catalogue", "confirm", "--undo", "a.csv").code == 0
    assert listed() == [OTHER]
    wrong = call("catalogue", "confirm", "--undo", "c.csv")
    assert (wrong.code, "known: b.csv" in wrong.err) == (2, True)
    confirm(SIGNAL, name="c.csv")
    assert call("catalogue", "confirm", "--undo").code == 0
    assert (listed(), shown(SIGNAL)) == ([], before)
    assert "nothing was confirmed" in call("catalogue", "confirm", "--undo").err


def test_an_offer_that_the_list_ends_is_over() -> None:
    confirm(SIGNAL, until="2026-06-30")
    assert verdict(SIGNAL, "--as-of", "2026-06-30")[0] == 0
    code, reason = verdict(SIGNAL, "--as-of", "2026-07-01")
    assert (code, "the offer ended on 2026-06-30" in reason) == (3, True)
    assert call("list", "--offered-on", "2026-06-30", "--format", "ids").lines == [SIGNAL]


# --- the file of confirmations

OLD = {"format": 1, "source": "x", "confirmed": "2026-01-01"}


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"{}", b'{"format": 3}', b"\xff\xfe", b"[" * 100_000),
        b'{"format": 2, "lists": [{}], "lost": [], "told": true}',
        *(
            json.dumps(OLD | more).encode()
            for more in (
                {},
                {"listed": {"x": 1}},
                {"listed": {SIGNAL: {"annual_fee_fen": "40000"}}},
                {"listed": {"x": {"licence_term": 1}}},
            )
        ),
    ],
    ids=lambda body: ascii(body[-50:]),
)
def test_one_that_means_nothing_is_named_with_a_way_out(body: bytes, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "confirmed.json").write_bytes(body)
    answer = call("list")
    assert (answer.code, answer.out) == (65, "")
    assert "patentcli catalogue confirm --undo removes it" in answer.err
    assert call("size", "--industry", "I65", "--employees", "40").code == 3
    assert call("catalogue", "confirm", "--undo").code == 0
    assert call("list").code == 0
