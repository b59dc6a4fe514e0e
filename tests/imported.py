"""Catalogues of a few patents, made as users make them: by importing a list."""

import json
from pathlib import Path
from typing import Any

from tools import call


def patent(number: str, title: str, *application: str, **more: Any) -> dict[str, object]:
    """A patent of a JSON list; `application` is the number of its own and its day, if known."""
    entry: dict[str, object] = {"publication_number": number, "title": title}
    if application:
        filed, *day = application
        date = day[0] if day else None
        entry["chinese_applications"] = [{"number": filed, "date": date, "role": "own"}]
        entry["filing_date"] = date
    return entry | more


def imported(folder: Path, *patents: dict[str, object], **options: str | None) -> str:
    """The file of a catalogue of these patents; `official=None` is the flag without a value."""
    source = folder / "exchange list.json"
    source.write_text(json.dumps(patents), encoding="utf-8")
    flags = [part for k, v in options.items() for part in (f"--{k}", v) if part is not None]
    env = {"PATENTCLI_DATA_DIR": str(folder)}
    answer = call("catalogue", "import", str(source), "--name", "own", *flags, env=env)
    assert answer.code == 0, answer.err
    return str(folder / "catalogues" / "own.db")
