"""The build: `data/` checked by pydantic and written as one SQLite file into the package.

The same sources give the same bytes: records go in by publication number, the file is
compacted at the end, and no clock or file time is read.
"""

import os
import sqlite3
import tempfile
from pathlib import Path

from patentcli.amounts import parse_amount
from patentcli.catalogue import coverage, editions
from patentcli.catalogue.checkout import data_hash, locale_hash, source_hash
from patentcli.catalogue.derive import keys_of, term
from patentcli.catalogue.record import Patent
from patentcli.catalogue.schema import BUNDLED_TABLES, FEE_FIELDS
from patentcli.catalogue.sources import Sources, load
from patentcli.catalogue.store import create, finish, insert, store_document
from patentcli.lists import heads_model
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.numbers import read
from patentcli.rules import model as rules_model
from patentcli.rules.book import Rulebook
from patentcli.search import thesaurus_build


def flat(patent: Patent, book: Rulebook) -> dict[str, object]:
    """The record as the columns of `patent` hold it, with what its numbers say."""
    record: dict[str, object] = patent.model_dump(mode="json")
    fees = {c: _fen(getattr(patent, field)) for field, c in FEE_FIELDS.items()}
    number = read(patent.publication_number)
    end = term(record, number, book)
    return record | {
        "id": patent.publication_number,
        "office": number.office,
        "kind_code": number.kind_code,
        "expiry_date": end.date.isoformat() if end.date else None,
        "expiry_year": end.year,
        "expiry_basis": end.basis,
        **fees,
    }


def _fen(yuan: str | None) -> int | None:
    return None if yuan is None else parse_amount(yuan)


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
    book = Rulebook(rulebook)
    create(connection)
    connection.executescript(BUNDLED_TABLES)
    records = [flat(p, book) for p in sorted(sources.patents, key=lambda p: p.publication_number)]
    for n, record in enumerate(records, start=1):
        insert(connection, n, record, keys_of(record))
    store_document(connection, "rulebook", rulebook)
    store_document(connection, "vocabulary", sources.vocabulary.model_dump(mode="json"))
    store_document(connection, coverage.DOCUMENT, _announced(sources))
    store_document(connection, "holders", [h.model_dump(mode="json") for h in sources.holders])
    store_document(connection, editions.DOCUMENT, editions.compiled(sources.editions.model_dump()))
    store_document(connection, HEADS, heads_model.load(data))
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


def replace_file(path: str, body: bytes) -> None:
    """Write `body` under a temporary name beside `path` and move it into place."""
    handle, temporary = tempfile.mkstemp(prefix=".building-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def build_package_data(root: str, *, translations: bool = True) -> list[str]:
    """Make the built files of the package from the sources at `root`; their paths."""
    made = []
    body = build_catalogue(root)
    if translations:
        from patentcli.catalogue.translations import build_translations

        made = build_translations(root)
    # The catalogue comes last: it says what all of them were built from.
    path = os.path.join(root, "src", "patentcli", "catalogue.db")
    replace_file(path, body)
    return [path, *made]
