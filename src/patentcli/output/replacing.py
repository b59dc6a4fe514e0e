"""Writing a file under a temporary name and moving it into place in one step.

Readers see the old file or the new one, never a part. The temporary file goes
away on every exception, on Ctrl-C, SIGTERM and SIGHUP; what a `kill -9` leaves
is removed by the next run in that directory.
"""

import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from patentcli.errors import CannotCreate
from patentcli.i18n import _
from patentcli.system_errors import refusal

PREFIX = ".patentcli-"
SUFFIX = ".tmp"


@contextmanager
def replacing(path: str, *, overwrite: bool) -> Iterator[Path]:
    """An empty temporary file beside `path`, which takes its place when the block ends well.

    A replaced file keeps its mode; a new one has what the umask gives. Raises
    CannotCreate when the directory takes no file, or when `path` has meanwhile
    come to be (without `overwrite`) or to be something else than a file.
    """
    target = Path(path)
    made: list[Path] = []  # named before it is there: no interruption comes in between
    descriptor = None
    try:
        with _removed_on_signal(made):
            try:
                with cannot_create(path):
                    sweep(target.parent)
                    descriptor = _create(target.parent, made)
                (temporary,) = made
                yield temporary
                with cannot_create(path):
                    _move(temporary, target, overwrite=overwrite)
            except BaseException:
                _remove(made)
                raise
    finally:
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def cannot_create(path: str) -> Iterator[None]:
    """Turn what the system says about `path` into CannotCreate."""
    try:
        yield
    except FileExistsError as exc:
        raise exists(path) from exc
    except OSError as exc:
        message = _("cannot create the file: {reason}").format(reason=refusal(exc))
        raise CannotCreate(message, where=path) from exc
    except ValueError as exc:
        raise CannotCreate(_("a file name cannot hold a NUL character"), where=path) from exc


def exists(path: str) -> CannotCreate:
    """The refusal to replace a file unasked."""
    return CannotCreate(_("exists already"), where=path, hint=_("--force replaces it"))


def sweep(directory: Path) -> None:
    """Remove temporary files that a killed run left; those still in use are locked."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if not (entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX)):
                continue
            with suppress(OSError):
                descriptor = os.open(entry.path, flags)
                try:
                    if _lock(descriptor):
                        os.unlink(entry.path)
                finally:
                    os.close(descriptor)


def _create(directory: Path, made: list[Path]) -> int | None:
    """Make a new file, the only one in `made`.

    The descriptor keeps it locked; it is None where locks are not needed.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    while True:
        # The name need not be secret: O_EXCL refuses what somebody else put there.
        path = directory / f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}"
        made[:] = [path]
        try:
            descriptor = os.open(path, flags, 0o666)
        except OSError as problem:
            made.clear()  # what is there is not ours
            if isinstance(problem, FileExistsError):
                continue
            raise
        if sys.platform == "win32":  # an open file can be neither moved nor swept away
            os.close(descriptor)
            return None
        # Another run may have swept the file away between its creation and the lock.
        if _lock(descriptor) and os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _remove(made: list[Path]) -> None:
    for path in made:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock(descriptor: int) -> bool:
    """Take the advisory lock that says "in use"; False when another process has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True


def _move(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Put the finished file in its place."""
    if overwrite:
        # Since the caller looked, the target may have gone or become something else.
        with suppress(FileNotFoundError):
            mode = target.lstat().st_mode
            if not stat.S_ISREG(mode):
                raise FileExistsError
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
        return
    try:
        target.hardlink_to(temporary)  # unlike a rename, fails if the target has appeared
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError from None
        temporary.rename(target)
    else:
        temporary.unlink()


@contextmanager
def _removed_on_signal(made: list[Path]) -> Iterator[None]:
    """Remove the file when a signal ends the program, unless the program handles it itself."""

    def remove(number: int, _frame: FrameType | None) -> None:
        _remove(made)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    taken: list[int] = []
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):  # only the main thread may
                signal.signal(number, remove)
                taken.append(number)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
