"""Progress: one line on a terminal, nothing anywhere else, gone at the end."""

import pyte
import pytest

from outputs import Sink, surroundings
from patentcli.progress import Progress


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def started(total: int | None, width: int = 80) -> tuple[Progress, Clock, list[str]]:
    clock = Clock()
    drawn: list[str] = []
    return Progress(drawn.append, "rows", total, width=width, clock=clock), clock, drawn


def test_rate_and_rest() -> None:
    progress, clock, drawn = started(100_000)
    clock.now += 2
    progress.advance(20_000)
    assert drawn == ["\rrows: 20,000 of 100,000, 10,000 a second, 0:08 left"]


def test_without_total_there_is_no_rest() -> None:
    progress, clock, drawn = started(None)
    clock.now += 1
    progress.advance(500)
    assert drawn == ["\rrows: 500, 500 a second"]


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    progress, clock, drawn = started(None)
    for _step in range(10_000):
        clock.now += 0.001
        progress.advance()
    assert 50 <= len(drawn) <= 100


def test_the_line_is_gone_at_the_end() -> None:
    progress, clock, drawn = started(10)
    with progress:
        clock.now += 1
        progress.advance(5)
    screen = pyte.Screen(80, 2)
    pyte.Stream(screen).feed("".join(drawn))
    assert [line.strip() for line in screen.display] == ["", ""]
    assert screen.cursor.x == 0


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_never_fills_the_line(width: int) -> None:
    clock = Clock()
    drawn: list[str] = []
    progress = Progress(drawn.append, "正在导入" * 20, 10, width=width, clock=clock)
    clock.now += 1
    progress.advance(5)
    screen = pyte.Screen(width, 2)
    pyte.Stream(screen).feed("".join(drawn))
    assert screen.display[0].strip()
    assert not screen.display[1].strip()


def test_nothing_is_written_where_nobody_looks() -> None:
    errors = Sink()
    piped = surroundings(errors=errors)
    quiet = surroundings(errors=errors, tty=True)
    quiet.quiet = True
    for env in (piped, quiet):
        with env.progress(10, "rows") as progress:
            progress.advance(5)
    assert not errors.body


def test_a_message_takes_the_line_away_first(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("patentcli.progress.monotonic", clock)
    errors = Sink()
    env = surroundings(errors=errors, tty=True)
    with env.progress(None, "rows") as progress:
        clock.now += 1
        progress.advance()
        assert b"rows: 1" in errors.body
        env.warn("mind this")
    screen = pyte.Screen(80, 3)
    pyte.Stream(screen).feed(errors.body.decode().replace("\n", "\r\n"))
    assert [line.strip() for line in screen.display] == ["patentcli: warning: mind this", "", ""]


def test_a_label_cannot_drive_the_terminal() -> None:
    clock = Clock()
    drawn: list[str] = []
    progress = Progress(drawn.append, "\x1b[2J\n", None, width=80, clock=clock)
    clock.now += 1
    progress.advance()
    assert "\x1b" not in drawn[0]
    assert "\n" not in drawn[0]
