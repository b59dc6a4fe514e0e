"""Patents for tests: as the JSON of a record, as flat records of a catalogue, and as members of
a list that is imported as users import one."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from patentcli.catalogue import store
from patentcli.catalogue.derive import NUMBERS, keys_of
from patentcli.catalogue.fields import FIELDS, LIST_FIELDS
from patentcli.rules.expiry import BASES, FROM_DATE, NO_GRANT
from patentcli.search.index import in_columns
from tools import call

# --- the JSON of a record

UNKNOWN = {field: [] if field in LIST_FIELDS else None for field in FIELDS}
KNOWN: dict[str, Any] = {
    **UNKNOWN,
    "id": "CN110000001B",
    "publication_number": "CN110000001B",
    "office": "CN",
    "kind_code": "B",
    "title": "A method for images",
    "title_zh": "一种图像处理方法",
    "title_is_translation": True,
    "title_zh_is_translation": False,
    "holder": "Zhejiang University",
    "holder_zh": "浙江大学",
    "inventors": ["王磊", "刘挺"],
    "inventors_en": ["Lei Wang", "Ting Liu"],
    "chinese_applications": [{"number": "CN201910642641.X", "date": "2019-07-16", "role": "own"}],
    "chinese_grant": "CN110000001B",
    "filing_date": "2019-07-16",
    "grant_date": "2021-03-02",
    "expiry": {"date": "2039-07-15", "year": None, "basis": FROM_DATE},
    "classifications": ["G06T7/00"],
    "domain": "image",
    "applications": ["ocr"],
    "summary": "Finds text in images.",
    "summary_zh": "在图像中识别文字。",
    "summary_basis": "abstract",
    "legal_status_as_shown": "有权",
    "status": "in-force",
    "listing": "listed",
    "licence_kind": "public-implementation",
    "annual_fee_yuan": "40000.00",
    "licence_term": "3年",
    "licence_scope": "浙江省",
    "offer_until": "2026-12-31",
    "sources": ["https://example.org/1"],
    "confidence": "medium",
}
"""A listed, granted Chinese patent of which nearly all is known."""


def record(**changes: Any) -> dict[str, Any]:
    """That patent with some fields changed."""
    assert set(changes) <= set(KNOWN)
    return KNOWN | changes


def numbered(number: str, **changes: Any) -> dict[str, Any]:
    """The same patent under another number."""
    return record(id=number, publication_number=number, chinese_grant=number) | changes


def bare(**changes: Any) -> dict[str, Any]:
    """A record of which nothing is known but its number and title."""
    plain = UNKNOWN | {
        "id": "CN201910642641.X",
        "title": "A device",
        "title_is_translation": True,
        "title_zh_is_translation": True,
        "expiry": {"date": None, "year": None, "basis": NO_GRANT},
        "status": "unknown",
        "listing": "candidate",
        "confidence": "low",
    }
    return plain | changes


# --- catalogues of records that no list could give


def flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The record as the columns of a catalogue hold it."""
    end = fields["expiry"]
    found = {f"expiry_{name}": end[name] for name in ("date", "year")}
    found["expiry_basis"] = BASES.index(end["basis"]) if end["basis"] in BASES else None
    for name in ("annual_fee", "one_off_fee"):
        yuan = fields[f"{name}_yuan"]
        found[f"{name}_fen"] = None if yuan is None else int(Decimal(yuan) * 100)
    return {**fields, **found}


def catalogue_of(
    records: Iterable[Mapping[str, object]], path: Path | str = ":memory:", **meta: str
) -> sqlite3.Connection:
    """A catalogue of flat records; `id` is made up where a record has none."""
    connection = sqlite3.connect(path)
    store.create(connection)
    count = 0
    for count, record in enumerate(records, start=1):
        columns = in_columns([{"id": f"CN{count:09}B", **record}], store.COLUMNS)
        columns["keys"] = [keys_of({name: columns[name][0] for name in NUMBERS})]
        store.insert(connection, [count], columns)
    about = {"name": "own", "edition": "2023-08", "created": "2026-01-01", "source": "a list"}
    store.finish(connection, {**about, "records": str(count), "official": "0", **meta})
    return connection


