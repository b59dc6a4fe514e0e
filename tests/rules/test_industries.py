"""Words and codes for an industry."""

import pytest

from patentcli.errors import UsageProblem
from patentcli.rules.book import Rulebook, Standard
from patentcli.rules.industries import resolve
from rules_facts import DAY


@pytest.fixture(scope="module")
def standard(book: Rulebook) -> Standard:
    found = book.standard(DAY)
    assert found is not None
    return found


ONE = {
    "software": "software Software 软件和信息技术服务业 65 I65 i65 Ｉ６５ I-65 6510 I6510",
    "industry": "C39 39 C B D44 制造业 医药制造业 计算机、通信和其他电子设备制造业",
    "agriculture": "A 农、林、牧、渔业 农林牧渔业 01",
    "construction": "E",
    "wholesale": "51",
    "retail": "F52",
    "transport": "54 Transport 591 5910 G591",
    "warehousing": "592 5990 G599",
    "postal": "60",
    "accommodation": "61",
    "catering": "62 restaurants",
    "information-transmission": "63 I64",
    "real-estate": "7010 701",
    "property-management": "702 K7020",
    "business-services": "L 71 7211",
    "other": "M N79 O 85 R90 703 709 other",
}


@pytest.mark.parametrize(("key", "words"), ONE.items())
def test_one_group(standard: Standard, key: str, words: str) -> None:
    group = next(g for g in standard.groups if g.key == key)
    named = (group.name_en, group.name_zh, group.short_label, "I 65" if key == "software" else key)
    codes = [code for code in group.codes if code != "59"]  # in which 591 is of another group
    for word in (*words.split(), *codes, *named):
        assert resolve(standard, word).key == key, word


SEVERAL = [
    ("F", "wholesale retail", "", "51, 52"),
    ("批发和零售业", "wholesale retail", "", "51, 52"),
    ("G", "transport warehousing postal", "53", "53, 54, 55, 56, 57, 58, 591, 60, warehousing"),
    ("H", "accommodation catering", "", "61, 62"),
    ("I", "information-transmission software", "", "63, 64, 65"),
    ("K", "real-estate property-management other", "704", "7010, 702, 7020, 703, 704, 709"),
    ("70", "real-estate property-management other", "704", "7010, 702, 7020, 703, 704, 709"),
    ("Q", "other", "84", "84, 85"),
    ("59", "transport warehousing", "", "591, warehousing"),
    ("装卸搬运和仓储业", "transport warehousing", "", "591, warehousing"),
    # Words of trade.
    ("影视制作", "other information-transmission", "", "R87, I64"),
    ("电商", "retail information-transmission", "", "F52, I64"),
    ("games", "information-transmission software", "", "I64, I65"),
]


@pytest.mark.parametrize(("word", "keys", "uncovered", "finer"), SEVERAL)
def test_what_spans_groups_stands_for_all_and_asks_for_a_finer_code(
    standard: Standard, word: str, keys: str, uncovered: str, finer: str
) -> None:
    industry = resolve(standard, word)
    assert {group.key for group in industry.groups} == set(keys.split())
    assert [part.key for part in industry.uncovered] == uncovered.split()
    assert industry.key is None
    assert set(industry.finer) == set(finer.split(", "))
    assert "finer code" in industry.note


NOT_COVERED = {
    "J": "J 66 J6710 finance 金融业",
    "P": "P 83 教育",
    "84": "84 Q8411 卫生 health",
    "S": "S91 国家机构",
    "T": "T 97",
    "53": "53 铁路运输业",
    "704": "704 K7040",
}


def test_what_the_standard_does_not_cover(standard: Standard) -> None:
    for code, words in NOT_COVERED.items():
        for word in words.split():
            industry = resolve(standard, word)
            assert industry.groups == (), word
            assert [part.key for part in industry.uncovered] == [code]


def test_every_code_stands_for_the_groups_of_all_that_can_lie_within_it(standard: Standard) -> None:
    parts = (*standard.groups, *standard.not_covered)
    owner = {code: part.key for part in parts for code in part.codes}
    for division, section in standard.section_of.items():
        classes = [f"{division}{n:02}" for n in range(100)] if division.isdigit() else []
        owners = {}
        for code in classes:  # the longest prefix that the standard names decides
            names = (code, code[:3], division, section)
            owners[code] = next((owner[name] for name in names if name in owner), None)
        for code in (division, *(f"{division}{n}" for n in range(10)), *classes):
            wanted = {owners[one] for one in classes if one.startswith(code)} - {None}
            if not wanted:
                continue
            found = resolve(standard, section + code)
            assert resolve(standard, code) == found._replace(word=code)
            assert {part.key for part in (*found.groups, *found.uncovered)} == wanted, code
            assert bool(found.note) == (len(wanted) > 1), code


TRADE = [
    ("广告 Advertising", "L72", "business-services"),
    ("设计", "M74", "other"),
    ("酒店", "H61", "accommodation"),
    ("人工智能 SaaS", "I65", "software"),
    ("文化传媒", "R", "other"),
    ("医院", "84", "84"),
    ("培训", "P", "P"),
]


def test_a_word_of_trade_of_one_code_is_read_as_it_and_hides_no_name(standard: Standard) -> None:
    for words, code, key in TRADE:
        for word in words.split():
            industry = resolve(standard, word)
            assert [part.key for part in (*industry.groups, *industry.uncovered)] == [key]
            assert industry.read_as.startswith(f"{word} is read as {code} (")
    for entry in standard.words:
        for word in entry["words"]:
            industry = resolve(standard, word)
            assert industry.groups or industry.uncovered
            assert industry.read_as or industry.finer, word


REFUSED = [
    ("C65", "did you mean I65?"),
    ("A7010", "did you mean K7010?"),
    ("6", "write it as in I65, 65, 7010"),
    ("705", "known within 70: 7010"),
    ("00", "write it as in I65, 65, 7010"),
    ("98", "write it as in I65, 65, 7010"),
    ("U", "write it as in I65, 65, 7010"),
    ("Z65", "did you mean I65?"),
    ("65100", "write it as in I65, 65, 7010"),
    ("sofware", "software"),
    ("信息技术", "软件和信息技术服务业"),
    ("仓储", "仓储业"),
    ("房地", "房地产"),
    ("retial", "retail"),
    ("qwertyuiop", "patentcli industries"),
    ("", "patentcli industries"),
    ("   ", "patentcli industries"),
    ("。", "patentcli industries"),
    # A word that is merely alike is no guess.
    ("advertizing agency", "give the GB/T 4754-2017 code"),
    ("hospitals", "give the GB/T 4754-2017 code"),
    ("postel services", "give the GB/T 4754-2017 code"),
    # Hostile words are cut short.
    ("x" * 100_000, "give the GB/T 4754-2017 code"),
    ("9" * 100_000, "write it as in I65, 65, 7010"),
    ("I" + "٣" * 50, "patentcli industries"),
]


@pytest.mark.parametrize(("word", "hint"), REFUSED, ids=[word[:20] for word, _hint in REFUSED])
def test_a_word_that_means_nothing_is_a_usage_error_with_a_suggestion(
    standard: Standard, word: str, hint: str
) -> None:
    with pytest.raises(UsageProblem) as problem:
        resolve(standard, word)
    assert hint in problem.value.hint
    assert problem.value.hint.startswith(hint) or not hint.startswith("give")
    assert problem.value.where == "--industry"
    assert len(str(problem.value)) < 400
