"""What each filter of `list` means, said once more in plain Python over the JSON of the records.

Every test is three-valued: True passes, False does not, None cannot be told.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from tools import ROOT

Record = Mapping[str, Any]
Chosen = Mapping[str, Sequence[str]]
"""Option name (without dashes) to the values given for it."""

HOLDERS = [
    (holder["name"], holder["name_zh"])
    for holder in tomllib.loads((ROOT / "data" / "holders.toml").read_text("utf-8"))["holder"]
    if "name_zh" in holder
]
TERM = 20  # years, for inventions; the records of these tests that know only a year are such


def plain(text: str) -> str:
    """Lower-case in ASCII alone, as SQLite compares."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def contains(texts: Iterable[str], wanted: Sequence[str]) -> bool:
    """Whether one of the texts holds one of those wanted, as given or in its plain form."""
    forms = [
        plain(f) for w in wanted for f in (w.strip(), unicodedata.normalize("NFKC", w).strip())
    ]
    return any(form in plain(text) for text in texts for form in forms)


def in_force(record: Record, day: date, created: date) -> bool | None:
    """Whether the Chinese patent was granted and within its term on that day."""
    chinese = record["office"] == "CN"
    granted = record["grant_date"] if chinese else None
    filed = record["filing_date"] if chinese else None
    last, year = record["expiry"]["date"], record["expiry"]["year"]
    if last:
        within: bool | None = day <= date.fromisoformat(last)
        first = (date.fromisoformat(last) + timedelta(days=1)).replace(year=int(last[:4]) - TERM)
        filed = filed or str(first)
    elif year:
        within = None if day.year == year else day.year < year
        filed = filed or f"{year - TERM}-01-01"
    else:
        within = None
    if granted:
        begun: bool | None = granted <= str(day)
    elif filed and str(day) < filed:
        begun = False
    else:
        begun = True if day >= created else None
    if within is False or begun is False or record["status"] == "lapsed":
        return False
    return True if within and begun else None


def names(record: Record) -> list[str]:
    """The holder's names: one of holders.toml has both, whichever of them the record gives."""
    own = {record["holder"], record["holder_zh"]} - {None}
    return [*own, *chain.from_iterable(h for h in HOLDERS if own & set(h))]


def passes(record: Record, option: str, values: Sequence[str], created: date) -> bool | None:
    """Whether the record passes one filter; several values of it mean any of them."""
    value, filed, fee = values[0], record["filing_date"], record["annual_fee_yuan"]
    inventors = [*record["inventors"], *record["inventors_en"]]
    status, until = record["status"], record["offer_until"]
    symbols, applications = record["classifications"], record["applications"]
    # Whether something is known, and the answer where it is.
    known, found = {
        "domain": lambda: (record["domain"] is not None, record["domain"] in values),
        "office": lambda: (record["office"] is not None, record["office"] in values),
        "listing": lambda: (True, record["listing"] in values),
        "status": lambda: (status != "unknown" or status in values, status in values),
        "offered-on": lambda: (record["listing"] == "listed" and until, str(until) >= value),
        "application": lambda: (applications, bool(set(values) & set(applications))),
        "holder": lambda: (names(record), contains(names(record), values)),
        "inventor": lambda: (inventors, contains(inventors, values)),
        "ipc": lambda: (symbols, any(s.startswith(tuple(values)) for s in symbols)),
        "filed-after": lambda: (filed, str(filed) >= value),
        "filed-before": lambda: (filed, str(filed) <= value),
        "max-fee": lambda: (fee is not None, Decimal(fee or 0) <= Decimal(value)),
        "in-force-on": lambda: (True, in_force(record, date.fromisoformat(value), created)),
    }[option]()
    return found if known else None


def answer(records: Sequence[Record], chosen: Chosen, created: date) -> tuple[list[str], int]:
    """The ids that pass all filters, and how many records only an unknown value kept out."""
    found: list[str] = []
    unknown = 0
    for record in records:
        verdicts = [passes(record, option, values, created) for option, values in chosen.items()]
        if all(verdicts):
            found.append(record["id"])
        elif False not in verdicts:
            unknown += 1
    return found, unknown
