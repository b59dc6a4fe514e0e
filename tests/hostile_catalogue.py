"""A catalogue that somebody else made: written past every check, with text that attacks.

Also the measure of what is harmless: on a terminal, in a spreadsheet, in JSON.
"""

import re
import sys
import unicodedata
from pathlib import Path

from patentcli.errors import ExitStatus
from records import KNOWN, catalogue_of, flat
from tools import Answer

PAYLOADS = {
    "escape": "\x1b[2J\x1b[31mred",
    "title of the window": "\x1b]0;owned\x07after",
    "link (OSC 8)": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clipboard (OSC 52)": "\x1b]52;c;cm0gLXJmIH4=\x07paste",
    "device control": "\x1bPq#0;2;0;0;0\x1b\\",
    "C1 control sequence": "\x9b31mred\x9d0;owned\x9c",
    "DEL, BEL and backspace": "a\x7fb\x07c\x08d",
    "carriage return": "harmless\rPAID ",
    "line breaks": "one\ntwo\r\nthree\u2028four\u2029five\x85six\x0bseven\x0ceight",
    "tab": "left\tright",
    "bidi override": "\u202egnp.exe\u202c\u2066\u2069",
    "zero width": "A\u200bB\u200cC\u200dD\ufeffE\u2060F\xadG",
    "tags": "flag\U000e0067\U000e0062",
    "markup": "[/x] [bold]b[/bold] [/]",
    "markup link": "[link=http://evil.example]click[/link]",
    "emoji name": ":bomb: :smile:",
    "formula": "=cmd|' /C calc'!A0",
    "formula by plus": "+1+cmd|' /C calc'!A0",
    "formula by minus": "-2+3+cmd|' /C calc'!A0",
    "formula by at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "formula by tab": "\t=1+1",
    "formula by CR": "\r=1+1",
    "markdown and HTML": "a|b `code` *x* [y](javascript:alert(1)) <script>alert(1)</script>",
    "element": "<img src=x onerror=alert(1)>",
    "ends of scripts": "</script><script>alert(1)</script> ]]><!--<script>",
    "address": "javascript:alert(1)",
    "templates": "{{constructor}} ${alert(1)} $t_skip $$",
    "key of objects": "__proto__",
    "entity": "'single' &lt;b&gt;",
    "format strings": "{0} {value!r} %s %n {__class__}",
    "quotes": "\"a','b\",\\",
    "shell": "$(touch pwned) `touch pwned` ; touch pwned #",
    "wide": "視" * 300,
}

# Arabic and Kaithi signs that enclose figures: format characters that are seen.
_MARKS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
# Not taken from the code under test: nothing of this may reach a terminal, a spreadsheet or a
# reader's eye unseen.
UNSEEN = frozenset(
    c
    for c in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in _MARKS
)


# What no list can fill with any text.
_KEPT = {"office", "kind_code", "filing_date", "grant_date", "expiry", "listing", "summary_basis"}
_KEPT |= {"licence_kind", "annual_fee_yuan", "one_off_fee_yuan"}
_KEPT |= {"title_is_translation", "title_zh_is_translation"}


def write_catalogue(path: Path, texts: list[str], *, about: str = "hostile") -> Path:
    """The catalogue file with one record for each text, in each place where a list of somebody
    else could have it; `about` is what it says of itself. `zebra` finds all of them."""
    records = []
    for n, text in enumerate(texts, start=1):
        number = f"CN9{n:08}B{text}"
        filled = {
            name: value if name in _KEPT else [text] if isinstance(value, list) else text
            for name, value in KNOWN.items()
        }
        filled |= {"id": number, "publication_number": number, "summary": f"{text} zebra"}
        filled["chinese_applications"] = [{"number": text, "date": text, "role": "own"}]
        records.append({**flat(filled), "keys": {number: "own", text: "family"}})
    catalogue_of(records, path, name=about, edition=about, source=about).close()
    return path


def unseen(text: str) -> str:
    """The characters of the text that drive a terminal or are not seen on it, but line breaks."""
    return "".join(c for c in text if c in UNSEEN and c != "\n")


EXPECTED = set(ExitStatus) - {ExitStatus.SOFTWARE, ExitStatus.INTERRUPTED}


def check(found: Answer) -> None:
    """A documented code, no defect, one error at most, nothing that drives a terminal."""
    assert found.code in EXPECTED, found.err
    assert not unseen(found.err), found.err
    assert not set(unseen(found.out)) - {"\t", "\0", "\r"}
    assert "Traceback" not in found.err
    if found.code not in (0, 1, 3, 65):  # a batch has its errors in its rows
        assert len(re.findall(": error: |: 错误：", found.err)) == 1, found.err
