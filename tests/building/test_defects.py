"""The build refuses a defective file of `data/` with one line: file, key, reason."""

import tomllib
from pathlib import Path

import pytest

from checkouts import OTHER, RECORD, edit, small_data
from patentcli.building.sources import load
from patentcli.errors import PatentcliError

with (Path(__file__).parent / "defects.toml").open("rb") as stream:
    CASES = tomllib.load(stream)["case"]

FILE = "patents/CN114694123B.toml"
SECOND = "patents/US8775401B2.toml"
LINES = len(RECORD.splitlines())


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
        (place,) = (i for i, line in enumerate(lines) if line.startswith(f"{case['line']} ="))
        lines[place] = case["to"]
    else:  # after the number, which names the file in these tests
        lines.insert(1, case["to"])
    return "\n".join(lines) + "\n"


def test_the_sound_records_are_taken_and_nothing_is_filled_in(tmp_path: Path) -> None:
    first, second = load(small_data(tmp_path))["patents"].values()
    assert first["publication_number"] == "CN114694123B"
    known = {name for name, value in second.items() if value not in (None, [])}
    assert known == set(tomllib.loads(OTHER))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_defect_is_named_with_file_key_and_reason(case: dict[str, str], tmp_path: Path) -> None:
    problem = refusal(small_data(tmp_path, broken(case)))
    assert problem.where == (f"{FILE}: {case['key']}" if case["key"] else FILE)
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
    assert len(load(data)["patents"]) == 3


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        (RECORD.encode("gb18030"), 3, "not UTF-8"),
        (RECORD.encode("utf-16"), 1, "not UTF-8"),
        (f"{RECORD}a = {'[' * 401}{']' * 401}".encode(), None, ""),
        (f"{RECORD}a = {'[' * 5000}{']' * 5000}".encode(), LINES + 1, "nested too deep"),
        (f"{RECORD}a = {'[' * 5000}".encode(), LINES + 1, "nested too deep"),
        (f"{RECORD}{'a.' * 5000}b = 1".encode(), LINES + 1, "nested too deep"),
        (("a = " + "[\n" * 5000 + RECORD).encode(), None, "nested too deep"),
        (f"{RECORD}a = {'1' * 4301}".encode(), LINES + 1, "number too long"),
        (b"", None, "required"),
        (b"\x00", None, "line 1"),
        (RECORD.replace("[[", "[[[").encode(), None, "line 22"),
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


@pytest.mark.parametrize("name", ["vocabulary.toml", "announcement.toml", "patents"])
def test_what_is_missing_is_named(name: str, tmp_path: Path) -> None:
    data = small_data(tmp_path)
    (data / name).rename(tmp_path / "elsewhere")
    assert refusal(data).where.rstrip("/") == name


OCR = 'value = "ocr"'


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "reason"),
    [
        ("vocabulary.toml", 'value = "image"', 'value = "image"\nsize = 1', "domain.0.size", ""),
        ("vocabulary.toml", 'label_zh = "图像处理"', "", "domain.0.label_zh", ""),
        ("vocabulary.toml", 'value = "video"', 'value = "image"', "domain", "'image' stands"),
        ("vocabulary.toml", 'value = "video-coding"', OCR, "application", "'ocr' stands"),
        ("catalogue.toml", "created = 2026", 'created = "x"\n# ', "created", ""),
        ("announcement.toml", "{records} p", "{recrods} p", "counted.0.value_en", "{recrods}"),
    ],
)
def test_the_other_files_are_checked_as_strictly(
    name: str, old: str, new: str, where: str, reason: str, tmp_path: Path
) -> None:
    data = small_data(tmp_path)
    edit(data / name, old, new)
    problem = refusal(data)
    assert problem.where == f"{name}: {where}"
    assert reason in problem.message
