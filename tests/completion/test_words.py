"""What is offered at each place of the command line, in the protocol of the scripts."""

from collections.abc import Mapping

import pytest

from patentcli.commands import COMMANDS
from patentcli.completion.answer import answer
from patentcli.completion.values import FILE, KINDS
from patentcli.environment import Environment
from patentcli.i18n import set_language
from patentcli.options import reading
from patentcli.output.model import FORMATS
from patentcli.output.stream import Output
from registry import IDS, built, entries, paths
from tools import Sink, call, quiet_environment


def offered(*words: str, shell: str = "zsh", env: Mapping[str, str] | None = None) -> list[str]:
    """What follows, and the values without their remarks."""
    out, err = Sink(), Sink()
    surroundings = Environment(
        env={**quiet_environment(), **(env or {})}, stdout=Output(out), stderr=Output(err)
    )
    try:
        assert answer(surroundings, [shell, *words]) == 0
    finally:
        set_language("en")
    assert err.body == b""
    return [line.partition("\t")[0] for line in out.body.decode().splitlines()]


def test_commands_at_the_beginning() -> None:
    assert offered("") == ["words", *COMMANDS]
    assert offered("s") == ["words", *(name for name in COMMANDS if name.startswith("s"))]
    assert offered("catalogue", "in") == ["words", "info"]
    assert offered("-q", "--lang", "zh", "vocab") == ["words", "vocabulary"]


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_every_option_of_every_command(path: tuple[str, ...]) -> None:
    long = {
        flag
        for param in built(path).params  # type: ignore[attr-defined]
        if param.param_type_name == "option"
        for flag in param.opts
        if flag.startswith("--")
    }
    assert set(offered(*path, "--")) == {"words", *long}
    assert offered(*path, "--hel") == ["words", "--help"]


# Values that no list has: numbers, days, words of one's own.
FREE = {
    "TEXT",
    "DATE",
    "AMOUNT",
    "N",
    "N|all",
    "CODE",
    "NAME",
    "CC",
    "A,B,…",
    "HEAD=FIELD",
    "QUERY…",
    "VALUE…",
}


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_every_parameter_that_takes_a_value_says_what_completes_it(path: tuple[str, ...]) -> None:
    command = built(path)
    for param in command.params:
        if not getattr(param, "is_flag", False):
            kind = command.completes.get(param.name)
            assert kind is not None or param.metavar in FREE, param.name
            assert not isinstance(kind, str) or kind == FILE or kind in KINDS


def test_values_of_the_catalogue() -> None:
    assert offered("list", "--domain", "") == ["words", "image", "video", "3d", "other"]
    assert offered("show", "CN11469") == ["words", "CN114694123B"]
    assert offered("show", "cn11469") == ["words", "CN114694123B"]
    assert offered("eligible", "--patent", "CN11469") == ["words", "CN114694123B"]
    assert offered("list", "--holder", "AutoN") == ["words", "AutoNavi Software Co., Ltd."]
    assert offered("list", "--office", "") == ["words", "CN", "US"]
    assert "G06T" in offered("list", "--ipc", "G06")
    assert "G06T7/11" in offered("list", "--ipc", "G06T7/1")
    words = [row["value"] for row in call("vocabulary").table if row["kind"] == "application"]
    assert offered("list", "--application", "") == ["words", *words]


def test_values_of_the_rules() -> None:
    industries = [row["key"] for row in call("industries").table]
    assert offered("size", "--industry", "") == ["words", *industries]
    rules = list(dict.fromkeys(row["id"] for row in call("rules").table))
    parameters = [rule for rule in rules if "." not in rule]
    assert offered("rules", "") == ["words", *parameters]
    floors = [rule for rule in rules if rule.startswith("cn-2011-300.soft")]
    assert floors
    assert offered("rules", "cn-2011-300.soft") == ["words", *floors]
    assert offered("eligible", "--size", "m") == ["words", "micro", "medium"]


