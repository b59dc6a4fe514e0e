"""The profile of a company: a TOML file that says what it is and what it needs. Every key may be
left out; values are read as those of the options, an amount as a whole number too."""

from collections.abc import Callable
from typing import Annotated, Any, BinaryIO

from pydantic import BaseModel, BeforeValidator, ValidationError

from patentcli.amounts import parse_amount, parse_count
from patentcli.errors import DataProblem, PatentcliError, UsageProblem, open_file
from patentcli.i18n import _
from patentcli.rules.facts import Company
from patentcli.rules.size import read_size
from patentcli.suggest import check_word
from patentcli.toml_file import first_problem, read_toml
from patentcli.yes_no import parse_yes_no


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(_("expected text in quotes"))
    if not value.strip():
        raise ValueError(_("is empty"))
    return value.strip()


def _read(parse: Callable[[str, str], Any]) -> Callable[[Any], Any]:
    """The value by the reader that the options have."""

    def read(value: Any) -> Any:
        if not isinstance(value, int | str):
            raise ValueError(_("expected a whole number, or text in quotes"))
        try:
            return parse(str(value).strip(), "")
        except PatentcliError as problem:
            raise ValueError(str(problem)) from None

    return read


def _needs(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        example = '["text one", "text two"]'
        raise ValueError(_("expected an array of texts, such as {example}", example=example))
    needs = tuple(map(_text, value))
    if not all(any(map(str.isalnum, need)) for need in needs):
        raise ValueError(_("the query is empty"))
    return needs


def parse_uscc(text: str, where: str) -> str:
    """The unified social credit code without spaces; UsageProblem that says what is wrong."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(uscc.validate(text))
    except InvalidChecksum:
        reason = _("its check character is wrong")
    except InvalidLength:
        reason = _("it does not have 18 characters")
    except ValidationError:
        reason = _("its form is not that of such a code")
    message = _("{value!r} is not a valid unified social credit code: {reason}")
    hint = _("copy it from the business licence")
    raise UsageProblem(message.format(value=text[:40], reason=reason), where=where, hint=hint)


Text = Annotated[str, BeforeValidator(_text)]
Amount = Annotated[Any, BeforeValidator(_read(parse_amount))]  # pydantic would make an int of it


class Profile(BaseModel, extra="forbid"):
    """What a company says of itself: the keys of the file; amounts in fen."""

    name: Text = ""
    uscc: Annotated[str, BeforeValidator(_read(parse_uscc))] = ""
    address: Text = ""
    contact: Text = ""
    industry: Annotated[str | None, BeforeValidator(_read(lambda text, _where: text))] = None
    size: Annotated[str | None, BeforeValidator(_read(read_size))] = None
    employees: Annotated[int | None, BeforeValidator(_read(parse_count))] = None
    revenue: Amount = None
    assets: Amount = None
    controlled_by_large: Annotated[bool | None, BeforeValidator(_read(parse_yes_no))] = None
    max_fee: Amount = None  # the most it would pay a year for a patent
    needs: Annotated[tuple[str, ...], BeforeValidator(_needs)] = ()

    @property
    def company(self) -> Company:
        """What the rules ask about."""
        return Company(**self.model_dump(include=set(Company._fields)))


def load_profile(path: str, stdin: BinaryIO | None = None) -> Profile:
    """The profile in a file, or in `stdin`; DataProblem with file and key for the first error."""
    shown = _("standard input") if stdin is not None else path
    try:
        return Profile.model_validate(read_toml(stdin or open_file(path), shown))
    except ValidationError as problem:
        key, reason = first_problem(problem)
        where = _("{where}: {message}", where=shown, message=key[:40])
        check_word(key, Profile.model_fields, _("unknown key"), where, error=DataProblem)
        raise DataProblem(reason, where=where) from None


def example() -> str:
    """A commented profile in the language in use, for `match --init`."""
    return f"""\
# {_("Profile of a company, for: patentcli match --profile THIS_FILE")}
# {_("Delete what you do not know or do not want to say: every line may be left out.")}
# {_("for letters and pages")}
name = "{_("Example Media Ltd.")}"
# {_("unified social credit code, for letters")}
# uscc = "91330100MA0000000C"
# address = "…"
# {_("a person, with telephone or e-mail")}
# contact = "…"
# {_("GB/T 4754-2017 code or name of the main activity; patentcli industries lists them")}
industry = "I65"
employees = 40
# {_("operating revenue of the previous year, in yuan")}
revenue = "800万"
# {_("total assets, where the industry is judged by them")}
# assets = "500万"
# {_("instead of the figures, if the class is known")}
# size = "{_("small")}"
# {_("does a large company control it?")}
controlled_by_large = false
# {_("leave out patents whose stated fee is higher")}
max_fee = "5万"
# {_("what you need, in your own words; one search each")}
needs = [
  "{_("make short clips of long videos")}",
  "{_("make blurred photos sharp")}",
]
"""
