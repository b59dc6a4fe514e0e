"""The letter as Markdown (CommonMark with GitHub's tables): text in it is never markup."""

import re

from patentcli.documents.letter import Fields, Letter, Points

# A run of low lines between spaces is a blank to fill in, and no emphasis.
_BLANK = r"(?<!\S)_{3,}(?!\S)"
# What would begin markup anywhere in a line; an address is broken up so that none becomes a link
# by itself (https://github.github.com/gfm/#autolinks-extension-).
_MARKUP = r"[\\`*\[\]<>|~$_]|&(?=#?\w+;)|:(?=//)|(?<=www)\."
_START = r"(\d*)([#+=.)-])"  # what would begin a heading, a list or a rule at the start of a line


def render(letter: Letter) -> str:
    """The letter as one Markdown text."""
    parts = [f"# {escape(letter.title)}", *map(_part, letter.parts), _signature(letter)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Plain text as Markdown within a line."""
    pieces = re.split(f"({_BLANK})", text.strip())
    return "".join(
        piece if n % 2 else re.sub(_MARKUP, r"\\\g<0>", piece, flags=re.IGNORECASE)
        for n, piece in enumerate(pieces)
    )


def escape_line(text: str) -> str:
    """Plain text as Markdown that begins a line."""
    return re.sub(rf"\A{_START}", r"\1\\\2", escape(text))


def _part(part: Fields | Points | str) -> str:
    if isinstance(part, Fields):
        rows = [f"| {escape(label)} | {_value(value)} |" for label, value in part.rows]
        return "\n".join([f"## {escape(part.heading)}", "", "|  |  |", "| --- | --- |", *rows])
    if isinstance(part, Points):
        points = [f"{n}. {escape_line(point)}" for n, point in enumerate(part.points, start=1)]
        return "\n".join([escape_line(part.lead), "", *points])
    return escape_line(part)


def _value(value: str | tuple[str, ...]) -> str:
    """A value in a cell; addresses of web pages are links that show where they lead."""
    if isinstance(value, str):
        return escape(value)
    return " ".join(
        f"<{part}>" if re.fullmatch(r"https?://[^\s<>|\\]+", part) else escape(part)
        for part in value
    )


def _signature(letter: Letter) -> str:
    rows = [f"| {escape(label)} | {escape(value)} |" for label, value in letter.signature]
    return "\n".join(["|  |  |", "| --- | --- |", *rows])
