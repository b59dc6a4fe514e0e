"""Pages for the tests of the report: of the bundled rules, with records at hand."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from patentcli import named_patents
from patentcli.catalogue.bundled import document, scheme
from patentcli.catalogue.file import bundled_path, connect
from patentcli.catalogue.opening import Catalogue
from patentcli.documents.letter import SENDER, Basis
from patentcli.documents.page import Page, render
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import PatentFacts
from patentcli.search.page_table import packed, table
from tools import speaking

with closing(connect(bundled_path())) as _bundled:
    RULES, _VOCABULARY = (document(_bundled, name) for name in ("rulebook", "vocabulary"))
    _FACTS = scheme(_bundled)


@cache
def _no_words() -> str:
    """The table of a page on which only numbers are found."""
    with closing(connect(bundled_path())) as bundled:
        return packed(table([], bundled))


def facts_of(record: Mapping[str, Any]) -> PatentFacts:
    """What the rules ask of a record of that list."""
    return named_patents.facts_of(listed(), record)


def basis(**changes: Any) -> Basis:
    """What a letter or a page rests on: a list of the user's; changes of `sender` or the rest."""
    sender = {name: changes.pop(name, "") for name in SENDER}
    return Basis(Rulebook(RULES), listed(), date(2026, 11, 27), sender)._replace(**changes)


def listed(name: str = "a-list", **changes: str) -> Catalogue:
    """A catalogue without a file."""
    meta = {"name": name, "edition": "2023-08", "created": "2026-01-01", "source": name} | changes
    with closing(sqlite3.connect(":memory:")) as connection:  # which no page reads
        return Catalogue(name, "", connection, meta)


def page(records: Sequence[Mapping[str, Any]], **changes: Any) -> Page:
    """A page of these records."""
    return Page(records, basis(), _FACTS, _VOCABULARY, _no_words())._replace(**changes)


def write(
    path: Path, records: Sequence[Mapping[str, Any]], *, lang: str = "en", **changes: Any
) -> Path:
    """The page of these records as a file."""
    with speaking(lang):
        path.write_text(render(page(records, **changes)), encoding="utf-8")
    return path


def data_of(html: str) -> Any:
    """The data that a page carries."""
    start = html.index('<script type="application/json" id="data">')
    body = html[start:].partition(">")[2].partition("</script>")[0]
    return json.loads(body)
