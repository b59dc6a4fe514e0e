"""The columns of a batch file, those it may have and those its rows are answered with."""

from collections.abc import Sequence

from patentcli.errors import DataProblem
from patentcli.i18n import _

FACTS = (
    "industry",
    "size",
    "employees",
    "revenue_yuan",
    "assets_yuan",
    "fee_yuan",
    "patent",
    "controlled_by_large",
    "as_of",
)
COLUMNS = ("id", "name", *FACTS)
ANSWERS = (
    "verdict",
    "size_class",
    "possible_size_classes",
    "failed",
    "unknown",
    "not_checked",
    "warnings",
    "error",
)


def check_head(head: Sequence[str], where: str) -> tuple[str, ...]:
    """The columns of the file; DataProblem that lists the known ones for any other."""
    names = tuple(name.strip().removeprefix("'").casefold() for name in head)
    known = _("known: {names}").format(names=", ".join(COLUMNS))
    for place, name in enumerate(names, start=1):
        at = _("{where}, line 1, column {place}").format(where=where, place=place)
        if name not in COLUMNS:
            from patentcli.suggest import unknown_word

            message = _("unknown column {name!r}").format(name=head[place - 1][:60])
            hint = unknown_word(message, name, COLUMNS).hint
            raise DataProblem(message, where=at, hint=hint)
        if names.index(name) != place - 1:
            message = _("column {name} stands twice").format(name=name)
            raise DataProblem(message, where=at)
    if not names:
        raise DataProblem(_("no line of column names"), where=where, hint=known)
    return names
