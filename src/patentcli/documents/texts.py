"""The texts of a document in both languages, from a TOML file beside its template."""

import os
from typing import NamedTuple

import tomli

ASSETS = os.path.join(os.path.dirname(__file__), "assets")


class Both(NamedTuple):
    """One text in English and in Chinese."""

    en: str
    zh: str

    def pick(self, lang: str) -> str:
        """The text in `en` or `zh`."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: "Both | str | int") -> "Both":
        """The text with its `{names}` filled in, each value in the language it goes into."""
        sides = (
            template.format(**{k: v[n] if isinstance(v, Both) else v for k, v in values.items()})
            for n, template in enumerate(self)
        )
        return Both(*sides)


def read_asset(name: str) -> str:
    """A file of `assets` as text."""
    with open(os.path.join(ASSETS, name), encoding="utf-8") as stream:
        return stream.read()


def load_texts(name: str) -> dict[str, Both]:
    """The texts of a file of `assets` by their keys."""
    return {key: Both(**both) for key, both in tomli.loads(read_asset(name)).items()}
