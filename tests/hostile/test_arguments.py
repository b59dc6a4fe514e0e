"""R03, R07, R08, R13, R16: whatever stands on the command line, the answer is one clear line."""

from pathlib import Path

import pytest

from fuzzing import check
from hostile_catalogue import PAYLOADS
from patentcli.cli import everywhere
from patentcli.options import filters, reading
from registry import IDS, built, entries, plain_example
from tools import call, process

HUGE = {
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
}
WORDS = {**HUGE, "all that attacks": "".join(PAYLOADS.values())}
SHARED = {p.name for family in (filters, reading, everywhere) for p in family}


# Each option that takes a value, those of many commands with `list` alone.
OPTIONS = [
    (path, max(param.opts, key=len))
    for path in entries()
    for param in built(path).params
    if param.param_type_name == "option" and not param.is_flag
    if path == ("list",) or param.name not in SHARED
]


@pytest.mark.parametrize(("path", "option"), OPTIONS, ids=" ".join)
def test_any_value_of_any_option(path: tuple[str, ...], option: str, workplace: Path) -> None:
    for value in WORDS.values():
        check(call(*plain_example(path), f"{option}={value}"))


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_any_word_as_argument(path: tuple[str, ...], workplace: Path) -> None:
    for value in WORDS.values():
        check(call(*path, "--", value))


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


@pytest.mark.parametrize("query", ["", " \u3000", "\u200b\u2060"])
def test_an_empty_query_is_a_usage_error(query: str) -> None:
    assert call("search", query).code == 2


@pytest.mark.parametrize(
    "query",
    ['"', "a AND", "NEAR(", "title:", "*", "^x", "a OR b NOT", "(((", "-x", "{a b}: c", "''"],
)
def test_a_query_is_never_the_syntax_of_the_index(query: str) -> None:
    found = call("search", "--", query)
    check(found)
    assert found.code in (0, 1, 2)


def test_thousands_of_numbers() -> None:
    check(call("show", *(f"CN{n}" for n in range(2_000)), "--format", "ids"))
