"""A column of application numbers says of each what it says by itself."""

from hypothesis import given
from hypothesis import strategies as st

from patentcli.numbers import bulk
from patentcli.numbers.cn_application import calc_check_digit, read

digits = st.from_regex(r"(19|20)[0-9]{2}[0-9][0-9]{7}", fullmatch=True)
prefix = st.sampled_from(["", "CN", "ZL", "ZL ", "CN "])


@st.composite
def whole(draw: st.DrawFn) -> str:
    """A number as most lists write it: dot and check digit, perhaps with spaces."""
    year = draw(st.integers(1985, 2030))
    number = f"{year}{draw(st.sampled_from('12389'))}{draw(st.integers(0, 9_999_999)):07}"
    spaced = f"{number[:4]} {number[4]} {number[5:]}" if draw(st.booleans()) else number
    return f"{draw(prefix)}{spaced}.{calc_check_digit(number)}"


@given(st.lists(whole(), max_size=5))
def test_a_column_is_its_cells(texts: list[str]) -> None:
    assert bulk.applications(texts) == [read(text) for text in texts]


@given(st.lists(whole(), max_size=3), st.text("CNZLX0123456789. -\n", max_size=20) | digits)
def test_one_odd_cell_leaves_the_column_to_others(texts: list[str], odd: str) -> None:
    found = bulk.applications([*texts, odd])

    assert found is None or found == [read(text) for text in [*texts, odd]]


def test_what_is_left_to_others() -> None:
    for text in ("202010356782.1", "ZL202210599282", "CN202240599282.6", "CN114694123B", ""):
        assert bulk.applications([text]) is None
