"""`--sort`, `--reverse`, `--limit`: every sortable field, unknown values last, ties by id."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from patentcli.catalogue.fields import FIELDS, LIST_FIELDS
from patentcli.catalogue.query import SORTABLE
from tools import call

Record = dict[str, Any]


@cache
def records(*start: str) -> list[Record]:
    return call(*start, "list", "--format", "json").json


def key(record: Record, field: str) -> Any:
    """What a record is sorted by; None where it is unknown."""
    value = record[field]
    if field == "expiry":
        return value["date"] or (str(value["year"]) if value["year"] else None)
    if field.endswith("_yuan") and value is not None:
        return Decimal(value)
    return value


def expected(found: list[Record], field: str, reverse: bool) -> list[str]:
    by_id = sorted(found, key=lambda r: r["id"])
    known = [r for r in by_id if key(r, field) is not None]
    known.sort(key=lambda r: key(r, field), reverse=reverse)
    return [r["id"] for r in known + [r for r in by_id if key(r, field) is None]]


def test_what_can_be_sorted_by() -> None:
    assert set(SORTABLE) == set(FIELDS) - set(LIST_FIELDS)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("field", SORTABLE)
def test_every_field_of_a_list_and_of_what_was_found(field: str, reverse: bool, mixed: str) -> None:
    order = ["--sort", field, *(["--reverse"] if reverse else [])]
    for start, words in (((), ("video",)), (("-C", mixed), ("A company",))):
        found = call(*start, "list", *order, "--format", "ids").lines
        assert found == expected(records(*start), field, reverse)
        best = call(*start, "search", *words, "--format", "json").json
        assert len(best) > 1
        found = call(*start, "search", *words, *order, "--format", "ids").lines
        assert found == expected(best, field, reverse)


def test_a_year_alone_stands_among_the_dates(mixed: str) -> None:
    found = call("list", "-C", mixed, "--sort", "expiry", "--format", "ids").lines
    ends = {"US8775401B2": 2029, "CN104346370B": 2036, "CN110971952B": 2038, "CN114694123B": 2042}
    assert found[:4] == list(ends)


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 10**14])
def test_limit_and_reverse_alone(count: int) -> None:
    for more, ordered in (((), records()), (("--reverse",), records()[::-1])):
        found = call("list", "--limit", str(count), "--fields", "id", "--no-header", *more)
        assert found.lines == [r["id"] for r in ordered][:count]
        assert "passes the filters" not in found.err


@pytest.mark.parametrize(
    "arguments", [("stats", "--by", "year"), ("vocabulary",), ("scheme",), ("catalogue", "info")]
)
def test_small_answers_obey_them_too(arguments: tuple[str, ...]) -> None:
    every = call(*arguments).table
    fields = list(every[0])
    for field in fields:
        for more in ([], ["--reverse"]):
            found = call(*arguments, "--sort", field, "--format", "json", *more).json
            values = [row[field] for row in found if row[field] is not None]
            assert values == sorted(values, reverse=bool(more)), field
            assert [row[field] for row in found[len(values) :]] == [None] * (
                len(found) - len(values)
            )
            assert len(found) == len(every)
    assert call(*arguments, "--reverse").table == every[::-1]
    assert call(*arguments, "--limit", "1").table == every[:1]


def test_show_obeys_them_too() -> None:
    numbers = ["US11941802B2", "CN114694123B", "CN104346370B"]
    shown = ["show", *numbers, "--format", "ids"]
    assert call(*shown).lines == numbers
    assert call(*shown, "--reverse").lines == numbers[::-1]
    assert call(*shown, "--sort", "id").lines == sorted(numbers)
    assert call(*shown, "--sort", "id", "--reverse").lines == sorted(numbers, reverse=True)
    assert call(*shown, "--sort", "id", "--limit", "1").lines == ["CN104346370B"]
