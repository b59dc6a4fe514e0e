"""What is offered at each place of the command line, in the protocol of the scripts."""

from collections.abc import Mapping

import pytest

from patentcli.commands import COMMANDS
from patentcli.completion import FILE
from patentcli.options import reading
from patentcli.output.formats import FORMATS
from registry import IDS, built, entries, paths
from tools import call


def offered(*words: str, shell: str = "zsh", env: Mapping[str, str] | None = None) -> list[str]:
    """What follows, and the values without their remarks."""
    found = call("__complete", shell, *words, env=env)
    assert (found.code, found.err) == (0, "")
    return [line.partition("\t")[0] for line in found.lines]


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_every_option_of_every_command(path: tuple[str, ...]) -> None:
    long = {f for param in built(path).params for f in param.opts if f.startswith("--")}
    assert set(offered(*path, "--")) == {"words", *long}
    assert offered(*path, "--hel") == ["words", "--help"]


# Values that no list has: numbers, days, words of one's own.
FREE = {*("TEXT", "DATE", "AMOUNT", "N", "N|all", "CODE", "NAME", "CC", "A,B,…")}
FREE |= {"HEAD=FIELD", "QUERY…", "VALUE…"}


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_every_parameter_that_takes_a_value_says_what_completes_it(path: tuple[str, ...]) -> None:
    command = built(path)
    for param in command.params:
        if not getattr(param, "is_flag", False):
            kind = command.completes.get(param.name)
            assert kind is not None or param.metavar in FREE, param.name
            if isinstance(kind, str) and kind != FILE:
                option = param.param_type_name == "option"
                assert offered(*path, *([max(param.opts, key=len)] if option else []), "")


# Words with blanks between, the last one what is typed; then what follows, and what is offered.
OFFERED = {
    "": ["words", *COMMANDS],
    "s": ["words", *(name for name in COMMANDS if name.startswith("s"))],
    "catalogue in": "words info",
    "-q --lang zh vocab": "words vocabulary",
    "list --domain ": "words image video 3d other",
    "show CN11469": "words CN114694123B",
    "eligible --patent CN11469": "words CN114694123B",
    "list --holder auton": ["words", "AutoNavi Software Co., Ltd."],
    "list --holder 高德软": "words 高德软件有限公司",
    "list --office ": "words CN US",
    "list --ipc G06T7/11": "words G06T7/11",
    "eligible --size m": "words micro medium",
    "list --format ": ["words", *FORMATS],
    "--lang ": "words en zh",
    "list --color=a": "words --color=auto --color=always",
    "completion ": "words bash zsh fish",
    "help exit": "words exit-codes",
    # Fields come one after the other, each once.
    "list --fields grant": "part grant_date",
    "list --fields id,grant": "part id,grant_date",
    "list --fields=id,grant": "part --fields=id,grant_date",
    "list --sort fil": "words filing_date",
    "list --sort inv": "words",
    "stats --sort ": "words by value label count share",
    "-C ": "words bundled",
    "-C no-such-name show CN": "",
    "list -o x": "files",
    "eligible --batch ": "files",
    # An option is offered once unless it may be repeated, and none behind a double dash.
    "list --limit 3 --lim": "words",
    "list --quiet --qui": "words",
    "list --quiet --lim": "words --limit",
    "list --domain video --dom": "words --domain",
    "show -- --": "words",
    # Free text and nonsense are answered with nothing.
    "search vid": "words",
    "list --filed-after ": "words",
    "no-such-command x": "words",
    "list --no-such-option x": "words",
}


@pytest.mark.parametrize("words", OFFERED)
def test_what_is_offered(words: str, data_dir: object) -> None:
    expected = OFFERED[words]
    assert offered(*words.split(" ")) == (
        expected.split() if isinstance(expected, str) else expected
    )


def test_values_of_the_catalogue_and_the_rules() -> None:
    words = [row["value"] for row in call("vocabulary").table if row["kind"] == "application"]
    assert offered("list", "--application", "") == ["words", *words]
    assert "G06T" in offered("list", "--ipc", "G06")
    industries = [row["key"] for row in call("industries").table]
    assert offered("size", "--industry", "") == ["words", *industries]
    rules = list(dict.fromkeys(row["id"] for row in call("rules").table))
    assert offered("rules", "") == ["words", *(rule for rule in rules if "." not in rule)]
    floors = [rule for rule in rules if rule.startswith("cn-2011-300.soft")]
    assert offered("rules", "cn-2011-300.soft") == ["words", *floors]
    assert floors
    assert 2 <= len(offered("show", "")) <= 501


# What a command needs before it looks at its fields. `eligible` has other fields for several
# patents, and most commands on catalogues read a list first.
NEEDED = {"show": "CN114694123B", "search": "video", "number": "CN114694123B"}
NEEDED |= {"match": "--need video", "size": "--industry I65 --employees 1"}
ASKED = [
    p for p in paths(reading) if p != ("eligible",) and (p[0] != "catalogue" or p[1] == "info")
]


@pytest.mark.parametrize("path", ASKED, ids=" ".join)
def test_the_fields_offered_are_fields_of_that_command(path: tuple[str, ...]) -> None:
    fields = offered(*path, "--fields", "")[1:]
    message = call(*path, *NEEDED.get(path[0], "").split(), "--fields", "no-such-field").err
    known = message.partition("known: ")[2].partition(" (")[0].split(", ")
    assert fields
    assert set(fields) <= set(known)


def test_remarks_follow_the_language() -> None:
    env = {"PATENTCLI_LANG": "zh"}
    found = call("__complete", "fish", "list", "--domain", "vi", env=env)
    assert found.out == "words\nvideo\t视频技术\n"


def test_a_broken_configuration_is_answered_with_nothing() -> None:
    assert offered("show", "CN", env={"PATENTCLI_CATALOGUE": "/no/such.db"}) == []
