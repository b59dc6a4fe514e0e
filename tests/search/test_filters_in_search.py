"""Filters of `list` combine with a query."""

from collections.abc import Callable

from patentcli.search.engine import Result


def test_only_records_that_pass_are_found(found: Callable[..., list[str]]) -> None:
    everything = found("image search", limit=None)
    chinese = found("image search", limit=None, where="p.office = ?", parameters=("CN",))
    assert chinese == [i for i in everything if i.startswith("CN")] != []


def test_filters_hold_for_numbers_and_names(found: Callable[..., list[str]]) -> None:
    assert found("CN114694123B", where="p.domain = 'image'") == ["CN114694123B"]
    assert found("CN114694123B", where="p.domain = 'video'") == []
    assert found("Sheng Xiaojie", where="p.domain = ?", parameters=("video",)) != []


def test_filters_hold_for_symbols(found: Callable[..., list[str]]) -> None:
    everything = found("G06T17", limit=None)
    some = found("G06T17", limit=None, where="p.office = ?", parameters=("US",))
    assert some == [i for i in everything if i.startswith("US")] != everything


def test_a_filter_that_nothing_passes_leaves_nothing(search: Callable[..., Result]) -> None:
    assert search("video", where="p.office = 'XX'").hits == []
