"""A language in which every translated letter looks different.

What stays ASCII in the output was not translated, or is data. Only messages that the catalogues
of messages hold are translated, as in a real language.
"""

from functools import cache
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from patentcli import i18n
from tools import ROOT

PO = ROOT / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"


def disguise(text: str) -> str:
    """ASCII letters as full-width ones."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text)


@cache
def known() -> frozenset[str]:
    """Every message that was collected from the source."""
    with PO.open("rb") as stream:
        found = read_po(stream)
    ids = (m.id if isinstance(m.id, tuple) else (m.id,) for m in found)
    return frozenset(text for texts in ids for text in texts)


def disguised(message: str) -> str:
    """The message with its words disguised and its placeholders kept."""
    if message not in known():
        return message
    parts = []
    for literal, name, spec, conversion in Formatter().parse(message):
        parts.append(disguise(literal).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            kind = f"!{conversion}" if conversion else ""
            parts.append(f"{{{name}{kind}{f':{spec}' if spec else ''}}}")
    return "".join(parts)


def speak_pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put this language in the place of Chinese."""
    english = i18n._texts("en")
    texts = disguised, lambda one, many, count: disguised(one if count == 1 else many)
    monkeypatch.setattr(i18n, "_texts", lambda lang: texts if lang == "zh" else english)
