"""What the options say of reading somebody else's list, and what such a command answers."""

import json

from patentcli.arguments import office_code
from patentcli.call import Call
from patentcli.dates import ORDERS
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.lists.findings import Options
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import Background, HeadTable, Vocabulary
from patentcli.lists.mapping import parse_map
from patentcli.lists.source import check_encoding
from patentcli.rules.book import Rulebook
from patentcli.suggest import check_word


def options(call: Call, *, official: bool = False) -> Options:
    """What the options say, checked."""
    encoding, dates, office = (call.text(name) for name in ("encoding", "dates", "office"))
    if dates is not None:
        check_word(dates, ORDERS, _("unknown order {value!r}"), "--dates")
    heads = call.text("heads")
    return Options(
        encoding=None if encoding is None else check_encoding(encoding),
        chosen=parse_map(call.many("map")),
        official=official,
        sheets=call.many("sheet"),
        heads=() if heads is None else _heads(heads),
        dates=dates,
        office=None if office is None else office_code(office),
    )


def _heads(text: str) -> list[str]:
    """The heads given for a list that has none."""
    import csv

    try:
        (heads,) = csv.reader([text], skipinitialspace=True)
    except (csv.Error, ValueError):
        heads = []
    if not any(heads):
        raise UsageProblem(
            _("no heads are named"),
            where="--heads",
            hint=_("as in {example}").format(example='"专利号,专利名称"'),
        )
    return [head.strip() for head in heads]


def background(call: Call) -> Background:
    """Heads, words and rules: always those of the bundled catalogue."""
    base = call.base
    documents = dict(
        base.execute(
            "SELECT name, body FROM document WHERE name IN (?, 'vocabulary', 'rulebook')", (HEADS,)
        )
    )
    return Background(
        HeadTable(json.loads(documents[HEADS])),
        Vocabulary(json.loads(documents["vocabulary"])),
        Rulebook(json.loads(documents["rulebook"])),
    )
