"""The registry, the verbs every system has, and the documentation's examples."""

import doctest
import inspect
import subprocess
import sys
from importlib import import_module

import pytest

from patentcli import numbers
from patentcli.numbers import text

MODULES = {name: f"patentcli.numbers.{name.replace('-', '_')}" for name, _ in numbers.SYSTEMS}
VERBS = ("compact", "validate", "is_valid", "format", "read", "readings", "lookup_keys")
EXAMPLES = {
    "cn-application": ("ZL 2022 1 0599282.6", "ZL202210599282.6", "CN202210599282.6"),
    "cn-publication": ("CN 114694123 B", "CN114694123B", "CN114694123B"),
    "us": ("US 2010/250539 A1", "US20100250539A1", "US20100250539A1"),
    "ep": ("EP 7054 A1", "EP0007054A1", "EP0007054A1"),
    "wo": ("WO 98/16331 A3", "WO1998016331A3", "WO1998016331A3"),
    "jp": ("JP H07-12345 A", "JPH07012345A", "JPH07012345A"),
    "india": ("IN 1442CH2015 A", "IN1442/CH/2015", "IN1442/CH/2015"),
    "other": ("HK 1213353 A1", "HK1213353A1", "HK1213353A1"),
}


@pytest.mark.parametrize("system", MODULES)
def test_system_has_the_verbs(system):
    module = import_module(MODULES[system])
    spelling, compact, canonical = EXAMPLES[system]
    assert all(inspect.getdoc(getattr(module, verb)) for verb in VERBS)
    assert module.compact(spelling) == compact
    assert module.validate(spelling) == compact
    assert module.is_valid(spelling) is True
    assert module.is_valid("CN?") is False
    assert module.format(spelling) == canonical
    assert module.read(spelling) == module.readings(spelling)[0] == numbers.read(spelling)
    assert module.read(spelling).system == system == module.SYSTEM


@pytest.mark.parametrize("system", MODULES)
def test_system_refuses_the_numbers_of_the_others(system):
    module = import_module(MODULES[system])
    foreign = [t for name, (t, *_) in EXAMPLES.items() if name != system]
    if system == "other":  # reads any country's, but is asked last and only for those
        foreign = ["12345678", "USABC123"]
    assert not any(map(module.is_valid, foreign))


@pytest.mark.parametrize("name", ["patentcli.numbers", "patentcli.numbers.text", *MODULES.values()])
def test_examples_in_the_documentation_hold(name):
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, attempted = doctest.testmod(import_module(name), optionflags=flags)
    assert attempted
    assert not failed


@pytest.mark.parametrize("system", MODULES)
def test_specification_names_its_sources(system):
    assert "http" in (import_module(MODULES[system]).__doc__ or "")


def test_helpers_take_text_and_numbers_alike():
    number = numbers.read("CN114694123B")
    for one in (number, "CN114694123B"):
        assert numbers.office_of(one) == "CN"
        assert numbers.kind_code_of(one) == "B"
        assert numbers.is_granted(one) is True
        assert numbers.is_published_application(one) is False
        assert numbers.patent_type(one) == "invention"


def test_what_a_number_does_not_tell_is_unknown():
    assert numbers.is_granted("CN202210599282.6") is None
    assert numbers.is_granted("CN114694123") is None
    assert numbers.is_granted("HK1213353A1") is None
    assert numbers.is_published_application("CN114694123") is False
    assert numbers.is_published_application("CN114694123A") is True
    assert numbers.patent_type("US11941802B2") is None


@pytest.mark.parametrize(
    ("contradiction", "kind"),
    [
        ("CN114694123U", "grant"),
        ("CN85200001A", "published-application"),
        ("US20210303928B2", "publication"),
        ("US11941802A1", "publication"),
    ],
)
def test_a_kind_code_that_does_not_fit_the_number_is_a_warning(contradiction, kind):
    number = numbers.read(contradiction)
    assert (number.canonical, number.kind) == (contradiction, kind)
    assert "does not go with" in (number.warning or "")


def test_without_a_check_digit_there_is_no_warning():
    number = numbers.read("CN200910146726")
    assert number.check_digit is None
    assert number.expected_check_digit == "5"
    assert number.warning is None


def test_the_quick_way_reads_as_the_full_way():
    for spelling in (
        "CN202210599282.6", "202210599282.6", "ZL202210599282.6", "ZL 2022 1 0599282.6",
        "CN2022105992826", "2022105992826", "202010356782.1", "CN114694123B", "CN114694123A",
        "CN 212345678 U", "CN306123456S", "CN114694123U",
        "CN114694123", "CN 114694123",
    ):  # fmt: skip
        assert numbers.read(spelling) == numbers.readings(spelling)[0]


def test_long_text_is_refused_and_not_repeated():
    with pytest.raises(numbers.InvalidLength) as refused:
        numbers.read("CN" + "1" * 100_000)
    assert "100002" in refused.value.message
    assert len(str(refused.value)) < 200


def test_long_spaces_around_a_number_do_not_matter():
    assert numbers.read(" " * 100_000 + "CN114694123B").canonical == "CN114694123B"


def test_error_messages_show_hidden_characters_escaped():
    assert text.shown("CN\x1b\ud800\u200b1") == r"CN\x1b\ud800\u200b1"
    assert text.shown("1" * 41) == "1" * 39 + "…"


def test_reading_chinese_numbers_loads_no_other_system():
    code = (
        "import sys; from patentcli.numbers import read; read('ZL 2022 1 0599282.6');"
        "read('CN114694123B'); read('202210599282');"
        "print(*sorted(m for m in sys.modules if m.startswith('patentcli.numbers.')))"
        "; print('pydantic' in sys.modules, 'dataclasses' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, heavy = ran.stdout.splitlines()
    assert [name.rpartition(".")[2] for name in loaded.split()] == [
        "cn_application", "cn_publication", "errors", "number", "text",
    ]  # fmt: skip
    assert heavy == "False False"
