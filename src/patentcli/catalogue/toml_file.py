"""Reading TOML that people wrote, and checking it: one line with file, key and reason."""

from pathlib import Path
from typing import TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from patentcli.errors import DataProblem
from patentcli.i18n import _

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, shown: str) -> dict[str, object]:
    """The parsed file; DataProblem with the line for one that is not TOML."""
    try:
        return tomli.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        message = _("not UTF-8 at byte {place}").format(place=problem.start)
    except tomli.TOMLDecodeError as problem:
        message = str(problem)
    except (RecursionError, ValueError) as problem:
        # Deep nesting and integers of thousands of digits end the parser in their own ways.
        message = _("cannot be read as TOML ({reason})").format(reason=type(problem).__name__)
    raise DataProblem(message, where=shown)


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
