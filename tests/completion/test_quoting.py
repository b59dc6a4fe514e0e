"""R21: whatever a name holds, bash takes it as one word and runs nothing of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_catalogue import PAYLOADS, write_catalogue
from patentcli.completion import for_bash, split_typed
from shells import SHELLS, shell
from tools import process

HOSTILE = {
    "substitution": "Name $(touch pwned) Ltd",
    "backquotes": "Name `touch pwned` Ltd",
    "command": "Name; touch pwned; Ltd",
    "quotes": "Name 'single' \"double\" Ltd",
    "backslash": "Name \\ $HOME \\n Ltd",
    "pattern": "Name * ? [a-z] {a,b} Ltd",
    "redirection": "Name > pwned & Ltd | tee pwned",
    "history": "Name !! !$ Ltd",
    "prompt": "Name %d %~ $PWD Ltd",
    "home": "~root Name Ltd",
    "option": "--help Name",
    "equals": "=ls Name:x=y Ltd",
    "chinese": "阿里巴巴（中国）有限公司 Name",
}
# Text that people and companies could have in their names; the shell gets it as arguments.
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\0"),
    min_size=1,
)


@settings(derandomize=True, max_examples=500)
@given(st.lists(NAMES, min_size=1, max_size=3))
def test_a_line_is_read_as_it_was_quoted(names: list[str]) -> None:
    for opening in ("", "'", '"'):
        *before, (last, quoted) = [(name, for_bash(name, opening)) for name in names]
        if quoted is not None:
            line = " ".join(for_bash(name, "") or "" for name, _text in before)
            typed = f"{line} {opening}{quoted}"
            whole = [name for name, _text in before]
            assert split_typed(typed) == ([*whole, last], opening)
            assert split_typed(typed + opening + " ") == ([*whole, last, ""], "")


@pytest.mark.parametrize("name", SHELLS)
def test_a_hostile_holder_is_inserted_as_one_inert_word(name: str, tmp_path: Path) -> None:
    """One holder a line begins with a number of its own, so that each is the only match."""
    texts = [f"{n:02}{text}" for n, text in enumerate(HOSTILE.values(), start=10)]
    catalogue = write_catalogue(tmp_path / "theirs.db", texts)
    with shell(name, tmp_path) as keyboard:
        for n, text in enumerate(texts, start=10):
            keys = f"patentcli -C {catalogue} list --holder {n}\t"
            assert keyboard.arguments(keys) == ["-C", str(catalogue), "list", "--holder", text]
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("name", SHELLS)
def test_what_drives_a_terminal_is_never_offered(name: str, tmp_path: Path) -> None:
    catalogue = write_catalogue(tmp_path / "theirs.db", [*PAYLOADS.values(), "harmless"])
    for words in (("list", "--holder", ""), ("show", ""), ("list", "--ipc", "")):
        typed = ["-C", str(catalogue), *words]
        asked = [" ".join(["patentcli", *typed]), ""] if name == "bash" else typed
        found = process("__complete", name, *asked)
        assert found.err == ""
        values = [line.partition("\t")[0] for line in found.out.splitlines()]
        assert all(value.isprintable() for value in values)
        assert any("harmless" in value.lower() for value in values) or words[1] == "--ipc"
