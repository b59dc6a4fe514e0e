"""What a cell says, and what is refused with a reason and a right example."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.lists import choices, days, fees, numbers, symbols, texts
from patentcli.lists.problem import CellProblem

WORDS = {
    "free": ["免费", "无偿", "零元"],
    "open": ["面议", "-", "—"],
    "yearly": ["/年", " a year"],
    "yes": ["是", "true"],
    "no": ["否", "false"],
    "licence_kind": {"开放许可": "open-licence"},
}


class TestDays:
    @pytest.mark.parametrize(
        "cell",
        [
            "2013-07-31",
            "2013.07.31",
            "2013/7/31",
            "20130731",
            "2013年7月31日",
            "2013 年 7 月 31 日",
            " 2013-07-31 00:00:00 ",
            "2013-07-31T00:00:00",
            "41486",
            41486,
            41486.0,
            datetime.date(2013, 7, 31),
        ],
    )
    def test_spellings_of_one_day(self, cell: object) -> None:
        assert days.day(cell) == "2013-07-31"

    @pytest.mark.parametrize("cell", ["", "  ", "-", "—", None])
    def test_nothing(self, cell: object) -> None:
        assert days.day(cell) is None

    @pytest.mark.parametrize(
        "cell",
        [
            "2013-02-30",
            "2013-13-01",
            "13-07-31",
            "2013-07",
            "0999-01-01",
            "2101-01-01",
            "下周",
            "２０１３-07-31",
            "2013-07-31 12:00:00",
            "1",
            "99999",
            "2013-07-31x",
            True,
            ["x"],
        ],
    )
    def test_what_is_no_day(self, cell: object) -> None:
        with pytest.raises(CellProblem) as caught:
            days.day(cell)

        assert caught.value.reason

    @given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
    def test_every_day_comes_back(self, found: datetime.date) -> None:
        iso = found.isoformat()

        assert days.day(iso) == days.day(iso.replace("-", "")) == days.day(found) == iso


class TestFees:
    @pytest.mark.parametrize(
        ("cell", "fen"),
        [
            ("40000", 40_000_00),
            ("40,000.50元", 40_000_50),
            ("4万", 40_000_00),
            ("4.5 万元", 45_000_00),
            ("４００００", 40_000_00),
            ("¥40000/年", 40_000_00),
            (40000, 40_000_00),
            (40000.5, 40_000_50),
            (0, 0),
            ("0", 0),
            ("免费", 0),
            (" 免 费 ", 0),
            ("零元", 0),
        ],
    )
    def test_a_yearly_fee_in_yuan(self, cell: object, fen: int) -> None:
        assert fees.fee(cell, WORDS, wan=False, yearly=True) == fen

    @pytest.mark.parametrize(
        ("cell", "fen"),
        [
            ("4", 40_000_00),
            ("0.5", 5_000_00),
            (4.1, 41_000_00),
            ("4.3万", 43_000_00),
            ("3元", 3_00),
            ("¥2", 2_00),
            ("免费", 0),
            (4.300000000000001, 43_000_00),
        ],
    )
    def test_a_fee_under_a_head_in_wan(self, cell: object, fen: int) -> None:
        assert fees.fee(cell, WORDS, wan=True, yearly=False) == fen

    @pytest.mark.parametrize("cell", ["面议", "", None, " - ", "—"])
    def test_none_is_stated(self, cell: object) -> None:
        assert fees.fee(cell, WORDS, wan=False, yearly=True) is None

    @pytest.mark.parametrize(
        "cell",
        [
            "-1",
            "1-5万",
            "5万起",
            "$5",
            "nan",
            "1e5",
            "4,0000",
            "0.001",
            "x",
            True,
            [1],
            "1_000",
            "∞",
            "4²",
            pytest.param(10**5000, id="thousands of digits"),
        ],
    )
    def test_what_is_no_fee(self, cell: object) -> None:
        with pytest.raises(CellProblem):
            fees.fee(cell, WORDS, wan=False, yearly=True)

    def test_a_one_off_fee_has_no_period(self) -> None:
        with pytest.raises(CellProblem):
            fees.fee("4万/年", WORDS, wan=False, yearly=False)


class TestTexts:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("图像", "图像"),
            ("  a  b ", "a  b"),
            ("a\r\nb", "a b"),
            ("a \t\n b", "a b"),
            ("\ufeff图\u200b", "图"),
            ("\u3000图\u3000像\u3000", "图\u3000像"),
            (2022, "2022"),
            (2022105992826.0, "2022105992826"),
            (0.5, "0.5"),
            (True, "true"),
            ("'=1", "'=1"),
            ("=1", "=1"),
        ],
    )
    def test_tidying(self, cell: object, text: str) -> None:
        assert texts.text(cell) == text

    @pytest.mark.parametrize("cell", ["", " ", "\u200b", "\u3000\n", None])
    def test_blank(self, cell: object) -> None:
        assert texts.text(cell) is None

    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ("a\x1b[31mb", "control character U+001B"),
            ("a\u202eb", "invisible character U+202E"),
            ("a\u200bb", "invisible character U+200B"),
            ("a\u3164b", "invisible character U+3164"),
            ("a\x00b", "control character U+0000"),
            ("a\ud800b", "control character U+D800"),
            ("x" * 20_001, "20001 characters"),
            ({"a": 1}, "a text is wanted"),
        ],
    )
    def test_what_no_text_may_hold(self, cell: object, reason: str) -> None:
        with pytest.raises(CellProblem) as caught:
            texts.text(cell)

        assert reason in caught.value.reason

    def test_the_text_without_it_is_suggested(self) -> None:
        with pytest.raises(CellProblem) as caught:
            texts.text("图\u202e像")

        assert caught.value.suggestion == "without it: 图像"

    @given(
        st.lists(st.none() | st.integers() | st.text("图a '=\n\u200b\u202e\u3164\x00", max_size=5))
    )
    def test_a_column_is_read_as_its_cells(self, cells: list[object]) -> None:
        def read() -> list[str | None] | str:
            try:
                return [texts.text(cell) for cell in cells]
            except CellProblem as problem:
                return problem.reason

        try:
            together: object = texts.column(cells)
        except CellProblem as problem:
            together = problem.reason

        assert together == read()


class TestSeveral:
    @pytest.mark.parametrize(
        ("cell", "items"),
        [
            ("王磊;刘挺", ["王磊", "刘挺"]),
            ("王磊； 刘挺、卿泉，李四,张三", ["王磊", "刘挺", "卿泉", "李四", "张三"]),
            ("Smith, John; Doe, Jane", ["Smith, John", "Doe, Jane"]),
            ("Smith, Doe", ["Smith", "Doe"]),
            ("王磊|Smith, John", ["王磊", "Smith, John"]),
            ("王磊;王磊;", ["王磊"]),
            (["a", " b ", "a", ""], ["a", "b"]),
            ('["a;b"]', ["a;b"]),
            ("[a;b]", ["[a", "b]"]),
            ("王磊", ["王磊"]),
        ],
    )
    def test_splitting(self, cell: object, items: list[str]) -> None:
        assert texts.several(cell) == items

    @pytest.mark.parametrize("cell", ["", ";", " ， ", [], None, '[""]'])
    def test_nothing(self, cell: object) -> None:
        assert texts.several(cell) is None

    item = st.text("王a,;|、[]\" '", min_size=1, max_size=6).filter(lambda s: s == s.strip())

    @given(st.lists(item, min_size=1, unique=True))
    def test_what_is_joined_comes_back(self, items: list[str]) -> None:
        assert texts.several(texts.joined(items)) == items


class TestNumbers:
    @pytest.mark.parametrize(
        "cell",
        [
            "CN202210599282.6",
            "ZL 2022 1 0599282.6",
            "202210599282.6",
            2022105992826.0,
            "专利号：ZL202210599282.6",
            "ＺＬ２０２２１０５９９２８２．６",
        ],
    )
    def test_spellings(self, cell: object) -> None:
        found = numbers.number(cell)

        assert found is not None
        assert found.canonical == "CN202210599282.6"

    @pytest.mark.parametrize(
        "cell", ["xyz", "CN1", "2.0221E+12", "СN202210599282.6", "[1]", "合计"]
    )
    def test_what_is_no_number(self, cell: object) -> None:
        with pytest.raises(CellProblem) as caught:
            numbers.number(cell)

        assert "a right one: " in caught.value.suggestion

    def test_applications_as_an_export_writes_them(self) -> None:
        own = {"number": "ZL202210599282.6", "date": None, "role": "own"}
        expected = [own | {"number": "CN202210599282.6"}]

        assert numbers.applications([own, own]) == expected
        assert numbers.applications(json.dumps([own])) == expected
        assert numbers.applications("") is None

    @pytest.mark.parametrize(
        "cell",
        [
            "x",
            "{}",
            '[{"number": "CN202210599282.6"}]',
            '[{"number": "US1", "role": "own"}]',
            '[{"number": "CN202210599282.6", "role": "mine"}]',
            [1],
            "[" * 100_000,
            '[{"number": "CN202210599282.6", "role": "own", "x": 1}]',
            '[{"number": "CN202210599282.6", "role": ""}]',
            '[{"number": "", "role": "own"}]',
        ],
    )
    def test_what_are_no_applications(self, cell: object) -> None:
        with pytest.raises(CellProblem):
            numbers.applications(cell)

    def test_a_grant_is_chinese(self) -> None:
        assert numbers.publication("CN 114694123 B") == "CN114694123B"
        for cell in ("US11941802B2", "CN114694123A"):
            with pytest.raises(CellProblem):
                numbers.publication(cell)


class TestWords:
    def test_choices(self) -> None:
        assert choices.choice("Listed", choices.LISTINGS) == "listed"
        with pytest.raises(CellProblem) as caught:
            choices.choice("maybe", choices.LISTINGS)
        assert caught.value.suggestion == "known: candidate, listed"

    @pytest.mark.parametrize(
        ("cell", "value"), [(True, 1), (False, 0), ("是", 1), ("FALSE", 0), ("", None)]
    )
    def test_flags(self, cell: object, value: int | None) -> None:
        assert choices.flag(cell, WORDS) == value

    def test_a_flag_is_yes_or_no(self) -> None:
        with pytest.raises(CellProblem):
            choices.flag("perhaps", WORDS)

    @pytest.mark.parametrize(
        ("cell", "kind"),
        [
            ("开放许可", "open-licence"),
            ("open-licence", "open-licence"),
            ("普通许可", None),
            ("", None),
        ],
    )
    def test_kinds_of_licence(self, cell: str, kind: str | None) -> None:
        assert choices.licence_kind(cell, WORDS) == kind

    def test_a_declaration(self) -> None:
        read = [choices.open_licence(cell, WORDS) for cell in ("是", "否", "", "开放许可")]

        assert read == ["open-licence", None, None, "open-licence"]

    @pytest.mark.parametrize(
        ("cell", "known", "note"),
        [
            ("G06T 7/00(2017.01)I;g06v", ["G06T7/00", "G06V"], None),
            ("G06T7/00", ["G06T7/00"], None),
            ("14-03; G06T", ["G06T"], "IPC: 14-03"),
            (["G06T"], ["G06T"], None),
            (" ", None, None),
        ],
    )
    def test_symbols(self, cell: object, known: list[str] | None, note: str | None) -> None:
        found = symbols.symbols(cell, "IPC")

        assert (found.classifications, found.note) == (known, note)
        assert symbols.symbols_column([cell, "G06T"], "IPC")[0] == found
