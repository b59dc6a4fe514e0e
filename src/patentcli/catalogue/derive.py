"""What a record's own numbers, dates and words of status say: derived, never guessed. The words of
status are those of patent offices, Google Patents and Chinese lists. Of several the worst counts,
since a history names every state that a patent has been in; what is not read here is unknown."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from patentcli.catalogue.fields import WORDS
from patentcli.numbers import Malformed, Number, patent_type, read
from patentcli.rules import expiry
from patentcli.rules.book import Rulebook
from patentcli.search.text import normalise

NUMBERS = ("id", "publication_number", "chinese_applications", "chinese_grant", "family")
"""The fields that hold numbers."""

IN_FORCE, LAPSED, PENDING, UNKNOWN = STATUSES = tuple(WORDS["status"])
_WORDS = {
    # After any of these nobody can tell what is left of the right.
    "open": (
        *("部分无效", "恢复", "请求宣告无效", "无效(?:宣告)?(?:请求|程序|审查|审理|中)"),
        "驳回(?:后|等)?复审",
    ),
    # Longer words that hold one of those below and say nothing of the status.
    "other": ("有效期", "有效性", "所有权", "专有权", "公开实施", "公开号", "公开日", "合同终止"),
    LAPSED: (
        *("全部无效", "无效", "失效", "终止", "放弃", "撤回", "驳回", "撤销", "未缴年费"),
        *("未缴纳年费", "期限届满"),
        *("expired", "lapsed", "abandoned", "withdrawn", "ceased", "revoked"),
    ),
    UNKNOWN: ("inactive",),
    PENDING: ("审中", "实质审查", "公开", "pending"),
    IN_FORCE: ("有效", "有权", "授权", "active", "granted", "in[- ]force"),
}
"""What words say, the status first that counts first where several stand there."""


def _either(words: tuple[str, ...]) -> str:
    return "|".join(rf"\b{word}\b" if word.isascii() else word for word in words)


# Compiled where a text is read: queries come this way, too, and read none.
_SAID = "|".join(f"(?P<{said.replace('-', '_')}>{_either(w)})" for said, w in _WORDS.items())
_NOT = r"(?:未|非|不|没有|尚无)"
_NOT_ENGLISH = r"\b(?:not|non|never|no longer|in)"
# A negation right before a word, or (of what would be good news) anywhere before it in its clause.
_DENIED = rf"{_NOT}[被予获经]?\Z|{_NOT_ENGLISH}[ -](?:yet |been |currently )?\Z"
_DOUBTED = rf"{_NOT}|\b(?:not|non|never|no longer|inactive)\b"


def complete(
    columns: Mapping[str, list[Any]],
    at: int,
    numbers: Sequence[Number],
    book: Rulebook,
    *,
    granted: bool,
) -> None:
    """Add what the numbers say of the record at a place of the columns: id, office, kind code,
    grant, status, end of the term (three columns), and `keys`, see `keys_of`.

    `numbers` are those that were read already, the first the one that it stands under; `granted`:
    ZL or the date of the grant says that it is a granted Chinese patent. A foreign document has a
    term in China by the known `chinese_grant` alone."""
    own, grant = numbers[0], columns["chinese_grant"][at]
    applications = columns["chinese_applications"][at]
    columns["id"][at] = own.canonical
    columns["office"][at] = own.office or None
    columns["kind_code"][at] = own.kind_code
    is_grant = own.kind == "grant" or (own.kind == "publication" and granted)
    if grant is None and is_grant and own.office == "CN":
        columns["chinese_grant"][at] = grant = own.canonical
    if columns["status"][at] is None:
        columns["status"][at] = read_status(columns["legal_status_as_shown"][at])
    known = {number.canonical: number for number in numbers}
    end: expiry.Expiry = (None, None, expiry.NO_GRANT)
    if grant or (granted and own.office == "CN"):
        told = grant or (applications[0]["number"] if applications else own.canonical)
        kind = patent_type(known.get(told) or told)
        end = None, None, expiry.NO_FILING
        if kind:
            filed = expiry.filing(own.office, applications, columns["filing_date"][at])
            end = expiry.term_end(kind, filed, book)
    columns["expiry_date"][at], columns["expiry_year"][at], basis = end
    columns["expiry_basis"][at] = expiry.BASES.index(basis)
    columns["keys"][at] = keys_of({name: columns[name][at] for name in NUMBERS}, known)


def keys_of(record: Mapping[str, Any], known: Mapping[str, Number] = {}) -> dict[str, str]:
    """The lookup keys of all NUMBERS of a record, each with the closest role it has; a number that
    no system reads is a key as it is written. `known`: those read already, by their spelling."""
    applications = record["chinese_applications"] or ()
    own = [one["number"] for one in applications if one["role"] == "own"]
    roles = dict.fromkeys((record["id"], record["publication_number"], *own), "own")
    roles.setdefault(record["chinese_grant"], "grant")
    for one in applications:
        roles.setdefault(one["number"], "priority")
    for number in record["family"] or ():
        roles.setdefault(number, "family")
    roles.pop(None, None)
    found: dict[str, str] = {}
    for text, role in roles.items():
        try:
            keys = (known.get(text) or read(text)).keys
        except Malformed:
            keys = (text,)
        for key in keys:
            found.setdefault(key, role)
    return found


@lru_cache(maxsize=4096)  # a list has few words for it
def read_status(text: str | None) -> str:
    """The status that a text shows: `in-force`, `lapsed`, `pending` or `unknown`."""
    found = set()
    for clause in re.split(r"[;,|、。\n]", normalise(text or "")):
        for match in re.finditer(_SAID, clause):
            said, before = str(match.lastgroup).replace("_", "-"), clause[: match.start()]
            denied = re.search(_DENIED, before) or (said != LAPSED and re.search(_DOUBTED, before))
            found.add(UNKNOWN if denied and said not in ("open", "other") else said)
    found.discard("other")
    worst = next((said for said in _WORDS if said in found), UNKNOWN)
    return UNKNOWN if worst == "open" else worst
