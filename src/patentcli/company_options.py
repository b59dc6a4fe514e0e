"""What the options and the profile say of a company, as facts for the rules."""

from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, Any

from patentcli.amounts import parse_amount, parse_count, show_yuan
from patentcli.arguments import native_path
from patentcli.call import Call
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.rules.advice import ANYBODY, Asker
from patentcli.rules.facts import Company, Facts
from patentcli.rules.size import read_size, size_of

if TYPE_CHECKING:
    from patentcli.profile import Profile


def as_of_day(call: Call) -> date:
    """The day asked about; today where none is given."""
    if (text := call.text("as_of")) is None:
        return date.today()
    from patentcli.dates import parse_day  # its patterns take time to compile

    return parse_day(text, "--as-of")


def amount(call: Call, where: str, text: str | None) -> int | None:
    """The amount that an option gives, in fen, echoed as it was understood."""
    if text is None:
        return None
    fen = parse_amount(text, where)
    call.env.say(_("{option}: understood as {amount}", option=where, amount=show_yuan(fen)))
    return fen


def profile_of(call: Call) -> "Profile | None":
    """The profile that `--profile` names."""
    if (path := call.text("profile")) is None:
        return None
    from patentcli.profile import load_profile

    return load_profile(native_path(path), call.env.stdin if path == "-" else None)


def asker(call: Call, profile: "Profile | None") -> Asker:
    """Who asks, for commands to be copied into a shell."""
    path, name = call.text("profile") or "-", profile and profile.name
    return call.invocation, f"--profile {quote(path)}" if name and path != "-" else ANYBODY[1]


def company(call: Call, day: date, profile: "Profile | None") -> Company:
    """Everything that was said of the company: an option replaces the profile's key, a stated size
    its figures, and figures its size. Raises DataProblem for an industry of the profile that means
    nothing, and for a size that its own figures contradict."""
    controlled, independent = call.flag("controlled_by_large"), call.flag("independent")
    if controlled and independent:
        hint = _("give one of the two")
        raise UsageProblem(_("contradicts --independent"), where="--controlled-by-large", hint=hint)
    size, employees = call.text("size"), call.text("employees")
    given = Company(
        call.text("industry"),
        None if size is None else read_size(size),
        None if employees is None else parse_count(employees, "--employees"),
        amount(call, "--revenue", call.text("revenue")),
        amount(call, "--assets", call.text("assets")),
        controlled if controlled or independent else None,
    )
    if profile is None:
        return given
    own = profile.company
    if given.size:
        own = own._replace(employees=None, revenue=None, assets=None)
    elif given.has_figures:
        own = own._replace(size=None)
    mine: dict[str, Any] = {k: value for k, value in given._asdict().items() if value is not None}
    found = own._replace(**mine)
    try:
        size_of(call.rulebook, Facts(day, company=found))
    except UsageProblem as problem:
        key = problem.where.removeprefix("--")
        if call.text(key) is not None:  # the option brought it
            raise
        where = _("{where}: {message}", where=call.text("profile"), message=key)
        hint = problem.hint if key == "industry" else ""
        raise DataProblem(problem.message, where=where, hint=hint) from None
    return found
