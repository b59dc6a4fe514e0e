"""What holds for every number and every text, tried on generated ones."""

from hypothesis import given
from hypothesis import strategies as st

from patentcli import numbers
from patentcli.numbers import cn_application


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


def keys_of(text):
    return {key for number in numbers.readings(text) for key in number.keys}


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


@given(publications, st.sampled_from(["A", "B", "C", "U", "Y", "S", "D", ""]))
def test_a_publication_meets_its_number_without_kind_code(text, kind):
    number = numbers.read(text)
    bare = text.removesuffix(number.kind_code or "")
    assert keys_of(bare) & keys_of(bare + kind)


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
