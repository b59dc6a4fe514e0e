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
    line, hint = None, ""
    try:
        text = body.decode("utf-8-sig")
        return tomli.loads(text)
    except UnicodeDecodeError as problem:
        line = body[: problem.start].count(b"\n") + 1
        message, hint = _("not UTF-8"), _("save the file as UTF-8")
    except tomli.TOMLDecodeError as problem:
        reason, _at, place = str(problem).partition(" (at line ")
        line = int(place.partition(",")[0]) if place else text.rstrip().count("\n") + 1
        hint = _advice(text.split("\n")[line - 1][:100])
        message = _("invalid TOML") if hint else _("invalid TOML: {reason}", reason=reason)
    except RecursionError:
        line = _first_match(r"([\[{.][^\[{.]*){100}", text)  # no line of ours has a tenth of them
        message = _("nested too deep to be read")
    except ValueError:  # Python converts no integer of more than 4,300 digits
        line = _first_match(r"[0-9_]{4300}", text)
        message = _("a number too long to be read")
    where = _("{where}, line {place}", where=shown, place=line) if line else shown
    raise DataProblem(message, where=where, hint=hint)


def _advice(written: str) -> str:
    """How to write a line with a key that is not English, no value, or text without quotes."""
    key, equals, value = written.replace("＝", "=").partition("=")
    if equals and not key.isascii():
        return _("keys are English words, as in {example}", example="employees = 40")
    if written.lstrip().startswith("["):  # the head of a table
        return ""
    bare = re.sub("\"[^\"]*\"|'[^']*'|#.*", "", value if equals else written)
    if value.strip() and not re.search(r"[^\W\d_]|[“”‘’,]", bare) and "＝" not in written:
        return ""
    text = value.partition("#")[0].strip(" \t\"'“”‘’＂") or "…"
    example = f'{key.strip()} = "{text}"' if equals and text[0] not in "[{" else '"…"'
    return _("put text in straight quotation marks, as in {example}", example=example)


def _first_match(pattern: str, text: str) -> int | None:
    """The number of the first line that the pattern finds, None where it finds none."""
    lines = enumerate(text.splitlines(), start=1)
    return next((place for place, line in lines if re.search(pattern, line)), None)


def first_problem(problem: Any) -> tuple[str, str]:
    """Key path and reason of the first thing that pydantic refused, by its ValidationError."""
    first = problem.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "-"
    return key, first["msg"].removeprefix("Value error, ")
