"""The surroundings of a run: width, colour, language, directories, messages and progress."""

import errno
import os
import re
import sys
from pathlib import Path

import platformdirs
import pytest

from outputs import Sink, displayed, surroundings
from patentcli.environment import DEFAULT_WIDTH, Progress
from patentcli.errors import CannotCreate, DataProblem, UsageProblem, refusal
from patentcli.output.replacing import make_private
from patentcli.suggest import nearest, unknown_word
from tools import speaking


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> Sink:
    """Standard error, on which progress is drawn at every step."""
    monkeypatch.setattr("patentcli.environment._EVERY", 0)
    return Sink()


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


# --- directories


def test_our_own_variables_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = {"PATENTCLI_DATA_DIR": "data", "PATENTCLI_CONFIG_DIR": str(tmp_path / "config")}
    env = surroundings(env={**own, "XDG_DATA_HOME": "/other", "XDG_CONFIG_HOME": "/other"})
    assert all(env.directory(kind) == str(tmp_path / kind) for kind in ("data", "config"))


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is the rule of Linux")
@pytest.mark.parametrize(
    "env",
    [
        {"HOME": "/home/李"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/config"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "../relative"},
        {},
    ],
)
def test_the_xdg_rules_are_those_of_platformdirs(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
        if name in env:
            monkeypatch.setenv(name, env[name])
    place = surroundings(env=env)
    assert place.directory("data") == platformdirs.user_data_dir("patentcli", appauthor=False)
    assert place.directory("config") == platformdirs.user_config_dir("patentcli", appauthor=False)


def test_our_folders_are_their_owners_only(tmp_path: Path) -> None:
    """E19: with the umask of most systems, too."""
    before = os.umask(0o022)
    try:
        make_private(str(tmp_path / "data" / "catalogues"))
    finally:
        os.umask(before)
    for folder in (tmp_path / "data", tmp_path / "data" / "catalogues"):
        assert folder.stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").touch()
    for name in ("file", "file/catalogues"):
        with pytest.raises(CannotCreate, match="cannot create the directory"):
            make_private(str(tmp_path / name))


# --- messages


def test_messages_have_a_prefix_each_and_quiet_silences_notes_alone(errors: Sink) -> None:
    env = surroundings(errors=errors)
    for env.quiet in (False, True):
        env.say("a note")
        env.warn("mind {this} {0} %s")  # text, not a format
        env.error(DataProblem("not a table", where="list.csv, line 3", hint="see help data"))
    others = (
        "patentcli: warning: mind {this} {0} %s\n"
        "patentcli: error: list.csv, line 3: not a table; see help data\n"
    )
    assert errors.body.decode() == "patentcli: a note\n" + others + others


def test_a_message_of_any_length_is_one_line_that_keeps_its_hint(errors: Sink) -> None:
    hint = "known: image, video"
    surroundings(errors=errors).error(UsageProblem("x" * 100_000, where="--domain", hint=hint))
    body = errors.body.decode()
    assert len(body) < 2100
    assert re.fullmatch(rf"patentcli: error: --domain: xxx.*{hint}\n", body)


def test_on_a_terminal_a_message_is_wrapped_and_no_command_broken(errors: Sink) -> None:
    env = surroundings(errors=errors, tty=True, env={"COLUMNS": "44"})
    env.say("2 patents imported; patentcli -C 'a b' list --domain video shows them")
    env.error(UsageProblem("needs it", hint="install it with pip install 'patentcli[xlsx]'"))
    assert errors.body.decode().splitlines() == [
        *("patentcli: 2 patents imported;", "patentcli -C 'a b' list --domain video shows", "them"),
        *("patentcli: error: needs it; install it with", "pip install 'patentcli[xlsx]'"),
    ]


@pytest.mark.parametrize("tty", [False, True])
def test_what_was_answered_stands_before_the_message(tty: bool, errors: Sink) -> None:
    env = surroundings(errors, tty=tty, errors=errors)
    env.stdout.write(b"answer\n")
    env.say("note")
    assert errors.body == b"answer\npatentcli: note\n"


USUAL = ("ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ENOSPC", "EDQUOT",
         "EROFS", "EIO", "EBADF", "EMFILE", "ELOOP", "ENOMEM")  # fmt: skip


def test_the_usual_refusals_are_the_system_s_own_and_known_in_chinese() -> None:
    problems = [OSError(n := getattr(errno, name), os.strerror(n), "list.csv") for name in USUAL]
    assert [refusal(problem) for problem in problems] == [p.strerror for p in problems]
    assert refusal(OSError("odd")) == "odd"
    with speaking("zh"):
        assert [p for p in problems if not re.search(r"[\u4e00-\u9fff]", refusal(p))] == []


DOMAINS = ("image", "video", "3d", "other")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("vidio", "video"), ("VIDEO", "video"), ("imag", "image"), ("othr", "other")),
        *(("3D", "3d"), ("3", "3d"), ("视屏", "视频"), ("retial", "Retail")),
        *((word, None) for word in ("", "patent", "zzzzz", "x" * 100_000)),
    ],
)
def test_a_mistyped_word(word: str, meant: str | None) -> None:
    assert nearest(word, [*DOMAINS, "图像", "视频", "Retail"]) == meant
    error = str(unknown_word("unknown domain 'a'", word, DOMAINS, where="--domain"))
    did_you_mean = f"did you mean {meant}? " if meant in DOMAINS else ""
    wanted = f"--domain: unknown domain 'a'; {did_you_mean}known: image, video, 3d, other"
    assert error == wanted


# --- progress: one line on a terminal, nothing anywhere else, gone at the end


def shown(errors: Sink, width: int = 80) -> list[str]:
    return displayed(errors.body.decode(), width, height=3)


def test_how_far_it_has_come_until_a_message_or_the_end(errors: Sink) -> None:
    env = surroundings(errors=errors, tty=True)
    with Progress(env, "rows") as progress:
        progress.advance(20_000)
        assert shown(errors) == ["rows: 20,000", "", ""]
        env.warn("mind this")
        assert shown(errors) == ["patentcli: warning: mind this", "", ""]
        progress.advance(0)
        assert shown(errors)[1] == "rows: 20,000"
    assert shown(errors) == ["patentcli: warning: mind this", "", ""]
    assert b"\x1b" not in errors.body


def test_it_is_drawn_ten_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    errors, thousandths = Sink(), iter(range(100_000))
    monkeypatch.setattr("patentcli.environment.monotonic", lambda: next(thousandths) / 1000)
    with Progress(surroundings(errors=errors, tty=True), "\x1b[2J rows") as progress:
        for _step in range(10_000):
            progress.advance()
    assert 50 <= errors.body.count(b"\\x1b[2J rows:") <= 100  # nor does a label drive the terminal
    assert not {0x1B, 0x0A} & set(errors.body)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_never_fills_the_line(width: int, errors: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    env = surroundings(errors=errors, tty=True)
    monkeypatch.setattr(env.stderr, "terminal_width", lambda: width)
    Progress(env, "正在导入" * 20).advance(5)
    first, second, _third = shown(errors, width)
    assert (first[:4], second) == ("正在导入", "")


def test_nothing_is_written_where_nobody_looks(errors: Sink) -> None:
    quiet = surroundings(errors=errors, tty=True)
    quiet.quiet = True
    for place in (quiet, surroundings(errors=errors)):
        with Progress(place, "rows") as progress:
            progress.advance(5)
    assert not errors.body
