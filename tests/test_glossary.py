"""The glossary holds: no word that it replaces stands in what the program says in Chinese."""

import pytest
from babel.messages.pofile import read_po

from tools import ROOT


def rows() -> list[tuple[str, str, str]]:
    """English, Chinese and the word that is not used, of each line of the table."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:2] == "| "]
    return [(english, chinese, never) for english, chinese, never, _what in cells[1:]]


def said() -> list[str]:
    """Every Chinese text of the program, and the lines of the Chinese README."""
    path = ROOT / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"
    with path.open("rb") as stream:
        messages = [m.string for m in read_po(stream) if m.id]
    texts = [text for m in messages for text in ((m,) if isinstance(m, str) else m)]
    return texts + (ROOT / "README.zh.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("never", [never for _english, _chinese, never in rows() if never])
def test_a_replaced_word_is_said_nowhere(never: str) -> None:
    assert [text for text in said() if never in text] == []


def test_the_words_of_the_glossary_are_the_ones_in_use() -> None:
    everything = "\n".join(said())
    words = [word for _english, chinese, _never in rows() for word in chinese.split("、")]
    assert len(words) > 30
    assert [word for word in words if word not in everything] == []
