"""Translation of what the program says, through gettext.

English is the language of the source; `locale/<lang>/LC_MESSAGES/patentcli.mo`
holds the others. A message without a translation falls back to English by
itself. Nothing is loaded for English.
"""

import os
from collections.abc import Callable, Iterable
from functools import cache

LANGUAGES = ("en", "zh")
Texts = tuple[Callable[[str], str], Callable[[str, str, int], str]]
"""What gives a message, and the form of one that fits a count."""


def _english(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_language = "en"
_texts: Texts = (str, _english)


def language() -> str:
    """The language in use: `en` or `zh`."""
    return _language


def spoken(name: str | None) -> str | None:
    """The language of a name such as `zh`, `zh_CN.UTF-8` or `en-GB`; None for one we lack."""
    word = (name or "").replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return word if word in LANGUAGES else None


def set_language(lang: str) -> None:
    """Speak `lang` from now on; an unbuilt translation leaves English text."""
    global _language, _texts
    _language, _texts = lang, _load(lang)


def reload() -> None:
    """Speak what was translated since: a checkout compiles its translations when it runs."""
    _load.cache_clear()
    set_language(_language)


@cache  # a page changes its language many times
def _load(lang: str) -> Texts:
    if lang == "en":
        return str, _english
    from gettext import GNUTranslations

    here = os.path.dirname(__file__)
    try:
        with open(os.path.join(here, "locale", lang, "LC_MESSAGES", "patentcli.mo"), "rb") as body:
            catalog = GNUTranslations(body)
    except FileNotFoundError:
        return _load("en")
    return catalog.gettext, catalog.ngettext


def in_every_language(messages: Iterable[str]) -> list[tuple[str, ...]]:
    """Each message in all languages, for words that are taken in any of them."""
    return [tuple(_load(lang)[0](message) for lang in LANGUAGES) for message in messages]


def _(message: str) -> str:
    """The message in the language in use."""
    return _texts[0](message) if message else ""  # the empty one would be the head of the .po


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits a count."""
    return _texts[1](one, many, count)


def N_(message: str) -> str:
    """Mark a message for extraction where it is defined; `_` translates it where it is used."""
    return message


def pick(english: str | None, chinese: str | None) -> str:
    """The text in the language in use, the other one where it is missing."""
    first, second = (chinese, english) if _language == "zh" else (english, chinese)
    return first or second or ""
