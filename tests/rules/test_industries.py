"""Words and codes for an industry."""

from datetime import date

import pytest

from patentcli.errors import UsageProblem
from patentcli.rules.book import Rulebook, Standard
from patentcli.rules.industries import Industry, resolve


@pytest.fixture(scope="module")
def standard(book: Rulebook) -> Standard:
    found = book.standard(date(2026, 11, 22))
    assert found is not None
    return found


def keys(industry: Industry) -> list[str]:
    return [group.key for group in industry.groups]


def outside(industry: Industry) -> list[str]:
    return [part.key for part in industry.uncovered]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("software", "software"),
        ("Software", "software"),
        ("软件和信息技术服务业", "software"),
        ("Software and information technology services", "software"),
        ("65", "software"),
        ("I65", "software"),
        ("i65", "software"),
        ("Ｉ６５", "software"),
        ("I 65", "software"),
        ("6510", "software"),
        ("I6510", "software"),
        ("C39", "industry"),
        ("39", "industry"),
        ("C", "industry"),
        ("B", "industry"),
        ("D44", "industry"),
        ("制造业", "industry"),
        ("医药制造业", "industry"),
        ("计算机、通信和其他电子设备制造业", "industry"),
        ("A", "agriculture"),
        ("农、林、牧、渔业", "agriculture"),
        ("农林牧渔业", "agriculture"),
        ("01", "agriculture"),
        ("E", "construction"),
        ("51", "wholesale"),
        ("F52", "retail"),
        ("54", "transport"),
        ("Transport", "transport"),
        ("591", "transport"),
        ("5910", "transport"),
        ("G591", "transport"),
        ("59", "warehousing"),
        ("592", "warehousing"),
        ("5990", "warehousing"),
        ("60", "postal"),
        ("61", "accommodation"),
        ("62", "catering"),
        ("restaurants", "catering"),
        ("63", "information-transmission"),
        ("I64", "information-transmission"),
        ("7010", "real-estate"),
        ("701", "real-estate"),
        ("702", "property-management"),
        ("K7020", "property-management"),
        ("L", "business-services"),
        ("71", "business-services"),
        ("7211", "business-services"),
        ("M", "other"),
        ("N79", "other"),
        ("O", "other"),
        ("85", "other"),
        ("R90", "other"),
        ("703", "other"),
        ("709", "other"),
        ("other", "other"),
    ],
)
def test_one_group(standard: Standard, word: str, key: str) -> None:
    assert resolve(standard, word).key == key


@pytest.mark.parametrize("code_of", ["agriculture", "industry", "transport", "other"])
def test_every_code_of_a_group_leads_to_it(standard: Standard, code_of: str) -> None:
    group = next(g for g in standard.groups if g.key == code_of)
    assert {resolve(standard, code).key for code in group.codes} == {code_of}


@pytest.mark.parametrize(
    ("word", "expected", "uncovered"),
    [
        ("F", ["wholesale", "retail"], []),
        ("批发和零售业", ["wholesale", "retail"], []),
        ("G", ["transport", "warehousing", "postal"], ["53"]),
        ("H", ["accommodation", "catering"], []),
        ("I", ["information-transmission", "software"], []),
        ("K", ["real-estate", "property-management", "other"], ["704"]),
        ("70", ["real-estate", "property-management", "other"], ["704"]),
        ("Q", ["other"], ["84"]),
    ],
)
def test_a_code_that_spans_groups_stands_for_all_and_asks_for_a_finer_one(
    standard: Standard, word: str, expected: list[str], uncovered: list[str]
) -> None:
    industry = resolve(standard, word)
    assert keys(industry) == expected
    assert outside(industry) == uncovered
    assert industry.key is None
    assert "finer code" in industry.note


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("J", "J"),
        ("66", "J"),
        ("J6710", "J"),
        ("finance", "J"),
        ("金融业", "J"),
        ("P", "P"),
        ("83", "P"),
        ("教育", "P"),
        ("84", "84"),
        ("Q8411", "84"),
        ("卫生", "84"),
        ("health", "84"),
        ("S91", "S"),
        ("国家机构", "S"),
        ("T", "T"),
        ("97", "T"),
        ("53", "53"),
        ("铁路运输业", "53"),
        ("704", "704"),
        ("K7040", "704"),
    ],
)
def test_what_the_standard_does_not_cover(standard: Standard, word: str, code: str) -> None:
    industry = resolve(standard, word)
    assert industry.groups == ()
    assert outside(industry) == [code]


