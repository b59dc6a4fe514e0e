"""Words as bash and fish hand them over while they are typed, and values as bash takes them.

bash puts an answer on the line as it is, so every sign that it would interpret is
quoted here, in the style of the quote that is open. zsh and fish quote by themselves.
"""

import re

_SAFE = re.compile(r"[^\x00-\x7f]|[A-Za-z0-9_@%+=:,./-]")


def unquoted(raw: str) -> tuple[str, str]:
    """The text that a partly typed word stands for, and the quote that is still open."""
    text, quote, place = "", "", 0
    while place < len(raw):
        sign = raw[place]
        place += 1
        if sign == "\\" and quote != "'" and place < len(raw):
            kept = "" if not quote or raw[place] in '\\"$`' else "\\"
            text += kept + raw[place]
            place += 1
        elif sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote = sign
        else:
            text += sign
    return text, quote


def for_bash(text: str, quote: str) -> str | None:
    """The text as it goes onto bash's line behind an open quote, or none; None: not possible."""
    if quote == "'":
        return None if "'" in text else text
    if quote == '"':
        return None if "!" in text else re.sub(r'([\\"$`])', r"\\\1", text)
    quoted = "".join(sign if _SAFE.match(sign) else f"\\{sign}" for sign in text)
    return f"\\{quoted}" if quoted.startswith("~") else quoted


def joined(words: list[str]) -> tuple[list[str], int]:
    """bash's words with those put together that it splits at `=` and `:`; the last one's start.

    The start is the number of characters of the last word that stand before the part
    which bash lets us replace.
    """
    found: list[str] = []
    start = 0
    glue = False
    for word in words:
        is_break = word in ("=", ":", "::")
        if found and (glue or is_break):
            start = len(found[-1]) + (len(word) if is_break else 0)
            found[-1] += word
        else:
            found.append(word)
            start = 0
        glue = is_break and found[-1] != word
    return found, start
