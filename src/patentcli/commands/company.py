"""The options by which a company is described, shared by `eligible` and `size`."""

from patentcli.amounts import parse_amount, parse_count, show_yuan
from patentcli.call import Call
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.options import Parameter
from patentcli.rules.facts import CLASSES, Company, Figures

FIGURES = (
    Parameter(
        "industry",
        ("--industry",),
        N_("The main activity: a key, a name, or a GB/T 4754-2017 code such as I65."),
        "KEY|CODE|NAME",
    ),
    Parameter("employees", ("--employees",), N_("Persons employed."), "N"),
    Parameter(
        "revenue",
        ("--revenue",),
        N_("Operating revenue of the previous year, in yuan unless 万 is written."),
        "AMOUNT",
    ),
    Parameter("assets", ("--assets",), N_("Total assets, in yuan unless 万 is written."), "AMOUNT"),
)
AS_OF = Parameter(
    "as_of", ("--as-of",), N_("The day asked about (YYYY-MM-DD); today if not given."), "DATE"
)


def figures(call: Call) -> Figures:
    """The figures as understood; amounts are echoed on standard error."""
    employees = call.given("employees")
    return Figures(
        None if employees is None else parse_count(employees, "--employees"),
        amount(call, "revenue"),
        amount(call, "assets"),
    )


def amount(call: Call, name: str) -> int | None:
    """The amount that an option gives, in fen, echoed as it was understood."""
    text, where = call.given(name), f"--{name}"
    if text is None:
        return None
    fen = parse_amount(text, where)
    call.env.say(_("{option}: understood as {amount}").format(option=where, amount=show_yuan(fen)))
    return fen


def stated_size(call: Call) -> str | None:
    """The size class given, or UsageProblem with the nearest one."""
    size = call.given("size")
    if size is not None and size not in CLASSES:
        from patentcli.suggest import unknown_word

        message = _("unknown size class {value!r}").format(value=size)
        raise unknown_word(message, size, CLASSES, where="--size")
    return size


def ties(call: Call) -> bool | None:
    """Whether a large company controls it; None where nothing was said."""
    controlled, independent = call.flag("controlled_by_large"), call.flag("independent")
    if controlled and independent:
        raise UsageProblem(
            _("contradicts --independent"),
            where="--controlled-by-large",
            hint=_("give one of the two"),
        )
    return True if controlled else False if independent else None


def company(call: Call) -> Company:
    """Everything that was said of the company."""
    return Company(
        industry=call.given("industry"),
        figures=figures(call),
        stated=stated_size(call),
        controlled_by_large=ties(call),
    )
