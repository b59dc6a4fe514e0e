"""Answers kept for rows that ask the same again, within bounds."""

from typing import TypeVar

_REMEMBERED = 4_096  # answers of each kind kept; beyond it all are forgotten, to bound memory

Key = TypeVar("Key")
Value = TypeVar("Value")


def remember(known: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep an answer."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value
