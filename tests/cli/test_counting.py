"""`stats`, `vocabulary`, `scheme`, `--version`, `catalogue info` and `path`: what the data is, and
every count recomputed from the records."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from listing import write_list
from patentcli import __version__
from patentcli.building.hashes import hash_of
from records import MIXED
from tools import PATENTS, ROOT, call, listed, process

Record = dict[str, Any]
EDITION = tomllib.loads((ROOT / "data" / "catalogue.toml").read_text(encoding="utf-8"))


def values(record: Record, by: str) -> set[str | None]:
    """What a record counts under."""
    several = {"application": record["applications"]}
    several["ipc"] = [symbol[:4] for symbol in record["classifications"]]
    if by in several:
        return set(several[by])
    year = record["filing_date"] and record["filing_date"][:4]
    one = record | {"year": year, "holder": record["holder"] or record["holder_zh"]}
    return {one[by]}


@pytest.mark.parametrize(
    "by", ["domain", "application", "holder", "office", "ipc", "year", "listing"]
)
@pytest.mark.parametrize("filters", [(), ("--domain", "3d")], ids=["all", "3d"])
@pytest.mark.parametrize("bundled", [True, False])
def test_counts_and_shares(by: str, filters: tuple[str, ...], bundled: bool, mixed: str) -> None:
    start = () if bundled else ("-C", mixed)
    passing = [r for r in listed(*start) if not filters or r["domain"] == filters[1]]
    expected = Counter(value for record in passing for value in values(record, by))
    answer = call(*start, "stats", "--by", by, *filters, "--format", "json")
    blank = sum(not values(record, by) for record in passing)
    assert re.findall(r"(\d+) skipped: no (?:class|appl)", answer.err) == [str(blank)] * (blank > 0)
    rows = answer.json
    assert {row["value"]: row["count"] for row in rows} == expected
    assert all(row["by"] == by for row in rows)
    for row in rows:
        assert row["share"] == round(row["count"] / len(passing), 4)
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)


def test_domain_is_what_is_counted_unless_asked() -> None:
    answer, chinese = call("stats"), call("stats", "--lang", "zh").table
    assert answer.out == call("stats", "--by", "domain").out
    labels = ["Video technology", "Image processing", "3D visualisation", "Other fields"]
    assert [row["label"] for row in answer.table] == labels
    assert [row["label"] for row in chinese] == ["视频技术", "图像处理", "三维可视化", "其他领域"]


def test_vocabulary_lists_every_word_with_its_names_and_count() -> None:
    words = tomllib.loads((ROOT / "data" / "vocabulary.toml").read_text(encoding="utf-8"))
    rows = call("vocabulary", "--format", "json").json
    assert [{k: row[k] for k in ("value", "label_en", "label_zh")} for row in rows] == [
        word for kind in ("domain", "application") for word in words[kind]
    ]
    for row in rows:
        used = [r["id"] for r in listed() if row["value"] in values(r, row["kind"])]
        assert row["count"] == len(used)
        assert call("list", f"--{row['kind']}", row["value"], "--format", "ids").lines == used


# What `scheme` says of the bundled candidates, counted here from the records.


def facts(lang: str = "en") -> dict[str, dict[str, Any]]:
    rows = call("scheme", "--lang", lang, "--format", "json").json
    found = {row["key"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def numbers(text: str) -> list[int]:
    return sorted(int(n) for n in re.findall(r"(?<!CN)\b\d+(?!\d*B)", text))


def test_scheme_counts_what_was_confirmed(tmp_path: Path, data_dir: Path) -> None:
    rows = [["CN114694123B", "甲"], ["CN110826365B", "乙"], ["CN115892075B", "丙"]]
    path = write_list(tmp_path, ["授权公告号", "专利名称"], *rows)
    every = len(PATENTS)
    for confirmed in (0, 3):
        shown = call("list", "--format", "json").json
        granted = sum(r["chinese_grant"] is not None for r in shown)
        statuses = Counter(r["status"] for r in shown)
        expected = {
            "candidates": [every, confirmed],
            "chinese-grants": [granted, every],
            "foreign-only": [every - granted, every],
            "status": [statuses[word] for word in ("in-force", "lapsed", "unknown")],
            "held-by-damo": [sum("DAMO" in r["holder"] for r in shown), every],
        }
        for lang in ("en", "zh"):
            found = facts(lang)
            for key, counts in expected.items():
                assert numbers(found[key]["value"]) == sorted(counts), key
                assert found[key]["certainty"] == "computed"
        assert call("catalogue", "confirm", str(path)).code == 0
    page = call("report", "--domain", "3d", "-o", "-").out
    assert f"{every} patents of Alibaba group companies, 3 confirmed" in page
    assert f"confirmed so far: 3 of {every}." in " ".join(call("help", "data").out.split())


def test_scheme_names_what_covers_the_announced_examples() -> None:
    held = {
        "held-by-damo": [r["id"] for r in listed() if "DAMO" in r["holder"]],
        "example-traffic-signal": ["CN114694123B"],
    }
    words = {"cancer": {"cancer-care"}, "infringing-goods": {"ip-protection", "e-commerce"}}
    for key, wanted in words.items():
        covered = [r["id"] for r in listed() if wanted <= set(r["applications"])]
        held[f"example-{key}"] = [*covered, str(len(covered))]
    for key, said in held.items():
        for lang in ("en", "zh"):
            assert all(part in facts(lang)[key]["value"] for part in said), key


def test_scheme_states_the_announcement_with_its_sources_in_both_languages(mixed: str) -> None:
    found, chinese = facts(), facts("zh")
    said = {"announced": "2023-08-11", "first-list": "6,838", "size": "50,000 yuan"}
    for key, text in (said | {"no-licence-by-letter": "no licence"}).items():
        assert text in found[key]["value"]
    assert found["size"]["certainty"] == "reported"
    assert list(found) == list(chinese)
    for key, fact in found.items():
        assert all((fact["label"], fact["source"])), key
        assert re.search(r"[\u4e00-\u9fff]", chinese[key]["value"] + chinese[key]["label"]), key
        assert fact["url"] == chinese[key]["url"]
        assert fact["certainty"] == "computed" or re.fullmatch(r"https?://\S+", fact["url"]), key
    certain = [{fact["certainty"] for fact in facts.values()} for facts in (found, chinese)]
    assert certain == [{"computed", "our reading", "reported", "verified"}] * 2
    # It is of the bundled catalogue, whatever is in use.
    assert call("scheme", "-C", mixed).out == call("scheme").out


@pytest.mark.parametrize("line", ["--version list", "list --version --domain nothing", "--version",
                                  "catalogue info --version", "--lang zh --version"])  # fmt: skip
def test_version_names_program_edition_and_records(line: str) -> None:
    run = process if line == "--version" else call  # alone it has a quick way of its own
    said = f"patentcli {__version__} (catalogue {EDITION['edition']}, {len(PATENTS)} patents)\n"
    assert run(*line.split()) == (0, said, "")


def test_info_and_path_describe_a_catalogue(mixed: str) -> None:
    path = call("catalogue", "path").out.removesuffix("\n")
    (found,) = call("catalogue", "info", "--format", "json").json
    assert found == {
        **{name: EDITION[name] for name in ("edition", "source")},
        **{"name": "bundled", "records": len(PATENTS), "created": str(EDITION["created"])},
        **{"path": path, "official": False, "data_hash": hash_of(str(ROOT), "data_hash")},
        **{"confirmed_by": None, "confirmed_on": None},
    }
    assert Path(path).read_bytes().startswith(b"SQLite format 3\0")
    for named in ((mixed,), ("-C", mixed)):
        (found,) = call("catalogue", "info", *named, "--format", "json").json
        assert (found["name"], found["records"], found["path"]) == (mixed, len(MIXED), mixed)
        assert call("catalogue", "path", *named).out == f"{mixed}\n"
    both = call("catalogue", "info", "bundled", "-C", mixed)
    assert both.table[0]["records"] == str(len(PATENTS))
