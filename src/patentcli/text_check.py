"""The check of text that enters a catalogue: nothing that drives a terminal or spreadsheet."""

import unicodedata

# Shown as nothing, though Unicode does not count them as format characters: the grapheme
# joiner and the fillers of Hangul and Khmer. The format characters proper (category Cf) are the
# bidirectional controls, zero-width characters, soft hyphen, byte order mark and tags. With any
# of these an id or a title could read as something that it is not.
BLANKS = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0])
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def check_text(value: str) -> str:
    """The text itself; ValueError that names the character for text no record may hold."""
    if value.startswith(FORMULA_STARTS):
        raise ValueError(f"starts with {value[0]!r}, which a spreadsheet would run as a formula")
    for place, character in enumerate(value, start=1):
        category = unicodedata.category(character)
        if category in ("Cc", "Cs", "Zl", "Zp"):
            raise ValueError(f"control character U+{ord(character):04X} at character {place}")
        if category == "Cf" or ord(character) in BLANKS:
            raise ValueError(f"invisible character U+{ord(character):04X} at character {place}")
    if value != value.strip():
        raise ValueError("white space at its start or end")
    return value
