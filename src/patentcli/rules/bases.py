"""What the end of a term can rest on: the sentences, and the numbers a catalogue holds for them."""

from patentcli.i18n import N_

FROM_DATE = N_("term counted from the filing date, less a day; without extension or early lapse")
FROM_YEAR = N_(
    "only the year, from the year in the application number (a divisional's term may count "
    "from an earlier one); without extension or early lapse"
)
NO_GRANT = N_("not derived: no granted Chinese patent is known")
NO_FILING = N_("not derived: the Chinese filing that the term counts from is not certain")
NO_TERM = N_("not derived: the term depends on the filing date, which is not known")

# In a long list nearly every record has the same, and it would be a sixth of the file.
_BASES = (FROM_DATE, FROM_YEAR, NO_GRANT, NO_FILING, NO_TERM)
_NUMBERS = {text: number for number, text in enumerate(_BASES)}


def stored(basis: object) -> object:
    """What a catalogue holds for a basis."""
    return _NUMBERS.get(basis, basis)  # type: ignore[call-overload]  # of any type


def read(value: object) -> object:
    """The basis that a catalogue's value stands for."""
    return _BASES[value] if type(value) is int and 0 <= value < len(_BASES) else value
