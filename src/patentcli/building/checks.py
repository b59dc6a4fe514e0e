"""What all models of the files in `data/` share, and reading such a file."""

import unicodedata
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter
from pydantic import ValidationError as Refused

from patentcli.errors import DataProblem, InputMissing, refusal
from patentcli.lists.texts import BLANKS
from patentcli.output.clean import FORMULA_STARTS
from patentcli.toml_file import first_problem, parse_toml

Model = TypeVar("Model", bound=BaseModel)
_URL = TypeAdapter(HttpUrl)


def check_text(value: str) -> str:
    """The text itself; ValueError for what drives a terminal or a spreadsheet: it names it."""
    if value[:1] in FORMULA_STARTS:
        raise ValueError(f"starts with {value[0]!r}, which a spreadsheet would run as a formula")
    for place, character in enumerate(value, start=1):
        category = unicodedata.category(character)
        if category in ("Cc", "Cs", "Zl", "Zp"):
            raise ValueError(f"control character U+{ord(character):04X} at character {place}")
        if category == "Cf" or character in BLANKS:
            raise ValueError(f"invisible character U+{ord(character):04X} at character {place}")
    if value != value.strip():
        raise ValueError("white space at its start or end")
    return value


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


def read_file(model: type[Model], data: Path, name: str) -> Model:
    """A file of `data`, checked; DataProblem or InputMissing with its name and line or key."""
    try:
        return model.model_validate(parse_toml((data / name).read_bytes(), name))
    except OSError as problem:
        raise InputMissing(refusal(problem), where=name) from None
    except Refused as problem:
        key, reason = first_problem(problem)
        raise DataProblem(reason, where=f"{name}: {key}") from None
