"""`number`: is this a patent number, which one, and is its check digit right."""

from collections.abc import Iterator, Mapping

from patentcli.arguments import expand_dash, office_code
from patentcli.call import Call
from patentcli.errors import ExitStatus
from patentcli.i18n import N_
from patentcli.numbers import examine
from patentcli.options import argument, describe, reading, text
from patentcli.output.formats import Rows

COLUMNS = (
    "input", "system", "kind", "office", "canonical", "check_digit", "expected_check_digit",
    "well_formed", "warning",
)  # fmt: skip
FIELDS = (*COLUMNS, "kind_code", "year")


@describe(
    argument("VALUE…", N_("A number in any spelling, or - to read one a line.")),
    text("--office CC", N_("Patent office for numbers that do not name one.")),
    reading,
    fields=FIELDS,
    examples=(
        'patentcli number "ZL 2022 1 0599282.6" CN114694123B US-11941802-B2',
        "patentcli number 13/033,085 --office US",
        "patentcli number - --format json < numbers.txt",
    ),
)
def command(call: Call) -> int:
    """Read each number; 1 if one of them is malformed. A wrong check digit is a warning."""
    values, office = call.many("value"), call.text("office")
    malformed, code = 0, None if office is None else office_code(office)

    def rows() -> Iterator[Mapping[str, object]]:
        nonlocal malformed
        for value in expand_dash(values, call.env):
            number = examine(value, code)
            malformed += not number.well_formed
            # What a malformed one lacks is null.
            yield {k: None if v == "" and k != "input" else v for k, v in number._asdict().items()}

    call.write_small(Rows(COLUMNS, FIELDS, rows(), whole=("canonical",)))
    return ExitStatus.NO if malformed else ExitStatus.OK
