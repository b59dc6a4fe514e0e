"""The options by which a company is described, shared by `eligible` and `size`."""

from typing import Annotated

import typer

from patentcli.amounts import parse_amount, parse_count, show_yuan
from patentcli.call import Call
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.rules.facts import CLASSES, Company, Figures

Industry = Annotated[
    str | None,
    typer.Option(
        metavar="KEY|CODE|NAME",
        help=N_("The main activity: a key, a name, or a GB/T 4754-2017 code such as I65."),
    ),
]
Employees = Annotated[str | None, typer.Option(metavar="N", help=N_("Persons employed."))]
Revenue = Annotated[
    str | None,
    typer.Option(
        metavar="AMOUNT",
        help=N_("Operating revenue of the previous year, in yuan unless 万 is written."),
    ),
]
Assets = Annotated[
    str | None,
    typer.Option(metavar="AMOUNT", help=N_("Total assets, in yuan unless 万 is written.")),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help=N_("The day asked about (YYYY-MM-DD); today if not given.")),
]


def figures(call: Call, employees: str | None, revenue: str | None, assets: str | None) -> Figures:
    """The figures as understood; amounts are echoed on standard error."""
    return Figures(
        None if employees is None else parse_count(employees, "--employees"),
        amount(call, revenue, "--revenue"),
        amount(call, assets, "--assets"),
    )


def amount(call: Call, text: str | None, where: str) -> int | None:
    """An amount in fen, echoed as it was understood."""
    if text is None:
        return None
    fen = parse_amount(text, where)
    call.env.say(_("{option}: understood as {amount}").format(option=where, amount=show_yuan(fen)))
    return fen


def stated_size(size: str | None) -> str | None:
    """A size class, or UsageProblem with the nearest one."""
    if size is not None and size not in CLASSES:
        from patentcli.suggest import unknown_word

        message = _("unknown size class {value!r}").format(value=size)
        raise unknown_word(message, size, CLASSES, where="--size")
    return size


def ties(controlled: bool, independent: bool) -> bool | None:
    """Whether a large company controls it; None where nothing was said."""
    if controlled and independent:
        raise UsageProblem(
            _("contradicts --independent"),
            where="--controlled-by-large",
            hint=_("give one of the two"),
        )
    return True if controlled else False if independent else None


def company(
    call: Call,
    *,
    size: str | None,
    industry: str | None,
    employees: str | None,
    revenue: str | None,
    assets: str | None,
    controlled_by_large: bool,
    independent: bool,
) -> Company:
    """Everything that was said of the company."""
    return Company(
        industry=industry,
        figures=figures(call, employees, revenue, assets),
        stated=stated_size(size),
        controlled_by_large=ties(controlled_by_large, independent),
    )
