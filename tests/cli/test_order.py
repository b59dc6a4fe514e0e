"""`--sort`, `--reverse`, `--limit`, `--fit`: every field, unknown values last, ties by id."""

from decimal import Decimal
from typing import Any

import pytest

from patentcli.catalogue.fields import SORTABLE
from tools import call, listed

Record = dict[str, Any]


def expected(found: list[Record], field: str, reverse: bool) -> list[str]:
    """The ids by a field: unknown values last, ties by id."""

    def key(record: Record) -> Any:
        value = record[field]
        if field == "expiry":
            return value["date"] or (value["year"] and str(value["year"]))
        return Decimal(value) if field.endswith("_yuan") and value else value

    by_id = sorted(found, key=lambda r: r["id"])
    known = sorted((r for r in by_id if key(r) is not None), key=key, reverse=reverse)
    return [r["id"] for r in known + [r for r in by_id if key(r) is None]]


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("field", SORTABLE)
def test_every_field_of_a_list_and_of_what_was_found(field: str, reverse: bool, mixed: str) -> None:
    order = ["--sort", field, *(["--reverse"] if reverse else [])]
    for start, words in (((), ("video",)), (("-C", mixed), ("A company",))):
        found = call(*start, "list", *order, "--format", "ids").lines
        assert found == expected(listed(*start), field, reverse)
        best = call(*start, "search", *words, "--format", "json").json
        assert len(best) > 1
        found = call(*start, "search", *words, *order, "--format", "ids").lines
        assert found == expected(best, field, reverse)


def test_limit_and_reverse_alone() -> None:
    for count in (0, 1, 99, 100, 101, 10**14):
        for more, ordered in (((), listed()), (("--reverse",), listed()[::-1])):
            found = call("list", "--limit", str(count), "--format", "ids", *more)
            assert found.lines == [r["id"] for r in ordered][:count]
            assert "passes the filters" not in found.err


@pytest.mark.parametrize(
    "arguments", [("stats", "--by", "year"), ("vocabulary",), ("scheme",), ("catalogue", "info")]
)
def test_small_answers_obey_them_too(arguments: tuple[str, ...]) -> None:
    every = call(*arguments).table
    for field in every[0]:
        for more in ([], ["--reverse"]):
            found = call(*arguments, "--sort", field, "--format", "json", *more).json
            values = [row[field] for row in found]
            known = sorted((v for v in values if v is not None), reverse=bool(more))
            assert values == known + [None] * (len(every) - len(known)), field
    assert call(*arguments, "--reverse").table == every[::-1]
    assert call(*arguments, "--limit", "1").table == every[:1]


def test_the_weakest_fit_that_is_shown() -> None:
    def fits(*words: str) -> list[str]:
        found = call("search", *words, "--format", "json", "--limit", "all").json
        return [hit["fit"] for hit in found]

    query = "cover picture for a drama series"
    shown = fits(query)
    assert shown == fits(query, "--fit", "partial") == fits(query, "--fit", "中")
    assert set(shown) <= {"strong", "partial"}
    assert set(fits(query, "--fit", "strong")) <= {"strong"}
    assert "weak" in fits(query, "--fit", "weak")
    # A question of one word is met in full by what has it.
    assert set(fits("video")) == {"strong"}
    assert "weak" not in fits("watermark", "--fit", "weak")
    assert len(fits("给视频自动配字幕", "--fit", "weak")) == len(fits("视频"))
