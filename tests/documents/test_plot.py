"""The chart of `stats`: drawn by matplotlib, in the reader's language, never with empty boxes."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from document_records import catalogue, record
from patentcli.documents import plot
from patentcli.documents.texts import Both
from patentcli.errors import CannotCreate, UsageProblem
from tools import call

pytest.importorskip("matplotlib", reason="left out: matplotlib is not installed")

TITLE = Both("Patents by domain", "按领域统计专利")
BARS = [(Both("Image processing", "图像处理"), 38), (Both("Video", "视频技术"), 36)]
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> set[str]:
    return {"".join(e.itertext()).strip() for e in ElementTree.fromstring(svg).iter(f"{SVG}text")}


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plot, "CHINESE", ())


def test_svg_keeps_its_text_as_text() -> None:
    drawn = plot.draw(TITLE, BARS, suffix="svg", lang="en")
    assert {"Patents by domain", "Image processing", "Video", "38", "36"} <= texts(drawn.body)
    assert not drawn.fell_back


def test_png_is_a_picture() -> None:
    assert plot.draw(TITLE, BARS, suffix="png", lang="en").body.startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_same_counts_give_the_same_bytes(suffix: str) -> None:
    first, second = (plot.draw(TITLE, BARS, suffix=suffix, lang="en") for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("no_chinese_font")
@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_without_a_chinese_font_it_is_in_english_and_says_so(suffix: str) -> None:
    drawn = plot.draw(TITLE, BARS, suffix=suffix, lang="zh")
    assert drawn.fell_back
    assert drawn.body == plot.draw(TITLE, BARS, suffix=suffix, lang="en").body


@pytest.mark.usefixtures("no_chinese_font")
def test_chinese_names_without_a_font_are_refused_as_png_and_kept_as_svg() -> None:
    bars = [(Both("浙江大学", "浙江大学"), 3)]
    with pytest.raises(CannotCreate, match="no font here has the characters"):
        plot.draw(TITLE, bars, suffix="png", lang="en")
    assert "浙江大学" in texts(plot.draw(TITLE, bars, suffix="svg", lang="en").body)


def test_a_label_is_no_formula() -> None:
    bars = [(Both(r"$\frac{a}{b}$ & <b>", "x"), 1)]
    assert r"$\frac{a}{b}$ & <b>" in texts(plot.draw(TITLE, bars, suffix="svg", lang="en").body)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageProblem, match=r"extra charts.*patentcli\[charts\]"):
        plot.draw(TITLE, BARS, suffix="svg", lang="en")


def test_the_chart_shows_what_stats_prints(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    answer = call("stats", "--by", "year", "--sort", "value", "--limit", "3", "--chart", str(path))
    assert answer.code == 0
    for row in answer.table:
        assert {row["label"], row["count"]} <= texts(path.read_bytes())


def test_an_existing_chart_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    path.write_text("mine")
    answer = call("stats", "--chart", str(path))
    assert (answer.code, path.read_text()) == (73, "mine")
    assert call("stats", "--chart", str(path), "--force").code == 0
    assert path.read_bytes().startswith(b"<?xml")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    answer = call("stats", "--chart", str(path))
    assert answer.code == 2
    assert "a chart is SVG or PNG" in answer.err
    assert not path.exists()


def test_a_chart_of_very_many_values_says_what_it_leaves_out(tmp_path: Path) -> None:
    records = [record(id=f"CN{n}B", publication_number=None, holder=f"H{n}") for n in range(70)]
    for r in records:
        r |= {"chinese_grant": None, "chinese_applications": []}
    path = catalogue(tmp_path / "many.db", records)
    chart = tmp_path / "chart.svg"
    answer = call("stats", "--by", "holder", "-C", str(path), "--chart", str(chart))
    assert "the chart shows the first 60 of 70 values" in answer.err
    assert "H69" not in texts(chart.read_bytes())
