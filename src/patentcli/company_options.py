"""What the options and the profile say of a company, as facts for the rules."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from patentcli import options
from patentcli.amounts import parse_amount, parse_count, show_yuan
from patentcli.arguments import native_path
from patentcli.call import Call
from patentcli.environment import Progress
from patentcli.errors import DataProblem, PatentcliError, UsageProblem, open_file
from patentcli.i18n import _, ngettext
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts, Figures
from patentcli.rules.size import read_size, size_of

if TYPE_CHECKING:
    from patentcli.batch.companies import Head
    from patentcli.batch.input import Row
    from patentcli.profile import Profile

Found = TypeVar("Found")


def as_of_day(call: Call) -> date:
    """The day asked about; today where none is given."""
    text = call.text("as_of")
    if text is None:
        return date.today()
    from patentcli.dates import parse_day  # its patterns take time to compile

    return parse_day(text, "--as-of")


def amount(call: Call, where: str, text: str | None) -> int | None:
    """The amount that an option gives, in fen, echoed as it was understood."""
    if text is None:
        return None
    fen = parse_amount(text, where)
    call.env.say(_("{option}: understood as {amount}").format(option=where, amount=show_yuan(fen)))
    return fen


def profile_of(call: Call) -> "Profile | None":
    """The profile that `--profile` names."""
    path = call.text("profile")
    if path is None:
        return None
    from patentcli.profile import load_profile

    return load_profile(native_path(path), call.env.stdin if path == "-" else None)


def company(call: Call, book: Rulebook, day: date, profile: "Profile | None" = None) -> Company:
    """Everything that was said of the company: an option replaces the profile's key.

    A stated size drops the profile's figures, and figures its size. Raises DataProblem for an
    industry of the profile that means nothing, and for a size that its own figures contradict.
    """
    controlled, independent = call.flag("controlled_by_large"), call.flag("independent")
    if controlled and independent:
        raise UsageProblem(
            _("contradicts --independent"),
            where="--controlled-by-large",
            hint=_("give one of the two"),
        )
    own = profile.company if profile else Company()
    size, industry, employees = call.text("size"), call.text("industry"), call.text("employees")
    figures = Figures(
        None if employees is None else parse_count(employees, "--employees"),
        amount(call, "--revenue", call.text("revenue")),
        amount(call, "--assets", call.text("assets")),
    )
    stated = None if size is None else read_size(size)
    if stated is None:
        stated = None if figures.any_known else own.stated
        pairs = zip(figures, own.figures, strict=True)
        figures = Figures(*(mine if mine is not None else its for mine, its in pairs))
    ties = True if controlled else False if independent else own.controlled_by_large
    found = Company(own.industry if industry is None else industry, figures, stated, ties)
    if profile is not None and found.asks_size and size is None:
        try:
            size_of(book, Facts(day, company=found))
        except UsageProblem as problem:
            key = problem.where.removeprefix("--")
            if call.text(key) is not None:  # the option brought it
                raise
            where = _("{where}: {message}").format(where=call.text("profile"), message=key)
            hint = problem.hint if key == "industry" else ""
            raise DataProblem(problem.message, where=where, hint=hint) from None
    return found


class Companies:
    """A table of companies: its heads, and the answers to its rows."""

    def __init__(self, head: "Head", rows: "Iterator[Row]", progress: "Progress") -> None:
        self.head = head
        self._rows, self._progress = rows, progress
        self.errors = 0
        """Rows that mean nothing."""

    def answered(
        self, answer: Callable[[Sequence[str]], Found]
    ) -> Iterator[tuple[int, list[str], Found | None, str]]:
        """Of each row its line number, its cells and its answer, or None and what is wrong."""
        for place, record in self._rows:
            self._progress.advance()
            found, problem = None, ""
            cells = record if isinstance(record, list) else record.cells
            try:
                if not isinstance(record, list):
                    raise DataProblem(record.reason)
                found = answer(cells)
            except PatentcliError as refusal:
                self.errors += 1
                problem = str(refusal)
            yield place, cells, found, problem


@contextmanager
def open_companies(
    call: Call, path: str, answers: Sequence[str] = (), *, needs: bool = False
) -> Iterator[Companies]:
    """The table that `--batch` names, `-` for standard input, with the options to answer it.

    CSV like most input, where neither option nor file name says otherwise, and each answer at once
    to what comes through a pipe. Columns that travel along are named, and at the end the rows that
    mean nothing are counted. Raises InputMissing, DataProblem for what is no such table, and
    UsageProblem for options that give facts or an order.
    """
    from patentcli.batch.companies import Head
    from patentcli.batch.input import read_table
    from patentcli.csv_rows import Bad

    for name in ("fee", "patent", "sort", "reverse", *(p.name for p in options.company)):
        if call.values.get(name):
            message = _("not possible with --batch: its rows bring the facts, in their order")
            raise UsageProblem(message, where=f"--{name.replace('_', '-')}")
    call.settings = {"format": "csv", **call.settings}
    path, stdin = native_path(path), path == "-"
    where = _("standard input") if stdin else path
    call.inputs.append(path)
    call.env.stdout.is_live = stdin
    with (
        nullcontext(call.env.stdin) if stdin else open_file(path) as stream,
        read_table(stream, where) as rows,
        Progress(call.env, _("rows")) as progress,
    ):
        _line, first = next(rows, (0, []))
        if isinstance(first, Bad):
            raise DataProblem(first.reason, where=_("{where}, line 1").format(where=where))
        head = Head(first, where, answers, needs=needs)
        if head.others:
            message = _("columns that are not read, only passed on: {names}")
            call.env.say(message.format(names=", ".join(head.others)))
        table = Companies(head, rows, progress)
        yield table
    if table.errors:
        message = ngettext(
            "{count} row could not be judged: its verdict is error, the column {column} says why",
            "{count} rows could not be judged: their verdict is error, the column {column} says "
            "why",
            table.errors,
        )
        column = "next" if needs else "error"
        call.env.warn(message.format(count=table.errors, column=column))
