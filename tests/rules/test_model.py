"""The check of the rules' sources at build time: the first thing that is wrong, by file and key."""

import shutil
from pathlib import Path

import pytest

from patentcli.building.rulebook import load
from patentcli.errors import DataProblem

DATA = Path(__file__).parents[2] / "data"
SCHEME = "rules/10-scheme.toml"
STANDARD = "size_standards/cn-2011-300.toml"
WORDS = "industry_words.toml"
CODES = "classifications/gbt4754-2017.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("rules", "size_standards", "classifications"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    shutil.copy(DATA / "industry_words.toml", tmp_path)
    return tmp_path


def change(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    body = path.read_text(encoding="utf-8")
    assert old in body
    path.write_text(body.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_copy_loads(data: Path) -> None:
    assert load(data) == load(DATA)


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (SCHEME, "value = 50_000", "value = 50_000.0", "parameter.0.value"),
        (SCHEME, "value = 50_000", 'value = "50000"', "parameter.0.value"),
        (SCHEME, "value = 50_000", "value = 0", "parameter.0.value"),
        (SCHEME, "value = 50_000", "value = true", "parameter.0.value"),
        (SCHEME, "value = 50_000", "valeu = 50_000", "parameter.0.valeu"),
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
        (SCHEME, '"Annual licence', '"\\u202eAnnual licence', "parameter.0.title_en"),
        (SCHEME, '"Annual licence', '" Annual licence', "parameter.0.title_en"),
        (SCHEME, "note_zh =", "note_en2 =", "parameter.0.note_en2"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { revenue = 500 }", "industry.0"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { assets = 20_000 }", "industry.0"),
        (STANDARD, "large = { revenue = 20_000 }", "large = { revenue = 2e4 }", "industry.0"),
        (STANDARD, 'key = "industry"', 'key = "agriculture"', "-"),
        (STANDARD, 'code = "84"', 'code = "85"', "-"),
        (STANDARD, 'code = "84"', 'code = "8"', "not_covered.2.code"),
        (STANDARD, "in_force_from = 2011", 'in_force_from = 1\nx = 2011', "standard.in_force_from"),
        (STANDARD, '"gbt4754-2017"', '"gbt4754-2011"', "standard.classification"),
        (STANDARD, 'indicators = ["revenue"]', 'indicators = ["profit"]', "industry.0.indicators"),
        (WORDS, 'codes = ["L72"]', 'codes = ["L99"]', "entry.1.codes"),
        (WORDS, 'codes = ["L72"]', 'codes = ["72 L"]', "entry.1.codes"),
        (WORDS, '"广告", "广告业"', '"广告", "影视"', "-"),
        (CODES, '02 = "林业"', '03 = "林业"', ""),
        (CODES, 'code = "B"', 'code = "A"', "-"),
        (CODES, '06 = "', '6 = "', "section.1.divisions"),
    ],
)  # fmt: skip
def test_the_first_wrong_thing_is_named_by_file_and_key(
    data: Path, name: str, old: str, new: str, key: str
) -> None:
    change(data, name, old, new)
    with pytest.raises(DataProblem) as problem:
        load(data)
    assert problem.value.where.startswith(name)
    assert key in problem.value.where
    assert "\x1b" not in str(problem.value)


@pytest.mark.parametrize("folder", ["rules", "size_standards", "classifications"])
def test_an_empty_folder_is_named(data: Path, folder: str) -> None:
    shutil.rmtree(data / folder)
    with pytest.raises(DataProblem) as problem:
        load(data)
    assert problem.value.where == f"{folder}/"


def test_a_later_edition_of_a_rule_follows_the_earlier_one(data: Path) -> None:
    body = (data / SCHEME).read_text(encoding="utf-8")
    change(data, SCHEME, "in_force_from = 2023-08-11\n",
           "in_force_from = 2023-08-11\nin_force_until = 2026-12-31\n")  # fmt: skip
    start = body.index("[[parameter]]")
    later = body[start : body.index("[[parameter]]", start + 1)]
    later = later.replace("50_000", "60_000").replace("2023-08-11", "2027-01-01")
    changed = (data / SCHEME).read_text(encoding="utf-8")
    (data / SCHEME).write_text(f"{changed}\n{later}", encoding="utf-8")
    caps = [p["value"] for p in load(data)["parameters"] if p["id"] == "fee-cap"]  # type: ignore[attr-defined]
    assert caps == [50_000, 60_000]
