"""Every row of cases.toml, the examples in the documentation of every system, and what holds for
every number and every text, tried on generated ones."""

import doctest
import tomllib
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli import numbers
from patentcli.numbers import cn_application
from patentcli.numbers.number import plain

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))
SAYS, TEXTS = CASES["says"], CASES["texts"]
MODULES = {
    name: import_module(f"patentcli.numbers.{name.replace('-', '_')}")
    for name, _ in numbers.SYSTEMS
}


def each(table):
    return pytest.mark.parametrize("row", TEXTS[table], ids=lambda row: ascii(row)[:60])


def keys_of(text):
    return {key for number in numbers.readings(text) for key in number.keys}


@pytest.mark.parametrize("field", SAYS)
def test_what_a_number_says(field):
    for value, text in ((value, text) for value, *texts in SAYS[field] for text in texts):
        number = numbers.read(text)
        assert number == numbers.readings(text)[0]  # the quick way reads as the full one
        found = number._asdict() | {
            "type": numbers.patent_type(number),
            "granted": numbers.is_granted(number),
            "keys": list(number.keys),
        }
        assert found[field] == value, text
        assert (number.canonical, number.well_formed) == (text, True)
        assert (number.warning is None) == all(text not in row for row in SAYS["warning"])


@each("spelled")
def test_every_spelling_says_the_same(row):
    number = numbers.read(row[0])
    assert number.canonical == row[0]
    for text in row:
        assert numbers.read(text) == numbers.readings(text)[0] == number._replace(input=text)


@each("granted")
def test_the_mark_of_granted_patents_says_so_beside_the_rest(row):
    number = numbers.read(row[0])
    for text in row[1:]:
        assert numbers.read(text) == number._replace(input=text, kind="patent")
        assert numbers.is_granted(numbers.read(text))


@each("malformed")
def test_malformed_text_is_refused_with_reason_and_example(row):
    for text in row["texts"]:
        with pytest.raises(numbers.Malformed) as refused:
            numbers.readings(text)
        said, example = str(refused.value).split("; for example ")
        assert row["says"] in said == refused.value.message
        assert example == row.get("example", example)
        assert numbers.read(example).warning is None
        number = numbers.examine(text)
        assert number[:7] == (text, "", "", "", "", (), None)
        assert (number.well_formed, number.warning) == (False, str(refused.value))


@pytest.mark.parametrize("table", ["same", "different"])
def test_spellings_of_one_number_share_a_key_and_different_documents_none(table):
    for texts in TEXTS[table]:
        for one, other in combinations(texts, 2):
            assert bool(keys_of(one) & keys_of(other)) == (table == "same"), (one, other)


@each("ambiguous")
def test_every_reading_is_given_the_best_first(row):
    found = numbers.readings(row["text"])
    assert [[n.system, n.kind, n.canonical] for n in found] == row["readings"]
    assert {(n.input, n.office, n.year) for n in found} == {
        (row["text"], found[0].office, found[0].year)
    }


@pytest.mark.parametrize("system", MODULES)
def test_system_reads_its_own_numbers_and_refuses_those_of_the_others(system):
    module = MODULES[system]
    own = numbers.readings(module.EXAMPLE)
    assert own[0].system == system == module.SYSTEM
    assert module.readings(module.EXAMPLE, plain(module.EXAMPLE)) == own
    foreign = [other.EXAMPLE for name, other in MODULES.items() if name != system]
    if system in ("other", "india"):  # read any country's, but are asked for their own alone
        foreign = ["12345678", "USABC123"]
    for text in foreign:
        with pytest.raises(numbers.Malformed):
            module.readings(text, plain(text))


@pytest.mark.parametrize("module", [numbers, *MODULES.values()], ids=lambda module: module.__name__)
def test_examples_in_the_documentation_hold_and_sources_are_named(module):
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, attempted = doctest.testmod(module, optionflags=flags)
    assert attempted
    assert not failed
    assert module is numbers or "http" in module.__doc__


def test_what_a_number_does_not_tell_is_unknown():
    unknown = ("CN202210599282.6", "CN114694123", "HK1213353A1")
    assert [numbers.is_granted(numbers.read(text)) for text in unknown] == [None] * 3
    assert numbers.patent_type("CN114694123B") == "invention"
    assert numbers.patent_type("US11941802B2") is None


def test_a_list_of_one_office_holds_numbers_of_others_and_the_usual_ones_are_read_at_once():
    others = [numbers.read_of(text, "US") for text in ("PCT/CN2016/076543", "EP2572317B1")]
    assert [number.office for number in others] == ["WO", "EP"]
    usual = ("ZL 2022 1 0599282.6", "2022105992826", "CN114694123B", "CN 114694123")
    assert [numbers.quick(text) for text in usual] == [numbers.readings(t)[0] for t in usual]
    assert numbers.quick("US11941802B2") is None


