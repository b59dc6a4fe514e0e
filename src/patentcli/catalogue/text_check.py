"""The check of text that enters a catalogue: nothing that drives a terminal or spreadsheet."""

import unicodedata

# Bidirectional controls, zero-width characters and the byte order mark: invisible, so an id or
# a title could read as something that it is not.
INVISIBLE = frozenset(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C, 0x180E]
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def check_text(value: str) -> str:
    """The text itself; ValueError that names the character for text no record may hold."""
    if value != value.strip():
        raise ValueError("white space at its start or end")
    for place, character in enumerate(value, start=1):
        if ord(character) in INVISIBLE:
            raise ValueError(f"invisible character U+{ord(character):04X} at character {place}")
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            raise ValueError(f"control character U+{ord(character):04X} at character {place}")
    if value.startswith(FORMULA_STARTS):
        raise ValueError(f"starts with {value[0]!r}, which a spreadsheet would run as a formula")
    return value
