"""The build: `data/` checked by pydantic and written as one SQLite file into the package, and the
messages (.po) compiled for gettext (.mo). The same sources give the same bytes: no clock."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from patentcli.building import rulebook, thesaurus
from patentcli.building.hashes import HASHED, PACKAGE, hash_of
from patentcli.building.sources import load
from patentcli.catalogue.bundled import EDITIONS, SCHEME
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.store import create, finish, insert, store_documents
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.identity import Block
from patentcli.lists.mapping import Background, Options, make_plan
from patentcli.lists.rows import RowReader
from patentcli.lists.source import Table
from patentcli.numbers import read
from patentcli.output.replacing import replacing
from patentcli.rules.book import Rulebook


def read_all(data: Path) -> tuple[dict[str, Any], list[Block]]:
    """All that `data/` says, checked: the rulebook with what `sources.load` read, and the records
    by the hundred. DataProblem for the first thing that is wrong."""
    sources = load(data) | {"rulebook": rulebook.load(data)}
    patents, rules = sources["patents"], Rulebook(sources["rulebook"])
    background = Background(sources[HEADS], sources["vocabulary"], rules, Options())
    # The records go the way that the rows of every list go.
    rows = enumerate([patent.get(field) for field in FIELDS] for patent in patents.values())
    table = Table(lambda _width: rows, typed=True)
    reader = RowReader(make_plan(FIELDS, background), table, background)
    files, blocks = list(patents), list(reader.read_all(rows))
    for block in blocks:
        for problem in chain.from_iterable(block.problems.values()):
            reason = f"{problem.value!r}: {problem.problem}"
            raise DataProblem(reason, where=f"{files[problem.row]}: {problem.column}")
    return sources, blocks


def _fates(plain: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What became of the numbers of earlier editions, as `catalogue.bundled.fate_of` has it."""
    found = [{"number": one["old"], "new": one["new"], "was_there": True} for one in plain["moved"]]
    for name in ("dropped", "not_taken"):
        for entry in plain[name]:
            why = {"reason": (entry["reason_en"], entry["reason_zh"]), "url": entry["url"]}
            said = {"new": None, "was_there": name == "dropped", **why}
            found += [{"number": number, **said} for number in entry["numbers"]]
    return {key: fate for fate in found for key in read(fate["number"]).keys}


def build_catalogue(root: str) -> bytes:
    """The bundled catalogue of the checkout at `root`, as the bytes of an SQLite file."""
    data = Path(root) / "data"
    sources, blocks = read_all(data)
    documents = {name: sources[name] for name in ("rulebook", "vocabulary", HEADS)} | {
        "holders": sources["holders"]["holder"],
        SCHEME: sources["announcement"],
        EDITIONS: _fates(sources["editions"]),
    }
    count = 0
    with closing(sqlite3.connect(":memory:")) as connection:
        create(connection)
        for block in blocks:
            insert(connection, range(count + 1, count + len(block.made) + 1), block.columns)
            count += len(block.made)
        store_documents(connection, documents)
        thesaurus.store(connection, data)
        meta = {"records": str(count), "official": "0"}
        hashes = {name: hash_of(root, name) for name in HASHED}
        finish(connection, sources["catalogue"] | meta | hashes)
        connection.execute("VACUUM")
        return bytes(connection.serialize())


def build_translations(root: str) -> list[str]:
    """Write `patentcli.mo` beside every `patentcli.po` of the package; their paths. DataProblem
    where Babel, which compiles them, is not installed."""
    locale = Path(root, PACKAGE, "locale")
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ModuleNotFoundError:
        message = _("the translation changed, and babel, which compiles it, is not installed")
        raise DataProblem(message, where=str(locale), hint="pip install babel") from None
    made = []
    for source in sorted(locale.glob("*/LC_MESSAGES/patentcli.po")):
        with source.open("rb") as stream:
            messages = read_po(stream, abort_invalid=True)
        body = BytesIO()
        write_mo(body, messages, use_fuzzy=False)
        made.append(_written(source.with_suffix(".mo"), body.getvalue()))
    return made


def _written(path: Path, body: bytes) -> str:
    with replacing(str(path), force=True) as temporary:
        temporary.write_bytes(body)
    return str(path)


def build_package_data(root: str, *, translations: bool = True) -> list[str]:
    """Make the built files of the package from the sources at `root`; their paths."""
    body = build_catalogue(root)
    made = build_translations(root) if translations else []
    # The catalogue comes last: it says what all of them were built from.
    return [*made, _written(Path(root, PACKAGE, "catalogue.db"), body)]
