"""Reading TOML that people wrote, and checking it: one line with file, key and reason."""

import re
from pathlib import Path
from typing import Annotated, TypeVar

import tomli
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
)

from patentcli.errors import DataProblem, InputMissing, refusal
from patentcli.i18n import _
from patentcli.text_check import check_text

Model = TypeVar("Model", bound=BaseModel)
_URL = TypeAdapter(HttpUrl)


def _check_url(value: str) -> str:
    _URL.validate_python(value)
    if " " in value:
        raise ValueError("a space in an address")
    return value


Text = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(check_text)]
Url = Annotated[Text, AfterValidator(_check_url)]


class Strict(BaseModel):
    """Unknown keys, coerced types and later changes are all refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_toml(path: Path, shown: str) -> dict[str, object]:
    """The parsed file; DataProblem with the line for one that is not TOML."""
    try:
        body = path.read_bytes()
    except OSError as problem:
        raise InputMissing(refusal(problem), where=shown) from None
    return parse_toml(body, shown)


def parse_toml(body: bytes, shown: str) -> dict[str, object]:
    """The parsed text; DataProblem with the line for what is not TOML."""
    line: int | None = None
    try:
        text = body.decode("utf-8-sig")
        return tomli.loads(text)
    except UnicodeDecodeError as problem:
        line = body[: problem.start].count(b"\n") + 1
        message = _("not UTF-8")
    except tomli.TOMLDecodeError as problem:
        message = str(problem)  # ends with line and column
    except RecursionError:
        line = _first_match(r"([\[{.][^\[{.]*){100}", text)  # no line of ours has a tenth of them
        message = _("nested too deep to be read")
    except ValueError:  # Python converts no integer of more than 4,300 digits
        line = _first_match(r"[0-9_]{4300}", text)
        message = _("a number too long to be read")
    raise DataProblem(message, where=f"{shown}, line {line}" if line else shown)


def _first_match(pattern: str, text: str) -> int | None:
    """The number of the first line that the pattern finds, None where it finds none."""
    lines = enumerate(text.splitlines(), start=1)
    return next((place for place, line in lines if re.search(pattern, line)), None)


def first_problem(problem: ValidationError) -> tuple[str, str]:
    """Key path and reason of the first thing that pydantic refused."""
    first = problem.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "-"
    reason = first["msg"].removeprefix("Value error, ")
    return key, reason


def checked(model: type[Model], values: object, shown: str) -> Model:
    """The values as a checked model; DataProblem that names file, key and reason."""
    try:
        return model.model_validate(values)
    except ValidationError as problem:
        key, reason = first_problem(problem)
        raise DataProblem(reason, where=f"{shown}: {key}") from None
