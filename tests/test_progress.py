"""Progress: one line on a terminal, nothing anywhere else, gone at the end."""

import pyte
import pytest

from outputs import Sink, surroundings
from patentcli.environment import Environment


class Clock:
    """A clock that a test turns."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr("patentcli.environment.monotonic", turned)
    return turned


@pytest.fixture
def errors() -> Sink:
    return Sink()


@pytest.fixture
def env(errors: Sink) -> Environment:
    return surroundings(errors=errors, tty=True)


def shown(errors: Sink, width: int = 80) -> list[str]:
    """What a terminal of three lines shows."""
    screen = pyte.Screen(width, 3)
    pyte.Stream(screen).feed(errors.body.decode().replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize(
    ("total", "text"), [(100_000, "rows: 20,000 of 100,000"), (None, "rows: 20,000")]
)
def test_how_far_it_has_come_and_the_line_is_gone_at_the_end(
    total: int | None, text: str, env: Environment, errors: Sink, clock: Clock
) -> None:
    with env.progress("rows") as progress:
        progress.total = total
        clock.now += 2
        progress.advance(20_000)
        assert shown(errors) == [text, "", ""]
    assert shown(errors) == ["", "", ""]
    assert errors.body.endswith(b"\r")
    assert b"\x1b" not in errors.body


def test_it_is_drawn_ten_times_a_second_at_most(
    env: Environment, errors: Sink, clock: Clock
) -> None:
    with env.progress("\x1b[2J rows") as progress:  # a label cannot drive the terminal
        for _step in range(10_000):
            clock.now += 0.001
            progress.advance()
    assert 50 <= errors.body.count(b"\\x1b[2J rows:") <= 100
    assert not {0x1B, 0x0A} & set(errors.body)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_never_fills_the_line(
    width: int, env: Environment, errors: Sink, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(env.stderr, "terminal_width", lambda: width)
    progress = env.progress("正在导入" * 20)
    clock.now += 1
    progress.advance(5)
    first, second, _third = shown(errors, width)
    assert first.startswith("正在导入")
    assert not second


def test_nothing_is_written_where_nobody_looks(
    env: Environment, errors: Sink, clock: Clock
) -> None:
    env.quiet = True
    for place in (env, surroundings(errors=errors)):
        with place.progress("rows") as progress:
            clock.now += 1
            progress.advance(5)
    assert not errors.body


def test_a_message_takes_the_line_away_first(env: Environment, errors: Sink, clock: Clock) -> None:
    with env.progress("rows") as progress:
        clock.now += 1
        progress.advance()
        assert b"rows: 1" in errors.body
        env.warn("mind this")
    assert shown(errors) == ["patentcli: warning: mind this", "", ""]
