"""A column of numbers says of each what it says by itself."""

from hypothesis import given
from hypothesis import strategies as st

from patentcli.numbers import bulk, cn_application, cn_publication, read

digits = st.from_regex(r"(19|20)[0-9]{2}[0-9][0-9]{7}", fullmatch=True)
prefix = st.sampled_from(["", "CN", "ZL", "ZL ", "CN "])
LETTERS = {"1": ["A", "B", "C", ""], "2": ["U", "Y", ""], "3": ["S", "D", ""]}


@st.composite
def application(draw: st.DrawFn) -> str:
    """A number as most lists write it: dot and check digit, perhaps with spaces."""
    year = draw(st.integers(1985, 2030))
    number = f"{year}{draw(st.sampled_from('12389'))}{draw(st.integers(0, 9_999_999)):07}"
    spaced = f"{number[:4]} {number[4]} {number[5:]}" if draw(st.booleans()) else number
    return f"{draw(prefix)}{spaced}.{cn_application.calc_check_digit(number)}"


@st.composite
def publication(draw: st.DrawFn) -> str:
    """A number of nine digits, with or without a letter that goes with it."""
    first = draw(st.sampled_from("123"))
    number = f"{first}{draw(st.integers(0, 99_999_999)):08}"
    space = draw(st.sampled_from(["", " "]))
    return f"CN{space}{number}{space}{draw(st.sampled_from(LETTERS[first]))}".strip()


columns = st.lists(application(), min_size=1, max_size=5) | st.lists(
    publication(), min_size=1, max_size=5
)


@given(columns)
def test_a_column_is_its_cells(texts: list[str]) -> None:
    assert bulk.read_all(texts) == [read(text) for text in texts]


@given(columns, st.text("CNZLXBUS0123456789. -\n", max_size=20) | digits)
def test_one_odd_cell_leaves_the_column_to_others(texts: list[str], odd: str) -> None:
    found = bulk.read_all([*texts, odd])

    assert found is None or found == [read(text) for text in [*texts, odd]]


def test_what_is_left_to_others() -> None:
    for text in (
        *("202010356782.1", "ZL202210599282", "CN202240599282.6", "CN114694123U", "CN214694123B"),
        *("CN114694123BCN114694124B", "CN114694123B9", "CN1098765C", "114694123B", ""),
    ):
        assert bulk.read_all([text]) is None, text
        assert bulk.read_all(["CN114694123B", text]) is None, text
    assert bulk.read_all(["CN114694123B\nCN114694124B", "x"]) is None
    assert bulk.read_all([]) is None


@given(st.lists(digits, min_size=1, max_size=600))
def test_check_digits_together_are_those_one_by_one(numbers: list[str]) -> None:
    one_by_one = "".join(map(cn_application.calc_check_digit, numbers))
    assert bulk.calc_check_digits(numbers) == one_by_one


def test_the_kinds_that_go_with_a_first_digit_are_those_read_finds() -> None:
    for digit in "0123456789":
        for letter in ("", *"ABCDEFSUY"):
            number = f"CN{digit}14694123{letter}"
            sound = cn_publication.is_valid(number) and not cn_publication.read(number).warning
            assert (bulk.read_all([number]) is not None) == sound, number
