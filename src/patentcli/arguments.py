"""The words of the command line as Unicode, whatever the locale made of their bytes."""

import os
from collections.abc import Iterable, Sequence

from patentcli.errors import UsageProblem
from patentcli.i18n import _


def in_unicode(arguments: Sequence[str]) -> list[str]:
    """The arguments.

    Python stands a lone surrogate for each byte that the locale cannot decode. Under an
    ASCII locale these are the bytes of good UTF-8, so they are read again as that; what is
    not UTF-8 either stays as it is, since it may be the name of a file.
    """
    return [_decoded(text) for text in arguments]


def _decoded(text: str) -> str:
    try:
        return os.fsencode(text).decode()
    except UnicodeError:
        return text


def check_utf8(values: Iterable[object], where: str) -> None:
    """Raise UsageProblem for a value that is no text in UTF-8; `where` is its option."""
    for value in values:
        if isinstance(value, str) and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                message = _("not valid UTF-8: {value}").format(value=value)
                raise UsageProblem(message, where=where, hint=_("write it in UTF-8")) from None


def native_path(path: str) -> str:
    """A path that the system calls take, where the locale cannot say it: see `in_unicode`."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return os.fsdecode(path.encode("utf-8", "surrogateescape"))
    return path
