"""Inventors in both orders and scripts, companies, classification symbols, numbers."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from patentcli.search.engine import Result, run
from patentcli.search.han import romanised
from patentcli.search.plan import persons
from patentcli.search.rank import has
from patentcli.search.words import words
from scratch_catalogue import catalogue_of

WRITTEN = {"CN111669567B", "CN111669570B", "CN111669571B", "CN111669603B"}
IN_CHINESE = {"CN110324706B", "CN110555136B"}


@pytest.mark.parametrize(
    "query", ["Sheng Xiaojie", "xiaojie sheng", "SHENG Xiao Jie", "Xiao-Jie Sheng", "盛骁杰"]
)
def test_a_name_finds_both_scripts_as_written_before_as_it_sounds(
    found: Callable[..., list[str]], query: str
) -> None:
    ids = found(query)
    first = IN_CHINESE if query == "盛骁杰" else WRITTEN
    assert set(ids[: len(first)]) == first
    assert set(ids) == WRITTEN | IN_CHINESE


def test_no_name_is_made_of_two_neighbours(bundled: sqlite3.Connection) -> None:
    made = catalogue_of([{"title": "x", "inventors": ["Yu Liu", "Ruitao Wang"]}])
    with closing(made):
        for tokens, is_name in ((["yu", "liu"], True), (["liu", "ruitao"], False)):
            found = persons(words(bundled, tokens), lambda expression: has(made, expression))
            assert bool(found) == is_name


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("盛骁杰", "sheng xiaojie"),
        ("单明辉", "shan minghui"),
        ("欧阳修", "ouyang xiu"),
        ("吕义", "lyu yi"),
        ("盛", ""),
        ("Xiaojie", ""),
    ],
)
def test_names_as_passports_write_them(name: str, spoken: str) -> None:
    assert romanised(name) == spoken


@pytest.mark.parametrize(
    ("query", "holder"),
    [
        ("Youku", "Youku"),
        ("优酷", "Youku"),
        ("高德", "AutoNavi"),
        ("AutoNavi", "AutoNavi"),
        ("达摩院", "DAMO"),
        ("阿里云 飞天", "Cloud Feitian"),
    ],
)
def test_companies_are_known_in_both_languages(
    bundled: sqlite3.Connection, found: Callable[..., list[str]], query: str, holder: str
) -> None:
    holders = dict(bundled.execute("SELECT id, holder FROM patent"))
    expected = {i for i, name in holders.items() if holder in name}
    assert set(found(query, limit=None)) == expected


def test_a_company_and_a_need(found: Callable[..., list[str]]) -> None:
    assert found("优酷 剧情解说")[0] == "CN114222196B"


@pytest.mark.parametrize(
    ("query", "symbol"),
    [("G06T17", "G06T17/"), ("g06t 17/05", "G06T17/05"), ("H04N19", "H04N19/"), ("G06T", "G06T")],
)
def test_symbols_are_found_by_their_beginning(
    bundled: sqlite3.Connection, found: Callable[..., list[str]], query: str, symbol: str
) -> None:
    rows = bundled.execute(
        "SELECT DISTINCT p.id FROM tag JOIN patent AS p USING (n)"
        " WHERE tag.kind = 'ipc' AND substr(tag.value, 1, ?) = ?",
        (len(symbol), symbol),
    )
    assert set(found(query, limit=None)) == {i for (i,) in rows}


def test_a_main_group_is_not_the_beginning_of_another(bundled: sqlite3.Connection) -> None:
    records = [
        {"title": "one", "classifications": ["G06T7/00"]},
        {"title": "two", "classifications": ["G06T70/00"]},
    ]
    with closing(catalogue_of(records)) as made:
        assert [hit.n for hit in run(made, bundled, "G06T7").hits] == [1]


@pytest.mark.parametrize(
    ("query", "patent"),
    [
        ("CN114694123B", "CN114694123B"),
        ("ZL 2022 1 0599282.6", "CN114694123B"),
        ("202210599282.6", "CN114694123B"),
        ("CN2022105992826", "CN114694123B"),
        ("申请号 202210599282.6", "CN114694123B"),
        ("US 11,941,802 B2", "US11941802B2"),
        ("US 2021/0303928 A1", "US11941802B2"),
        ("CN108573519", "CN108573519B"),
        ("ＣＮ１１４６９４１２３Ｂ", "CN114694123B"),
    ],
)
def test_numbers_in_any_spelling(found: Callable[..., list[str]], query: str, patent: str) -> None:
    assert found(query)[0] == patent


def test_a_number_of_no_record_finds_nothing(search: Callable[..., Result]) -> None:
    assert not search("CN999999999B").hits
    assert not search("12345678901234567890").hits
