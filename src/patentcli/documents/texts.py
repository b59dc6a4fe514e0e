"""What a document says in both languages, from gettext alone.

A page carries each of its sentences twice and its reader chooses; a letter is in one language.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from patentcli.i18n import language, set_language

Said = TypeVar("Said")


class Both(NamedTuple):
    """One text in English and in Chinese."""

    en: str
    zh: str

    def pick(self, lang: str) -> str:
        """The text in `en` or `zh`."""
        return self.zh if lang == "zh" else self.en


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Messages are in `lang` within, whatever language the call speaks."""
    before = language()
    set_language(lang)
    try:
        yield
    finally:
        set_language(before)


def in_each(say: Callable[[], Said]) -> tuple[Said, Said]:
    """What a function answers in English and in Chinese."""
    with speaking("en"):
        english = say()
    with speaking("zh"):
        return english, say()
