"""The build refuses a defective file of `data/` with one line: file, key, reason."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from checkouts import OTHER, RECORD, small_data
from hostile_catalogue import UNSEEN
from patentcli.building.build import read_all
from patentcli.building.checks import check_text
from patentcli.building.thesaurus import Thesaurus
from patentcli.errors import PatentcliError
from tools import ROOT

with (Path(__file__).parent / "defects.toml").open("rb") as stream:
    CASES = tomllib.load(stream)["case"]

FILE = "patents/CN114694123B.toml"
SECOND = "patents/US8775401B2.toml"
LINES = len(RECORD.splitlines())


def refusal(data: Path) -> PatentcliError:
    """What the build says of that `data/`."""
    with pytest.raises(PatentcliError) as caught:
        read_all(data)
    assert not {"\n", "\x1b"} & set(str(caught.value))
    return caught.value


def broken(case: dict[str, str]) -> str:
    """The sound record with the one change that a case describes."""
    lines = RECORD.splitlines()
    if "line" in case:
        (place,) = (i for i, line in enumerate(lines) if line.startswith(f"{case['line']} ="))
        lines[place] = case["to"]
    else:  # after the number, which names the file in these tests
        lines.insert(1, case["to"])
    return "\n".join(lines) + "\n"


def test_the_sound_records_are_taken_and_nothing_is_filled_in(tmp_path: Path) -> None:
    first, second = read_all(small_data(tmp_path))[0]["patents"].values()
    assert first["publication_number"] == "CN114694123B"
    known = {name for name, value in second.items() if value not in (None, [])}
    assert known == set(tomllib.loads(OTHER))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_defect_is_named_with_file_key_and_reason(case: dict[str, str], tmp_path: Path) -> None:
    problem = refusal(small_data(tmp_path, broken(case)))
    place = f", {case['key']}" if case["key"].startswith("line ") else f": {case['key']}"
    assert problem.where == FILE + place
    assert case["reason"] in problem.message


# The published application of the same patent is no second patent.
SAME = RECORD.replace('"CN114694123B"', '"CN114694123A"', 1)
SAME = SAME.replace('family = ["CN114694123A", ', "family = [")
DIVIDED = OTHER.replace("CN200910129551.7", "CN202210599282.6").replace("priority", "own")


@pytest.mark.parametrize(
    ("second", "where", "reason"),
    [
        (SAME, FILE, "CN114694123B is the own number of patents/CN114694123A.toml already"),
        (DIVIDED, SECOND, f"CN202210599282.6 is the own number of {FILE} already"),
    ],
)
def test_a_number_belongs_to_one_record(
    second: str, where: str, reason: str, tmp_path: Path
) -> None:
    problem = refusal(small_data(tmp_path, RECORD, second))
    assert (problem.where, problem.message) == (where, reason)


def test_a_file_is_named_by_the_number_of_its_record(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / FILE).rename(data / "patents" / "CN110971952B.toml")
    problem = refusal(data)
    assert problem.where == "patents/CN110971952B.toml: publication_number"
    assert "is CN114694123B" in problem.message


def test_records_may_share_a_priority_and_a_byte_order_mark_is_no_defect(tmp_path: Path) -> None:
    third = OTHER.replace("US8775401B2", "US9053386B2")
    data = small_data(tmp_path, RECORD, OTHER, third)
    (data / FILE).write_text("\ufeff" + RECORD, encoding="utf-8")
    assert [len(block.made) for block in read_all(data)[1]] == [3]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        (RECORD.encode("gb18030"), 3, "not UTF-8"),
        (f"{RECORD}a = {'[' * 5000}{']' * 5000}".encode(), LINES + 1, "nested too deep"),
        (("a = " + "[\n" * 5000 + RECORD).encode(), None, "nested too deep"),
        (b"", None, "required"),
        (RECORD.replace("[[", "[[[").encode(), 22, "invalid TOML: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    body: bytes, line: int | None, reason: str, tmp_path: Path
) -> None:
    data = small_data(tmp_path)
    (data / FILE).write_bytes(body)
    problem = refusal(data)
    assert problem.where.startswith(f"{FILE}, line {line}" if line else FILE)
    assert reason in problem.message


FOLDERS = ("patents", "rules", "size_standards", "classifications")


@pytest.mark.parametrize("name", ["vocabulary.toml", "announcement.toml", *FOLDERS])
def test_what_is_missing_is_named(name: str, tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / name).rename(tmp_path / "elsewhere")
    assert refusal(data).where.rstrip("/") == name


SCHEME = "rules/10-scheme.toml"
STANDARD = "size_standards/cn-2011-300.toml"
WORDS = "industry_words.toml"
CODES = "classifications/gbt4754-2017.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("vocabulary.toml", 'label_zh = "图像处理"', "", "domain.0.label_zh"),
        ("vocabulary.toml", 'value = "video"', 'value = "image"', "domain"),
        ("catalogue.toml", "created = 2026", 'created = "x"\n# ', "created"),
        ("announcement.toml", "{records} p", "{recrods} p", "counted.0.value_en"),
        (SCHEME, "value = 50_000", "value = 50_000.0", "parameter.0.value"),
        (SCHEME, "value = 50_000", "value = 0", "parameter.0.value"),
        (SCHEME, "value = 50_000\n", "", "parameter.0"),
        (SCHEME, "value = 50_000", 'value = 5\ntext_en = "x"', "parameter.0"),
        (SCHEME, 'certainty = "reported"', 'certainty = "sure"', "parameter.0.certainty"),
        (SCHEME, 'source = "scmp"', 'source = "scmb"', "-"),
        (SCHEME, 'id = "fee-cap"', 'id = "Fee Cap"', "parameter.0.id"),
        (SCHEME, 'id = "scheme-list"', 'id = "fee-cap"', "parameter.in_force_from"),
        (SCHEME, "in_force_from = 2023-08-11", 'in_force_from = "2023-13"', "in_force_from"),
        (SCHEME, 'url = "https://www', 'url = "javascript:www', "sources.scmp.url"),
        (SCHEME, 'url = "http://m.ipz', '#url = "http://m.ipz', "-"),
        (SCHEME, '"Annual licence', '"\\u001b[31mAnnual licence', "parameter.0.title_en"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { revenue = 500 }", "industry.0"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { assets = 20_000 }", "industry.0"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { revenue = 2e4 }", "industry.0"),
        (STANDARD, 'key = "industry"', 'key = "agriculture"', "-"),
        (STANDARD, 'code = "84"', 'code = "85"', "-"),
        (STANDARD, "in_force_from = 2011", 'in_force_from = 1\nx = 2011', "standard.in_force_from"),
        (STANDARD, '"gbt4754-2017"', '"gbt4754-2011"', "standard.classification"),
        (STANDARD, 'indicators = ["revenue"]', 'indicators = ["profit"]', "industry.0.indicators"),
        (WORDS, 'codes = ["L72"]', 'codes = ["L99"]', "entry.1.codes"),
        (WORDS, 'codes = ["L72"]', 'codes = ["72 L"]', "entry.1.codes"),
        (WORDS, '"广告", "广告业"', '"广告", "影视"', "entry"),
        (CODES, '02 = "林业"', '03 = "林业"', ""),
        (CODES, 'code = "B"', 'code = "A"', "section"),
        (CODES, '06 = "', '6 = "', "section.1.divisions"),
    ],
)  # fmt: skip
def test_the_first_wrong_thing_of_another_file_is_named_by_file_and_key(
    name: str, old: str, new: str, key: str, tmp_path: Path
) -> None:
    path = small_data(tmp_path) / name
    body = path.read_text(encoding="utf-8")
    assert old in body
    path.write_text(body.replace(old, new, 1), encoding="utf-8")
    where = refusal(tmp_path / "data").where
    assert where.startswith(name)
    assert key in where


ORDINARY = """
a | 图像处理 | HTML5视频 | A – B | 5% | “quoted” | café | ㎡ | 𠮷野家 | a=b | 1-2 | 'x' | （中国）
"""


def test_nothing_unseen_and_no_formula_enters_a_catalogue_and_ordinary_text_does() -> None:
    for text in ORDINARY.strip().split(" | "):
        assert check_text(text) == text
    for sign in (*UNSEEN, "\u3164"):  # a filler that shows nothing
        with pytest.raises(ValueError, match=f"U.{ord(sign):04X} at character 2"):
            check_text(f"a{sign}b")
    for start in "=+-@\t\r":
        with pytest.raises(ValueError, match="which a spreadsheet would run"):
            check_text(f"{start}1")


# --- the thesaurus

SOUGHT = ("everyday", "trade", "patent")
GOOD = {"id": "good", "trade": ["ocr"]}


def test_entries_of_the_thesaurus_speak_both_languages_and_name_each_term_once() -> None:
    concepts = tomllib.loads((ROOT / "data" / "thesaurus.toml").read_text("utf-8"))["concept"]
    assert len(concepts) >= 300
    for concept in concepts:
        sought = [term for kind in SOUGHT for term in concept.get(kind, [])]
        assert {term.isascii() for term in sought} == {True, False}, concept["id"]
        terms = [*sought, *concept.get("asked", [])]
        assert len(terms) == len(set(terms)), concept["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        [{"id": "Not A Name", "trade": ["video"]}],
        [{"id": "empty"}],
        [{"id": "only-asked", "asked": ["video"]}],
        [{"id": "one-character", "trade": ["图"]}],
        [{"id": "traditional", "trade": ["彈幕"]}],
        [{"id": "capitals", "trade": ["OCR"]}],
        [{"id": "are", "trade": ["goods are published"]}],
        [{"id": "unknown-key", "trade": ["ocr"], "synonyms": []}],
        [{"id": "twice", "trade": ["one"]}, {"id": "twice", "trade": ["two"]}],
        [{"id": "related", "trade": ["one"], "related": ["unknown"]}],
    ],
)
def test_a_wrong_entry_of_the_thesaurus_is_refused(wrong: list[dict[str, object]]) -> None:
    words: dict[str, list[str]] = {"stop": [], "generic": [], "british": [], "irregular": []}
    Thesaurus.model_validate({"words": words, "company": [], "concept": [GOOD]})
    with pytest.raises(ValidationError):
        Thesaurus.model_validate({"words": words, "company": [], "concept": wrong})
