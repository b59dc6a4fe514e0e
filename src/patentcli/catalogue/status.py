"""What the words of a page or a list say of a patent's legal status.

The words are those of patent offices, of Google Patents and of Chinese lists. Of several the
worst counts, since a history names every state that a patent has been in. What is not read here
is unknown, never a guess: the register decides.
"""

import re
from functools import lru_cache

from patentcli.search.text import normalise

IN_FORCE, LAPSED, PENDING, UNKNOWN = STATUSES = ("in-force", "lapsed", "pending", "unknown")

_WORDS = {
    # After any of these nobody can tell what is left of the right.
    "open": ("部分无效", "恢复", "无效宣告请求", "请求宣告无效"),
    # Longer words that hold one of those below and say nothing of the status.
    "other": ("有效期", "有效性", "所有权", "专有权", "公开实施", "公开号", "公开日", "合同终止"),
    LAPSED: (
        *("全部无效", "无效", "失效", "终止", "放弃", "撤回", "驳回", "撤销", "未缴年费"),
        *("未缴纳年费", "期限届满"),
        *("expired", "lapsed", "abandoned", "withdrawn", "ceased", "revoked"),
    ),
    UNKNOWN: ("inactive",),
    PENDING: ("审中", "实质审查", "公开", "pending"),
    IN_FORCE: ("有效", "有权", "授权", "active", "granted", "in force"),
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