def catalogue(path: Path, records: Iterable[Mapping[str, Any]], *, official: bool = False) -> Path:
    """A catalogue file with these records."""
    catalogue_of(map(flat, records), path, name=path.stem, official=str(int(official))).close()
    return path


# --- lists of JSON objects

Patent = dict[str, object]


def application(number: str, day: str | None = None, role: str = "own") -> Patent:
    return {"number": number, "date": day, "role": role}


def patent(number: str, title: str, filed: str = "", day: str | None = None, **more: Any) -> Patent:
    """A patent of a JSON list; `filed` is the number of its own application, `day` its date."""
    own = {"chinese_applications": [application(filed, day)], "filing_date": day} if filed else {}
    return {"publication_number": number, "title": title, **own, **more}


def imported(folder: Path, *patents: Patent, **options: str | None) -> str:
    """The file of a catalogue of these patents; `official=None` is the flag without a value."""
    source = folder / "exchange list.json"
    source.write_text(json.dumps(patents), encoding="utf-8")
    flags = [part for k, v in options.items() for part in (f"--{k}", v) if part is not None]
    env = {"PATENTCLI_DATA_DIR": str(folder)}
    answer = call("catalogue", "import", str(source), "--name", "own", *flags, env=env)
    assert answer.code == 0, answer.err
    return str(folder / "catalogues" / "own.db")


MIXED = (
    patent(
        "CN114694123B", "a dated one", "CN202210599282.6", "2022-05-30", holder="A company",
        grant_date="2023-08-01", domain="image", applications=["ocr", "navigation"],
        inventors=["王磊", "李雷, 韩梅梅"], classifications=["G06T7/00", "G06V"],
        annual_fee_yuan="40000.00", listing="listed", licence_kind="public-implementation",
        status="in-force", offer_until="2026-12-31",
    ),
    patent(
        "CN102497489B", "neither date nor year", holder="Alibaba (China) Co., Ltd.",
        grant_date="2014-02-01", domain="video", classifications=["G06T", "H04N19/00"],
        annual_fee_yuan="0.00",
    ),
    patent(
        "CN110971952B", "only the year of its application", "CN201811142747.5",
        holder="阿里巴巴（中国）有限公司", domain="video", applications=["ocr"],
        inventors=['Ann "A" [Ant]', "C:\\D"], annual_fee_yuan="9999.99",
    ),
    patent(
        "CN104346370B", "filed on a leap day", "CN201610108911.5", "2016-02-29",
        holder="A company", domain="3d", inventors=["赵", "赵云"], one_off_fee_yuan="100000.00",
    ),
    patent(
        "US8775401B2", "foreign, with its Chinese grant and one application", holder="A company",
        chinese_applications=[application("CN200910129551.7", "2009-03-26", "priority")],
        chinese_grant="CN101510218B", filing_date="2013-02-01", grant_date="2014-07-08",
        applications=["e-commerce"], classifications=["G06F16/58"],
        annual_fee_yuan="100000000000.01", listing="listed",
    ),
    patent(
        "US9053386B2", "foreign, with two applications", holder="A company",
        chinese_applications=[
            application("CN201110400101.4", "2011-12-06", "priority"),
            application("CN201210278822.7", None, "priority"),
        ],
        chinese_grant="CN102647634B", filing_date="2013-02-01", domain="image",
        inventors=["100% _Under\\Score_"],
    ),
    patent(
        "US9195871B2", "foreign, without a Chinese grant", holder="Another Company",
        chinese_applications=[application("CN201310328673.5", "2013-07-31", "priority")],
        filing_date="2014-02-04", grant_date="2015-11-24", domain="other", status="lapsed",
    ),
)  # fmt: skip
"""Together they cover every way a value can be unknown."""

LISTED = patent(
    "CN102497489B", "a listed one with its fee", "CN201110405321.6", "2011-12-08",
    grant_date="2014-02-05", listing="listed", licence_kind="public-implementation",
    annual_fee_yuan="60000.00",
)  # fmt: skip
CANDIDATES = (
    patent("CN110971952B", "its year alone", "CN201811142747.5", one_off_fee_yuan="9000.00"),
    patent("CN114222196A", "an application", "CN202111394732.X", "2021-11-23"),
)
