"""`--output FILE`: a file that appears whole or not at all, and nothing else is touched.

An existing file is kept unless `force`. A symbolic link, directory, device or
pipe is never replaced, `force` or not: a link would either be followed to a
place the user did not name or silently become a file.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from patentcli.errors import CannotCreate, UsageProblem
from patentcli.i18n import _
from patentcli.output.replacing import cannot_create, exists, replacing
from patentcli.output.stream import Output


@contextmanager
def output_file(path: str, *, force: bool = False, inputs: Sequence[str] = ()) -> Iterator[Output]:
    """A stream whose data becomes the file `path` when the block ends without an exception.

    `inputs` are files being read, which are never replaced. Raises CannotCreate
    where the file exists or cannot be made, WriteFailed where the data cannot be
    written, UsageProblem for an empty path.
    """
    with (
        output_path(path, force=force, inputs=inputs) as temporary,
        temporary.open("r+b", buffering=0) as sink,
    ):
        out = Output(sink, name=path)
        yield out
        out.finish()
        with suppress(OSError):  # some file systems cannot sync
            os.fsync(sink.fileno())


@contextmanager
def output_path(path: str, *, force: bool = False, inputs: Sequence[str] = ()) -> Iterator[Path]:
    """The same for a writer that wants a path: that of an empty temporary file to fill."""
    with cannot_create(path):
        overwrite = check_target(path, force=force, inputs=inputs)
    with replacing(path, overwrite=overwrite) as temporary:
        yield temporary


def check_target(path: str, *, force: bool, inputs: Sequence[str] = ()) -> bool:
    """Whether `path` names a file to be replaced; CannotCreate where it may not be written.

    Raises OSError where the system does not let us look.
    """
    if not path:
        raise UsageProblem(_("an empty file name"), where="--output")
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        if path.endswith(("/", os.sep)):
            raise CannotCreate(_("no such directory"), where=path) from None
        os.stat(os.path.dirname(path) or os.curdir)  # there must be one to put it in
        return False
    if stat.S_ISDIR(found.st_mode):
        raise CannotCreate(_("is a directory"), where=path)
    if stat.S_ISLNK(found.st_mode):
        hint = _("name the file it points to, or remove the link")
        raise CannotCreate(_("is a symbolic link"), where=path, hint=hint)
    if not stat.S_ISREG(found.st_mode):
        hint = _("leave the option out and redirect standard output")
        raise CannotCreate(_("is a device, pipe or socket"), where=path, hint=hint)
    for other in inputs:
        with suppress(OSError):
            if os.path.samestat(found, Path(other).stat()):
                raise CannotCreate(_("is the file being read"), where=path)
    if not force:
        raise exists(path)
    return True
