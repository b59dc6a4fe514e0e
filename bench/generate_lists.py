"""Generated exchange lists of any length, for measuring: CSV, JSON Lines or XLSX.

    python bench/generate_lists.py 6838 list.csv
    python bench/generate_lists.py 1000000 list.csv --encoding gb18030 --seed 7

The heads, the spellings of numbers, fees and dates and the mix of Chinese and English are those
of the lists that trading platforms publish; the words come from `list_words.toml`. Every row is
invented. The same length and seed give the same bytes.
"""

import argparse
import csv
import json
import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path

HEADS = (
    "序号",
    "专利号",
    "授权公告号",
    "专利名称",
    "英文名称",
    "专利权人",
    "发明人",
    "申请日",
    "授权公告日",
    "IPC分类号",
    "技术领域",
    "法律状态",
    "年许可费（万元）",
    "许可期限",
    "许可范围",
    "许可类型",
)
# What the shortest lists have.
FEW_HEADS = ("专利号", "专利名称", "英文名称", "专利权人", "年许可费（万元）", "许可期限")
RARE = ("杨梅核雕纹", "bayberry stone carving pattern")  # in one row of about 20,000
RARE_SHARE = 1 / 20_000
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
            filed = first + timedelta(days=draw.randrange(7300))
            granted = filed + timedelta(days=draw.randrange(400, 1400))
            digits = f"{filed.year}1{n * 7 % 9_999_991:07}"
            number = f"{digits}.{check_digit(digits)}"
            number = f"ZL{number}" if n % 3 else f"ZL {number[:4]} {number[4]} {number[5:]}"
            field, *thing = draw.choices(self.things, cum_weights=self.weights)[0]
            if draw.random() < RARE_SHARE:
                thing = list(RARE)
            chinese, english = self.title((thing[0], thing[1]))
            fee = draw.choice(("0", "0", "0.5", "1", "2", "3", "4.5", "5", "免费", "面议", ""))
            group = draw.choice(self.groups[field])
            yield [
                str(n),
                number,
                f"CN{100000000 + n * 17 % 99999989}B",
                chinese,
                english,
                draw.choice(self.holders),
                ";".join(self.person() for _ in range(draw.randrange(1, 6))),
                filed.isoformat() if n % 2 else filed.strftime("%Y.%m.%d"),
                granted.isoformat(),
                f"{group}/{draw.randrange(0, 100, 2):02}",
                field,
                draw.choice(self.terms["statuses"]),
                fee,
                draw.choice(self.terms["lengths"]),
                draw.choice(self.terms["scopes"]),
                draw.choice(self.terms["kinds"]),
            ]


def write_csv(
    path: Path, rows: Iterator[list[str]], encoding: str, heads: tuple[str, ...] = HEADS
) -> None:
    """As a spreadsheet program saves it."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(heads)
        writer.writerows(rows)


def write_json_lines(
    path: Path, rows: Iterator[list[str]], encoding: str, heads: tuple[str, ...] = HEADS
) -> None:
    """One object a line, keyed by the heads."""
    with path.open("w", encoding=encoding, newline="\n") as stream:
        for row in rows:
            pairs = dict(zip(heads, row, strict=True))
            stream.write(json.dumps(pairs, ensure_ascii=False) + "\n")


def write_xlsx(path: Path, rows: Iterator[list[str]], heads: tuple[str, ...] = HEADS) -> None:
    """A workbook with one sheet (needs openpyxl)."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    book.save(path)


def write_list(
    path: Path,
    count: int,
    *,
    heads: tuple[str, ...] = HEADS,
    seed: int = 1,
    encoding: str = "utf-8",
) -> None:
    """Write a list of `count` rows in the format of the file's suffix, with some heads or all."""
    rows = Generator(seed).rows(count)
    if heads != HEADS:
        pick = itemgetter(*map(HEADS.index, heads))
        rows = (list(pick(row)) for row in rows)
    if path.suffix == ".xlsx":
        write_xlsx(path, rows, heads)
    elif path.suffix == ".jsonl":
        write_json_lines(path, rows, encoding, heads)
    else:
        write_csv(path, rows, encoding, heads)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="rows")
    parser.add_argument("path", type=Path, help="FILE.csv, .jsonl or .xlsx")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoding", default="utf-8")
    given = parser.parse_args()
    write_list(given.path, given.count, seed=given.seed, encoding=given.encoding)


if __name__ == "__main__":
    main()
