"""Views for a person: the only module that imports rich."""

from collections.abc import Iterable, Mapping, Sequence

from patentcli.output.stream import Output


class Screen:
    """Where a command draws its own view; all text given to it is taken literally and cleaned."""

    def __init__(self, out: Output, *, width: int, colour: bool) -> None:
        self._out = out
        self.width = width
        self.colour = colour

    def line(self, text: str = "", style: str = "") -> None:
        """One paragraph, wrapped at the width; style: bold, dim, pass, fail, unknown."""

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Mapping[str, object]],
        *,
        headings: Mapping[str, str] | None = None,
        whole: Sequence[str] = (),
        numeric: Sequence[str] = (),
        header: bool = True,
    ) -> int:
        """A plain table that fits the width; the number of records."""
        return 0

    def sheet(self, title: str, pairs: Iterable[tuple[str, object]]) -> None:
        """A title and labelled values, lists one item a line."""

    def bars(self, items: Iterable[tuple[str, int, str]]) -> None:
        """Label, count, share and a bar for each."""
