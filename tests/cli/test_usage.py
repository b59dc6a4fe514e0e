"""C03, C26, C45: what is wrong with the options, arguments and words of any command; calls.toml
has the values."""

import re

import pytest

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


@EVERY
def test_an_option_that_is_mistyped_or_lacks_its_value_or_is_given_one(
    path: tuple[str, ...],
) -> None:
    assert "--nonsense" in refused(call(*plain_example(path), "--nonsense"), *path)
    assert "'-Z'" in refused(call(*plain_example(path), "-Z"), *path)
    for param in (p for p in built(path).params if p.param_type_name == "option"):
        flag = max(param.opts, key=len)
        words, said = ((f"{flag}=x",), "takes no") if param.is_flag else ((flag,), "needs a")
        assert f"{flag}: {said} value" in refused(call(*path, *words), *path)
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
    error = refused(call(name[0] + name[2] + name[1] + name[3:]))
    assert f"did you mean {name}?" in error
    assert all(known in error for known in COMMANDS)


@pytest.mark.parametrize("path", [p for p in ANSWERING if p != ("report",)], ids=" ".join)
def test_options_of_all_commands_before_and_after(path: tuple[str, ...]) -> None:
    arguments, options = plain_example(path), ["--lang", "zh", "-C", "bundled", "-q"]
    assert call(*options, *arguments) == call(*arguments, *options)
