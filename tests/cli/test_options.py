"""C03, C20, C21, C24, C26, C28, C38, C45, R20, R23: what is wrong with the options and arguments of
any command (calls.toml has the values); what wins over what; that nothing is read, asked or paged
unasked."""

import os
import stat
import sys
from pathlib import Path

import pytest

from patentcli.commands import COMMANDS
from registry import ANSWERING, IDS, built, entries, plain_example
from tools import PATENTS, bash, call, refused

EVERY = pytest.mark.parametrize("path", entries(), ids=IDS)


@pytest.mark.usefixtures("workplace")
@EVERY
def test_an_option_that_is_mistyped_or_lacks_its_value_or_is_given_one(
    path: tuple[str, ...],
) -> None:
    assert "--nonsense" in refused(call(*plain_example(path), "--nonsense"), *path)
    assert "'-Z'" in refused(call(*plain_example(path), "-Z"), *path)
    assert "'-help'; did you mean --help?" in refused(call(*path, "-help"), *path)
    for param in (p for p in built(path).params if p.param_type_name == "option"):
        flag = max(param.opts, key=len)
        words, said = ((f"{flag}=x",), "takes no") if param.is_flag else ((flag,), "needs a")
        assert f"{flag}: {said} value" in refused(call(*path, *words), *path)
        typed = flag[:-2] + flag[-1] + flag[-2]  # two letters in the wrong order
        if typed != flag:
            assert f"did you mean {flag}?" in refused(call(*path, typed), *path)


@pytest.mark.usefixtures("workplace")
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
    error = refused(call(name[:-2] + name[-1]))
    assert f"did you mean {name}?" in error
    assert all(known in error for known in COMMANDS)


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("path", [p for p in ANSWERING if p != ("report",)], ids=" ".join)
def test_options_of_all_commands_before_and_after(path: tuple[str, ...]) -> None:
    arguments, options = plain_example(path), ["--lang", "zh", "-C", "bundled", "-q"]
    assert call(*options, *arguments) == call(*arguments, *options)


# --- what wins over what


LIST = ("list", "--format", "ids")


@pytest.mark.parametrize("spelling", ["--catalogue={}", "--catalogue {}", "-C {}", "-C{}"])
def test_options_before_between_and_after_the_words_of_a_command(spelling: str, one: str) -> None:
    option = spelling.format(one).split()
    for arguments in ((*option, *LIST), (*LIST, *option)):
        assert call(*arguments).lines == ["CN114694123B"]
    for place in range(3):
        words = ["catalogue", "path"]
        words[place:place] = option
        assert call(*words).out == f"{one}\n"
    assert len(call("-C", one, *LIST, "-C", "bundled").lines) == len(PATENTS)  # the last one wins
    assert len(call("-C", "bundled", *LIST, "-C", one).lines) == 1


CATALOGUE, LANG = "PATENTCLI_CATALOGUE", "PATENTCLI_LANG"
NOWHERE = 'catalogue = "nowhere.db"'
NO_PATENT = "list --office FR"
FEW = "list --limit 1"


