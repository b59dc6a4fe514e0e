"""Size classes as people write them: the one reader for options, batches and profiles."""

from functools import cache

from patentcli.i18n import _, in_every_language
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import CLASS_LABELS
from patentcli.suggest import unknown_word


def read_size(text: str, where: str = "--size") -> str:
    """The class, one of CLASSES, that a word in either language names; UsageProblem for none."""
    found = _spellings().get(text.strip().casefold())
    if found is None:
        message = _("unknown size class {value!r}").format(value=text[:40])
        raise unknown_word(message, text, CLASSES, where=where)
    return found


@cache
def _spellings() -> dict[str, str]:
    """`small`, 小型, 小型企业 and 小微企业's like."""
    found = {}
    for name, words in zip(CLASSES, in_every_language(CLASS_LABELS.values()), strict=True):
        for word in (name, *words):
            found[word.casefold()] = name
            found[f"{word}企业"] = name
            found[word.removesuffix("型")] = name
    return found
