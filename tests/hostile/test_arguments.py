"""R03, R07, R08, R13, R14, R16, R22: any word on the command line, and anything in a file, has one
clear line for an answer."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fuzzing import READERS
from hostile_catalogue import PAYLOADS, check
from patentcli.cli import everywhere
from patentcli.options import filters, reading
from registry import built, entries, plain_example
from tools import call, process

WORDS = {
    "100,000 letters": "A" * 100_000,
    "5,000 digits": "9" * 5_000,
    "64-bit overflow": "9223372036854775808",
    "exponent": "1e400",
    "not a number": "nan",
    "negative": "-1",
    "full-width": "１２",
    "empty": "",
    "blank": " \t\u3000",
    "zero width": "\u200b\u200d",
    "homoglyph": "СN114694123B",  # the first letter is Cyrillic
    "all that attacks": "".join(PAYLOADS.values()),
}
SHARED = {p.name for family in (filters, reading, everywhere) for p in family}
# Each argument, and each option that takes a value, those of many commands with `list` alone.
PLACES = [(path, "--") for path in entries()] + [
    (path, max(param.opts, key=len))
    for path in entries()
    for param in built(path).params
    if param.param_type_name == "option" and not param.is_flag
    if path == ("list",) or param.name not in SHARED
]


@pytest.mark.parametrize(("path", "option"), PLACES, ids=" ".join)
def test_any_word_as_argument_or_value(path: tuple[str, ...], option: str, workplace: Path) -> None:
    for value in WORDS.values():
        words = (*path, "--", value) if option == "--" else (*plain_example(path), option, value)
        check(call(*words))


@pytest.mark.parametrize("value", PAYLOADS.values(), ids=PAYLOADS)
def test_any_word_as_command_and_as_option(value: str) -> None:
    for words in ([value], ["catalogue", value], [f"--{value}"], ["list", f"--{value}"]):
        found = call(*words)
        check(found)
        assert found.code == 2


@pytest.mark.parametrize(
    "words",
    [b"list --domain \xff", b"list --holder=\xe9\x98", b"show CN\xff", b"search \xc3\x28",
     b"eligible --fee 4\xff", b"help \xff", b"--\xff", b"list --lang e\xff", b"catalogue \xff"],
    ids=str,
)  # fmt: skip
def test_invalid_utf_8_from_a_shell(words: bytes, tmp_path: Path) -> None:
    found = process(*words.split(), cwd=tmp_path)
    assert (found.code, found.out) == (2, "")
    assert "not valid UTF-8" in found.err or "\\udcff" in found.err  # named as a strange word
    assert len(found.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


EMPTY = ["", " \u3000", "\u200b\u2060"]
SYNTAX = ['"', "a AND", "NEAR(", "title:", "*", "^x", "a OR b NOT", "(((", "-x", "{a b}: c", "''"]


@pytest.mark.parametrize("query", [*EMPTY, *SYNTAX])
def test_a_query_is_never_empty_nor_the_syntax_of_the_index(query: str) -> None:
    found = call("search", "--", query)
    check(found)
    assert found.code in ((2,) if query in EMPTY else (0, 1, 2))


@pytest.mark.parametrize("name", READERS)
def test_a_reader_against_any_input(
    name: str, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cases at each run; `bench/fuzz.py` throws new ones without end."""
    monkeypatch.chdir(tmp_path)
    reader = READERS[name]
    cases = min(40, 12 * reader.share)

    @settings(database=None, max_examples=cases, suppress_health_check=list(HealthCheck))
    @given(reader.inputs)
    def run(case: object) -> None:
        reader.check(case, tmp_path)

    run()
    kept = {"rows.csv", "config.toml", "damaged.db", "data"}
    assert {path.name for path in tmp_path.iterdir()} <= kept
