"""Records of a list for the tests of verdicts: one with a fee, and candidates."""

from records import patent

LISTED = patent(
    "CN102497489B", "a listed one with its fee", "CN201110405321.6", "2011-12-08",
    grant_date="2014-02-05", listing="listed", licence_kind="public-implementation",
    annual_fee_yuan="60000.00",
)  # fmt: skip
CANDIDATES = (
    patent("CN110971952B", "its year alone", "CN201811142747.5", one_off_fee_yuan="9000.00"),
    patent("CN114222196A", "an application", "CN202111394732.X", "2021-11-23"),
)
