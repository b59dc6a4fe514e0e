"""The options that go everywhere: before and after the command, and what wins over what."""

from pathlib import Path

import pytest

from records import MIXED, imported
from tools import PATENTS, call


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    return imported(tmp_path_factory.mktemp("own"), MIXED[0])


IDS = ("list", "--format", "ids")


@pytest.mark.parametrize("spelling", ["--catalogue={}", "--catalogue {}", "-C {}", "-C{}"])
def test_options_before_between_and_after_the_words_of_a_command(spelling: str, own: str) -> None:
    option = spelling.format(own).split()
    for arguments in ((*option, *IDS), (*IDS, *option)):
        assert call(*arguments).lines == ["CN114694123B"]
    for place in range(3):
        words = ["catalogue", "path"]
        words[place:place] = option
        assert call(*words).out == f"{own}\n"
    assert len(call("-C", own, *IDS, "-C", "bundled").lines) == len(PATENTS)  # the last one wins
    assert len(call("-C", "bundled", *IDS, "-C", own).lines) == 1


def test_flag_over_environment_over_configuration(own: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('catalogue = "nowhere.db"\n', encoding="utf-8")
    env = {"PATENTCLI_CONFIG_DIR": str(tmp_path)}
    assert call(*IDS, env=env).code == 66
    env["PATENTCLI_CATALOGUE"] = own
    assert len(call(*IDS, env=env).lines) == 1
    assert len(call(*IDS, "-C", "bundled", env=env).lines) == len(PATENTS)
    env["PATENTCLI_CATALOGUE"] = ""  # empty is as if it were not set
    assert call(*IDS, env=env).code == 66


@pytest.mark.parametrize(
    ("option", "variable", "config", "code", "said"),
    [
        (["--lang", "en"], "zh", "zh", 0, "no patent"),
        ([], "zh", "en", 0, "没有"),
        ([], "", "zh_TW", 0, "没有"),
        ([], "", None, 0, "no patent"),
        (["--lang", "fr"], "zh", None, 2, "--lang：不支持语言 'fr'"),
        (["--lang", ""], "", None, 2, "--lang: unknown language ''; known: en, zh"),
        ([], "zhongwen", "zh", 2, "PATENTCLI_LANG: unknown language 'zhongwen'"),
    ],
)
def test_language_by_flag_then_variable_then_configuration(
    option: list[str], variable: str, config: str | None, code: int, said: str, tmp_path: Path
) -> None:
    if config:
        (tmp_path / "config.toml").write_text(f'lang = "{config}"\n', encoding="utf-8")
    env = {"PATENTCLI_CONFIG_DIR": str(tmp_path), "PATENTCLI_LANG": variable}
    answer = call("list", "--office", "FR", *option, env=env)
    assert answer.code == code
    assert said in answer.err


def test_a_configured_format_stands_back_behind_a_flag_and_a_suffix(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('format = "csv"\n', encoding="utf-8")
    env = {"PATENTCLI_CONFIG_DIR": str(tmp_path)}
    assert call("list", "--limit", "1", env=env).out.startswith("id,")
    assert call("list", "--limit", "1", "--format", "json", env=env).json
    for name, start in (("x.json", "["), ("x.md", "| id |"), ("x.data", "id,"), ("x", "id,")):
        assert call("list", "-o", str(tmp_path / name), env=env).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "variable", "config", "where"),
    [
        ("list", "", 'catalogue = "one"', "{config}: catalogue: no catalogue named 'one'"),
        ("list", "", 'catalogue = "list.csv"', "{config}: catalogue: "),
        ("list", "two", 'catalogue = "one"', "PATENTCLI_CATALOGUE: no catalogue named 'two'"),
        ("list -C three", "two", "", "--catalogue: no catalogue named 'three'"),
        ("stats", "", 'format = "ids"', "{config}: format: "),
    ],
)
def test_an_error_names_where_the_value_came_from(
    arguments: str, variable: str, config: str, where: str, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    env = {"PATENTCLI_CONFIG_DIR": str(tmp_path), "PATENTCLI_CATALOGUE": variable}
    answer = call(*arguments.split(), env=env)
    assert answer.code in (2, 66)
    assert f"error: {where.format(config=tmp_path / 'config.toml')}" in answer.err


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'catalog = "x"', "unknown key 'catalog'; did you mean catalogue? known: "),
        (b"lang = 1", "lang must be text in quotes"),
        (b'lang = "fr"', "config.toml: lang: unknown value 'fr'; known: en, zh"),
        (b'color = "allways"', "color: unknown value 'allways'; did you mean always?"),
        (b'format = "jsno"', "format: unknown value 'jsno'; did you mean json?"),
        (b"lang = \n", "invalid TOML: Invalid value (at line 1, column 8)"),
        (b'lang = "\xff"', "line 1: not UTF-8"),
        (b"a = " + b"[" * 5000, "line 1: nested too deep"),
        (b"a = " + b"1" * 5000, "line 1: a number too long"),
        (b"#" * 70_000, "too large"),
        (b'catalogue = "a\\u0000b"', "on one line"),
    ],
)
def test_a_configuration_that_means_nothing(body: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(body)
    answer = call("list", env={"PATENTCLI_CONFIG_DIR": str(tmp_path)})
    assert (answer.code, answer.out) == (65, "")
    assert reason in answer.err
    assert str(tmp_path / "config.toml") in answer.err
    assert answer.err.count("\n") == 1
    if "line 1" in reason:
        chinese = call("list", env={"PATENTCLI_CONFIG_DIR": str(tmp_path), "LANG": "zh_CN.UTF-8"})
        assert ("TOML 格式有误：" in chinese.err) != ("第 1 行：" in chinese.err)


@pytest.mark.parametrize("place", [0, 99], ids=["before", "after"])
def test_quiet_silences_notes_and_debug_shows_where_an_error_came_from(place: int) -> None:
    def with_(option: str, *arguments: str) -> tuple[str, ...]:
        return (*arguments[:place], option, *arguments[place:])

    assert call(*with_("-q", "list", "--office", "FR")).err == ""
    assert "not in the catalogue" in call(*with_("--quiet", "show", "CN000000001B")).err
    wrong = ("list", "--domain", "vidoe")
    answer = call(*with_("--debug", *wrong))
    assert answer.code == 2
    assert "Traceback (most recent call last)" in answer.err
    assert answer.err.splitlines()[-1] == call(*with_("-q", *wrong)).err.rstrip("\n")


@pytest.mark.parametrize(
    "option", ["--color always", "--color never", "--color auto", "--quiet", "--lang zh"]
)
def test_no_global_option_changes_the_data(option: str) -> None:
    plain = call("list", "--format", "json")
    assert call("list", "--format", "json", *option.split()).out == plain.out
    assert call(*option.split(), "list", "--format", "json").out == plain.out


def test_help_on_no_arguments_is_no_failure() -> None:
    for arguments, same in (((), ("help", "start")), (("catalogue",), ("catalogue", "--help"))):
        answer = call(*arguments)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out == call(*same).out
