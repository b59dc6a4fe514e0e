"""What all models of the files in `data/` share, and reading such files."""

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, Field, HttpUrl, TypeAdapter, create_model
from pydantic import ValidationError as Refused

from patentcli.errors import DataProblem, InputMissing, refusal
from patentcli.lists.texts import BLANKS
from patentcli.numbers import Number, is_granted, read
from patentcli.output.clean import FORMULA_STARTS
from patentcli.toml_file import first_problem, read_toml

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")
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


def once(names: Callable[[Any], Iterable[object]] = lambda item: (item,)) -> AfterValidator:
    """The check that nothing stands twice in a list: no item, or none of the names of its items."""

    def check(items: list[Item]) -> list[Item]:
        found = [name for item in items for name in names(item)]
        for place, name in enumerate(found):
            if name in found[:place]:
                raise ValueError(f"{name!r} stands there twice")
        return items

    return AfterValidator(check)


def _number(wanted: Callable[[Number], bool | None], problem: str) -> Any:
    """The type of a number of one kind, in its own spelling; `problem` says what another is."""

    def check(value: str) -> str:
        number = read(value)
        if not wanted(number) or number.warning:
            raise ValueError(number.warning or problem)
        if number.canonical != value:
            raise ValueError(f"write it {number.canonical}")
        return value

    return Annotated[str, AfterValidator(check)]


Text = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(check_text)]
Url = Annotated[Text, AfterValidator(_check_url)]
Distinct = Annotated[list[Item], once()]
Filled = Annotated[list[Item], Field(min_length=1)]
Key = Annotated[Text, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

Publication = _number(lambda n: n.system != "cn-application", "not a publication number")
Application = _number(lambda n: n.system == "cn-application", "not a Chinese application number")
Grant = _number(lambda n: n.office == "CN" and is_granted(n), "not a granted Chinese patent")


class Strict(BaseModel, extra="forbid", strict=True):
    """Unknown keys and coerced types are refused."""


def record(**keys: Any) -> Any:
    """The model of what has these keys alone; one that may be left out is its type and default."""
    fields: dict[str, Any] = {
        name: of if isinstance(of, tuple) else (of, ...) for name, of in keys.items()
    }
    return create_model("Record", __base__=Strict, **fields)


def each(of: Any, *checks: Any) -> Any:
    """The type of a list of such items, with the checks of the whole."""
    return Annotated[list[of], Field(), *checks]


def read_file(model: type[Model], data: Path, name: str) -> Model:
    """A file of `data`, checked; DataProblem or InputMissing with its name and line or key."""
    try:
        return model.model_validate(read_toml((data / name).open("rb"), name))
    except OSError as problem:
        raise InputMissing(refusal(problem), where=name) from None
    except Refused as problem:
        key, reason = first_problem(problem)
        raise DataProblem(reason, where=f"{name}: {key}") from None


def read_folder(model: type[Model], data: Path, folder: str) -> dict[str, Model]:
    """The files of a folder of `data` by their names, checked; DataProblem where there is none."""
    names = sorted(path.name for path in (data / folder).glob("*.toml"))
    if not names:
        raise DataProblem("holds no .toml file", where=f"{folder}/")
    return {f"{folder}/{name}": read_file(model, data, f"{folder}/{name}") for name in names}
