"""The build refuses a defective record with one line: file, key, reason."""

import tomllib
from pathlib import Path

import pytest

from checkouts import OTHER, RECORD, small_data
from patentcli.building.sources import load
from patentcli.errors import DataProblem, InputMissing, PatentcliError

with (Path(__file__).parent / "defects.toml").open("rb") as stream:
    CASES = tomllib.load(stream)["case"]

FILE = "patents/CN114694123B.toml"


def refusal(data: Path) -> PatentcliError:
    """What the build says of that `data/`."""
    with pytest.raises(PatentcliError) as caught:
        load(data)
    assert "\n" not in str(caught.value)
    return caught.value


def broken(case: dict[str, str]) -> str:
    """The sound record with the one change that a case describes."""
    lines = RECORD.splitlines()
    if "line" in case:
        lines[lines.index(case["line"])] = case["to"]
    else:  # after the number, which names the file in these tests
        lines.insert(1, case["to"])
    return "\n".join(lines) + "\n"


def test_the_sound_records_are_taken(tmp_path: Path) -> None:
    numbers = [p["publication_number"] for p in load(small_data(tmp_path))["patents"]]
    assert numbers == ["CN114694123B", "US8775401B2"]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_defect_is_named_with_file_key_and_reason(case: dict[str, str], tmp_path: Path) -> None:
    problem = refusal(small_data(tmp_path, broken(case)))
    assert isinstance(problem, DataProblem)
    expected = f"{FILE}: {case['key']}" if case["key"] else FILE
    assert problem.where == expected
    assert case["reason"] in problem.message


def test_a_file_is_named_by_the_number_of_its_record(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / FILE).rename(data / "patents" / "CN110971952B.toml")
    problem = refusal(data)
    assert problem.where == "patents/CN110971952B.toml: publication_number"
    assert "is CN114694123B" in problem.message


def test_a_number_belongs_to_one_record(tmp_path: Path) -> None:
    # The published application of the same patent is no second patent.
    second = RECORD.replace('"CN114694123B"', '"CN114694123A"', 1)
    second = second.replace('family = ["CN114694123A", ', "family = [")
    problem = refusal(small_data(tmp_path, RECORD, second))
    assert problem.where.startswith("patents/")
    assert "CN114694123" in problem.message
    assert "own number of patents/" in problem.message


def test_an_application_belongs_to_one_record(tmp_path: Path) -> None:
    other = OTHER.replace("CN200910129551.7", "CN202210599282.6").replace("priority", "own")
    problem = refusal(small_data(tmp_path, RECORD, other))
    assert problem.where == "patents/US8775401B2.toml"
    assert problem.message == f"CN202210599282.6 is the own number of {FILE} already"


def test_records_may_share_a_priority(tmp_path: Path) -> None:
    third = OTHER.replace("US8775401B2", "US9053386B2")
    assert len(load(small_data(tmp_path, RECORD, OTHER, third))["patents"]) == 3


def test_what_is_not_known_is_left_out_and_not_filled_in(tmp_path: Path) -> None:
    other = load(small_data(tmp_path))["patents"][1]
    unknown = {name for name, value in other.items() if value in (None, [])}
    assert unknown == set(other) - {
        "publication_number",
        "title",
        "title_is_translation",
        "title_zh_is_translation",
        "holder",
        "status",
        "chinese_applications",
        "listing",
        "confidence",
        "sources",
    }


def test_a_byte_order_mark_before_the_file_is_no_defect(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    path = data / FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load(data)["patents"]) == 2


@pytest.mark.parametrize(
    ("body", "where", "reason"),
    [
        (RECORD.encode("gb18030"), f"{FILE}, line 3", "not UTF-8"),
        (RECORD.encode("utf-16"), f"{FILE}, line 1", "not UTF-8"),
        (f"{RECORD}a = {'[' * 401}{']' * 401}".encode(), None, ""),
        (f"{RECORD}a = {'[' * 5000}{']' * 5000}".encode(), f"{FILE}, line 26", "nested too deep"),
        (f"{RECORD}a = {'[' * 5000}".encode(), f"{FILE}, line 26", "nested too deep"),
        (f"{RECORD}{'a.' * 5000}b = 1".encode(), f"{FILE}, line 26", "nested too deep"),
        (("a = " + "[\n" * 5000 + RECORD).encode(), FILE, "nested too deep"),
        (f"{RECORD}a = {'1' * 4301}".encode(), f"{FILE}, line 26", "number too long"),
        (b"", f"{FILE}: publication_number", "required"),
        (b"\x00", FILE, "line 1"),
        (RECORD.replace("[[", "[[[").encode(), FILE, "line 22"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    body: bytes, where: str | None, reason: str, tmp_path: Path
) -> None:
    data = small_data(tmp_path)
    (data / FILE).write_bytes(body)
    problem = refusal(data)
    assert isinstance(problem, DataProblem)
    assert problem.where.startswith(FILE)
    assert where in (None, problem.where)
    assert reason in problem.message


@pytest.mark.parametrize("name", ["vocabulary.toml", "announcement.toml", "catalogue.toml"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / name).unlink()
    problem = refusal(data)
    assert isinstance(problem, InputMissing)
    assert problem.where == name


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / "patents").rename(data / "elsewhere")
    assert refusal(data).where == "patents/"


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("vocabulary.toml", 'value = "image"', 'value = "image"\nsize = 1', "domain.0.size"),
        ("vocabulary.toml", 'label_zh = "图像处理"', "", "domain.0.label_zh"),
        ("catalogue.toml", "created = 2026", 'created = "x"\n# ', "created"),
        ("announcement.toml", "{records} patents", "{recrods} patents", "counted.0.value_en"),
    ],
)
def test_the_other_files_are_checked_as_strictly(
    name: str, old: str, new: str, where: str, tmp_path: Path
) -> None:
    data = small_data(tmp_path)
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert refusal(data).where == f"{name}: {where}"


@pytest.mark.parametrize("kind", ["domain", "application"])
def test_a_word_of_the_vocabulary_stands_there_once(kind: str, tmp_path: Path) -> None:
    data = small_data(tmp_path)
    path = data / "vocabulary.toml"
    word = "image" if kind == "domain" else "ocr"
    more = f'[[{kind}]]\nvalue = "{word}"\nlabel_en = "Other"\nlabel_zh = "别的"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    problem = refusal(data)
    assert problem.where == f"vocabulary.toml: {kind}"
    assert f"'{word}'" in problem.message
