"""Headings: the names themselves in English, words for people in Chinese, for every column."""

import re
import tomllib

from patentcli.i18n import set_language
from patentcli.output.column_names import NAMES, heading
from tools import ROOT, call

GOLDEN = tomllib.loads((ROOT / "tests" / "golden" / "columns.toml").read_text(encoding="utf-8"))


def test_every_column_and_field_of_the_interface_has_a_heading() -> None:
    known = {name for c in GOLDEN["command"] for name in (*c["columns"], *c.get("fields", ()))}
    assert known - set(NAMES) == set()


def test_english_headings_are_the_names() -> None:
    assert [heading(name) for name in NAMES] == list(NAMES)
    assert heading("of_somebody_else") == "of_somebody_else"


def test_chinese_headings_are_chinese() -> None:
    try:
        set_language("zh")
        assert [n for n in NAMES if not re.search(r"[\u4e00-\u9fff]", heading(n))] == []
        assert heading("of_somebody_else") == "of_somebody_else"
    finally:
        set_language("en")


def test_only_a_terminal_shows_them() -> None:
    arguments = ("industries", "--lang", "zh", "--limit", "1")
    assert "行业代码" in call(*arguments, tty=True).lines[0]
    assert call(*arguments).lines[0].startswith("key\tlabel_en\t")
