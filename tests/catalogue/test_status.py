"""What the words of offices and lists say of a patent's status."""

import tomllib
from pathlib import Path

import pytest

from patentcli.catalogue.derive import STATUSES, read_status

CASES = tomllib.loads((Path(__file__).parent / "status.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "status"), [(text, status) for status, texts in CASES.items() for text in texts]
)
def test_words_of_status(text: str, status: str) -> None:
    assert read_status(text) == status
    assert read_status(f"  {text.upper()} ") == status


def test_all_statuses_are_tried_and_nothing_shown_is_unknown() -> None:
    assert set(CASES) == set(STATUSES)
    assert read_status(None) == read_status("") == "unknown"
