"""The surroundings of a run: what decides about width, colour, language, and the messages."""

import pytest

from hostile_catalogue import UNSEEN
from outputs import HOSTILE, Sink, surroundings
from patentcli.environment import DEFAULT_WIDTH, Environment
from patentcli.errors import DataProblem, UsageProblem


def messages(env: Environment, errors: Sink) -> str:
    env.stderr.flush()
    return errors.body.decode()


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        *(("60", 60), ("200", 200), ("39", 40), ("1", 40), ("1001", 1000), ("9" * 5000, 1000)),
        *((nonsense, DEFAULT_WIDTH) for nonsense in ("", "0", "-5", "wide", "１００")),
    ],
)
def test_width_by_columns_and_nonsense_is_ignored(columns: str, width: int) -> None:
    for tty in (False, True):
        assert surroundings(env={"COLUMNS": columns}, tty=tty).width == width


@pytest.mark.parametrize(
    ("option", "env", "tty", "expected"),
    [
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {}, True, True),
        ("auto", {"TERM": "xterm"}, False, False),
    ],
)
def test_colour_by_flag_then_variables_then_terminal(
    option: str, env: dict[str, str], tty: bool, expected: bool
) -> None:
    assert surroundings(tty=tty, env=env).colour(option) is expected


@pytest.mark.parametrize(
    ("chosen", "env", "expected"),
    [
        (["en", "zh"], {"LANG": "zh_CN.UTF-8"}, "en"),
        ([None, "zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["de", "", "zh-Hans"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["zh_CN.UTF-8"], {}, "zh"),
        (["EN"], {"LANG": "zh_CN"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ([], {"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ([], {"LC_MESSAGES": "de_DE", "LANG": "zh_CN"}, "en"),
        ([], {}, "en"),
    ],
)
def test_language_by_choice_then_locale(
    chosen: list[str | None], env: dict[str, str], expected: str
) -> None:
    assert surroundings(env=env).language(*chosen) == expected


def test_messages_have_a_prefix_each_and_quiet_silences_notes_alone() -> None:
    errors = Sink()
    env = surroundings(errors=errors)
    for env.quiet in (False, True):
        env.say("a note")
        env.warn("mind {this} {0} %s")  # text, not a format
        env.error(DataProblem("not a table", where="list.csv, line 3", hint="see help data"))
    others = (
        "patentcli: warning: mind {this} {0} %s\n"
        "patentcli: error: list.csv, line 3: not a table; see help data\n"
    )
    assert messages(env, errors) == "patentcli: a note\n" + others + others


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("debug", [False, True])
def test_no_message_drives_the_terminal(text: str, debug: bool) -> None:
    errors = Sink()
    env = surroundings(errors=errors)
    env.debug = debug
    for write in (env.say, env.warn, lambda said: env.error(UsageProblem(said, hint=said))):
        write(text)
    body = messages(env, errors)
    assert UNSEEN & set(body) <= {"\n"}
    assert debug or body.count("\n") == 3


def test_a_message_of_any_length_is_one_line_that_keeps_its_hint() -> None:
    errors = Sink()
    env = surroundings(errors=errors)
    env.error(UsageProblem("x" * 100_000, where="--domain", hint="known: image, video"))
    body = messages(env, errors)
    assert len(body) < 2100
    assert body.startswith("patentcli: error: --domain: xxx")
    assert body.endswith("known: image, video\n")
    assert body.count("\n") == 1


def test_a_message_that_cannot_be_written_is_lost_silently() -> None:
    env = surroundings(errors=Sink(room=0))
    env.error("x")
    env.error("y")


@pytest.mark.parametrize("tty", [False, True])
def test_what_was_answered_stands_before_the_message(tty: bool) -> None:
    shared = Sink()
    env = surroundings(shared, tty=tty, errors=shared)
    env.stdout.write(b"answer\n")
    env.say("note")
    assert shared.body == b"answer\npatentcli: note\n"
