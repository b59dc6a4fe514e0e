"""The bar chart of `stats --chart`, by matplotlib (extra `charts`); same input, same bytes. SVG
keeps its text as text, for whatever font its reader has."""

import io
import os
import warnings
from collections.abc import Sequence
from contextlib import chdir
from typing import Any

from patentcli.errors import CannotCreate, extra
from patentcli.i18n import _

# Families with Chinese characters, as Linux, Windows and macOS name them.
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB",
    "Heiti SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "AR PL UMing CN", "Droid Sans Fallback",
)  # fmt: skip
LATIN = "DejaVu Sans"  # comes with matplotlib
SUFFIXES = (".svg", ".png")
MOST_BARS = 60  # what a sheet of paper shows


def draw(title: str, bars: Sequence[tuple[str, int]], suffix: str) -> bytes:
    """A file of one of SUFFIXES: one horizontal bar for each label, the first one on top.
    UsageProblem without matplotlib; CannotCreate where PNG would have empty boxes for characters.
    """
    # A `matplotlibrc` of the current directory would be read, and can name programs to run.
    with extra("charts", "--chart"), chdir(os.path.dirname(__file__)):
        from matplotlib import style
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
    installed = {font.name for font in fontManager.ttflist}
    settings: Any = {
        "font.family": [LATIN, *(name for name in CHINESE if name in installed)],
        "text.parse_math": False,  # a dollar sign in a name is no formula
        "svg.fonttype": "none",
        "svg.hashsalt": "patentcli",
    }
    with style.context(["default", settings]), warnings.catch_warnings(record=True) as missing:
        warnings.simplefilter("always")
        figure = Figure(figsize=(8, 1.2 + 0.32 * len(bars)), layout="constrained")
        axes = figure.add_subplot()
        drawn = axes.barh(range(len(bars)), [count for _label, count in bars], color="#0b5394")
        axes.set_yticks(range(len(bars)), [label for label, _count in bars])
        axes.bar_label(drawn, padding=3)
        axes.invert_yaxis()
        axes.set_title(title, loc="left")
        axes.xaxis.set_visible(False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        body = io.BytesIO()
        nothing = {"Date": None} if suffix == ".svg" else {"Software": None}
        figure.savefig(body, format=suffix[1:], dpi=150, metadata=nothing)
    if suffix == ".png" and any("missing from" in str(w.message) for w in missing):
        raise CannotCreate(
            _("no font here has the characters of the labels"),
            where="--chart",
            hint=_("install one such as Noto Sans CJK, or write an .svg file"),
        )
    return body.getvalue()
