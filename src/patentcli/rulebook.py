"""The rulebook of the bundled catalogue, and the day that its rules are asked for."""

import json
from datetime import date

from patentcli.call import Call
from patentcli.filter_options import parse_day
from patentcli.rules.book import Rulebook


def rulebook(call: Call) -> Rulebook:
    """The rules: always those of the bundled catalogue, whatever list is read."""
    row = call.catalogue.base.execute("SELECT body FROM document WHERE name = 'rulebook'")
    return Rulebook(json.loads(row.fetchone()[0]))


def as_of_day(text: str | None, where: str = "--as-of") -> date:
    """The day asked about; today where none is given."""
    return date.today() if text is None else date.fromisoformat(parse_day(text, where))
