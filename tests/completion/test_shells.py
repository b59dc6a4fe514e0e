"""Completion in the real shells: keys on a terminal, and what the command was then given."""

from pathlib import Path

import pytest

from shells import SHELLS, shell

pytestmark = pytest.mark.parametrize("name", SHELLS)


def test_a_command_an_option_and_a_word_of_the_vocabulary(name: str, tmp_path: Path) -> None:
    with shell(name, tmp_path) as keyboard:
        assert keyboard.arguments("patentcli vocab\t") == ["vocabulary"]
        assert keyboard.arguments("patentcli list --doma\tvid\t") == ["list", "--domain", "video"]
        assert keyboard.arguments("patentcli list --domain=vid\t") == ["list", "--domain=video"]
        assert keyboard.arguments("patentcli catalogue inf\t") == ["catalogue", "info"]


def test_an_id_a_field_an_industry_and_a_catalogue(name: str, tmp_path: Path) -> None:
    with shell(name, tmp_path) as keyboard:
        assert keyboard.arguments("patentcli show CN1146\t") == ["show", "CN114694123B"]
        fields = keyboard.arguments("patentcli list --fields id,grant\t")
        assert fields == ["list", "--fields", "id,grant_date"]
        assert keyboard.arguments("patentcli -C bun\tlist") == ["-C", "bundled", "list"]
        rule = keyboard.arguments("patentcli rules fee-c\t")
        assert rule == ["rules", "fee-cap"]


def test_a_name_with_spaces_and_brackets_is_one_word(name: str, tmp_path: Path) -> None:
    holder = "Alibaba (China) Co., Ltd."
    with shell(name, tmp_path) as keyboard:
        close = {"fish": "'"}.get(name, "")  # which leaves that to its user
        for typed in ("Alibaba\\ \\(C\t", f"'Alibaba (C\t{close}"):
            found = keyboard.arguments(f"patentcli list --holder {typed}")
            assert found == ["list", "--holder", holder]
            found = keyboard.arguments(f"patentcli list --holder={typed}")
            assert found == ["list", f"--holder={holder}"]


def test_a_file_name_is_left_to_the_shell(name: str, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").touch()
    with shell(name, tmp_path) as keyboard:
        assert keyboard.arguments("patentcli list -o ans\t") == ["list", "-o", "answers.csv"]
