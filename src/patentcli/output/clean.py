"""The one place where untrusted text is made harmless: a list comes from somebody else, and each
format writes its text through a function of this module. Made visible: C0, DEL and C1 as `\\x1b`;
bidi controls, zero-width and other invisible format characters, line separators and lone surrogates
as `\\u202e`."""

import re

# Besides Cc and Cs: soft hyphen, Arabic letter mark, Mongolian vowel separator,
# zero-width characters and directional marks, line and paragraph separators,
# directional embeddings, word joiner and invisible operators, isolates, deprecated
# format characters, byte-order mark, interlinear annotation, what XML cannot hold, joiners of
# hieroglyphs, controls of shorthand and of music, tag characters.
_HIDDEN = (
    "\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
FORMULA_STARTS = frozenset("=+-@\t\r")
_FORMULA = "'*[=+@\t\r-]"


def block(text: str) -> str:
    """The text with everything made visible but tab, LF and CR."""
    if text.isprintable():
        return text
    hidden = f"[\x00-\x08\x0b\x0c\x0e-\x1f{_HIDDEN}]"
    return re.sub(hidden, lambda found: found[0].encode("unicode_escape").decode(), text)


def line(text: str) -> str:
    """The text on one line: tab and line break become a space, all else made visible."""
    if text.isprintable():
        return text
    return block(re.sub("\r\n|[\t\n\r]", " ", text))


def json_text(encoded: str) -> str:
    """A JSON text on one line, with hidden characters as \\u escapes. They can only stand inside
    strings there, so the value stays the same."""
    if encoded.isprintable():
        return encoded
    import json  # `--version` does without

    return re.sub(f"[{_HIDDEN}]", lambda found: json.dumps(found[0])[1:-1], encoded)


def guard(cell: str) -> str:
    """The cell with a leading `'` where a spreadsheet would take it for a formula. A cell that
    already looks guarded gets one more, so that `unguard` is exact."""
    if re.match(_FORMULA, cell) and not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell):
        return "'" + cell
    return cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell[:1] == "'" and re.match(_FORMULA, cell) else cell
