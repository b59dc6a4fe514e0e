"""How wide the columns of a table become."""

from collections.abc import Sequence

GAP = 2  # blank columns between two columns of a table
NARROWEST = 14  # cells: text wrapped into less is no longer readable
SHORT = 12  # cells: a column no wider than this is not worth wrapping


def column_widths(natural: Sequence[int], fixed: Sequence[bool], width: int) -> list[int] | None:
    """Widths that fit into `width` cells; None when no readable ones do.

    `natural` is the widest cell of each column; a `fixed` column keeps it. The
    others share what is left: each has what it needs, or the same as the other
    ones that need more.
    """
    room = width - GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return list(natural)
    widths = list(natural)
    wide = [i for i, need in enumerate(natural) if not fixed[i] and need > SHORT]
    room -= sum(need for i, need in enumerate(natural) if i not in wide)
    for place, i in enumerate(sorted(wide, key=lambda i: natural[i])):
        share = room // (len(wide) - place)
        widths[i] = min(natural[i], share)
        if widths[i] < min(natural[i], NARROWEST):
            return None
        room -= widths[i]
    return widths if room >= 0 else None
