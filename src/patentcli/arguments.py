"""The words of the command line in Unicode, whatever the locale is, and what `-` means."""

import os
from collections.abc import Iterator, Sequence
from io import BufferedReader

from patentcli.environment import Environment
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _

LONGEST = 10_000  # characters of one line of standard input: no number or id is longer


def in_unicode(word: str) -> str:
    """A word of the command line: bytes that the locale cannot decode are read again as UTF-8; what
    is not UTF-8 either stays as it is, with lone surrogates: it may be the name of a file."""
    try:
        return os.fsencode(word).decode()
    except UnicodeError:
        return word


def check_utf8(value: object, where: str) -> None:
    """Raise UsageProblem for text that is not UTF-8; `where` is its option."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        message = _("not valid UTF-8: {value}", value=value)
        raise UsageProblem(message, where=where, hint=_("write it in UTF-8")) from None


def native_path(path: str) -> str:
    """A path that the system calls take, where the locale cannot say it: see `in_unicode`."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return os.fsdecode(path.encode("utf-8", "surrogateescape"))
    return path


def office_code(text: str, where: str = "--office") -> str:
    """The code of an office in capitals; UsageProblem for what is none."""
    code = text.strip().upper()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        message = _("{value!r} is not the code of an office", value=text[:20])
        raise UsageProblem(message, where=where, hint=_("two letters, as in CN, US or EP"))
    return code


def expand_dash(words: Sequence[str], env: Environment) -> Iterator[str]:
    """The words, with `-` replaced by the lines of standard input that are not blank; NUL ends a
    line too, as `list -0` and `find -print0` write it."""
    for word in words:
        if word != "-":
            yield word
            continue
        env.stdout.is_live = True
        for place, body in enumerate(_lines(env.stdin), start=1):
            where = _("standard input, line {place}", place=place)
            if len(body) > LONGEST:
                raise DataProblem(_("longer than any number"), where=where)
            try:
                text = body.decode("utf-8-sig" if place == 1 else "utf-8").strip()
            except UnicodeDecodeError:
                raise DataProblem(_("not UTF-8"), where=where) from None
            if text:
                yield text


def _lines(stream: BufferedReader) -> Iterator[bytes]:
    """Each line as soon as it has come; one that is far too long ends it all."""
    rest = b""
    while len(rest) <= LONGEST and (body := stream.read1(LONGEST)):
        *whole, rest = (rest + body).replace(b"\0", b"\n").split(b"\n")
        yield from whole
    yield rest
