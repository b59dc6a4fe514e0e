"""What a query asks for, before any record is looked at.

Plain classes with slots: they are made at every start, and a NamedTuple takes ten
times as long to define.
"""

# A thesaurus entry that a word leads to, and whether the word is one of those that the
# entry looks for in records; else it is too vague for that, and the lead is weaker.
Lead = tuple[int, bool]
Leads = tuple[Lead, ...]


class Item:
    """A word of the query.

    `typed` is the word in normal form, `key` what it is called in the thesaurus, `kind`
    says if it is small (`stop`, `particle`, `generic`) or merely `common`, `others` are
    its other forms and spellings (British, irregular), `token` is the place of the token
    that it was cut from.
    """

    __slots__ = ("key", "kind", "others", "token", "typed")

    def __init__(self, typed: str, key: str, kind: str, others: str, token: int) -> None:
        self.typed = typed
        self.key = key
        self.kind = kind
        self.others = others.split()
        self.token = token


class Words:
    """A query as words: its tokens, cut into items, and the thesaurus entries of these."""

    __slots__ = ("items", "known", "tokens")

    def __init__(self, tokens: list[str], items: list[Item], known: dict[str, Leads]) -> None:
        self.tokens = tokens
        self.items = items
        self.known = known

    @property
    def doubtful(self) -> bool:
        """Whether a word may be a mistake: unknown, or a small one inside Chinese."""
        return any(
            item.key not in self.known
            and (not item.kind or (item.kind != "common" and not item.typed.isascii()))
            for item in self.items
        )


class Unit:
    """One thing that was asked for.

    `literal` is what was typed as an FTS5 expression; `leads` go to entries of the
    thesaurus; `parts` are the words of an expression, which count for less than the
    whole; `names` expressions for the columns of names, as written and as it sounds;
    `symbol` the beginning of a classification symbol. Units that do not `count` say
    something about every need ("tool", "automatic").
    """

    __slots__ = ("counts", "leads", "literal", "names", "parts", "symbol", "typed")

    def __init__(
        self,
        typed: str,
        *,
        counts: bool = True,
        literal: str = "",
        leads: Leads = (),
        parts: "tuple[Unit, ...]" = (),
        names: tuple[str, ...] = (),
        symbol: str = "",
    ) -> None:
        self.typed = typed
        self.counts = counts
        self.literal = literal
        self.leads = leads
        self.parts = parts
        self.names = names
        self.symbol = symbol


class Concept:
    """An entry of the thesaurus, as a query uses it: `sought` is an FTS5 expression."""

    __slots__ = ("name", "related", "sought")

    def __init__(self, name: str, related: tuple[int, ...], sought: str) -> None:
        self.name = name
        self.related = related
        self.sought = sought


class Plan:
    """The units of a query, in order, with the thesaurus entries that they lead to."""

    __slots__ = ("concepts", "units")

    def __init__(self, units: list[Unit], concepts: dict[int, Concept]) -> None:
        self.units = units
        self.concepts = concepts

    def proper(self, unit: Unit) -> str:
        """An expression for all that means the same as a unit, without neighbours and parts."""
        sought = [self.concepts[concept].sought for concept, _is_sought in unit.leads]
        return " OR ".join(dict.fromkeys(e for e in (unit.literal, *sought, *unit.names) if e))
