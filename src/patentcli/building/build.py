"""The build: `data/` checked by pydantic and written as one SQLite file into the package.

The same sources give the same bytes: records go in by publication number, the file is
compacted at the end, and no clock or file time is read.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

from patentcli.building.fingerprints import data_hash, locale_hash, source_hash
from patentcli.building.sources import Sources, load
from patentcli.catalogue import coverage, editions
from patentcli.catalogue.schema import BUNDLED_TABLES, FIELDS, LIST_FIELDS, PATENT_COLUMNS
from patentcli.catalogue.store import create, finish, insert, store_document
from patentcli.errors import DataProblem
from patentcli.lists import heads_model
from patentcli.lists.cells import Background
from patentcli.lists.findings import Findings
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import HeadTable
from patentcli.lists.mapping import make_plan
from patentcli.lists.rows import RowReader
from patentcli.lists.symbols import Vocabulary
from patentcli.output.replacing import replacing
from patentcli.rules import model as rules_model
from patentcli.rules.book import Rulebook
from patentcli.search import thesaurus_build

_EMPTY: dict[str, Any] = dict.fromkeys(PATENT_COLUMNS) | {name: [] for name in LIST_FIELDS}


def flat_records(sources: Sources, background: Background) -> list[dict[str, Any]]:
    """The records as the columns of `patent` hold them, by publication number.

    They go the way that the rows of every list go. DataProblem for one that cannot.
    """
    findings = Findings()
    reader = RowReader(make_plan(FIELDS, background.table, {}), background, findings, typed=True)
    records: list[dict[str, Any]] = []
    patents = sorted(sources.patents, key=lambda p: str(p.publication_number))
    plain = (patent.model_dump(mode="json") for patent in patents)
    rows = enumerate([row.get(field) for field in FIELDS] for row in plain)
    for patent, (_n, _cells, outcome) in zip(patents, reader.read_all(rows), strict=True):
        records += [_EMPTY | record for record in outcome.records]
        for problem in [*findings.take(), *findings.doubts]:
            where = f"patents/{patent.publication_number}.toml: {problem.column}"
            raise DataProblem(problem.problem, where=where)
    return records


def _announced(sources: Sources) -> dict[str, object]:
    """What was announced and what the scheme is, for `coverage`."""
    plain = sources.announcement.model_dump(mode="json")
    facts = [fact.model_dump(mode="json") for scheme in sources.schemes for fact in scheme.fact]
    return {
        "facts": [*plain["fact"], *facts],
        "examples": plain["example"],
        "academy": plain["companies_of_the_academy"],
    }


def _fill(connection: sqlite3.Connection, root: str, sources: Sources) -> None:
    data = Path(root) / "data"
    rulebook = rules_model.load(data)
    heads = heads_model.load(data)
    vocabulary = sources.vocabulary.model_dump(mode="json")
    create(connection)
    connection.executescript(BUNDLED_TABLES)
    background = Background(HeadTable(heads), Vocabulary(vocabulary), Rulebook(rulebook))
    records = flat_records(sources, background)
    insert(connection, range(1, len(records) + 1), records)
    store_document(connection, "rulebook", rulebook)
    store_document(connection, "vocabulary", vocabulary)
    store_document(connection, coverage.DOCUMENT, _announced(sources))
    store_document(connection, "holders", [h.model_dump(mode="json") for h in sources.holders])
    store_document(connection, editions.DOCUMENT, editions.compiled(sources.editions.model_dump()))
    store_document(connection, HEADS, heads)
    thesaurus_build.store(connection, thesaurus_build.load(data))
    finish(
        connection,
        {
            "name": sources.edition.name,
            "edition": sources.edition.edition,
            "created": sources.edition.created.isoformat(),
            "source": sources.edition.source,
            "source_zh": sources.edition.source_zh,
            "records": str(len(records)),
            "official": "0",
            "data_hash": data_hash(root),
            "source_hash": source_hash(root),
            "locale_hash": locale_hash(root),
        },
    )


def build_catalogue(root: str) -> bytes:
    """The bundled catalogue of the checkout at `root`, as the bytes of an SQLite file."""
    sources = load(Path(root) / "data")
    connection = sqlite3.connect(":memory:")
    try:
        _fill(connection, root, sources)
        connection.execute("VACUUM")
        return bytes(connection.serialize())
    finally:
        connection.close()


def build_package_data(root: str, *, translations: bool = True) -> list[str]:
    """Make the built files of the package from the sources at `root`; their paths."""
    made = []
    body = build_catalogue(root)
    if translations:
        from patentcli.building.translations import build_translations

        made = build_translations(root)
    # The catalogue comes last: it says what all of them were built from.
    path = os.path.join(root, "src", "patentcli", "catalogue.db")
    with replacing(path, overwrite=True) as temporary:
        temporary.write_bytes(body)
    return [path, *made]
