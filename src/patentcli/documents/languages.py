"""What a document says in both languages, from gettext alone.

A page carries each of its sentences twice and its reader chooses; a letter is in one language.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from patentcli.i18n import _, language, set_language

Said = TypeVar("Said")

Both = tuple[str, str]
"""One text in English and in Chinese."""


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


def filled(sides: Both, values: Mapping[str, object]) -> Both:
    """A text in both languages with its values, a pair being one for each."""
    english, chinese = (
        side.format(**{k: v[n] if isinstance(v, tuple) else v for k, v in values.items()})
        for n, side in enumerate(sides)
    )
    return english, chinese


def said(message: str, **values: object) -> Both:
    """A message in both languages."""
    return filled(in_each(lambda: _(message)), values)
