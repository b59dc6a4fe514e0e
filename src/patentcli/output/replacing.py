"""Writing a file under a temporary name and moving it into place in one step.

Readers see the old file or the new one, never a part. The temporary file goes away on every
exception, of which Ctrl-C, SIGTERM and SIGHUP are some. What a `kill -9` leaves behind stays,
except in the catalogues' own folder, where an import sweeps it away.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from patentcli.errors import CannotCreate
from patentcli.i18n import _
from patentcli.system_errors import refusal

PREFIX = ".patentcli-"
SUFFIX = ".tmp"
ABANDONED = 24 * 3600  # seconds without a write, after which nobody is writing a file any more


@contextmanager
def replacing(path: str, *, overwrite: bool) -> Iterator[Path]:
    """An empty temporary file beside `path`, which takes its place when the block ends well.

    Until then only its owner can read it. A replaced file keeps its mode; a new one has what the
    umask gives. Raises CannotCreate when the directory takes no file, or when `path` has meanwhile
    come to be (without `overwrite`) or to be something else than a file.
    """
    target = Path(path)
    with cannot_create(path):
        descriptor, name = mkstemp(SUFFIX, PREFIX, target.parent)
        os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        with cannot_create(path):
            _move(temporary, target, overwrite=overwrite)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


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


def sweep(directory: str) -> None:
    """Remove temporary files that a killed run left in this folder a day ago or longer."""
    oldest = time.time() - ABANDONED
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                with suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(found.st_mode) and found.st_mtime < oldest:
                        os.unlink(entry.path)


def _move(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Put the finished file in its place."""
    mode = 0o666 & ~_umask()
    if overwrite:
        # Since the caller looked, the target may have gone or become something else.
        with suppress(FileNotFoundError):
            found = target.lstat().st_mode
            if not stat.S_ISREG(found):
                raise FileExistsError
            mode = stat.S_IMODE(found)
    temporary.chmod(mode)
    if not overwrite:
        try:
            os.link(temporary, target)  # unlike a rename, fails if the target has appeared
            return
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without hard links
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    temporary.replace(target)


def _umask() -> int:
    """The system tells it only when it is set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
