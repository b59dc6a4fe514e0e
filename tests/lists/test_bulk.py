"""Rows completed together are what they are one by one, and lookup keys what the numbers say."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing import imported, write_list
from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.lookup import ROLES, hits
from patentcli.catalogue.query import patents
from patentcli.catalogue.schema import FIELDS
from patentcli.lists.bulk import complete_all
from patentcli.lists.filled import Filled
from patentcli.numbers import Number, read
from patentcli.rules.book import Rulebook
from patentcli.rules.model import load

DATA = Path(__file__).parents[2] / "data"
APPLICATIONS = ("ZL202210599282.6", "202010356782.1", "CN202210599282", "95115608.X", "ZL95115608")
PUBLICATIONS = (
    *("CN114694123B", "CN114694123A", "CN114694123", "CN1098765C", "CN85100012B", "CN214694123U"),
    *("US11941802B2", "EP1234567B1", "WO2020123456A1", "CN114694123B9"),
)
DAYS = st.none() | st.sampled_from(["2004-02-29", "2022-05-30", "2023-01-06", "1986-01-01"])
number = st.none() | st.sampled_from(APPLICATIONS).map(read)
publication = st.none() | st.sampled_from(PUBLICATIONS).map(read)
title = st.none() | st.just("视频")
row = st.tuples(number, publication, DAYS, DAYS, title, st.sampled_from([None, "listed"]))


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook(load(DATA))


@given(st.lists(row, min_size=1, max_size=6))
def test_together_is_one_by_one(
    book: Rulebook,
    rows: list[tuple[Number | None, Number | None, str | None, str | None, str | None, str | None]],
) -> None:
    applications, publications, filed, granted, titles, listings = map(
        list, zip(*rows, strict=True)
    )
    parts = {
        "filing_date": filed,
        "grant_date": granted,
        "title_zh": titles,
        "listing": listings,
    }
    # A column of its family makes every row one that is completed by itself.
    alone = {**parts, "family": [None] * len(rows)}
    found = []
    for some in (parts, alone):
        columns, odd, keys, refused = complete_all(
            some,
            applications,
            publications,
            book,
            "candidate",
        )
        filled = Filled(list(range(len(rows))), columns, odd, keys).without(refused)
        found.append([{**record, "family": None} for _place, record in filled.records()])

    assert found[0] == found[1]


def test_the_keys_of_a_catalogue_are_those_of_its_numbers(tmp_path: Path, data_dir: Path) -> None:
    plain = [["ZL202210599282.6", "CN114694123B"], ["", "CN114222196B"], ["202010356782.8", ""]]
    odd = [["", "US11941802B2"], ["95115608.X", "CN1098765C"]]
    for name, rows in (("plain", plain), ("mixed", plain + odd)):
        lines = [[*numbers, f"视频{n}"] for n, numbers in enumerate(rows)]
        path = write_list(tmp_path, ["专利号", "授权公告号", "专利名称"], *lines)
        assert imported(path, name=name).code == 0
        connection = sqlite3.connect(data_dir / "catalogues" / f"{name}.db")

        closest = {
            (n, key): role
            for n, record in enumerate(patents(connection, FIELDS), start=1)
            for key, role in sorted(keys_of(record), key=lambda pair: -ROLES.index(pair[1]))
        }
        found = {
            (n, key): role
            for key in {key for _n, key in closest}
            for n, role in hits(connection, key)
        }
        assert found == closest
        kept = {(n, key) for n, key in connection.execute("SELECT n, key FROM number")}
        assert kept <= closest.keys()
        connection.close()
