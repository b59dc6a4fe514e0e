"""C03, C26, C38, C45: what is wrong on the command line is said in one line, with a way out."""

import re
from importlib import import_module
from typing import get_args

import pytest

from patentcli.cli import everywhere
from patentcli.commands import COMMANDS
from registry import ANSWERING, IDS, built, entries, plain_example
from tools import Answer, call

pytestmark = pytest.mark.usefixtures("workplace")
EVERY = pytest.mark.parametrize("path", entries(), ids=IDS)


def refused(found: Answer, *path: str) -> str:
    """The error of a wrong call: one line on standard error, with the usage of the command."""
    assert (found.code, found.out) == (2, "")
    *notes, error = found.err.splitlines()
    assert all(note.startswith("patentcli: --") for note in notes)  # an amount as understood
    assert error.startswith("patentcli: error: ")
    assert re.search(rf"usage: {' '.join(('patentcli', *path))}\b", error), error
    # The parser's own words could not be translated.
    assert not re.search("No such|Missing argument|requires an arg|unexpected extra", error)
    return error


def flags(path: tuple[str, ...], *, takes_value: bool) -> list[str]:
    """The long options of a command that take a value, or those that take none."""
    return [
        max(param.opts, key=len)
        for param in built(path).params
        if param.param_type_name == "option" and param.is_flag != takes_value
    ]


@EVERY
def test_an_option_that_does_not_exist_or_lacks_its_value_or_is_given_one(
    path: tuple[str, ...],
) -> None:
    assert "--nonsense" in refused(call(*plain_example(path), "--nonsense"), *path)
    assert "'-Z'" in refused(call(*plain_example(path), "-Z"), *path)
    for flag in flags(path, takes_value=True):
        assert f"{flag}: needs a value" in refused(call(*path, flag), *path)
    for flag in flags(path, takes_value=False):
        assert f"{flag}: takes no value" in refused(call(*path, f"{flag}=x"), *path)


@EVERY
def test_a_mistyped_option_gives_the_nearest(path: tuple[str, ...]) -> None:
    for flag in (*flags(path, takes_value=True), *flags(path, takes_value=False)):
        typed = flag[:-2] + flag[-1] + flag[-2]  # two letters in the wrong order
        if typed != flag:
            assert f"did you mean {flag}?" in refused(call(*path, typed), *path)


@EVERY
def test_an_argument_that_is_missing_or_too_many(path: tuple[str, ...]) -> None:
    arguments = [p for p in built(path).params if p.param_type_name == "argument"]
    if any(param.required for param in arguments):
        assert "is missing" in refused(call(*path), *path)
    if not any(param.nargs == -1 for param in arguments):
        words = ["surplus"] * (len(arguments) + 1)
        assert "unexpected argument 'surplus'" in refused(call(*plain_example(path), *words), *path)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_mistyped_command_gives_the_nearest(name: str) -> None:
    typed = name[0] + name[2] + name[1] + name[3:]
    error = refused(call(typed))
    assert f"did you mean {name}?" in error
    assert all(known in error for known in COMMANDS)


def test_a_command_of_a_group_that_was_left_out() -> None:
    assert "did you mean patentcli catalogue info?" in refused(call("info"))
    assert call("--quiet").out == call("help", "start").out
    assert call("catalogue", "--quiet").out == call("catalogue", "--help").out


@pytest.mark.parametrize(
    ("line", "where", "way_out"),
    [
        ("list --domain vidoe", "--domain", "did you mean video?"),
        ("list --listing listd", "--listing", "did you mean listed?"),
        ("list --office C", "--office", "as in CN, US or EP"),
        ("list --format jsn", "--format", "did you mean json?"),
        ("list --fields titel", "--fields", "did you mean title?"),
        ("list --sort titel", "--sort", "did you mean title?"),
        ("list --color nevr", "--color", "did you mean never?"),
        ("list --lang zn", "--lang", "did you mean zh?"),
        ("list --filed-after 2020-6-31", "--filed-after", "2020-06-30"),
        ("list --limit many", "--limit", "--limit 20"),
        ("list --max-fee $5", "--max-fee", "¥40000"),
        ("list -C bundeld", "--catalogue", "did you mean bundled?"),
        ("stats --by holdr", "--by", "did you mean holder?"),
        ("search x --fit stron", "--fit", "did you mean strong?"),
        ("rules fee-cpa", "ID", "did you mean fee-cap?"),
        ("eligible --fee 1 --size smal", "--size", "did you mean small?"),
        ("eligible --fee 1 --only eligble", "--only", "did you mean eligible?"),
        ("size --industry softwear", "--industry", "patentcli industries"),
        ("industries softwear", "WORD", "patentcli industries"),
        ("completion bsh", "SHELL", "did you mean bash?"),
        ("catalogue ifno", "catalogue", "did you mean info?"),
        ("help exit-code", "TOPIC", "did you mean exit-codes?"),
        ("help elligible", "TOPIC", "did you mean eligible?"),
        ("help catalogue inf", "TOPIC", "did you mean info?"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_a_way_out(
    line: str, where: str, way_out: str
) -> None:
    # The language is looked up before there is a command.
    error = refused(call(*line.split()), *([] if "--lang" in line else [line.split()[0]]))
    assert error.startswith(f"patentcli: error: {where}: ")
    assert way_out in error


def test_an_empty_word_is_no_word_left_out() -> None:
    for command in ("industries", "rules", "help", "search"):
        refused(call(command, ""), command)


@pytest.mark.parametrize("path", [p for p in ANSWERING if p != ("report",)], ids=" ".join)
def test_options_of_all_commands_before_and_after(path: tuple[str, ...]) -> None:
    arguments, options = plain_example(path), ["--lang", "zh", "-C", "bundled", "-q"]
    assert call(*options, *arguments) == call(*arguments, *options)


def test_every_parameter_is_text_or_a_flag_so_that_the_parser_converts_nothing() -> None:
    for entry in entries().values():
        module = import_module(f"patentcli.commands.{entry.module}")
        function = getattr(module, entry.function)
        for found in (p for family in (*function.about.families, everywhere) for p in family):
            kind = get_args(found.annotation)[0]
            assert kind in (str, str | None, bool, list[str], list[str] | None), found.name
