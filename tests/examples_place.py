"""The files and catalogues that the examples of the help name."""

import shutil
from pathlib import Path

from listing import write_list
from patentcli.catalogue.file import bundled_path

ROWS = [("专利号", "专利名称", "许可费"), ("ZL 2022 1 0599282.6", "交通信号灯感知方法", "1万")]


def furnish(folder: Path, catalogues: Path) -> None:
    """Put the files into the folder, and `zhejiang` into the directory of catalogues."""
    catalogues.mkdir(parents=True)
    for path in (catalogues / "zhejiang.db", folder / "a.db", folder / "b.db"):
        shutil.copy(bundled_path(), path)
    for name in ("list.xlsx", "official-list.xlsx", "list.csv"):
        write_list(folder, *ROWS, name=name)
    profile = 'name = "示例传媒有限公司"\nindustry = "I65"\nemployees = 40\nneeds = ["直播"]\n'
    (folder / "company.toml").write_text(profile, encoding="utf-8")
    (folder / "numbers.txt").write_text("CN114694123B\n", encoding="utf-8")
