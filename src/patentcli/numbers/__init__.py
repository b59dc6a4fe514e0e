"""Patent numbers: one module for each numbering system, laid out alike.

As in python-stdnum the docstring of each is its specification, with sources and examples; its
`readings` tells what a text may be, from its characters (`number.plain`). A new system is one
module and one line in `SYSTEMS`.

>>> read("ZL 2022 1 0599282.6").canonical
'CN202210599282.6'
>>> [n.kind for n in readings("US11941802")]
['grant', 'application']
>>> set(read("CN114694123A").keys) & set(read("114694123").keys)
{'CN114694123'}
"""

import re
from importlib import import_module
from operator import attrgetter
from typing import Any

from patentcli.numbers import cn_application, cn_publication
from patentcli.numbers.number import Malformed as Malformed
from patentcli.numbers.number import Number as Number
from patentcli.numbers.number import plain

# System, the module of the same name, and the first two letters of its numbers ("": digits
# without a country are read as Chinese only). The first system wins where several can read a
# number; the last one takes every other country.
SYSTEMS = (
    ("cn-application", ("CN", "ZL", "")),
    ("cn-publication", ("CN", "")),
    ("us", ("US",)),
    ("ep", ("EP",)),
    ("wo", ("WO", "PC")),  # PCT/CN2016/076543
    ("jp", ("JP",)),
    ("india", ("IN",)),
    ("other", ()),
)
_GRANTED = {"grant": True, "patent": True, "published-application": False}


def quick(text: str) -> Number | None:
    """The reading of a Chinese number in one of the spellings that most lists have, in a fraction
    of the time of `readings`; None for any other."""
    bare = text.replace(" ", "")
    if len(bare) in (11, 12):
        usual = cn_publication.USUAL.fullmatch(bare)
        return cn_publication.number_of(text, bare[2:11], bare[11:]) if usual else None
    match = cn_application.USUAL.fullmatch(bare)
    return cn_application.number_of(text, *match.groups()) if match else None


def read(text: str) -> Number:
    """The best reading of a number in any spelling; Malformed if there is none."""
    return quick(text) or readings(text)[0]


def readings(text: str) -> list[Number]:
    """Every reading of a number, the best first; Malformed if there is none."""
    body = plain(text)
    head = re.findall("^[A-Z]{0,2}", body)[0]
    systems = [name for name, heads in SYSTEMS if head in heads] or [SYSTEMS[-1][0]]
    if body.endswith("W") and head.isalpha():
        systems = ["wo", *systems]  # CN 2015070645 W is an international application
    found: list[Number] = []
    problems: list[Malformed] = []
    for name in systems:  # loaded when needed: most calls meet Chinese numbers only
        system: Any = import_module("patentcli.numbers." + name.replace("-", "_"))
        try:
            found += system.readings(text, body)
        except Malformed as problem:
            problems.append(problem.with_traceback(None))
    if not found:
        problems.sort(key=attrgetter("wrong"), reverse=True)
        raise problems.pop(0)  # a variable that holds what is raised holds all rows around it
    return found


def read_of(text: str, office: str | None) -> Number:
    """The best reading of a number of this office, or of another that it names; Malformed if there
    is none.

    >>> read_of("13/033,085", "US").canonical, read_of("CN114694123B", "US").office
    ('US13/033085', 'CN')
    """
    head = text[:2].upper()
    if office in (None, "CN", head) or head in ("CN", "ZL"):
        return read(text)
    try:
        return read(f"{office}{text}")
    except Malformed:
        number = read(text)
        if number.office == head or number.office in (office, "WO"):
            return number
        raise  # bare digits of another office are not Chinese


def examine(text: str, office: str | None = None) -> Number:
    """The best reading; for a malformed text one that is not `well_formed` and says why."""
    try:
        return read_of(text, office)
    except Malformed as problem:
        return Number(text, "", "", "", "", (), well_formed=False, warning=str(problem))


def search_keys(text: str) -> list[str]:
    """The lookup keys of every reading of a text; none where it is not a number."""
    try:
        return sorted({key for number in readings(text) for key in number.keys})
    except Malformed:
        return []


def is_granted(number: Number) -> bool | None:
    """Whether the number is that of a granted right; None where the number does not tell."""
    return _GRANTED.get(number.kind)


def patent_type(number: Number | str) -> str | None:
    """`invention`, `utility-model` or `design` for a Chinese number, else None."""
    number = read(number) if isinstance(number, str) else number
    if number.system not in ("cn-application", "cn-publication"):
        return None
    return cn_application.TYPES[cn_application.type_digit(number.keys[0][2:])]