@pytest.mark.parametrize(
    ("config", "env", "line", "code", "said"),
    [
        # Flag over environment over configuration; a variable that is empty is not set.
        (NOWHERE, "", "list", 66, "nowhere.db"),
        (NOWHERE, f"{CATALOGUE}=", "list", 66, "nowhere.db"),
        (NOWHERE, f"{CATALOGUE}=$OWN", "list", 0, "CN114694123B\timage\tlisted"),
        (NOWHERE, f"{CATALOGUE}=$OWN", "show US11941802B2 -C bundled", 0, "US11941802B2"),
        ('lang = "zh"', f"{LANG}=zh", f"{NO_PATENT} --lang en", 0, "no patent"),
        ('lang = "en"', f"{LANG}=zh", NO_PATENT, 0, "没有"),
        ('lang = "zh_TW"', f"{LANG}=", NO_PATENT, 0, "没有"),
        ("", "", NO_PATENT, 0, "no patent"),
        ("", f"{LANG}=zh", "list --lang fr", 2, "--lang：不支持语言 'fr'"),
        ("", "", "list --lang=", 2, "--lang: unknown language ''; known: en, zh"),
        ("", f"{LANG}=cn", "list", 2, f"{LANG}: unknown language 'cn'; did you mean zh? known: en"),
        ('lang = "zh"', f"{LANG}=zhongwen", "list", 2, f"{LANG}: unknown language 'zhongwen'"),
        ('format = "csv"', "", FEW, 0, "id,domain"),
        ('format = "csv"', "", f"{FEW} --format json", 0, '[\n  {{\n    "id": '),
        # As Windows writes it.
        ('\ufefflang = "zh"\n', "", "--help", 0, "用法"),
        # An error names where the value came from.
        ('catalogue = "one"', "", "list", 2, "{config}: catalogue: no catalogue named 'one'"),
        ('catalogue = "list.csv"', "", "list", 66, "{config}: catalogue: "),
        ('catalogue = "one"', f"{CATALOGUE}=two", "list", 2, f"{CATALOGUE}: no catalogue named"),
        ("", f"{CATALOGUE}=two", "list -C three", 2, "--catalogue: no catalogue named 'three'"),
        ('format = "ids"', "", "stats", 2, "{config}: format: "),
        # A file that means nothing.
        ('catalog = "x"', "", "list", 65, "unknown key 'catalog'; did you mean catalogue? known:"),
        ("lang = 1", "", "list", 65, "{config}: lang must be text in quotes"),
        ('lang = "cn"', "", "list", 65, "{config}: lang: unknown value 'cn'; did you mean zh? k"),
        ("lang = zh", "LANG=zh_CN.UTF-8", "list", 65, '有误；文字须加英文引号，例如 lang = "zh"'),
        ('lang = "\udcff"', "LANG=zh_CN.UTF-8", "list", 65, "第 1 行：不是 UTF-8；请将文件另存"),
        ("a = " + "[" * 5000, "", "list", 65, "line 1: nested too deep"),
        ("a = " + "1" * 5000, "", "list", 65, "line 1: a number too long"),
        ('catalogue = "a\\u0000b"', "", "list", 65, "on one line"),
    ],
)  # fmt: skip
def test_flag_over_environment_over_configuration(
    config: str, env: str, line: str, code: int, said: str, one: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(config.encode("utf-8", "surrogateescape"))
    name, _, value = env.replace("$OWN", one).partition("=")
    found = call(*line.split(), env={"PATENTCLI_CONFIG_DIR": str(tmp_path), name: value})
    assert (found.code, said.format(config=path) in found.out + found.err) == (code, True), found
    assert code == 0 or (found.out, found.err.count("\n")) == ("", 1)
    assert code != 65 or str(path) in found.err


def test_a_configured_format_stands_back_behind_a_suffix(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('format = "csv"\n', encoding="utf-8")
    env = {"PATENTCLI_CONFIG_DIR": str(tmp_path)}
    for name, start in (("x.json", "["), ("x.md", "| id |"), ("x.data", "id,"), ("x", "id,")):
        assert call("list", "-o", str(tmp_path / name), env=env).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("place", [0, 99], ids=["before", "after"])
def test_debug_shows_where_an_error_came_from(place: int) -> None:
    wrong = ["list", "--domain", "vidoe"]
    quiet = call(*wrong, "-q")
    wrong[place:place] = ["--debug"]
    answer = call(*wrong)
    assert answer.code == 2
    assert "Traceback (most recent call last)" in answer.err
    assert answer.err.splitlines()[-1] == quiet.err.rstrip("\n")


@pytest.mark.parametrize(("words", "same"), [("", "help start"), ("catalogue", "catalogue --help")])
def test_help_on_no_arguments_is_no_failure(words: str, same: str) -> None:
    for more in ((), ("--quiet",)):
        answer = call(*words.split(), *more)
        assert (answer.code, answer.out, answer.err) == (0, call(*same.split()).out, "")


def test_standard_input_of_the_whole_suite_is_dev_null() -> None:
    """A command that asked would read nothing, and never wait for somebody who runs the tests."""
    here = os.fstat(0)
    assert stat.S_ISCHR(here.st_mode)
    assert here.st_rdev == Path("/dev/null").stat().st_rdev
    seen = bash(f'"{sys.executable}" -c "import sys; print(repr(sys.stdin.read()))"')
    assert seen.out == "''\n"


@pytest.mark.parametrize("name", ["patentcli.toml", "config.toml", ".patentcli", "pyproject.toml"])
def test_nothing_is_read_from_the_current_directory(name: str, workplace: Path) -> None:
    before = call("list").out
    for folder in (workplace, workplace / ".config" / "patentcli"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('format = "ids"\nnonsense = [\n')
    relative = {"XDG_CONFIG_HOME": ".config", "PATENTCLI_CONFIG_DIR": ""}
    assert call("list").out == call("list", env=relative).out == before
