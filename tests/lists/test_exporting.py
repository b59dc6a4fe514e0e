"""Export: every format, files that appear whole, and the way back; what differs between two."""

from pathlib import Path

import pytest

from records import MIXED, imported
from tools import PATENTS, call


@pytest.mark.parametrize("name", ["toml", "json", "jsonl", "csv", "xlsx"])
def test_an_exported_catalogue_comes_back_the_same(
    name: str, tmp_path: Path, data_dir: Path
) -> None:
    path = tmp_path / f"all.{name}"
    assert call("catalogue", "export", "-o", str(path)).code == 0
    # Excel needs a mark.
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,publication_number,") == (name == "csv")
    assert call("catalogue", "import", str(path), "--name", "again").code == 0
    answer = call("catalogue", "diff", "bundled", "again", "--format", "json")
    assert (answer.code, answer.json) == (0, [])


def test_parquet_holds_every_record_and_field(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    own = imported(tmp_path, *MIXED)
    assert call("-C", own, "catalogue", "export", "-o", str(tmp_path / "all.parquet")).code == 0
    records = parquet.read_table(tmp_path / "all.parquet").to_pylist()
    for record in records:
        for fee in ("annual_fee_yuan", "one_off_fee_yuan"):
            record[fee] = None if record[fee] is None else str(record[fee])
    assert records == call("-C", own, "list", "--format", "json").json


def test_toml_that_no_import_would_take_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patentcli.lists.exporting.LARGEST_TOML", 10_000)
    answer = call("catalogue", "export", "-o", str(tmp_path / "all.toml"))
    assert answer.code == 73
    assert "JSON Lines" in answer.err
    assert list(tmp_path.iterdir()) == []
    assert len(call("catalogue", "export", "-o", "-", "--format", "jsonl").lines) == len(PATENTS)


def test_a_list_is_compared_as_it_would_be_imported(tmp_path: Path, data_dir: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    head = "专利号,专利名称,专利权人\n"
    before.write_text(head + "202210599282.6,甲,某\n202010566088.9,乙,某\n", encoding="utf-8")
    after.write_text(head + "202210599282.6,新甲,他\nCN114694123B,丙,某\n", encoding="utf-8")
    answer = call("catalogue", "diff", str(before), str(after))
    assert answer.code == 1
    assert [
        (r["change"], r["title"], r["field"], r["before"], r["after"]) for r in answer.table
    ] == [
        ("added", "丙", "id", "", "CN114694123B"),
        ("removed", "乙", "id", "CN202010566088.9", ""),
        ("changed", "新甲", "title_zh", "甲", "新甲"),
        ("changed", "新甲", "holder_zh", "某", "他"),
    ]
    assert "1 added, 1 removed, 1 changed" in answer.err
    assert call("catalogue", "diff", str(before), str(before)).code == 0
