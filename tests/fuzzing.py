"""What must hold whatever is thrown at a reader of the program.

`tests/hostile/test_arguments.py` throws a fixed number of cases, the same ones every time;
`bench/fuzz.py` throws new ones, as many as it is told.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

import fuzz_inputs as inputs
from hostile_catalogue import check, unseen
from listing import write_list
from patentcli import numbers
from patentcli.amounts import format_yuan, parse_amount, show_yuan
from patentcli.catalogue.file import bundled_path
from patentcli.dates import SERIAL_BASE, NotADate, read_date
from patentcli.errors import DataProblem, UsageProblem
from patentcli.profile import Profile, load_profile
from tools import call


def command_line(words: list[str], _folder: Path) -> None:
    """Any words at all."""
    check(call(*words))


def numbers_on_standard_input(body: bytes, _folder: Path) -> None:
    """What `-` reads."""
    check(call("show", "-", "--format", "ids", stdin=body))
    check(call("number", "-", stdin=body))


def batch(body: bytes, folder: Path) -> None:
    """A table of companies, from a file and from standard input."""
    path = folder / "rows.csv"
    path.write_bytes(body)
    found = call("eligible", "--batch", str(path))
    check(found)
    assert call("eligible", "--batch", "-", stdin=body).code == found.code


def configuration(body: bytes, folder: Path) -> None:
    """The configuration file."""
    (folder / "config.toml").write_bytes(body)
    check(call("list", "--limit", "1", env={"PATENTCLI_CONFIG_DIR": str(folder)}))


def query(text: str, _folder: Path) -> None:
    """What is looked for."""
    check(call("search", "--limit", "3", "--explain", "--", text))


def catalogue_file(changes: list[tuple[float, int]], folder: Path) -> None:
    """A catalogue in which bytes were changed, its header too."""
    body = bytearray(Path(bundled_path()).read_bytes())
    for place, value in changes:
        body[int(place * len(body))] = value
    path = folder / "damaged.db"
    path.write_bytes(body)
    for words in ("list --format json", "show CN114694123B", "search 直播", "stats --by ipc",
                  "eligible --patent CN114694123B", "catalogue info"):  # fmt: skip
        check(call(*words.split(), "-C", str(path)))


def completion(words: list[str], _folder: Path) -> None:
    """Words as a shell hands them over: always an answer, never a message."""
    for shell in ("bash", "zsh", "fish", "nonsense"):
        found = call("__complete", shell, *words)
        assert (found.code, found.err) == (0, "")
        assert not set(unseen(found.out)) - {"\t"}


def other_file(case: tuple[str, bytes], folder: Path) -> None:
    """Anything as a list, under any name: checked, and made a catalogue of."""
    suffix, body = case
    path = folder / f"list{suffix}"
    path.write_bytes(body)
    check(call("catalogue", "validate", str(path)))
    check(call("catalogue", "import", str(path), "--name", "fuzz", "--skip-invalid"))
    path.unlink()


def list_file(case: tuple[str, list[list[str]]], folder: Path) -> None:
    """A list in each format: every row is in one class, and what is imported is there."""
    suffix, table = case
    path = write_list(folder, *table, name=f"list{suffix}")
    found = call("catalogue", "import", str(path), "--name", "fuzz", "--skip-invalid")
    path.unlink()
    check(found)
    _heads, *rows = table
    if suffix in (".csv", ".tsv", ".txt") and any("\0" in cell for row in rows for cell in row):
        assert found.code == 65  # it is taken for no text at all
        return
    (line,) = re.findall(
        r"^patentcli: (?:warning: )?(\d+) rows? read: (.*)", found.err, re.MULTILINE
    )
    classes = {word: int(n) for n, word in re.findall(r"(\d+) (\w+)", line[1].split(";")[0])}
    records = classes.pop("records", classes.pop("record", classes.get("imported", 0)))
    assert int(line[0]) == len(rows) == sum(classes.values()), found.err
    if found.code == 0:
        listed = call("list", "-C", "fuzz", "--format", "json")
        check(listed)
        assert len(listed.json) == records, found.err
        titles = {row[1] for row in rows if row[1] in listed.out}
        assert len(titles) == classes["imported"] + classes.get("merged", 0), found.err


def number(text: str, _folder: Path) -> None:
    """A number: the text stays as it was given, its canonical form is read as itself, and no
    digit of a Chinese number is made up."""
    assert numbers.examine(text).input == text
    with suppress(numbers.Malformed):
        for found in numbers.readings(text):
            again = numbers.readings(found.canonical)
            assert found.canonical in [n.canonical for n in again]
            assert found.canonical.isascii()
            assert found.keys
            if found.office == "CN":
                stem = found.canonical.partition(".")[0]  # a check digit may have been rounded
                assert _digits(stem) in _digits(text)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))


def amount(text: str, _folder: Path) -> None:
    """An amount: as decimal arithmetic reads it, and read again as it is written."""
    try:
        fen = parse_amount(text)
    except UsageProblem:
        return
    assert parse_amount(format_yuan(fen)) == fen
    assert all(parse_amount(part) == fen for part in re.split("[()]", show_yuan(fen)) if part)
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    figures = re.fullmatch(r"(?:¥|CNY|RMB)? *([0-9.,]+) *([万亿]?) *元?", plain)
    if figures:
        unit = {"": 1, "万": 10**4, "亿": 10**8}[figures[2]]
        assert Decimal(figures[1].replace(",", "")) * unit * 100 == fen
    else:
        assert not re.search("[0-9]", plain)


def day(text: str, _folder: Path) -> None:
    """A day: year, month and day all stand in the text."""
    for serials in (None, SERIAL_BASE):
        for order in (None, "dmy", "mdy"):
            try:
                found = read_date(text, order, serials=serials)
            except NotADate:
                continue
            assert read_date(found.isoformat()) == found
            plain = unicodedata.normalize("NFKC", text)
            if serials is None:
                assert f"{found.year:04}" in plain
                assert f"{found.day}" in plain
                assert f"{found.month}" in plain or f"{found:%b}".lower() in plain.lower()


def profile(body: bytes, folder: Path) -> None:
    """A profile, of which every text is kept but for its ends."""
    path = folder / "company.toml"
    path.write_bytes(body)
    check(call("size", "--profile", str(path)))
    with suppress(DataProblem):
        found, keys = load_profile(str(path)), tomllib.loads(body.decode("utf-8-sig"))
        assert set(keys) <= set(Profile.model_fields)
        assert found.name == keys.get("name", "").strip()
        assert found.needs == tuple(need.strip() for need in keys.get("needs", ()))
    path.unlink()


class Reader(NamedTuple):
    """What is read, by what, and how many of a thousand cases are its."""

    check: Callable[..., None]
    inputs: st.SearchStrategy[object]
    share: int


READERS = {
    "number": Reader(number, st.one_of(inputs.NUMBERS, inputs.NUMBERS, inputs.STUMPS), 330),
    "day": Reader(day, st.one_of(inputs.DAYS, st.dates().map(str), inputs.TEXT), 250),
    "amount": Reader(amount, inputs.AMOUNTS, 250),
    "profile": Reader(profile, inputs.PROFILES, 110),
    "list": Reader(list_file, st.tuples(st.sampled_from(inputs.KINDS), inputs.FULL), 20),
    "anything as a list": Reader(other_file, inputs.OTHERS, 8),
    "batch": Reader(batch, st.one_of(inputs.TABLES, inputs.BYTES), 8),
    "numbers on standard input": Reader(numbers_on_standard_input, inputs.BYTES, 5),
    "command line": Reader(command_line, inputs.ARGUMENTS, 6),
    "configuration": Reader(configuration, inputs.BYTES, 4),
    "query": Reader(query, st.one_of(inputs.TEXT, st.sampled_from(inputs.VALUES)), 4),
    "catalogue file": Reader(catalogue_file, inputs.CHANGES, 2),
    "completion": Reader(completion, inputs.ARGUMENTS, 3),
}
