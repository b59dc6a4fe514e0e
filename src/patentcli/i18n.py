"""Translation of what the program says, through gettext.

English is the language of the source; `locale/<lang>/LC_MESSAGES/patentcli.mo`
holds the others. A message without a translation falls back to English by
itself. Nothing is loaded for English.
"""

import os
from collections.abc import Iterable

LANGUAGES = ("en", "zh")

_language = "en"
_catalog: "object | None" = None
_catalogs: "dict[str, object | None]" = {}


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
    _catalog = _load(lang)


def reload() -> None:
    """Speak what was translated since: a checkout compiles its translations when it runs."""
    _catalogs.clear()
    _catalogs["en"] = None
    set_language(_language)


def _load(lang: str) -> "object | None":
    if _catalogs.get(lang) is None:  # a page changes its language many times
        _catalogs[lang] = None if lang == "en" else _read(lang)
    return _catalogs[lang]


def _read(lang: str) -> "object | None":
    from gettext import GNUTranslations

    here = os.path.dirname(__file__)
    path = os.path.join(here, "locale", lang, "LC_MESSAGES", "patentcli.mo")
    try:
        with open(path, "rb") as stream:
            return GNUTranslations(stream)
    except FileNotFoundError:
        return None


def in_every_language(messages: Iterable[str]) -> "list[tuple[str, ...]]":
    """Each message in all languages, for words that are taken in any of them."""
    catalogs = [_load(lang) for lang in LANGUAGES if lang != "en"]
    return [(m, *(c.gettext(m) for c in catalogs if c is not None)) for m in messages]  # type: ignore[attr-defined]


def _(message: str) -> str:
    """The message in the language in use."""
    if _catalog is None or not message:  # the empty one would be the head of the .po
        return message
    return _catalog.gettext(message)  # type: ignore[attr-defined,no-any-return]


def pgettext(context: str, message: str) -> str:
    """A short message that means something else elsewhere, told apart by its context."""
    if _catalog is None:
        return message
    return _catalog.pgettext(context, message)  # type: ignore[attr-defined,no-any-return]


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits a count."""
    if _catalog is not None:
        return _catalog.ngettext(one, many, count)  # type: ignore[attr-defined,no-any-return]
    return one if count == 1 else many


def N_(message: str) -> str:
    """Mark a message for extraction where it is defined; `_` translates it where it is used."""
    return message


def pick(english: str | None, chinese: str | None) -> str:
    """The text in the language in use, the other one where it is missing."""
    first, second = (chinese, english) if _language == "zh" else (english, chinese)
    return first or second or ""
