"""The page's search reads a query and finds patents as the program does."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judgements import judged
from patentcli.search import text
from patentcli.search.engine import run
from patentcli.search.page_table import packed, table
from records import record
from tools import PATENTS, call

RECORDS: list[dict[str, Any]] = [
    {"title": "Watermark embedding", "title_zh": "水印嵌入方法", "holder": "Youku Ltd"},
    {"title": "Playing video", "title_zh": "视频播放方法", "inventors_en": ["Mary Miller"],
     "inventors": ["盛骁杰", "王𠀀", "王𠀀杰"]},
    {"title": "Cutting video", "title_zh": "视频剪辑方法", "classifications": ["G06T7/00"]},
]  # fmt: skip
ASKED = {  # with the places found in RECORDS
    "watermrak": [0], "优酷": [0], "Mary Miller": [1], "Xiaojie Sheng": [1], "王𠀀": [1],
    "ＶＩＤＥＯ a\u200bnd vidéos": [1, 2], "视频去雾": [1, 2], "視頻 剪輯": [2],
    "试频": [1, 2], "G06T7": [2], "水银": [], "the": [], "  ": [], "__proto__ constructor": [],
}  # fmt: skip
ASKED_OF_BOTH = (
    *(q["query"] for part in ("dev", "own") for q in judged(part)),
    "人像抠图", "Alibaba (China)", "G06T 7/00", "G06T7/0012", "H04N21/234", "g06t 99", "water mark",
    "trafic ligth", "商品图片太暗", "区块", "区块链 视频", "数据块链", "Sheng", "车", "upscaling",
    "captioning", "deblurring", "counterfeiting", "a grainy selfie", "liveness detection",
    "Yen-Kuang", "证件照抠图", "弹幕不遮挡人脸", "发票识别录入", "自动生成商品链接", "手语翻译",
    "农作物病虫害识别", "视频摘要", "云游戏", "仓库盘点", "X光片", "VR看房", "裸眼3D",
    "virtual reality house tour", "dozens make", "access disease", "safe payment by face",
    "图像去雾", "给老照片上色", "安全帽识别", "区块链存证 锂电池", "把鱼的照片分类",
    "speech to text", "reduce video bandwidth", "张伦 视频", "试频剪辑", "zhangg", "x" * 501,
    "news", "quickly", "holding", "skus", "taste then known",  # stemmed otherwise by the index
)  # fmt: skip
ANSWERS = """async (queries) => { await Search.ready; return queries.map((query) => {
  const { places, remarks } = Search.run(query);
  return [places, remarks.map(say)];
}); }"""


def every_name() -> Iterator[str]:
    """Inventors and holders of all records, in both orders and scripts."""
    for patent in PATENTS.values():
        yield from filter(None, map(patent.get, ("holder", "holder_zh")))
        for name in (*patent.get("inventors", ()), *patent.get("inventors_en", ())):
            written = filter(None, (name, text.romanised(text.normalise(name))))
            yield from (" ".join(way) for w in written for way in (w.split(), w.split()[::-1]))


def test_words_lead_to_records(bundled: sqlite3.Connection, show: Any) -> None:
    page = show([record(**some) for some in RECORDS], search=packed(table(RECORDS, bundled)))
    answers = page.evaluate(ANSWERS, list(ASKED))
    assert dict(zip(ASKED, (places for places, _ in answers), strict=True)) == ASKED
    page.fill("#q", "试频 watermrak minecraft")
    page.press("#q", "Enter")
    said = page.inner_text("#found")
    assert said.splitlines()[1:] == [
        "试频: not found, searched as 视频",
        "watermrak: not found, searched as watermark",
        "not in any record: minecraft; searched for: 视频, watermark",
    ]


def test_the_page_finds_and_says_what_the_program_does(
    tmp_path: Path, bundled: sqlite3.Connection, open_page: Any
) -> None:
    report = tmp_path / "page.html"
    assert call("report", "-o", str(report)).code == 0
    assert report.stat().st_size <= 900_000
    queries = list(dict.fromkeys([*ASKED_OF_BOTH, *every_name()]))
    numbers = [n for (n,) in bundled.execute("SELECT n FROM patent ORDER BY id")]
    answers = zip(queries, open_page(report).evaluate(ANSWERS, queries), strict=True)
    for query, (found, said) in answers:
        result = run(bundled, bundled, query, limit=None)
        hint = "nothing f"  # nothing found, nothing fits: with options of the program
        remarks = [remark for remark in result.remarks if not remark.startswith(hint)]
        assert (found, said) == ([numbers.index(hit.n) for hit in result.hits], remarks), query
