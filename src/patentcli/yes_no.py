"""Yes and no as people write them: the one reader for options, lists, batches and profiles."""

import unicodedata

from patentcli.errors import UsageProblem
from patentcli.i18n import _

YES = frozenset(("是", "有", "已声明", "已公告", "同意", "yes", "y", "true", "1", "√", "✓"))
NO = frozenset(("否", "无", "未声明", "不同意", "no", "n", "false", "0", "×"))


def read_yes_no(text: str) -> bool | None:
    """True, False, or None for a text that says neither."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return True if word in YES else False if word in NO else None


def parse_yes_no(text: str, where: str) -> bool:
    """The same; UsageProblem for a text that says neither."""
    found = read_yes_no(text)
    if found is None:
        message = _("{value!r} is neither true nor false", value=text[:40])
        raise UsageProblem(message, where=where, hint=_("write true or false"))
    return found
