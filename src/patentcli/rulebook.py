"""The rulebook of the bundled catalogue, and the day that its rules are asked for."""

from datetime import date

from patentcli.call import Call
from patentcli.filter_options import parse_day
from patentcli.rules.book import Rulebook


def rulebook(call: Call) -> Rulebook:
    """The rules: always those of the bundled catalogue, whatever list is read."""
    return Rulebook(call.document("rulebook"))


def as_of_day(text: str | None, where: str = "--as-of") -> date:
    """The day asked about; today where none is given."""
    return date.today() if text is None else date.fromisoformat(parse_day(text, where))
