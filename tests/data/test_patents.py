"""Every bundled record, read from its file without our own reader, against the rules it must keep.

The rules are written here a second time on purpose: a mistake in the program's check would
otherwise hide a mistake in the data.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tools import COLUMNS, PATENTS, ROOT, listed

VOCABULARY = tomllib.loads((ROOT / "data" / "vocabulary.toml").read_text(encoding="utf-8"))

REQUIRED = {
    **dict.fromkeys(("publication_number", "title", "holder", "status", "listing"), str),
    **dict.fromkeys(("title_is_translation", "title_zh_is_translation"), bool),
    **{"sources": list, "confidence": str},
}
LISTS = (
    *("inventors", "inventors_en", "chinese_applications"),
    *("family", "classifications", "applications"),
)
OPTIONAL = {
    **dict.fromkeys(("title_zh", "holder_zh", "chinese_grant", "domain", "note"), str),
    **dict.fromkeys(("summary", "summary_zh", "summary_basis", "legal_status_as_shown"), str),
    **dict.fromkeys(LISTS, list),
    **dict.fromkeys(("filing_date", "grant_date"), date),
}
FIELDS = COLUMNS["list"]["fields"]
OWN_NUMBER = r"CN1\d{8}B|US\d{7,8}B[12]"
MEMBER = r"([A-Z]{2}|TW[IM])\d{5,13}([A-Z]\d?)?"
HAN = "[\u4e00-\u9fff]"
CREATED = tomllib.loads((ROOT / "data" / "catalogue.toml").read_text(encoding="utf-8"))["created"]
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)

Record = dict[str, Any]


def texts(value: object) -> list[str]:
    """All texts in a value, however deep."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def check_digit(digits: str) -> str:
    """The check digit of a Chinese application number of twelve digits."""
    return "0123456789X"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


every = pytest.mark.parametrize("number", PATENTS)


@every
def test_keys_and_texts(number: str) -> None:
    record = PATENTS[number]
    assert set(REQUIRED) <= set(record) <= set(REQUIRED) | set(OPTIONAL)
    for name, value in record.items():
        assert type(value) is (REQUIRED | OPTIONAL)[name], name
        assert value not in ("", []), name
    for text in texts(record):
        assert text == unicodedata.normalize("NFC", text.strip())
        assert not text.startswith(("=", "+", "-", "@"))
        kinds = set(map(unicodedata.category, text))
        assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    english = (record["title"], record["summary"])
    assert [bool(re.search(HAN, text)) for text in english] == [False, False]
    assert re.search(HAN, record["title_zh"])
    assert re.search(HAN, record["summary_zh"])
    # One title is the document's own.
    assert not (record["title_is_translation"] and record["title_zh_is_translation"])
    assert not (number.startswith("US") and record["title_is_translation"])
    latin = record.get("inventors_en", [])
    assert len(latin) in (0, len(record.get("inventors", [])))
    assert not any(re.search(HAN, name) for name in latin)


@every
def test_numbers_and_dates(number: str) -> None:
    record = PATENTS[number]
    assert number == record["publication_number"]
    assert re.fullmatch(OWN_NUMBER, number)
    grant = record.get("chinese_grant")
    assert grant == number or not number.startswith("CN")
    assert grant is None or re.fullmatch(r"CN1\d{8}B|CN1\d{6}[BC]", grant)
    family = record.get("family", [])
    assert len({number, *family}) == len(family) + 1
    assert all(re.fullmatch(MEMBER, member) for member in family)
    filed, granted = record.get("filing_date"), record.get("grant_date")
    assert not (filed and granted) or filed < granted
    days = [filed, granted]
    applications = record.get("chinese_applications", [])
    assert len({a["number"] for a in applications}) == len(applications)
    for application in applications:
        assert set(application) <= {"number", "date", "role"}
        digits, dot, check = application["number"].removeprefix("CN").partition(".")
        assert re.fullmatch(r"(19|20)\d{2}[12389]\d{7}", digits)
        assert (dot, check) in (("", ""), (".", check_digit(digits)))
        days.append(day := application.get("date"))
        assert day is None or day.year <= int(digits[:4])
        if application["role"] == "own":
            assert day in (None, filed) or filed is None
    assert all(type(day) is date and date(1985, 4, 1) <= day <= CREATED for day in days if day)
    roles = Counter(a["role"] for a in applications)
    assert roles["own"] <= number.startswith("CN")
    assert roles.total() == roles["own"] + roles["priority"]
    if number.startswith("US"):
        assert roles["priority"], "a foreign grant is here because of the application it claims"


