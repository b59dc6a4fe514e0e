"""Pages for the tests of the report: of the bundled catalogue, or of records at hand."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from patentcli.catalogue.file import bundled_path
from patentcli.documents.page import Page, read_documents, render


def documents() -> dict[str, Any]:
    """Scheme, vocabulary and rules of the bundled catalogue."""
    with closing(sqlite3.connect(bundled_path())) as connection:
        return read_documents(dict(connection.execute("SELECT * FROM document")))


def page(records: Sequence[Mapping[str, Any]], **changes: Any) -> Page:
    """A page of these records."""
    return Page(
        records=records,
        catalogue={"name": "a-list", "edition": "2023-08", "created": "2026-01-01"},
        is_bundled=False,
        documents=documents(),
        lang="en",
        version="1.2.3",
    )._replace(**changes)


def write(path: Path, records: Sequence[Mapping[str, Any]], **changes: Any) -> Path:
    """The page of these records as a file."""
    path.write_text(render(page(records, **changes)), encoding="utf-8")
    return path


def data_of(html: str) -> Any:
    """The data that a page carries."""
    start = html.index('<script type="application/json" id="data">')
    body = html[start:].partition(">")[2].partition("</script>")[0]
    return json.loads(body)
