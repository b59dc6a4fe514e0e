"""Whatever a text holds, roff prints it and obeys none of it."""

import shutil
import subprocess

import pytest

from patentcli.manual.forms import manual_page
from patentcli.manual.help_page import Page

TEXTS = [
    ".SH owned",
    "'br",
    "\\fBbold",
    "a\\nb",
    '"quoted" word',
    "-dash --dashes",
    "\\",
    "..",
    "\\&.",
]


def page(text: str) -> Page:
    return Page(
        name="program",
        usage="program [OPTIONS]",
        purpose=text,
        sections=(("Everywhere", [("-x", text)]),),
    )


def test_no_text_begins_a_request() -> None:
    def requests(text: str) -> list[str]:
        lines = manual_page(page("plain"), [page(text)], []).splitlines()
        return [line.split()[0] for line in lines if line.startswith((".", "'"))]

    for text in TEXTS:
        assert requests(text) == requests("word")


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_prints_each_text_as_it_is() -> None:
    for text in TEXTS:
        made = manual_page(page("plain"), [page(text)], [])
        done = subprocess.run(
            ["groff", "-man", "-Kutf8", "-Tascii", "-P-c", "-P-b", "-P-u"],
            input=made.encode(),
            capture_output=True,
            check=True,
        )
        assert text in done.stdout.decode()
