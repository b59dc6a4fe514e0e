"""The rulebook made from the checkout's own data, and shorthands for facts."""

from pathlib import Path

import pytest

from patentcli.building.rulebook import load
from patentcli.rules.book import Rulebook

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return Rulebook(load(DATA))
