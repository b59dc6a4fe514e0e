"""`number`: is this a patent number, which one, and is its check digit right."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from patentcli.arguments import expand_dash, office_code
from patentcli.call import Call
from patentcli.errors import ExitStatus
from patentcli.i18n import N_
from patentcli.numbers import examine
from patentcli.options import argument, describe, option, reading
from patentcli.output.formats import Rows

COLUMNS = (
    "input", "system", "kind", "office", "canonical", "check_digit", "expected_check_digit",
    "well_formed", "warning",
)  # fmt: skip
FIELDS = (*COLUMNS, "kind_code", "year")


@describe(
    reading,
    fields=FIELDS,
    examples=(
        'patentcli number "ZL 2022 1 0599282.6" CN114694123B US-11941802-B2',
        "patentcli number 13/033,085 --office US",
        "patentcli number - --format json < numbers.txt",
    ),
)
def command(
    call: Call,
    value: Annotated[
        list[str], argument("VALUE…", N_("A number in any spelling, or - to read one a line."))
    ],
    office: Annotated[
        str | None, option("--office CC", N_("Patent office for numbers that do not name one."))
    ] = None,
) -> int:
    """Read each number; 1 if one of them is malformed. A wrong check digit is a warning."""
    malformed, code = 0, None if office is None else office_code(office)

    def rows() -> Iterator[Mapping[str, object]]:
        nonlocal malformed
        for text in expand_dash(value, call.env):
            number = examine(text, code)
            malformed += not number.well_formed
            # What a malformed one lacks is null.
            yield {k: None if v == "" else v for k, v in number._asdict().items()} | {"input": text}

    call.write_small(Rows(COLUMNS, FIELDS, rows(), whole=("canonical",)))
    return ExitStatus.NO if malformed else ExitStatus.OK
