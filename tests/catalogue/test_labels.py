"""Labels: words for people in both languages, for every field and column of the interface."""

import re

from patentcli.catalogue.fields import LABELS, label
from patentcli.i18n import set_language
from tools import COLUMNS, call


def test_every_column_and_field_of_the_interface_has_a_label() -> None:
    known = {name for kinds in COLUMNS.values() for names in kinds.values() for name in names}
    assert known - set(LABELS) == set()


def test_a_name_of_somebody_else_is_its_own_label() -> None:
    assert label("of_somebody_else") == "of_somebody_else"
    assert label("a.b") == "a.b"
    assert label("expiry.date") == "End of term.date"


def test_chinese_labels_are_chinese() -> None:
    try:
        set_language("zh")
        assert [n for n in LABELS if not re.search(r"[\u4e00-\u9fff]", label(n))] == []
    finally:
        set_language("en")


def test_only_a_terminal_shows_them() -> None:
    arguments = ("industries", "--lang", "zh", "--limit", "1")
    assert "行业代码" in call(*arguments, tty=True).lines[0]
    assert call(*arguments).lines[0].startswith("key\tlabel_en\t")
