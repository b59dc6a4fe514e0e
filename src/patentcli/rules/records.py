"""A small class of named fields, for what lies on the path of every start.

A dataclass imports `inspect` (several milliseconds), and each NamedTuple compiles a constructor
when its module is imported (0.2 ms). A `Record` costs nothing of that; type checkers see it as
a frozen dataclass, which is what it is to be used as.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """Fields are the annotations of a subclass, in order; class attributes are defaults."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = cls.__dict__.get("__annotations__", ())  # noqa: RUF063 (inspect is slow to import)
        cls._fields = (*cls._fields, *own)

    def __init__(self, *args: Any, **named: Any) -> None:
        values = self.__dict__
        values.update(zip(self._fields, args, strict=False))
        values.update(named)

    @classmethod
    def made_of(cls, plain: Mapping[str, Any]) -> Self:
        """The record that a mapping describes, which may have other keys too."""
        found = ((name, plain[name]) for name in cls._fields)
        return cls(**{n: tuple(v) if isinstance(v, list) else v for n, v in found})

    def values(self) -> tuple[Any, ...]:
        """The values of all fields, in their order."""
        return tuple(getattr(self, name) for name in self._fields)

    def _replace(self, **changes: Any) -> Self:
        """A copy with some fields changed, as a NamedTuple makes it."""
        return type(self)(**(dict(zip(self._fields, self.values(), strict=True)) | changes))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(self.values())

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"
