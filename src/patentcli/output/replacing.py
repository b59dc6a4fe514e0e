"""Writing a file under a temporary name and moving it into place in one step. Readers see the old
file or the new one, never a part. The temporary file goes away on every exception, of which Ctrl-C,
SIGTERM and SIGHUP are some. What a `kill -9` leaves behind stays, except in the catalogues' own
folder, where an import sweeps it away."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from patentcli.errors import CannotCreate, UsageProblem, refusal
from patentcli.i18n import _
from patentcli.output.stream import Output

PREFIX = ".patentcli-"
SUFFIX = ".tmp"
ABANDONED = 24 * 3600  # seconds without a write, after which nobody is writing a file any more


@contextmanager
def output_file(
    path: str, *, force: bool | None = None, inputs: Sequence[str] = ()
) -> Iterator[Output]:
    """A stream whose data becomes the file `path` when the block ends without an exception. Raises
    what `replacing` raises, and WriteFailed where the data cannot be written."""
    with (
        replacing(path, force=force, inputs=inputs) as temporary,
        temporary.open("r+b", buffering=0) as sink,
    ):
        out = Output(sink, name=path)
        yield out
        out.finish()


def check_target(path: str, *, force: bool | None, inputs: Sequence[str] = ()) -> int | None:
    """The mode of the file to be replaced, if there is one; CannotCreate where none may be written.
    Never replaced are `inputs`, files being read; any file without `force`, None where there is no
    such option; and directories, devices, pipes and symbolic links: one would either be followed to
    a place that the user did not name or silently become a file."""
    if path in ("", "-"):  # what `--output -` means is written to no file
        raise UsageProblem(_("{value!r} is not a file name", value=path), where="FILE")
    with _told(path):
        try:
            mode = os.lstat(path).st_mode
        except FileNotFoundError:
            os.stat(os.path.dirname(path) or os.curdir)  # there must be one to put it in
            return None
    reason = hint = ""
    if stat.S_ISDIR(mode):
        reason = _("is a directory")
    elif stat.S_ISLNK(mode):
        reason, hint = _("is a symbolic link"), _("name the file it points to, or remove the link")
    elif not stat.S_ISREG(mode):
        reason = _("is a device, pipe or socket")
        hint = _("leave the option out and redirect standard output")
    elif any(os.path.exists(other) and os.path.samefile(path, other) for other in inputs):
        reason = _("is the file being read")
    elif not force:
        reason = _("exists already")
        hint = _("choose another name") if force is None else _("--force replaces it")
    if reason:
        raise CannotCreate(reason, where=path, hint=hint)
    return stat.S_IMODE(mode)


@contextmanager
def replacing(path: str, *, force: bool | None, inputs: Sequence[str] = ()) -> Iterator[Path]:
    """An empty temporary file beside `path`, which takes its place when the block ends well. What
    replaces a file keeps its mode, and only its owner can read it until then. Raises what
    `check_target` raises, and CannotCreate when the directory takes no file, or when `path` has
    meanwhile come to be."""
    mode = check_target(path, force=force, inputs=inputs)
    # Named before it is made: an interruption right after that would leave what nobody knows of.
    temporary = Path(path).parent / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
    try:
        with _told(path):
            temporary.touch(0o666 if mode is None else 0o600, exist_ok=False)
        yield temporary
        with _told(path):
            if mode is not None:
                temporary.chmod(mode)
            elif not force:
                Path(path).touch(0o600, exist_ok=False)  # a mere rename would replace what is there
            temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_private(path: str) -> None:
    """Make a folder of ours, and what is missing above it, for its owner. Raises CannotCreate."""
    before = os.umask(0o077)
    try:
        with _told(path, _("cannot create the directory: {reason}")):
            os.makedirs(path, exist_ok=True)
    finally:
        os.umask(before)


def remove(path: str) -> bool:
    """Delete a file; whether there was one. CannotCreate where the system refuses."""
    with _told(path, _("cannot be removed: {reason}")):
        try:
            os.unlink(path)
        except FileNotFoundError:
            return False
    return True


@contextmanager
def _told(path: str, message: str = "") -> Iterator[None]:
    """Turn what the system says about `path` into CannotCreate."""
    try:
        yield
    except OSError as exc:
        if isinstance(exc, FileExistsError) and not message:
            hint = _("--force replaces it")
            raise CannotCreate(_("exists already"), where=path, hint=hint) from exc
        message = message or _("cannot create the file: {reason}")
        raise CannotCreate(message.format(reason=refusal(exc)), where=path) from exc


def sweep(directory: str) -> None:
    """Remove temporary files that a killed run left in this folder a day ago or longer."""
    oldest = time.time() - ABANDONED
    for path in Path(directory).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode) and found.st_mtime < oldest:
                path.unlink()
