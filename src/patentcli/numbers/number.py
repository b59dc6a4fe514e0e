"""What a patent number says."""

from typing import NamedTuple


class Number(NamedTuple):
    """A number that was read.

    `kind` is one of:

    - `application`: the number of an application (申请号); tells nothing about a grant;
    - `patent`: an application number after `ZL`, which only granted patents bear (专利号);
    - `published-application`: a published application (申请公布号), no granted right;
    - `grant`: a granted document (授权公告号), or a certificate about one;
    - `publication`: a published document whose number alone does not tell which of the two.
    """

    input: str  # the text as it was given
    system: str  # a name in `patentcli.numbers.SYSTEMS`
    kind: str
    office: str  # WIPO ST.3 code of the office: CN, US, EP, ...
    canonical: str  # the one spelling this program writes
    kind_code: str | None  # WIPO ST.16 code of a published document: A, B, B2, ...
    check_digit: str | None  # as given
    expected_check_digit: str | None  # as computed; None where the rule is not public
    year: int | None  # of filing, for published applications of publication, if the number says
    well_formed: bool
    warning: str | None  # a translated sentence; the number is well formed all the same
