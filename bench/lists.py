"""Generated lists of offers of any length, for measuring: CSV or XLSX.

    python bench/lists.py 6838 list.xlsx
    python bench/lists.py 1000000 list.csv --encoding gb18030 --seed 7

They look like the lists that exchanges publish: a title row with the unit, Chinese heads, several
sheets in a workbook, a note at the end, numbers in three spellings, three of ten offers
free and most of the others for one sum, a quarter of these above 50,000 yuan, most of them over by
now. Every row is invented; the words come from `list_words.toml`. The same length and seed give the
same bytes.
"""

import argparse
import csv
import random
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

NOTE = "注：以登记簿为准"
TITLE = "专利开放许可清单（单位：万元）"
HEADS = (
    *("序号", "专利号", "授权公告号", "专利名称", "英文名称", "专利类型", "专利权人", "发明人"),
    *("申请日", "授权公告日", "IPC分类号", "技术领域", "法律状态", "年许可费（万元）"),
    *("单次许可费用（万元）", "许可期限", "到期时间", "许可范围", "许可类型", "备注"),
)
SHEETS = 3
RARE = ("杨梅核雕纹", "bayberry stone carving pattern")  # in one row of about 2,000
RARE_SHARE = 1 / 2_000
COMMON = ("图像", "image")  # in about one row of eight
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def check_digit(digits: str) -> str:
    """The check digit of the twelve digits of a Chinese application number."""
    return "0123456789X"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


class Generator:
    """One list; `random.Random(seed)` decides everything."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        path = Path(__file__).with_name("list_words.toml")
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        # (field, thing) with falling weights: a frequent thing is about ten times a rare one.
        self.things = [(f["zh"], zh, en) for f in words["field"] for zh, en in f["things"]]
        self.groups = {f["zh"]: f["groups"] for f in words["field"]}
        weights = [12 / (1 + place) for f in words["field"] for place in range(len(f["things"]))]
        self.weights = [sum(weights[: i + 1]) for i in range(len(weights))]
        self.means, self.settings, self.forms = (
            [tuple(p) for p in words[key]["pairs"]] for key in ("means", "settings", "forms")
        )
        places, kinds = words["holders"]["places"], words["holders"]["kinds"]
        self.holders = [place + kind for place in places for kind in kinds]
        self.families, self.given = words["people"]["families"], words["people"]["given"]
        self.terms = words["terms"]

    def person(self) -> str:
        """A name of two or three characters."""
        pick = self.random.choice
        return pick(self.families) + "".join(pick(self.given) for _ in range(pick((1, 2, 2))))

    def title(self, thing: tuple[str, str]) -> tuple[str, str]:
        """A title in Chinese and in English."""
        pick, share = self.random.choice, self.random.random()
        zh, en = thing
        form_zh, form_en = pick(self.forms)
        chinese, english = f"{zh}{form_zh}", f"{en} {form_en}"
        if share < 0.75:
            means = pick(self.means)
            chinese, english = f"基于{means[0]}的{chinese}", f"{english} based on {means[1]}"
        if self.random.random() < 0.3:
            setting = pick(self.settings)
            chinese, english = f"面向{setting[0]}的{chinese}", f"{english} for {setting[1]}"
        if self.random.random() < 0.5:
            chinese = "一种" + chinese
        return chinese, english[0].upper() + english[1:]

    def rows(self, count: int) -> Iterator[list[str]]:
        """The rows, as texts in the order of HEADS; no two have a number in common."""
        draw = self.random
        first = date(2004, 1, 1)
        for n in range(1, count + 1):
            filed = first + timedelta(days=draw.randrange(7000))
            granted = filed + timedelta(days=draw.randrange(400, 1400))
            digits = f"{filed.year}1{n * 7 % 9_999_991:07}"
            number = f"{digits}.{check_digit(digits)}"
            spelling = (f"ZL{number}", f"ZL {number[:4]} {number[4]} {number[5:]}", number)[n % 3]
            field, *thing = draw.choices(self.things, cum_weights=self.weights)[0]
            if draw.random() < RARE_SHARE:
                thing = list(RARE)
            chinese, english = self.title((thing[0], thing[1]))
            group = draw.choice(self.groups[field])
            yield [
                *(str(n), spelling, f"CN{100000000 + n * 17 % 99999989}B", chinese, english),
                *("发明", draw.choice(self.holders)),
                ";".join(self.person() for _ in range(draw.randrange(1, 6))),
                filed.isoformat() if n % 2 else filed.strftime("%Y.%m.%d"),
                granted.isoformat(),
                f"{group}/{draw.randrange(0, 100, 2):02}",
                field,
                draw.choices(("有效", "授权", "失效", ""), weights=(80, 14, 1, 5))[0],
                *self.fees(),
                draw.choice(self.terms["lengths"]),
                self.end(),
                draw.choice(self.terms["scopes"]),
                draw.choice(self.terms["kinds"]),
                draw.choices(("", "先使用后付费"), weights=(9, 1))[0],
            ]

    def fees(self) -> tuple[str, str]:
        """Annual and one-off fee in 10,000 yuan."""
        draw = self.random
        share = draw.random()
        if share < 0.30:
            return "", "免费"
        if share < 0.40:
            return draw.choice(("0.5", "1", "2", "4.5", "5", "8")), ""
        if share < 0.45:
            return "", draw.choice(("面议", "-", ""))
        return "", f"{min(1000, draw.lognormvariate(0.7, 1.4)):.1f}"

    def end(self) -> str:
        """The last day of the offer; nearly nine of ten ended in 2024."""
        year = 2024 if self.random.random() < 0.87 else self.random.randrange(2025, 2032)
        return (date(year, 1, 1) + timedelta(days=self.random.randrange(365))).isoformat()


def write_csv(path: Path, count: int, seed: int, encoding: str) -> None:
    """As a spreadsheet program saves it, the list's title above the heads."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([TITLE, *[""] * (len(HEADS) - 1)])
        writer.writerow(HEADS)
        writer.writerows(Generator(seed).rows(count))
        writer.writerow([NOTE, *[""] * (len(HEADS) - 1)])


def write_xlsx(path: Path, count: int, seed: int) -> None:
    """A workbook with several sheets of the same heads (needs openpyxl)."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    rows: Iterable[list[str]] = Generator(seed).rows(count)
    for place in range(SHEETS):
        sheet = book.create_sheet(f"第{place + 1}批")
        sheet.append([TITLE])
        sheet.append(HEADS)
        for row in islice(rows, count // SHEETS + (place < count % SHEETS)):
            sheet.append(row)
        sheet.append([NOTE])
    book.save(path)


def write_list(path: Path, count: int, *, seed: int = 1, encoding: str = "utf-8") -> None:
    """Write a list of `count` rows in the format of the file's suffix."""
    if path.suffix == ".xlsx":
        write_xlsx(path, count, seed)
    else:
        write_csv(path, count, seed, encoding)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="rows")
    parser.add_argument("path", type=Path, help="FILE.csv or FILE.xlsx")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoding", default="utf-8")
    given = parser.parse_args()
    write_list(given.path, given.count, seed=given.seed, encoding=given.encoding)


if __name__ == "__main__":
    main()
