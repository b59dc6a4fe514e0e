"""A block that must end: what waits for something that never comes, or works on and on, fails."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def never_waited_for(seconds: int) -> Iterator[None]:
    """AssertionError in a block that takes longer."""
    with _ended_by(signal.ITIMER_REAL, signal.SIGALRM, seconds):
        yield


@contextmanager
def never_worked_for(seconds: int) -> Iterator[None]:
    """AssertionError in a block that takes more of the processor's time, whatever else runs."""
    with _ended_by(signal.ITIMER_PROF, signal.SIGPROF, seconds):
        yield


@contextmanager
def _ended_by(timer: int, number: int, seconds: int) -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise AssertionError(f"the program took more than {seconds} s")

    before = signal.signal(number, ring)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
