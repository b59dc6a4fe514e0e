"""Reading a column of Chinese application numbers: what `read` says of each, in half the time."""

import re
from collections.abc import Sequence

from patentcli.numbers.cn_application import INNER, OUTER, SYSTEM, TYPES
from patentcli.numbers.number import Number

_LINES = re.compile("^(CN|ZL|)([0-9]{4})([0-9]{4})([0-9]{4})[.]([0-9X])$", re.MULTILINE)


def applications(texts: Sequence[str]) -> list[Number] | None:
    """Numbers since October 2003 with dot and check digit; None if one of the texts is none.

    Spaces may stand anywhere. A check digit that does not fit is left to `cn_application` too.
    """
    parts = _LINES.findall("\n".join(texts).replace(" ", ""))
    if len(parts) != len(texts):
        return None
    found = []
    for text, (prefix, year, inner, outer, check) in zip(texts, parts, strict=True):
        fits = "0123456789X"[(OUTER[year] + INNER[inner] + OUTER[outer]) % 11] == check
        if not fits or year < "1985" or inner[0] not in TYPES:
            return None
        kind = "patent" if prefix == "ZL" else "application"
        number = f"CN{year}{inner}{outer}.{check}"
        found.append(
            Number(text, SYSTEM, kind, "CN", number, None, check, check, int(year), True, None)
        )
    return found
