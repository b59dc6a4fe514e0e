"""Rows become records; a row with a defect is named, with all that is wrong with it."""

from pathlib import Path

import pytest

from listing import NUMBER, TITLE, imported, of_row, records, write_list
from tools import Answer, call

pytestmark = pytest.mark.usefixtures("data_dir")

HEADS = ["专利号", "授权公告号", "专利名称", "申请日", "授权公告日", "年许可费"]


def validated(path: Path, *options: str) -> Answer:
    return call("catalogue", "validate", str(path), *options)


def problems(folder: Path, *rows: list[str]) -> list[tuple[int, str, str]]:
    """Row, column and value of each defect."""
    answer = validated(write_list(folder, HEADS, *rows), "--format", "json")
    assert answer.code == 1, answer.err
    return [(p["row"], p["column"], p["value"]) for p in answer.json]


GOOD = [NUMBER, "", TITLE, "2022-05-30", "2023-01-06", "40000"]


class TestNumbers:
    def test_a_wrong_check_digit_is_a_warning(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, ["专利号", "名称"], ["202010356782.1", TITLE])
        answer = imported(path)
        assert answer.code == 0
        assert "row 2: “CN202010356782.1”: the check digit should be 8, not 1" in answer.err

    def test_many_warnings_are_counted(self, tmp_path: Path) -> None:
        rows = [
            [f"20201035678{n}.{d}", TITLE] for n, d in zip("0123456789", "3210987654", strict=True)
        ]
        answer = imported(write_list(tmp_path, ["专利号", "名称"], *rows))
        shown = answer.err.count("the check digit should be")
        assert shown == 3
        assert "more numbers have a wrong check digit" in answer.err


class TestTerm:
    @pytest.mark.parametrize(
        ("cells", "date", "year"),
        [
            ({"申请日": "2022-05-30"}, "2042-05-29", None),
            ({}, None, 2042),
            ({"专利号": "202210599282.6"}, None, None),
            ({"专利号": "202210599282.6", "授权公告日": "2023-01-06"}, None, 2042),
            ({"专利号": "202210599282.6", "公告号": "CN114694123B"}, None, 2042),
            ({"专利号": "202210599282.6", "公开号": "CN114694123A"}, None, None),
            ({"专利号": "ZL202022220682.0", "申请日": "2020-10-01"}, "2030-09-30", None),
            ({"专利号": "ZL201930071397.7", "申请日": "2019-02-28"}, "2029-02-27", None),
            ({"专利号": "", "公告号": "CN114694123B", "申请日": "2022-05-30"}, "2042-05-29", None),
        ],
    )
    def test_only_a_grant_has_a_term(
        self, cells: dict[str, str], date: str | None, year: int | None, tmp_path: Path
    ) -> None:
        expiry = of_row(tmp_path, cells)["expiry"]
        assert (expiry["date"], expiry["year"]) == (date, year)
        assert expiry["basis"]

    def test_a_zl_number_is_a_granted_patent_in_a_verdict(self, tmp_path: Path) -> None:
        imported(write_list(tmp_path, HEADS, GOOD), "--official")
        answer = call("-C", "own", "eligible", "--patent", NUMBER, "--size", "small")
        assert answer.code == 0, answer.out


class TestDefects:
    def test_each_defect_of_a_row(self, tmp_path: Path) -> None:
        bad = ["CN114694123B", "", TITLE, "2022-13-01", "x", "4元5"]
        assert problems(tmp_path, GOOD, bad) == [
            (3, "申请日", "2022-13-01"),
            (3, "授权公告日", "x"),
            (3, "年许可费", "4元5"),
        ]

    @pytest.mark.parametrize(
        ("row", "column", "value"),
        [
            (["", "", TITLE, "", "", ""], "专利号", ""),
            ([NUMBER, "", "", "", "", ""], "专利名称", ""),
            ([NUMBER, "", TITLE, "2023-01-06", "2022-05-30", ""], "授权公告日", "2022-05-30"),
            ([NUMBER, "", TITLE, "", "", "", "extra"], "", "extra"),
        ],
    )
    def test_what_a_row_may_not_lack_or_say(
        self, row: list[str], column: str, value: str, tmp_path: Path
    ) -> None:
        assert problems(tmp_path, row) == [(2, column, value)]

    def test_blank_and_short_rows_are_no_defect(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, GOOD, [], ["", "", ""], ["CN114694123B", "", TITLE])
        assert validated(path).code == 0
        assert imported(path).code == 0
        assert len(records()) == 2

    def test_rows_of_one_patent_that_contradict_each_other(self, tmp_path: Path) -> None:
        rows = [
            ["ZL202210599282.6", "", TITLE, "2022-05-30", "", ""],
            ["ZL202010566088.9", "", TITLE, "", "", ""],
            ["", "CN114694123B", TITLE, "", "", ""],
            ["2022 1 0599282.6", "CN114694123A", TITLE, "2022-06-01", "", ""],
        ]
        assert problems(tmp_path, *rows) == [(5, "filing_date", "2022-06-01")]

    def test_good_rows_beside_a_bad_one_are_read_alike(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, GOOD, ["bad", "", "", "", "", ""])
        imported(path, "--skip-invalid")
        (beside,) = records()
        imported(write_list(tmp_path, HEADS, GOOD))
        assert records() == [beside]

    def test_validate_counts_what_a_limit_hides(self, tmp_path: Path) -> None:
        rows = [["x", "", TITLE, "", "", ""]] * 5
        answer = validated(write_list(tmp_path, HEADS, *rows), "--limit", "2", "--format", "json")
        assert len(answer.json) == 2
        assert "5 rows read: 0 would be imported, 5 refused" in answer.err
        assert answer.code == 1

    def test_no_output_replaces_the_list(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, ["x", "", TITLE, "", "", ""])
        before = path.read_bytes()
        answers = [
            validated(path, *extra, "-o", str(path), "--force") for extra in ((), ("--reverse",))
        ]
        assert [a.code for a in answers] == [73, 73]
        assert path.read_bytes() == before


def test_a_word_that_is_none_of_the_vocabulary(tmp_path: Path) -> None:
    path = write_list(
        tmp_path, ["专利号", "名称", "domain", "applications"], [NUMBER, TITLE, "films", "ocr|x"]
    )
    answer = validated(path, "--format", "json")
    assert [(p["column"], p["problem"]) for p in answer.json] == [
        ("domain", "not in the vocabulary"),
        ("applications", "not in the vocabulary"),
    ]
    assert "known: 3d, image, other, video" in answer.json[0]["suggestion"]