def test_error_messages_show_hidden_characters_escaped():
    assert r"CN\x1b\ud8001 has \ud800" in numbers.examine("CN\x1b\ud8001").warning
    assert numbers.examine("1" * 41).warning.startswith("1" * 39 + "… ")
    assert numbers.examine("1" * 40).warning.startswith("1" * 40 + " ")
    for piece in ("1", "CN1", "x", "\u200b", " ", "-", ".", "专利号", "\ud800", "９", "("):
        number = numbers.examine(piece * 100_000)
        assert not number.well_formed
        assert len(number.warning) < 300
    assert "100002 characters" in numbers.examine("CN" + "1" * 100_000).warning
    assert numbers.examine(" " * 100_000 + "CN114694123B").well_formed
    assert numbers.examine(f"CN{'-' * 88}114694123B").well_formed  # as long as it may be


# --- generated numbers


def of(count):
    return st.text("0123456789", min_size=count, max_size=count)


new_bases = st.builds("{}{}{}".format, st.integers(2003, 2150), st.sampled_from("12389"), of(7))
old_bases = st.builds(
    "{:02}{}{}".format,
    st.sampled_from([*range(85, 100), *range(4)]),
    st.sampled_from("12389"),
    of(5),
)
bases = new_bases | old_bases
checked = bases.map(lambda base: f"{base}.{cn_application.calc_check_digit(base)}")
publications = st.one_of(
    st.builds("CN1{}{}".format, of(8) | of(6), st.sampled_from(["A", "B", "C", "A8", "B9", ""])),
    st.builds("CN2{}{}".format, of(8) | of(6), st.sampled_from(["U", "Y", ""])),
    st.builds("CN3{}{}".format, of(8) | of(6), st.sampled_from(["S", "D", ""])),
)
kinds = st.sampled_from(["", "A", "A1", "B", "B1", "B2", "U", "Y", "S", "T3"])
nonzero = of(6).map("1{}".format)
foreign = st.one_of(
    st.builds("US{}{}".format, nonzero, kinds),
    st.builds("US{}{}{}".format, st.integers(2001, 2099), of(7), kinds),
    st.builds("EP{}{}".format, nonzero, kinds),
    st.builds("WO{}{}{}".format, st.integers(1978, 2099), of(6), kinds),
    st.builds("JP{}{}{}".format, st.integers(2000, 2099), of(6), kinds),
    st.builds("JP{}{}".format, nonzero, st.sampled_from(["", "B1", "B2", "U", "S"])),
    st.builds("JPH{:02}{}{}".format, st.integers(1, 12), of(6), kinds),
    st.builds("{}{}{}".format, st.sampled_from(["HK", "TWI", "KR", "ES", "DE"]), of(7), kinds),
)
valid = checked.map("CN{}".format) | bases.map("CN{}".format) | publications | foreign


@given(valid)
def test_a_generated_number_is_valid_and_its_own_canonical_form(text):
    number = numbers.read(text)
    assert number.canonical == numbers.readings(text)[0].canonical == text
    keys = number.keys
    assert 1 <= len(set(keys)) == len(keys) <= 5
    assert all(key.isascii() and " " not in key for key in keys)


@given(valid, st.data())
def test_separators_case_and_invisible_characters_change_nothing(text, data):
    plain = keys_of(text)
    for between in (" ", "-", "\u00a0", "\u200b", "\u2010", "\u3000"):
        place = data.draw(st.integers(2, len(text)))
        spelled = f"{text[:place]}{between}{text[place:]}".lower()
        if text.startswith("JP") and between in "-\u2010":
            continue  # there a hyphen ends the year
        assert numbers.read(spelled).canonical == text
        assert keys_of(spelled) == plain


@given(checked, st.data())
def test_the_right_check_digit_gives_no_warning_and_another_digit_does(number, data):
    assert numbers.read(number).warning is None
    # All weights are prime to 11: a single wrong digit always shows, if only as a wrong
    # year or type.
    places = [i for i, c in enumerate(number) if c != "."]
    place = data.draw(st.sampled_from(places))
    last = place == len(number) - 1
    others = sorted(set("0123456789X" if last else "0123456789") - {number[place]})
    changed = number[:place] + data.draw(st.sampled_from(others)) + number[place + 1 :]
    try:
        assert numbers.read(changed).warning
    except numbers.Malformed:
        assert not last
