"""Values as the text that a person reads: cleaned, and within the stream's encoding."""

from collections.abc import Iterable, Iterator

from patentcli.i18n import _
from patentcli.output.cells import cell_text
from patentcli.output.clean import block, line

MISSING = "-"  # what stands for null


class HumanText:
    """Texts for a stream of this encoding.

    What the encoding lacks becomes an escape here, before anything is measured,
    so that columns stay aligned.
    """

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding

    def text(self, text: str) -> str:
        """The text on one line."""
        return self._encodable(line(text))

    def value(self, value: object) -> str:
        """Any value on one line; null is `-`, a list is separated by commas."""
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            value = _(", ").join(value)
        return MISSING if value is None else self.text(cell_text(value))

    def lines(self, value: object) -> list[str]:
        """Any value with its own line breaks; of a list, an item a line."""
        values = value if isinstance(value, list | tuple) else (value,)
        texts = [MISSING if item is None else block(cell_text(item)) for item in values or (None,)]
        return [self.text(part) for part in "\n".join(texts).splitlines() or [""]]

    def labelled(self, pairs: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
        """The lines of each value; the first one has the label, the others none."""
        for label, value in pairs:
            shown = self.text(label)
            for part in self.lines(value):
                yield shown, part
                shown = ""

    def sign(self, wanted: str, instead: str) -> str:
        """The sign to draw with, or another one where the encoding lacks it."""
        return wanted if self._encodable(wanted) == wanted else instead

    def _encodable(self, text: str) -> str:
        return text.encode(self._encoding, "backslashreplace").decode(self._encoding)
