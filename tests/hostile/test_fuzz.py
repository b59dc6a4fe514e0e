"""Every reader against cases that nobody thought of: the same ones at each run, for now."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fuzzing import READERS


@pytest.mark.parametrize("name", READERS)
def test_a_reader_against_any_input(
    name: str, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`bench/fuzz.py` runs the same without end, with new cases each time."""
    monkeypatch.chdir(tmp_path)
    reader = READERS[name]
    cases = min(120, 12 * reader.share)

    @settings(database=None, max_examples=cases, suppress_health_check=list(HealthCheck))
    @given(reader.inputs)
    def run(case: object) -> None:
        reader.check(case, tmp_path)

    run()
    kept = {"rows.csv", "config.toml", "damaged.db", "data"}
    assert {path.name for path in tmp_path.iterdir()} <= kept
