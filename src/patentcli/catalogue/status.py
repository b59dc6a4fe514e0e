"""What the words of a page or a list say of a patent's legal status.

The words are those of patent offices, of Google Patents and of Chinese lists. Of several the
worst counts, since a history names every state that a patent has been in. What is not read here
is unknown, never a guess: the register decides.
"""

import re
from functools import lru_cache

from patentcli.search.text import normalise

IN_FORCE, LAPSED, PENDING, UNKNOWN = STATUSES = ("in-force", "lapsed", "pending", "unknown")

# After any of these nobody can tell what is left of the right.
_OPEN = ("部分无效", "恢复", "无效宣告请求", "请求宣告无效")
_WORDS = {
    LAPSED: (
        *("全部无效", "无效", "失效", "终止", "放弃", "撤回", "驳回", "撤销", "未缴年费"),
        *("未缴纳年费", "期限届满"),
        *("expired", "lapsed", "abandoned", "withdrawn", "ceased", "revoked"),
    ),
    PENDING: ("审中", "实质审查", "公开", "pending"),
    IN_FORCE: ("有效", "有权", "授权", "active", "granted", "in force"),
}
"""The words for each status, the one that counts first where several stand there."""
# Longer words that hold one of those and say nothing of the status.
_OTHER = ("有效期", "有效性", "所有权", "专有权", "公开实施", "公开号", "公开日", "合同终止")
_NOT = r"(?:未|非|不|没有|尚无)"
_NOT_ENGLISH = r"(?:not|non|never|no longer|in)"


def _either(words: tuple[str, ...]) -> str:
    return "|".join(rf"\b{word}\b" if word.isascii() else word for word in words)


# Compiled where a text is read: queries come this way, too, and read none.
_SAID = f"(?P<open>{_either(_OPEN)})|(?P<other>{_either(_OTHER)})" + "".join(
    f"|(?P<{status.replace('-', '_')}>{_either(words)})" for status, words in _WORDS.items()
)
# A negation right before a word, or (of what would be good news) anywhere before it in its clause.
_DENIED = rf"{_NOT}[被予获经]?\Z|\b{_NOT_ENGLISH}[ -](?:yet |been |currently )?\Z"
_DOUBTED = rf"{_NOT}|\b(?:not|non|never|no longer|inactive)\b"


@lru_cache(maxsize=4096)  # a list has few words for it
def read_status(text: str | None) -> str:
    """The status that a text shows: `in-force`, `lapsed`, `pending` or `unknown`."""
    if not text:
        return UNKNOWN
    found = [
        said for clause in re.split(r"[;,|、。\n]", normalise(text)) for said in _statuses(clause)
    ]
    if "open" in found:
        return UNKNOWN
    if LAPSED in found:
        return LAPSED
    if UNKNOWN in found:
        return UNKNOWN
    return next((status for status in _WORDS if status in found), UNKNOWN)


def _statuses(clause: str) -> list[str]:
    """What each word of a clause says; `unknown` where the word is denied."""
    found = []
    for match in re.finditer(_SAID, clause):
        status = str(match.lastgroup).replace("_", "-")
        before = clause[: match.start()]
        if status == "other":
            continue
        if status != "open" and (
            re.search(_DENIED, before) or (status != LAPSED and re.search(_DOUBTED, before))
        ):
            status = UNKNOWN
        found.append(status)
    if re.search(r"\binactive\b", clause):
        found.append(UNKNOWN)
    return found
