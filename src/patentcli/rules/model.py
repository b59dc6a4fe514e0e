"""The rules' data (`data/rules`, `data/size_standards`, `data/classifications`), read and checked.

Used by the build only. `load` returns the rulebook: what `book.Rulebook` reads at run time, as
a plain mapping that can be written as JSON, with floors in persons and fen.
"""

from itertools import pairwise
from pathlib import Path

from patentcli.amounts import FEN_PER_YUAN
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.industries import resolve
from patentcli.rules.shapes import (
    Classification,
    Industry,
    IndustryWordFile,
    RuleFile,
    StandardFile,
)
from patentcli.toml_file import checked, read_toml


def _parameters(folder: Path) -> list[dict[str, object]]:
    """The parameters of all rule files, the editions of one rule from the earliest on."""
    found: list[dict[str, object]] = []
    for path in _files(folder):
        shown = f"{folder.name}/{path.name}"
        file = checked(RuleFile, read_toml(path, shown), shown)
        for parameter in file.parameter:
            plain = parameter.model_dump(mode="json", exclude={"source"})
            source = file.sources[parameter.source]
            plain |= {"source_en": source.title_en, "source_zh": source.title_zh}
            plain["url"] = source.url
            _refuse_overlap(plain, found, shown)
            found.append(plain)
    return found


def _refuse_overlap(plain: dict[str, object], earlier: list[dict[str, object]], shown: str) -> None:
    """Editions of one rule must follow each other in time."""
    before = [p for p in earlier if p["id"] == plain["id"]]
    if not before:
        return
    end, start = before[-1]["in_force_until"], plain["in_force_from"]
    if end is None or start is None or str(end) >= str(start):
        message = _("{id}: editions must follow each other in time").format(id=plain["id"])
        raise DataProblem(message, where=f"{shown}: parameter.in_force_from")


def _base_units(file: StandardFile, industry: Industry) -> dict[str, list[int]]:
    """Floors by indicator, from large to small, in persons and fen."""
    scale = file.standard.scale
    fen = {"employees": 1, "revenue": FEN_PER_YUAN, "assets": FEN_PER_YUAN}
    return {
        i: [industry.floors[size][i] * scale[i] * fen[i] for size in industry.floors]
        for i in industry.indicators
    }


def _standards(folder: Path, classifications: set[str]) -> list[dict[str, object]]:
    """The editions of the size standard, the earliest first."""
    found = []
    for path in _files(folder):
        shown = f"{folder.name}/{path.name}"
        file = checked(StandardFile, read_toml(path, shown), shown)
        if file.standard.classification not in classifications:
            message = _("no classification {name}").format(name=file.standard.classification)
            raise DataProblem(message, where=f"{shown}: standard.classification")
        plain = file.standard.model_dump(mode="json")
        plain["not_covered"] = [n.model_dump(mode="json") for n in file.not_covered]
        plain["groups"] = [
            {
                **i.model_dump(mode="json", exclude={"gbt4754_2017", "floors"}),
                "codes": i.gbt4754_2017,
                "floors": _base_units(file, i),
            }
            for i in sorted(file.industry, key=lambda i: i.no)
        ]
        found.append(plain)
    found.sort(key=lambda s: str(s["in_force_from"]))
    for before, after in pairwise(found):
        end = before["in_force_until"]
        if end is None or str(end) >= str(after["in_force_from"]):
            message = _("{first} and {second} would be in force at once: in_force_until of {first}")
            shown = f"{folder.name}/: standard.in_force_until"
            raise DataProblem(message.format(first=before["id"], second=after["id"]), where=shown)
    return found


def _files(folder: Path) -> list[Path]:
    """The TOML files of a folder by name; DataProblem where there is none."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise DataProblem(_("holds no .toml file"), where=f"{folder.name}/")
    return files


def load(data_dir: Path) -> dict[str, object]:
    """The rulebook from the sources in `data_dir`.

    Keys: `parameters`, `standards`, `classifications`, `industry_words`; all JSON-able. Raises
    DataProblem, with `where` as "file: key", for the first thing that is wrong.
    """
    classifications: dict[str, object] = {}
    for path in _files(data_dir / "classifications"):
        shown = f"classifications/{path.name}"
        file = checked(Classification, read_toml(path, shown), shown)
        classifications[file.id] = file.model_dump(mode="json")
    plain: dict[str, object] = {
        "parameters": _parameters(data_dir / "rules"),
        "standards": _standards(data_dir / "size_standards", set(classifications)),
        "classifications": classifications,
    }
    return plain | {"industry_words": _industry_words(data_dir / "industry_words.toml", plain)}


def _industry_words(path: Path, plain: dict[str, object]) -> list[dict[str, object]]:
    """The words of trade; each code must be one of every classification that is used."""
    file = checked(IndustryWordFile, read_toml(path, path.name), path.name)
    for standard in Rulebook(plain).standards:
        for number, entry in enumerate(file.entry):
            for code in entry.codes:
                try:
                    resolve(standard, code)
                except UsageProblem as problem:
                    where = f"{path.name}: entry.{number}.codes"
                    raise DataProblem(str(problem), where=where) from None
    return [entry.model_dump() for entry in file.entry]
