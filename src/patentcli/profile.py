"""The profile of a company: a TOML file that says what it is and what it needs.

Every key may be left out. An amount is yuan, as a whole number or as people write it (`"3000万"`);
a size class, yes and no are taken in either language.
"""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from patentcli.amounts import parse_amount, parse_count
from patentcli.errors import DataProblem, PatentcliError
from patentcli.i18n import _
from patentcli.lists.source import open_file
from patentcli.rules.facts import Company, Figures
from patentcli.size_words import read_size
from patentcli.toml_file import parse_toml
from patentcli.yes_no import read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 1 << 20  # bytes


class Profile(NamedTuple):
    """What a company says of itself."""

    shown: str
    """The file, as an error names it."""
    company: Company
    name: str = ""
    uscc: str = ""
    address: str = ""
    contact: str = ""
    max_fee: int | None = None
    """The most it would pay a year for a patent, in fen."""
    needs: tuple[str, ...] = ()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(_("expected text in quotes"))
    if not value.strip():
        raise ValueError(_("is empty"))
    return value.strip()


def _code(value: Any) -> str:
    """A code of an industry is taken as a number too."""
    return str(value) if type(value) is int else _text(value)


def _read(parse: "Callable[[str, str], Any]") -> "Callable[[Any], Any]":
    """The value by the reader that the options have."""

    def read(value: Any) -> Any:
        if type(value) not in (int, str):
            raise ValueError(_("expected a whole number, or text in quotes"))
        try:
            return parse(str(value), "")
        except PatentcliError as problem:
            raise ValueError(str(problem)) from None

    return read


def _yes_no(value: Any) -> bool:
    found = value if isinstance(value, bool) else read_yes_no(_text(value))
    if found is None:
        raise ValueError(_("expected true or false"))
    return found


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(_("expected an array of texts, such as {example}").format(
            example='["text one", "text two"]'
        ))  # fmt: skip
    return tuple(map(_text, value))


Text = Annotated[str, BeforeValidator(_text)]
Amount = Annotated[int | None, BeforeValidator(_read(parse_amount))]


class _File(BaseModel):
    """The keys of a profile."""

    model_config = ConfigDict(extra="forbid")

    name: Text = ""
    uscc: Text = ""
    address: Text = ""
    contact: Text = ""
    industry: Annotated[str | None, BeforeValidator(_code)] = None
    size: Annotated[str | None, BeforeValidator(_read(read_size))] = None
    employees: Annotated[int | None, BeforeValidator(_read(parse_count))] = None
    revenue: Amount = None
    assets: Amount = None
    controlled_by_large: Annotated[bool | None, BeforeValidator(_yes_no)] = None
    max_fee: Amount = None
    needs: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()


KEYS = tuple(_File.model_fields)


def load_profile(path: str, stdin: BinaryIO | None = None) -> Profile:
    """The profile in a file, or in `stdin` where that is given.

    Raises InputMissing, and DataProblem with file and key for the first thing that is wrong.
    """
    shown = _("standard input") if stdin is not None else path
    with open_file(path) if stdin is None else nullcontext(stdin) as stream:
        body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise DataProblem(_("is too large for a profile"), where=shown)
    plain = parse_toml(body, shown)
    try:
        found = _File.model_validate(plain)
    except ValidationError as problem:
        raise _wrong(problem, shown) from None
    figures = Figures(found.employees, found.revenue, found.assets)
    company = Company(found.industry, figures, found.size, found.controlled_by_large)
    return Profile(
        shown, company, found.name, found.uscc, found.address, found.contact, found.max_fee,
        found.needs,
    )  # fmt: skip


def _wrong(problem: ValidationError, shown: str) -> DataProblem:
    from patentcli.suggest import guess, nearest

    first = problem.errors(include_url=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    where = _("{where}: {message}").format(where=shown, message=key[:40])
    if first["type"] != "extra_forbidden":
        return DataProblem(str(first["msg"]).removeprefix("Value error, "), where=where)
    hint = _("known: {names}").format(names=", ".join(KEYS))
    near = nearest(key, KEYS)
    return DataProblem(_("unknown key"), where=where, hint=guess(near, hint) if near else hint)


def example() -> str:
    """A commented profile in the language in use, for `match --init`."""
    lines = [
        ("", _("Profile of a company, for: patentcli match --profile THIS_FILE")),
        ("", _("Delete what you do not know or do not want to say: every line may be left out.")),
        ('name = "{}"'.format(_("Example Media Ltd.")), _("for letters and pages")),
        ('# uscc = "91330100MA00000000"', _("unified social credit code, for letters")),
        ('# address = "…"', ""),
        ('# contact = "…"', _("a person, with telephone or e-mail")),
        (
            'industry = "I65"',
            _("GB/T 4754-2017 code or name of the main activity; patentcli industries lists them"),
        ),
        ("employees = 40", ""),
        ('revenue = "800万"', _("operating revenue of the previous year, in yuan")),
        ('# assets = "500万"', _("total assets, where the industry is judged by them")),
        (f'# size = "{_("small")}"', _("instead of the figures, if the class is known")),
        ("controlled_by_large = false", _("does a large company control it?")),
        ('max_fee = "5万"', _("leave out patents whose stated fee is higher")),
        (
            "needs = [\n  \"{}\",\n  \"{}\",\n]".format(
                _("make short clips of long videos"), _("make blurred photos sharp")
            ),
            _("what you need, in your own words; one search each"),
        ),
    ]  # fmt: skip
    return "".join(f"# {note}\n{line}\n" if note and line else f"{line or '# ' + note}\n"
                   for line, note in lines)  # fmt: skip
