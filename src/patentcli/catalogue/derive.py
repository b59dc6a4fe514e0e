"""What a record's own numbers, dates and words of status say: derived, never guessed. The words of
status are those of patent offices, Google Patents and Chinese lists. Of several the worst counts,
since a history names every state that a patent has been in; what is not read here is unknown."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from patentcli.catalogue.fields import WORDS
from patentcli.numbers import Number, examine, patent_type
from patentcli.rules import expiry
from patentcli.rules.book import Rulebook
from patentcli.search.text import normalise

NUMBERS = ("id", "publication_number", "chinese_applications", "chinese_grant", "family")
"""The fields that hold numbers."""

IN_FORCE, LAPSED, PENDING, UNKNOWN = STATUSES = tuple(WORDS["status"])
_HAN = "[\u4e00-\u9fff]"
# What a phrase that says that a right is in force may hold besides: 待授权 does not, nor 授权前.
_PLAIN = (
    "专利权?|权利|权|发明|实用新型|外观设计|中国|国家|法律|状态|目前|当前|现|仍|该|为|是|处于|已|经|获得?|被"
    "|予以?|公告|公布|登记|审定|维持|保持|继续|生效|正常|的|了|[年月日]|日期"
)
_GOOD = rf"(?<!{_HAN})(?:{_PLAIN})*+(?:有[效权]|授权)(?:{_PLAIN}|有[效权]|授权)*+(?!{_HAN})"
_WORDS = {
    # After any of these nobody can tell what is left of the right.
    "open": r"部分无效|恢复|无效(?:宣告)?(?:请求|程序|审查|审理|中)|驳回[后等]?复审"
    rf"|撤[销回]{_HAN}{{0,4}}(?:驳回|终止|放弃|无效)|\b(?:reinstat(?:ed|ement)|restored)\b",
    # Longer words that hold one of those below and say nothing of the status.
    "other": "有效期(?!届满)|有效性|所有权|专有权|公开实施|公开[号日]|合同终止",
    LAPSED: "无效|失效|终止|放弃|撤回|驳回|撤销|未缴纳?年费|(?:期限|有效期)届满"
    r"|\b(?:expired|lapsed|abandoned|withdrawn|ceased|revoked)\b",
    UNKNOWN: r"\binactive\b|有[效权]|授权",  # in a phrase of more than is known
    PENDING: r"审中|实质审查|公开|\bpending\b",
    IN_FORCE: rf"{_GOOD}|\b(?:active|granted|in[- ]force)\b",
}
"""What says so, the status first that counts first where several stand there."""
# A negation right before a word, or (of what would be good news) anywhere before it in its clause.
_NOT, _NOT_ENGLISH = "未|非|不|没有|尚无", r"\b(?:not|non|never|no longer)\b|n['’]t\b"
_DENIED = (
    rf"(?:{_NOT}|无|请求)[被予获经曾已有会能再宣告发生]{{0,4}}"
    rf"|(?:{_NOT_ENGLISH}|\b(?:in|if|before|until|unless))[ -](?:(?:yet|be|been|currently) ){{0,2}}"
)
_DOUBTED = rf"{_NOT}|{_NOT_ENGLISH}|\binactive\b"
# What may be, or will be, wherever it stands in the clause.
_UNSURE = (
    rf"待|拟|(?<!已)将(?!.{{0,12}}到期)|可能|或许|预计|疑|是否|濒临|临近|接近|面临|风险|不[明详]|未知"
    rf"|(?<!审)中(?!{_HAN})|\?|\b(?:to|may|might|can|could|will|would|shall|should|must|soon) be\b"
    r"|\b(?:(?:may|might|could) have|(?:about|expected|likely|set|going) to|likely|probably"
    r"|possibly|presumably|perhaps|maybe|soon|nearly|almost|unclear|tb[cd])\b"
)
# Compiled where a text is read: queries come this way, too. A whole phrase is looked for first.
_SAID = f"(?P<denied>{_DENIED})?(?:%s)" % "|".join(
    f"(?P<{said.replace('-', '_')}>{words})"
    for said, words in ({IN_FORCE: _WORDS[IN_FORCE]} | _WORDS).items()
)


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
    applications = expiry.own_applications(own.office, columns["chinese_applications"][at])
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
        for key in (known.get(text) or examine(text)).keys or (text,):
            found.setdefault(key, role)
    return found


@lru_cache(maxsize=4096)  # a list has few words for it
def read_status(text: str | None) -> str:
    """The status that a text shows: `in-force`, `lapsed`, `pending` or `unknown`."""
    text, found = normalise(text or ""), set()
    for clause in re.split(r"[;,|、。\n]", text):
        doubt, unsure = re.search(_DOUBTED, clause), re.search(_UNSURE, clause)
        for match in re.finditer(_SAID, clause):
            said = str(match.lastgroup).replace("_", "-")
            denied = (
                match["denied"]
                or clause.startswith(("前", "之前"), match.end())
                or (said != LAPSED and doubt and doubt.end() <= match.start())
                or (said != PENDING and unsure)
            )
            found.add(UNKNOWN if denied and said not in ("open", "other") else said)
    worst = next((said for said in _WORDS if said in found - {"other"}), UNKNOWN)
    is_upheld = worst == LAPSED and re.search("维持.{0,4}有效|upheld", text)
    return UNKNOWN if is_upheld or worst == "open" else worst
