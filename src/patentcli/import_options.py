"""What the options say of reading somebody else's list, and what such a command answers."""

import json
from itertools import islice

from patentcli.call import Call
from patentcli.lists.columns import Background
from patentcli.lists.encodings import check_encoding
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import HeadTable
from patentcli.lists.plan import parse_map
from patentcli.lists.reading import Options
from patentcli.lists.symbols import Vocabulary
from patentcli.output.model import Rows
from patentcli.rules.book import Rulebook


def options(call: Call, *, official: bool = False) -> Options:
    """What the options say, checked."""
    encoding = call.text("encoding")
    name = None if encoding is None else check_encoding(encoding)
    return Options(name, parse_map(call.many("map")), official)


def write_rows(call: Call, rows: Rows, *inputs: str | None) -> None:
    """Write an answer as it comes, or all at once where it is to be sorted.

    `inputs` are files being read, which no output replaces.
    """
    read = tuple(path for path in inputs if path is not None)
    options = call.output_options()._replace(inputs=read)
    sorted_or_turned = call.text("sort") or call.flag("reverse")
    limit = call.limit()
    found = call.arranged(rows) if sorted_or_turned else islice(rows.rows, limit)
    call.write(rows._replace(rows=found), options)


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
