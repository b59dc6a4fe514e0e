"""The separator of a table is the one that parts its heads, whatever its cells hold."""

import pytest

from tools import call

HEADS = ("专利号", "专利名称", "发明人", "年许可费")
CELLS = ("ZL 2022 1 0599282.6", "信号灯", "{inventors}", "10000")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("inside", [";", ",", "、", "|"])
def test_cells_with_many_other_separators(separator: str, inside: str, data_dir: object) -> None:
    if separator == inside:
        pytest.skip("such cells are quoted")
    inventors = inside.join(["王", "李", "张", "赵", "钱", "孙", "周", "吴", "郑"])
    lines = [separator.join(HEADS), separator.join(CELLS).format(inventors=inventors)]
    body = "\n".join(lines)
    done = call("catalogue", "import", "-", "--name", "theirs", stdin=body)
    assert done.code == 0, done
    (record,) = call("list", "-C", "theirs", "--format", "json").json
    assert record["annual_fee_yuan"] == "10000.00"
    assert "王" in record["inventors"][0]


def test_quoted_cells_with_many_other_separators(data_dir: object) -> None:
    body = '"专利号","专利名称"\n"ZL 2022 1 0599282.6","a;b;c;d|e|f|g"\n'
    assert call("catalogue", "import", "-", "--name", "theirs", stdin=body).code == 0
    assert call("list", "-C", "theirs", "--format", "json").json[0]["title_zh"] == "a;b;c;d|e|f|g"
