"""A block that must end: what waits for something that never comes fails the test."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def never_waited_for(seconds: int) -> Iterator[None]:
    """AssertionError in a block that takes longer."""

    def ring(_number: int, _frame: object) -> None:
        raise AssertionError(f"the program took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