def test_ids_are_capped_and_a_longer_beginning_finds_the_rest() -> None:
    assert 2 <= len(offered("show", "")) <= 501


def test_formats_languages_colours_and_shells() -> None:
    assert offered("list", "--format", "") == ["words", *FORMATS]
    assert offered("--lang", "") == ["words", "en", "zh"]
    assert offered("list", "--color=a") == ["words", "--color=auto", "--color=always"]
    assert offered("completion", "") == ["words", "bash", "zsh", "fish"]
    assert "exit-codes" in offered("help", "exit")


def test_fields_one_after_the_other() -> None:
    assert offered("list", "--fields", "grant") == ["part", "grant_date"]
    assert offered("list", "--fields", "id,grant") == ["part", "id,grant_date"]
    assert "id,id" not in offered("list", "--fields", "id,")
    assert offered("list", "--fields=id,grant") == ["part", "--fields=id,grant_date"]


@pytest.mark.parametrize("path", paths(reading), ids=" ".join)
def test_the_fields_offered_are_fields_of_that_command(path: tuple[str, ...]) -> None:
    fields = offered(*path, "--fields", "")[1:]
    assert fields
    if path not in ENDLESS:
        message = call(*path, *NEEDED.get(path, ()), "--fields", "no-such-field").err
        known = message.partition("known: ")[2].partition(" (")[0].split(", ")
        assert set(fields) <= set(known), path


# What a command needs before it looks at its fields; and those that are not asked here.
NEEDED = {
    ("show",): ["CN114694123B"],
    ("search",): ["video"],
    ("number",): ["CN114694123B"],
    ("match",): ["--need", "video"],
    ("size",): ["--industry", "I65", "--employees", "1"],
}
# `eligible` has other fields for several patents; the second kind reads a list.
ENDLESS = {("eligible",)} | {
    path for path in paths(reading) if path[0] == "catalogue" and path[1] != "info"
}


def test_what_can_be_sorted_by() -> None:
    assert offered("list", "--sort", "fil") == ["words", "filing_date"]
    assert "inventors" not in offered("list", "--sort", "")
    assert set(offered("stats", "--sort", "")) == {
        "words",
        "by",
        "value",
        "label",
        "count",
        "share",
    }


def test_catalogues_by_name_and_their_own_ids(data_dir: object) -> None:
    assert offered("-C", "") == ["words", "bundled"]
    assert offered("-C", "no-such-name", "show", "CN") == []


def test_files_are_left_to_the_shell() -> None:
    assert offered("list", "-o", "x") == ["files"]
    assert offered("eligible", "--batch", "") == ["files"]


def test_an_option_is_offered_once_unless_it_may_be_repeated() -> None:
    assert "--limit" not in offered("list", "--limit", "3", "--")
    assert "--domain" in offered("list", "--domain", "video", "--")


def test_after_a_double_dash_there_are_no_options() -> None:
    assert offered("show", "--", "--") == ["words"]


def test_free_text_and_nonsense_are_answered_with_nothing() -> None:
    assert offered("search", "vid") == ["words"]
    assert offered("list", "--filed-after", "") == ["words"]
    assert offered("no-such-command", "x") == ["words"]
    assert offered("list", "--no-such-option", "x") == ["words"]
    assert offered("completion", "bash", "more", "") != ["words", "bash", "zsh", "fish"]


def test_remarks_follow_the_language() -> None:
    out = Sink()
    env = Environment(env=quiet_environment() | {"PATENTCLI_LANG": "zh"}, stdout=Output(out))
    answer(env, ["fish", "list", "--domain", "vi"])
    set_language("en")
    assert out.body.decode() == "words\nvideo\t视频技术\n"


def test_a_broken_configuration_is_answered_with_nothing() -> None:
    assert offered("list", "--lang", env={"PATENTCLI_LANG": "xx"}) == []
    assert offered("show", "CN", env={"PATENTCLI_CATALOGUE": "/no/such.db"}) == []
