"""Translation of what the program says, through gettext.

English is the language of the source; `locale/<lang>/LC_MESSAGES/patentcli.mo`
holds the others. A message without a translation falls back to English by
itself. Nothing is loaded for English.
"""

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
Said = TypeVar("Said")

_language = "en"
_catalog: "NullTranslations | None" = None


def language() -> str:
    """The language in use: `en` or `zh`."""
    return _language


def spoken(name: str | None) -> str | None:
    """The language of a name such as `zh`, `zh_CN.UTF-8` or `en-GB`; None for one we lack."""
    word = (name or "").replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return word if word in LANGUAGES else None


def set_language(lang: str) -> None:
    """Speak `lang` from now on; an unbuilt translation leaves English text."""
    global _language, _catalog
    _language = lang
    _catalog = None if lang == "en" else _load(lang)


def reload() -> None:
    """Speak what was translated since: a checkout compiles its translations when it runs."""
    _load.cache_clear()
    set_language(_language)


@cache  # a page changes its language many times
def _load(lang: str) -> "NullTranslations":
    from gettext import GNUTranslations, NullTranslations

    here = os.path.dirname(__file__)
    try:
        with open(os.path.join(here, "locale", lang, "LC_MESSAGES", "patentcli.mo"), "rb") as body:
            return GNUTranslations(body)
    except FileNotFoundError:
        return NullTranslations()


def in_each(say: Callable[[], Said]) -> tuple[Said, Said]:
    """What a function answers in English and in Chinese, whatever language is in use."""
    before = _language
    try:
        set_language("en")
        english = say()
        set_language("zh")
        return english, say()
    finally:
        set_language(before)


def in_every_language(messages: Iterable[str]) -> list[tuple[str, ...]]:
    """Each message in all languages, for words that are taken in any of them."""
    catalogs = [_load(lang) for lang in LANGUAGES if lang != "en"]
    return [(message, *(c.gettext(message) for c in catalogs)) for message in messages]


def _(message: str) -> str:
    """The message in the language in use."""
    if _catalog is None or not message:  # the empty one would be the head of the .po
        return message
    return _catalog.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits a count."""
    if _catalog is None:
        return one if count == 1 else many
    return _catalog.ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a message for extraction where it is defined; `_` translates it where it is used."""
    return message


def pick(english: str | None, chinese: str | None) -> str:
    """The text in the language in use, the other one where it is missing."""
    first, second = (chinese, english) if _language == "zh" else (english, chinese)
    return first or second or ""