def test_59_names_the_class_that_counts_elsewhere(standard: Standard) -> None:
    assert "591" in resolve(standard, "59").note
    assert resolve(standard, "591").note == ""
    assert resolve(standard, "warehousing").note == ""


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("C65", "I65"),
        ("A7010", "K7010"),
        ("6", "B06"),
        ("705", "7010"),
        ("00", "from 01 to 97"),
        ("98", "from 01 to 97"),
        ("U", "from A to T"),
        ("Z65", "from A to T"),
        ("65100", "two to four digits"),
        ("sofware", "software"),
        ("信息技术", "软件和信息技术服务业"),
        ("仓储", "仓储业"),
        ("retial", "retail"),
        ("qwertyuiop", "patentcli industries"),
        ("", "patentcli industries"),
        ("   ", "patentcli industries"),
        ("。", "patentcli industries"),
    ],
)
def test_a_word_that_means_nothing_is_a_usage_error_with_a_suggestion(
    standard: Standard, word: str, hint: str
) -> None:
    with pytest.raises(UsageProblem) as problem:
        resolve(standard, word)
    assert hint in problem.value.hint
    assert problem.value.where == "--industry"


@pytest.mark.parametrize(
    ("word", "code", "found", "uncovered"),
    [
        ("广告", "L72", ["business-services"], []),
        ("Advertising", "L72", ["business-services"], []),
        ("设计", "M74", ["other"], []),
        ("酒店", "H61", ["accommodation"], []),
        ("人工智能", "I65", ["software"], []),
        ("SaaS", "I65", ["software"], []),
        ("文化传媒", "R", ["other"], []),
        ("医院", "84", [], ["84"]),
        ("培训", "P", [], ["P"]),
    ],
)
def test_a_word_of_trade_of_one_code_is_read_as_it(
    standard: Standard, word: str, code: str, found: list[str], uncovered: list[str]
) -> None:
    industry = resolve(standard, word)
    assert keys(industry) == found
    assert outside(industry) == uncovered
    assert industry.read_as.startswith(f"{word} is read as {code} (")


@pytest.mark.parametrize(
    ("word", "found", "finer"),
    [
        ("影视制作", ["other", "information-transmission"], "R87, I64"),
        ("电商", ["retail", "information-transmission"], "F52, I64"),
        ("games", ["information-transmission", "software"], "I64, I65"),
    ],
)
def test_a_word_of_several_codes_stands_for_all_and_asks_for_one(
    standard: Standard, word: str, found: list[str], finer: str
) -> None:
    industry = resolve(standard, word)
    assert keys(industry) == found
    assert industry.key is None
    assert industry.note.endswith(finer)


def test_the_words_of_trade_are_led_to_codes_and_never_hide_a_name(standard: Standard) -> None:
    for entry in standard.words:
        for word in entry["words"]:
            industry = resolve(standard, word)
            assert industry.groups or industry.uncovered
            assert industry.read_as or industry.finer, word


@pytest.mark.parametrize("word", ["advertizing agency", "hospitals", "postel services", "房地"])
def test_a_word_that_is_merely_alike_is_no_guess(standard: Standard, word: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        resolve(standard, word)
    names = [group.label for group in standard.groups]
    if word != "房地":  # a part of a name
        assert not any(name.casefold() in problem.value.hint.casefold() for name in names)
        assert "did you mean" not in problem.value.hint
    assert "GB/T 4754-2017 code" in problem.value.hint


@pytest.mark.parametrize("word", ["x" * 100_000, "9" * 100_000, "I" + "٣" * 50])
def test_hostile_words_are_refused_and_cut_short(standard: Standard, word: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        resolve(standard, word)
    assert len(str(problem.value)) < 400


def test_every_division_of_the_classification_is_decided(standard: Standard) -> None:
    for section in standard.sections:
        for division in section["divisions"]:
            industry = resolve(standard, division)
            assert industry.groups or industry.uncovered
            assert resolve(standard, section["code"] + division) == industry._replace(
                word=section["code"] + division
            )
