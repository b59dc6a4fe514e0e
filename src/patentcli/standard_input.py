"""Reading words from standard input, only where `-` asks for it."""

from collections.abc import Iterator, Sequence

from patentcli.environment import Environment
from patentcli.errors import DataProblem
from patentcli.i18n import _

LONGEST = 10_000  # characters of one line: no number or id is longer


def expand_dash(words: Sequence[str], env: Environment) -> Iterator[str]:
    """The words, with `-` replaced by the lines of standard input that are not blank."""
    for word in words:
        if word == "-":
            yield from _lines(env)
        else:
            yield word


def _lines(env: Environment) -> Iterator[str]:
    stream = env.stdin
    place = 0
    while body := stream.readline(LONGEST + 1):
        place += 1
        where = _("standard input, line {place}").format(place=place)
        if len(body) > LONGEST:
            raise DataProblem(_("longer than any number"), where=where)
        try:
            text = body.decode("utf-8-sig" if place == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise DataProblem(_("not UTF-8"), where=where) from None
        if text:
            yield text
