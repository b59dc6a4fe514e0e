"""A language in which every translated letter looks different.

What stays ASCII in the output was not translated, or is data.
"""

from gettext import NullTranslations
from string import Formatter

from patentcli import i18n


def disguise(text: str) -> str:
    """ASCII letters as full-width ones."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text)


def disguised(message: str) -> str:
    """The message with its words disguised and its placeholders kept."""
    parts = []
    for literal, name, spec, conversion in Formatter().parse(message):
        parts.append(disguise(literal).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            kind = f"!{conversion}" if conversion else ""
            parts.append(f"{{{name}{kind}{f':{spec}' if spec else ''}}}")
    return "".join(parts)


class Pseudo(NullTranslations):
    """Stands in for the catalogue of a language."""

    def gettext(self, message: str) -> str:
        return disguised(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return disguised(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return disguised(message)


def speak_pseudo(_lang: str) -> None:
    """In place of `set_language`: Chinese data, disguised messages."""
    i18n._language = "zh"
    i18n._catalog = Pseudo()
