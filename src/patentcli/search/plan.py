"""What a query asks for, before any record is looked at."""

from typing import NamedTuple


class Item(NamedTuple):
    """A word of the query.

    `typed` is the word in normal form, `key` what it is called in the thesaurus, `kind`
    says if it is small (`stop`, `particle`, `generic`) or merely `common`, `other` is its
    spelling across the Atlantic, `token` the place of the token that it was cut from.
    """

    typed: str
    key: str
    kind: str
    other: str
    token: int


class Lead(NamedTuple):
    """A thesaurus entry that a word leads to.

    `is_sought`: the word is one of those that the entry looks for in records; else it
    is too vague for that, and the lead is weaker.
    """

    concept: int
    is_sought: bool


Leads = tuple[Lead, ...]


class Words(NamedTuple):
    """A query as words: its tokens, cut into items, and the thesaurus entries of these."""

    tokens: list[str]
    items: list[Item]
    known: dict[str, Leads]

    @property
    def doubtful(self) -> bool:
        """Whether a word may be a mistake: unknown, or a small one inside Chinese."""
        return any(
            item.key not in self.known
            and (not item.kind or (item.kind != "common" and not item.typed.isascii()))
            for item in self.items
        )


class Unit(NamedTuple):
    """One thing that was asked for.

    `literal` is what was typed as an FTS5 expression; `leads` go to entries of
    the thesaurus; `parts` the words of an expression, which count for less than the
    whole; `names` expressions for the columns of names, as written and as it sounds;
    `symbol` the beginning of a classification symbol. Units that do not `count` say
    something about every need ("tool", "automatic").
    """

    typed: str
    counts: bool = True
    literal: str = ""
    leads: Leads = ()
    parts: "tuple[Unit, ...]" = ()
    names: tuple[str, ...] = ()
    symbol: str = ""


class Concept(NamedTuple):
    """An entry of the thesaurus, as a query uses it."""

    name: str
    related: tuple[int, ...]
    sought: str


class Plan(NamedTuple):
    """The units of a query, in order, with the thesaurus entries that they lead to."""

    units: list[Unit]
    concepts: dict[int, Concept]
