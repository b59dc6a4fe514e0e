"""The words of the command line as Unicode, whatever the locale made of their bytes."""

import os
from collections.abc import Sequence

from patentcli.errors import UsageProblem
from patentcli.i18n import _


def in_unicode(arguments: Sequence[str]) -> list[str]:
    """The arguments; UsageProblem for one that is no text.

    Python stands a lone surrogate for each byte that the locale cannot decode. Under an
    ASCII locale these are the bytes of good UTF-8, so they are read again as that.
    """
    return [_decoded(text, place) for place, text in enumerate(arguments, start=1)]


def _decoded(text: str, place: int) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode()
        except UnicodeError:
            raise UsageProblem(
                _("not valid UTF-8: {value}").format(value=text),
                where=_("argument {place}").format(place=place),
                hint=_("write it in UTF-8"),
            ) from None
    return text


def native_path(path: str) -> str:
    """A path that the system calls take, where the locale cannot say it: see `in_unicode`."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return os.fsdecode(path.encode("utf-8", "surrogateescape"))
    return path
