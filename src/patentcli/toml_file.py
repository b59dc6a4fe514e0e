"""Reading TOML that people wrote: one line with file, key or line, and reason."""

import re
from typing import Any, BinaryIO

import tomli

from patentcli.errors import DataProblem
from patentcli.i18n import _

LARGEST = 1 << 20  # bytes of what people write


def read_toml(stream: BinaryIO, shown: str, most: int = LARGEST, hint: str = "") -> dict[str, Any]:
    """What a stream, which is closed then, holds to its end; DataProblem with the line for what is
    not TOML, and with the hint for more bytes than `most`."""
    with stream:
        body = stream.read(most + 1)
    if len(body) > most:
        message = _("more than {limit} MiB of TOML", limit=most >> 20)
        raise DataProblem(message, where=shown, hint=hint)
    line: int | None = None
    try:
        text = body.decode("utf-8-sig")
        return tomli.loads(text)
    except UnicodeDecodeError as problem:
        line = body[: problem.start].count(b"\n") + 1
        message = _("not UTF-8")
    except tomli.TOMLDecodeError as problem:
        message = _("invalid TOML: {reason}", reason=problem)  # with line and column
    except RecursionError:
        line = _first_match(r"([\[{.][^\[{.]*){100}", text)  # no line of ours has a tenth of them
        message = _("nested too deep to be read")
    except ValueError:  # Python converts no integer of more than 4,300 digits
        line = _first_match(r"[0-9_]{4300}", text)
        message = _("a number too long to be read")
    where = _("{where}, line {place}", where=shown, place=line) if line else shown
    raise DataProblem(message, where=where)


def _first_match(pattern: str, text: str) -> int | None:
    """The number of the first line that the pattern finds, None where it finds none."""
    lines = enumerate(text.splitlines(), start=1)
    return next((place for place, line in lines if re.search(pattern, line)), None)


def first_problem(problem: Any) -> tuple[str, str]:
    """Key path and reason of the first thing that pydantic refused, by its ValidationError."""
    first = problem.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "-"
    return key, first["msg"].removeprefix("Value error, ")
