"""A second process that reads ahead: the results of a generator, made beside the main work.

The child is a fork of this process: it has the open file and the tables that reading needs, and
it ends without running anything of the parent's clean-up. When the parent is killed, the child's
next write fails and it ends too.
"""

import gc
import marshal
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from queue import Queue
from threading import Thread
from typing import Any, NoReturn, TypeVar

from patentcli.errors import DataProblem, PatentcliError
from patentcli.i18n import _

T = TypeVar("T")

_ITEM, _ERROR, _END = b"i", b"e", b"."
_HEADER = 9  # bytes: the kind of message, then the length of what follows
WAITING = 40  # messages of up to half a megabyte that a child keeps for its parent
_OPEN = "/proc/self/fd"  # the system's list of what this process has open
_PIPE = 1 << 20  # bytes that may wait in the pipe, so that neither side stops for the other


@contextmanager
def without_collection() -> Iterator[None]:
    """Do not look for cycles meanwhile: rows make none, but very many objects."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def available() -> bool:
    """Whether this system can fork safely; elsewhere everything happens in one process."""
    return sys.platform == "linux" and os.path.isdir(_OPEN)


def pays() -> bool:
    """Whether a second process can work while this one does."""
    return available() and len(os.sched_getaffinity(0)) > 1


def ahead(
    make: Callable[[], Iterator[Any]],
    *,
    where: str,
    memory: int | None = None,
    alone: bool = False,
) -> Generator[Any, None, None]:
    """The items of `make()`, which a child process begins to make at once.

    Items are numbers, texts, bytes, None, and tuples, lists and dicts of these. `memory` limits
    the bytes that the child takes besides what this process has. A PatentcliError in the child
    is raised here; DataProblem, with `where`, if the child dies; OSError if there can be none.
    The child is gone when the iterator is. `alone`: it needs no file that is open here, and lets
    go of all; else it would keep a temporary file locked when this process is killed.
    """
    items = _items(make, where, memory, alone)
    next(items)
    return items


def _items(
    make: Callable[[], Iterator[Any]], where: str, memory: int | None, alone: bool
) -> Generator[Any, None, None]:
    """None when the child has begun, then the items."""
    receiver, sender = os.pipe()
    _widen(sender)
    sys.stdout.flush()
    try:
        child = os.fork()
    except OSError:
        os.close(receiver)
        os.close(sender)
        raise
    if child == 0:
        os.close(receiver)
        _work(make, sender, memory, alone)
    os.close(sender)
    ended = False
    try:
        with os.fdopen(receiver, "rb", buffering=0) as stream:
            yield None
            while True:
                kind, body = _receive(stream)
                if kind == _END:
                    break
                if kind == _ERROR:
                    import pickle

                    raise pickle.loads(body)  # noqa: S301 (our own child wrote it)
                if kind != _ITEM:
                    ended = True
                    raise _died(child, where)
                yield marshal.loads(body)  # noqa: S302 (our own child wrote it)
    finally:
        if not ended:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(child, 0)


def beside(make: Callable[[], T], *, where: str) -> Callable[[], T]:
    """What gives the result of `make()`, which a child process begins with at once.

    In one process, `make` itself. It needs no open file; results and errors are those that `ahead`
    can hand over.
    """
    if not pays():
        return make
    try:
        items = ahead(lambda: (make() for _once in range(1)), where=where, alone=True)
    except OSError:  # no process to be had
        return make

    def result() -> T:
        found: T
        (found,) = items
        return found

    return result


def _close_all_but(kept: int) -> None:
    """Let go of all that is open besides the three streams and this."""
    for name in os.listdir(_OPEN):
        if int(name) not in (0, 1, 2, kept):
            with suppress(OSError):  # that of the directory itself, gone by now
                os.close(int(name))


def _widen(descriptor: int) -> None:
    """Let more wait in the pipe, where the system allows it."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(descriptor, F_SETPIPE_SZ, _PIPE)


def _work(
    make: Callable[[], Iterator[Any]], sender: int, memory: int | None, alone: bool
) -> NoReturn:
    """The child's whole life."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    gc.disable()  # rows make no cycles, but so many objects that looking for some takes long
    try:
        if alone:
            _close_all_but(sender)
        if memory is not None:
            _limit(memory)
        post = _Post(sender)
        try:
            for item in make():
                post.put(_ITEM, marshal.dumps(item))
            post.put(_END, b"")
        except PatentcliError as problem:
            post.put(_ERROR, _packed(problem))
        except BaseException as problem:
            message = _("cannot be read ({reason})").format(reason=type(problem).__name__)
            post.put(_ERROR, _packed(DataProblem(message)))
        post.close()
    except BaseException:  # noqa: S110 (there is nobody left to tell)
        pass
    finally:
        os._exit(0)


class _Post:
    """What is on its way to the parent, so that making it need not wait for small delays there."""

    def __init__(self, sender: int) -> None:
        self._sender = sender
        self._waiting: Queue[tuple[bytes, bytes] | None] = Queue(WAITING)
        self._thread = Thread(target=self._deliver)
        self._thread.start()

    def put(self, kind: bytes, body: bytes) -> None:
        """Have a message sent; waits while many are under way."""
        self._waiting.put((kind, body))

    def close(self) -> None:
        """Wait until all is sent."""
        self._waiting.put(None)
        self._thread.join()

    def _deliver(self) -> None:
        try:
            while message := self._waiting.get():
                _send(self._sender, *message)
        except OSError:  # the parent is gone, and nobody left to tell
            os._exit(0)


def _packed(problem: PatentcliError) -> bytes:
    import pickle

    return pickle.dumps(problem)


def _limit(memory: int) -> None:
    """Fail early where a small file asks for much memory, without the reader's own outcry."""
    import resource

    with open("/proc/self/statm", encoding="ascii") as stream:
        used = int(stream.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)


def _send(sender: int, kind: bytes, body: bytes) -> None:
    view = memoryview(kind + len(body).to_bytes(_HEADER - 1, "big") + body)
    while view:
        view = view[os.write(sender, view) :]


def _receive(stream: Any) -> tuple[bytes, bytes]:
    """One message; an empty kind where the child is gone."""
    head = _exactly(stream, _HEADER)
    if len(head) < _HEADER:
        return b"", b""
    size = int.from_bytes(head[1:], "big")
    body = _exactly(stream, size)
    return (head[:1], body) if len(body) == size else (b"", b"")


def _exactly(stream: Any, size: int) -> bytes:
    body = bytearray(size)
    view = memoryview(body)
    done = 0
    while done < size and (count := stream.readinto(view[done:])):
        done += count
    return bytes(view[:done])


def _died(child: int, where: str) -> DataProblem:
    _child, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
        return DataProblem(_("reading it takes too much memory"), where=where)
    return DataProblem(_("cannot be read (code {code})").format(code=code), where=where)
