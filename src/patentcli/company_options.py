"""What the options say of a company, as facts for the rules."""

from patentcli.amounts import parse_amount, parse_count, show_yuan
from patentcli.call import Call
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.rules.facts import CLASSES, Company, Figures


def figures_of(call: Call) -> Figures:
    """The figures as understood; amounts are echoed on standard error."""
    employees = call.text("employees")
    return Figures(
        None if employees is None else parse_count(employees, "--employees"),
        amount(call, "revenue"),
        amount(call, "assets"),
    )


def amount(call: Call, name: str) -> int | None:
    """The amount that an option gives, in fen, echoed as it was understood."""
    text, where = call.text(name), f"--{name}"
    if text is None:
        return None
    fen = parse_amount(text, where)
    call.env.say(_("{option}: understood as {amount}").format(option=where, amount=show_yuan(fen)))
    return fen


def stated_size(call: Call) -> str | None:
    """The size class given, or UsageProblem with the nearest one."""
    size = call.text("size")
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
        industry=call.text("industry"),
        figures=figures_of(call),
        stated=stated_size(call),
        controlled_by_large=ties(call),
    )
