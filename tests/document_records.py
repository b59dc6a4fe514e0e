"""Records and catalogues for the tests of documents: as plain as possible, or hostile."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from patentcli.catalogue.fields import FIELDS, LIST_FIELDS
from patentcli.rules.expiry import BASES, FROM_DATE, NO_GRANT
from scratch_catalogue import catalogue_of

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><!--<script>",
    "\u2028\u2029 \u202egnp.exe \u200b",
    "javascript:alert(1)",
    "{{constructor}} ${alert(1)} $t_skip $$",
    "__proto__",
    "[link](javascript:alert(1)) ![x](http://evil.example/x.png) **bold** `code`",
    "\"quoted\" & 'single' &lt;b&gt;",
    "\x1b[31mred\x07",
)


def record(**changes: Any) -> dict[str, Any]:
    """A listed, granted Chinese patent with every field known, in the form of the JSON."""
    plain: dict[str, Any] = {
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
        "chinese_applications": [
            {"number": "CN201910642641.X", "date": "2019-07-16", "role": "own"}
        ],
        "chinese_grant": "CN110000001B",
        "filing_date": "2019-07-16",
        "grant_date": "2021-03-02",
        "expiry": {"date": "2039-07-15", "year": None, "basis": FROM_DATE},
        "family": [],
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
        "one_off_fee_yuan": None,
        "licence_term": "3年",
        "licence_scope": "浙江省",
        "offer_until": "2026-12-31",
        "sources": ["https://example.org/1"],
        "confidence": "medium",
        "note": None,
    }
    assert set(changes) <= set(plain)
    return plain | changes


def numbered(number: str, **changes: Any) -> dict[str, Any]:
    """The same patent under another number."""
    own = {"id": number, "publication_number": number, "chinese_grant": number}
    return record(**own | changes)


def bare(**changes: Any) -> dict[str, Any]:
    """A record of which nothing is known but its number and title."""
    plain = {field: [] if field in LIST_FIELDS else None for field in FIELDS}
    plain |= {
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


def flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The record as the columns of a catalogue hold it."""
    end = fields["expiry"]
    fees = {
        f"{name}_fen": None
        if fields[f"{name}_yuan"] is None
        else int(float(fields[f"{name}_yuan"]) * 100)
        for name in ("annual_fee", "one_off_fee")
    }
    basis = BASES.index(end["basis"]) if end["basis"] in BASES else None
    return {
        **fields,
        **fees,
        "expiry_date": end["date"],
        "expiry_year": end["year"],
        "expiry_basis": basis,
    }


def catalogue(path: Path, records: Iterable[Mapping[str, Any]], *, official: bool = False) -> Path:
    """A catalogue file with these records."""
    catalogue_of(map(flat, records), path, name=path.stem, official=str(int(official))).close()
    return path
