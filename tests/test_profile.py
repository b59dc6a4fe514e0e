"""A profile of a company: what it takes, and what is said of the first thing that is wrong."""

import re
from pathlib import Path

import pytest

from patentcli.errors import DataProblem
from patentcli.profile import Profile, load_profile
from patentcli.rules.facts import Company
from tools import call

WHOLE = """
name = " 示例传媒有限公司 "
uscc = "91330100MA0000000C"
address = "杭州"
contact = "王磊"
industry = "I65"
employees = "1,000"
revenue = "3000万"
assets = 5000
controlled_by_large = "否"
max_fee = "五万"
needs = ["直播", " 视频剪辑 "]
"""


def loaded(folder: Path, body: str) -> Profile:
    path = folder / "company.toml"
    path.write_text(body, encoding="utf-8")
    return load_profile(str(path))


def test_every_key_is_read_as_the_options_read_it_and_may_be_left_out(tmp_path: Path) -> None:
    found = loaded(tmp_path, WHOLE)
    assert found.company == Company("I65", None, 1000, 3_000_000_000, 500_000, False)
    texts = (found.name, found.uscc, found.address, found.contact)
    assert texts == ("示例传媒有限公司", "91330100MA0000000C", "杭州", "王磊")
    assert (found.max_fee, found.needs) == (5_000_000, ("直播", "视频剪辑"))
    assert loaded(tmp_path, "").company == Company()
    assert loaded(tmp_path, 'size = "小型"').company.size == "small"
    assert loaded(tmp_path, "industry = 65").company.industry == "65"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("employes = 3", "employes: unknown key; did you mean employees?"),
        ("[company]\nname = 'x'", "company: unknown key"),
        ('employees = "many"', "employees: “many” is"),
        ("employees = 40.5", "employees: expected a whole number, or text"),
        ("employees = true", "employees: “True” is not a number of persons"),
        ('revenue = "$3"', "revenue: “$3” is not an amount in yuan"),
        ('size = "smal"', "size: unknown size class 'smal'; did you mean small?"),
        ('controlled_by_large = "maybe"', "controlled_by_large: 'maybe' is neither true nor false"),
        ('needs = "直播"', "needs: expected an array of texts, such as"),
        ('needs = ["直播", 3]', "needs: expected text in quotes"),
        ('needs = ["直播", " "]', "needs: is empty"),
        ("name = 3", "name: expected text in quotes"),
        ('name = ""', "name: is empty"),
        ("name = ", 'invalid TOML; put text in straight quotation marks, as in name = "…"'),
        (
            "\nname = “某公司”",
            ", line 2: invalid TOML; put text in straight quotation marks, as in ",
        ),
        ("name ＝ '某公司' # 甲", ' as in name = "某公司"'),
        ("revenue = 800万", ' as in revenue = "800万"'),
        ("revenue = 8,000,000", ' as in revenue = "8,000,000"'),
        ("needs = [\n  直播,\n]", ", line 2: invalid TOML; put text in straight quotation marks"),
        ("人数 = 40", ", line 1: invalid TOML; keys are English words, as in employees = 40"),
        ("name = 'a' 'b'", ", line 1: invalid TOML: Expected newline or end of document after a"),
        ("#" * (1 << 20) + "\n", "more than 1 MiB of TOML"),
    ],
    ids=range(22),
)
def test_the_first_wrong_thing_in_one_line(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(DataProblem) as problem:
        loaded(tmp_path, body)
    text = str(problem.value)
    assert text.startswith(str(tmp_path / "company.toml"))
    assert message in text
    assert "\n" not in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_example_is_a_profile_and_names_every_key(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "example.toml"
    answer = call("match", "--init", str(path), "--lang", lang)
    assert (answer.code, str(path) in answer.err) == (0, True)
    body = path.read_text(encoding="utf-8")
    assert [key for key in Profile.model_fields if f"{key} =" not in body] == []
    assert len(load_profile(str(path)).needs) == 2
    every = re.sub(r"# (uscc|address|contact|assets|size) =", r"\1 =", body)
    assert loaded(tmp_path, every).company.size == "small"
    assert call("match", "--init", str(path), "--lang", lang).code == 73
    for none in ("", "-"):
        answer = call("match", "--init", none, "--lang", lang)
        assert (answer.code, f"'{none}'" in answer.err) == (2, True)
    assert path.read_text(encoding="utf-8") == body
