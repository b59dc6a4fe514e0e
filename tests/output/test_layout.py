"""Column widths: they fit, share fairly, and give up where nothing readable is left."""

from hypothesis import given
from hypothesis import strategies as st

from patentcli.output.layout import GAP, NARROWEST, SHORT, column_widths

COLUMNS = st.lists(st.tuples(st.integers(0, 150), st.booleans()), min_size=1, max_size=9)


def test_what_fits_stays_as_wide_as_it_is() -> None:
    assert column_widths([12, 6, 20], [True, False, False], 42) == [12, 6, 20]


def test_wide_columns_share_what_is_left() -> None:
    assert column_widths([12, 100, 100], [True, False, False], 60) == [12, 22, 22]


def test_what_one_column_does_not_need_goes_to_the_others() -> None:
    assert column_widths([12, 100, 16], [True, False, False], 60) == [12, 28, 16]


def test_nothing_readable_left_means_no_table() -> None:
    assert column_widths([30, 100, 100], [True, False, False], 60) is None


@given(COLUMNS, st.integers(40, 250))
def test_widths_always_fit_and_are_never_cut_below_need(
    columns: list[tuple[int, bool]], width: int
) -> None:
    natural = [need for need, _fixed in columns]
    fixed = [stiff for _need, stiff in columns]
    found = column_widths(natural, fixed, width)
    if found is None:
        assert sum(natural) + GAP * (len(natural) - 1) > width
        return
    assert sum(found) + GAP * (len(found) - 1) <= width
    for got, need, stiff in zip(found, natural, fixed, strict=True):
        assert got == need or (not stiff and need > SHORT and NARROWEST <= got < need)
