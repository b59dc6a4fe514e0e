"""Translation of what the program says, through gettext. The source is English, and so is a message
without a translation; `locale/<lang>/LC_MESSAGES/patentcli.mo` holds the other languages."""

import os
from collections.abc import Callable, Mapping
from functools import cache

LANGUAGES = ("en", "zh")
_language = "en"


def language() -> str:
    """The language in use: `en` or `zh`."""
    return _language


def spoken(name: str | None) -> str | None:
    """The language of a name such as `zh`, `zh_CN.UTF-8` or `en-GB`; None for one we lack."""
    word = (name or "").replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return word if word in LANGUAGES else None


def set_language(lang: str) -> None:
    """Speak `lang` from now on; an unbuilt translation leaves English text."""
    global _language
    _language = lang


@cache
def _texts(lang: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """What gives a message, and the form of one that fits a count."""
    from gettext import translation

    folder = os.path.join(os.path.dirname(__file__), "locale")
    found = translation("patentcli", folder, [lang], fallback=True)
    return found.gettext, found.ngettext


def in_every_language(labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The labels of values in all languages, for words that are taken in any of them."""
    return {
        value: tuple(_texts(lang)[0](said) for lang in LANGUAGES) for value, said in labels.items()
    }


def _(message: str, /, **fields: object) -> str:
    """The message in the language in use, its places filled where there are `fields`."""
    # The translation of an empty message would be the head of the .po file.
    said = _texts(_language)[0](message) if message else ""
    return said.format(**fields) if fields else said


def ngettext(one: str, many: str, number: int, /, **fields: object) -> str:
    """The form of a message that fits a number, its places filled likewise."""
    said = _texts(_language)[1](one, many, number)
    return said.format(**fields) if fields else said


def N_(message: str) -> str:
    """Mark a message for extraction where it is defined; `_` translates it where it is used."""
    return message


def pick(english: str | None, chinese: str | None) -> str:
    """The text in the language in use, the other one where it is missing."""
    first, second = (chinese, english) if _language == "zh" else (english, chinese)
    return first or second or ""


def said(plain: Mapping[str, str | None], name: str) -> str:
    """The same of what plain data have as `name` or `name_en`, and as `name_zh`."""
    return pick(plain.get(f"{name}_en", plain.get(name)), plain.get(f"{name}_zh"))
