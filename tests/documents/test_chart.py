"""The chart of `stats`: drawn by matplotlib, in the reader's language, never with empty boxes."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from patentcli.documents import chart
from patentcli.errors import CannotCreate
from records import catalogue, record
from tools import call

pytest.importorskip("matplotlib", reason="left out: matplotlib is not installed")

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> set[str]:
    return {"".join(e.itertext()).strip() for e in ElementTree.fromstring(svg).iter(f"{SVG}text")}


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG\r\n")])
def test_the_same_counts_give_the_same_bytes(suffix: str, start: bytes) -> None:
    first, second = (chart.draw("Title", [("Image", 38)], suffix) for _ in range(2))
    assert first == second
    assert first.startswith(start)


def test_without_a_font_png_is_refused_and_svg_keeps_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chart, "CHINESE", ())
    bars = [("浙江大学", 3), (r"$\frac{a}{b}$ & <b>", 1)]  # no formula
    with pytest.raises(CannotCreate, match="no font here has the characters"):
        chart.draw("Title", bars, ".png")
    assert {"浙江大学", r"$\frac{a}{b}$ & <b>"} <= texts(chart.draw("Title", bars, ".svg"))


def test_the_chart_shows_what_stats_prints(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    arguments = ("stats", "--lang", "zh", "--sort", "count", "--limit", "3")
    answer = call(*arguments, "--chart", str(path))
    assert answer.code == 0
    drawn = texts(path.read_bytes())
    assert "按领域统计专利" in drawn
    for row in answer.table:
        assert {row["label"], row["count"]} <= drawn


def test_a_chart_of_very_many_values_says_what_it_leaves_out(tmp_path: Path) -> None:
    number = {"publication_number": None, "chinese_grant": None, "chinese_applications": []}
    records = [record(id=f"CN{n}B", holder=f"H{n}", **number) for n in range(70)]
    path = catalogue(tmp_path / "many.db", records)
    target = tmp_path / "chart.svg"
    answer = call("stats", "--by", "holder", "-C", str(path), "--chart", str(target))
    assert "the chart shows the first 60 of 70 values" in answer.err
    assert "H69" not in texts(target.read_bytes())