@every
def test_no_record_claims_more_than_the_pages_that_it_names(number: str) -> None:
    """The rules of edition 2: Active, Granted and 有效 count, of a Chinese patent alone."""
    record = PATENTS[number]
    assert record["domain"] in {word["value"] for word in VOCABULARY["domain"]}
    words = record["applications"]
    assert len(set(words)) == len(words)
    assert set(words) <= {word["value"] for word in VOCABULARY["application"]}
    for symbol in record.get("classifications", []):
        assert re.fullmatch(r"[A-HY]\d{2}[A-Z](\d{1,4}/\d{2,6})?", symbol), symbol
    assert record["summary_basis"] in ("abstract", "title")
    assert record["listing"] == "candidate"
    assert not {"licence_kind", "annual_fee_yuan", "licence_term"} & set(record)
    assert len(set(record["sources"])) == len(record["sources"]) > 0
    for source in record["sources"]:
        assert re.fullmatch(r"https?://[\w.-]+\.\w+(/\S*)?", source), source
    shown_as = record.get("legal_status_as_shown", "")
    in_force = number.startswith("CN") and any(w in shown_as for w in ("Active", "Granted", "有效"))
    assert record["status"] == ("in-force" if in_force else "unknown")
    own = any(a["role"] == "own" for a in record.get("chinese_applications", []))
    known = own and {"filing_date", "grant_date"} <= set(record) and in_force
    assert record["confidence"] in ("high", "medium")
    assert record["confidence"] == "medium" or known or number.startswith("US")


def expected_expiry(record: Record) -> tuple[str | None, int | None]:
    """Last day or year in force, of an invention granted in China: 20 years from the filing."""
    if "chinese_grant" not in record:
        return None, None
    applications = record.get("chinese_applications", [])
    if record["publication_number"].startswith("CN"):
        one = next((a for a in applications if a["role"] == "own"), {})
        day = one.get("date") or record.get("filing_date")
    else:
        one = applications[0] if len(applications) == 1 else {}
        day = one.get("date")
    if day:
        if (day.month, day.day) == (2, 29):
            day = day.replace(month=3, day=1)  # there is no 29 February to count from
        return str(day.replace(year=day.year + 20) - timedelta(days=1)), None
    return None, int(one["number"][2:6]) + 20 if one else None


@every
def test_the_program_shows_the_record_and_derives_the_rest(number: str) -> None:
    record, found = PATENTS[number], {r["id"]: r for r in listed()}[number]
    assert list(found) == FIELDS
    assert found["id"] == number
    assert found["office"] == number[:2]
    assert found["kind_code"] == re.sub(r"..\d+", "", number)
    expiry = found["expiry"]
    assert (expiry["date"], expiry["year"]) == expected_expiry(record)
    derived = ("id", "office", "kind_code", "expiry", "chinese_applications")
    for field in set(FIELDS) - set(derived):
        value = record.get(field, [] if field in LISTS else None)
        assert found[field] == (str(value) if isinstance(value, date) else value), field
    assert found["chinese_applications"] == [
        {"number": a["number"], "date": str(a["date"]) if "date" in a else None, "role": a["role"]}
        for a in record.get("chinese_applications", [])
    ]


def test_the_program_shows_all_records_and_no_other() -> None:
    assert [record["id"] for record in listed()] == sorted(PATENTS)


AS_READ = "0b64702ebfed39e8"
"""The checksum of what was read from the pages. Who corrects a record renews it."""


def test_every_field_of_the_hundred_is_as_it_was_read() -> None:
    assert len(PATENTS) == 100
    read = [field for field in FIELDS if field in REQUIRED | OPTIONAL]
    values = [[record[field] for field in read] for record in listed()]
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(body.encode()).hexdigest()[:16] == AS_READ


def test_the_hundred_are_those_that_the_documents_describe() -> None:
    found = PATENTS.values()
    assert Counter(r["domain"] for r in found) == {"video": 40, "image": 29, "3d": 19, "other": 12}
    foreign = {n: r for n, r in PATENTS.items() if "chinese_grant" not in r}
    assert set(foreign) == {"US10068018B2", "US11941802B2"}
    held = [n for n, r in PATENTS.items() if "DAMO (Hangzhou)" in r["holder"]]
    assert held == ["CN114694123B"]
