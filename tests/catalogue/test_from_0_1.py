"""A user of 0.1 with an imported catalogue, confirmations, and both in use: nothing is lost.

`from_0_1/` holds what version 0.1.0 wrote.
"""

import json
import sqlite3
import tomllib
from pathlib import Path

import pytest

from listing import write_list
from tools import ROOT, call

HERE = Path(__file__).parent / "from_0_1"
HINT = "patentcli catalogue import off.csv --name zhejiang --official"
AGAIN = "made by patentcli 0.1, which could lose rows of a list"
EDITIONS = tomllib.loads((ROOT / "data" / "editions.toml").read_text(encoding="utf-8"))
MOVED = [(entry["old"], entry["new"]) for entry in EDITIONS["moved"]]
GONE = [
    (number, entry["reason_en"], kind)
    for kind in ("dropped", "not_taken")
    for entry in EDITIONS[kind]
    for number in entry["numbers"]
]


@pytest.fixture
def home(data_dir: Path) -> Path:
    """The folder of the user's data as 0.1 left it."""
    catalogues = data_dir / "catalogues"
    catalogues.mkdir(parents=True)
    connection = sqlite3.connect(catalogues / "zhejiang.db")
    connection.executescript((HERE / "zhejiang.sql").read_text(encoding="utf-8"))
    connection.close()
    overlay = (HERE / "confirmed.json").read_bytes()
    (data_dir / "confirmed.json").write_bytes(overlay)
    return data_dir


def test_the_catalogue_is_listed_and_described(home: Path) -> None:
    for arguments in (("list",), ("info", "zhejiang")):
        answer = call("catalogue", *arguments, "--format", "json")
        row = answer.json[-1]
        assert answer.code == 0
        assert (row["name"], row["records"], row["source"]) == ("zhejiang", 4, "off.csv")
        assert AGAIN in answer.err
        assert HINT in answer.err
    assert call("catalogue", "path", "zhejiang").out.endswith("zhejiang.db\n")


USES = (
    "list, stats, vocabulary, search 信号, show CN202210599282.6, report -o -,"
    " eligible --patent CN202210599282.6, notice --patent CN202210599282.6 --company X,"
    " catalogue confirm zhejiang, catalogue diff bundled zhejiang,"
    " catalogue export --format csv -o -"
)


@pytest.mark.parametrize("arguments", USES.split(", "))
def test_every_use_says_to_import_the_list_again(arguments: str, home: Path) -> None:
    answer = call(*arguments.split(), env={"PATENTCLI_CATALOGUE": "zhejiang"})
    assert (answer.code, answer.out) == (65, "")
    assert f"{AGAIN}; import the list again: {HINT}" in answer.err
    assert len(answer.err.splitlines()) == 1


WITHOUT = (
    "industries, rules fee-cap, scheme, help, help data, eligible --fee 40000 --size small,"
    " number CN114694123B, --version, size --industry I65 --employees 400 --revenue 2亿"
)


@pytest.mark.parametrize("name", ["zhejiang", "missing", "/nowhere/x.db"])
@pytest.mark.parametrize("arguments", WITHOUT.split(", "))
def test_what_reads_no_list_does_without_it(arguments: str, name: str, home: Path) -> None:
    answer = call(*arguments.split(), env={"PATENTCLI_CATALOGUE": name})
    assert answer.code == 0, answer.err
    assert answer.out == call(*arguments.split()).out
    assert name not in answer.err


def test_it_can_be_removed(home: Path) -> None:
    assert call("catalogue", "remove", "zhejiang").code == 0
    assert [row["name"] for row in call("catalogue", "list").table] == ["bundled"]


def test_confirmations_are_carried_over_until_the_list_confirms_anew(
    home: Path, tmp_path: Path
) -> None:
    answer = call("list", "--listing", "listed", "--format", "json")
    assert {r["id"]: (r["annual_fee_yuan"], r["licence_term"]) for r in answer.json} == {
        "CN110826365B": ("10000.00", "5年"),  # known to 0.1 by its American number
        "CN114694123B": ("40000.00", "3年"),
    }
    assert answer.err == ""
    row = ["ZL202210599282.6", "名称"]
    path = write_list(tmp_path, ["专利号", "专利名称"], row, name="off.csv")
    # The import replaces what 0.1 made; 0.1 knew the list by the name of its file.
    assert call("catalogue", "import", str(path), "--name", "zhejiang", "--official").code == 0
    assert len(call("-C", "zhejiang", "list", "--format", "ids").lines) == 1
    assert call("catalogue", "confirm", "zhejiang").code == 0
    assert call("list", "--listing", "listed", "--format", "ids").lines == ["CN114694123B"]


def test_one_without_a_successor_is_named_once(home: Path) -> None:
    path = home / "confirmed.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["listed"]["US10346703B2"] = plain["listed"]["US11961299B2"]
    path.write_text(json.dumps(plain), encoding="utf-8")
    quiet = call("list", "--listing", "listed", "--format", "ids", "-q")
    assert quiet.err == ""
    first = call("list", "--listing", "listed", "--format", "ids")
    assert "confirmed before, but no longer in the catalogue: US10346703B2" in first.err
    again = call("list", "--listing", "listed", "--format", "ids")
    assert again.err == ""
    assert quiet.out == first.out == again.out == "CN110826365B\nCN114694123B\n"


@pytest.mark.parametrize(("old", "new"), MOVED)
def test_an_old_number_shows_the_chinese_patent_and_says_why(old: str, new: str) -> None:
    answer = call("show", old, "--format", "ids")
    assert answer.code == 0
    assert new in answer.lines
    said = f"{old} is now listed under its Chinese grant, {new}: a foreign grant gives no right"
    assert said in answer.err


@pytest.mark.parametrize(("number", "reason", "kind"), GONE)
def test_a_number_that_is_not_there_says_why(number: str, reason: str, kind: str) -> None:
    answer = call("show", number, "--format", "ids")
    assert (
        f"{number} {'is no longer in' if kind == 'dropped' else 'was considered for'}" in answer.err
    )
    assert reason in answer.err
    assert answer.code == (kind == "dropped" or not answer.out)


def test_the_reason_is_said_in_chinese_for_any_spelling_and_of_the_bundled_catalogue_only(
    tmp_path: Path, data_dir: Path
) -> None:
    answer = call("show", "us 10,346,703 b2", "--lang", "zh")
    assert answer.code == 1
    assert "US10346703B2 已不再收录：未见中国授权" in answer.err
    path = write_list(tmp_path, ["专利号", "专利名称"], ["ZL202210599282.6", "名称"])
    call("catalogue", "import", str(path), "--name", "own")
    answer = call("-C", "own", "show", "US10346703B2")
    assert answer.code == 1
    assert "no longer in" not in answer.err
