"""Small catalogues of made-up patents, made as users make them: by importing a list."""

import json
from pathlib import Path
from typing import Any

from tools import call

Patent = dict[str, object]


def application(number: str, day: str | None = None, role: str = "own") -> Patent:
    return {"number": number, "date": day, "role": role}


def patent(number: str, title: str, filed: str = "", day: str | None = None, **more: Any) -> Patent:
    """A patent of a JSON list; `filed` is the number of its own application, `day` its date."""
    own = {"chinese_applications": [application(filed, day)], "filing_date": day} if filed else {}
    return {"publication_number": number, "title": title, **own, **more}


def imported(folder: Path, *patents: Patent, **options: str | None) -> str:
    """The file of a catalogue of these patents; `official=None` is the flag without a value."""
    source = folder / "exchange list.json"
    source.write_text(json.dumps(patents), encoding="utf-8")
    flags = [part for k, v in options.items() for part in (f"--{k}", v) if part is not None]
    env = {"PATENTCLI_DATA_DIR": str(folder)}
    answer = call("catalogue", "import", str(source), "--name", "own", *flags, env=env)
    assert answer.code == 0, answer.err
    return str(folder / "catalogues" / "own.db")


MIXED = (
    patent(
        "CN114694123B", "a dated one", "CN202210599282.6", "2022-05-30", holder="A company",
        grant_date="2023-08-01", domain="image", applications=["ocr", "navigation"],
        inventors=["王磊", "李雷, 韩梅梅"], classifications=["G06T7/00", "G06V"],
        annual_fee_yuan="40000.00", listing="listed", licence_kind="public-implementation",
        status="in-force", offer_until="2026-12-31",
    ),
    patent(
        "CN102497489B", "neither date nor year", holder="Alibaba (China) Co., Ltd.",
        grant_date="2014-02-01", domain="video", classifications=["G06T", "H04N19/00"],
        annual_fee_yuan="0.00",
    ),
    patent(
        "CN110971952B", "only the year of its application", "CN201811142747.5",
        holder="阿里巴巴（中国）有限公司", domain="video", applications=["ocr"],
        inventors=['Ann "A" [Ant]', "C:\\D"], annual_fee_yuan="9999.99",
    ),
    patent(
        "CN104346370B", "filed on a leap day", "CN201610108911.5", "2016-02-29",
        holder="A company", domain="3d", inventors=["赵", "赵云"], one_off_fee_yuan="100000.00",
    ),
    patent(
        "US8775401B2", "foreign, with its Chinese grant and one application", holder="A company",
        chinese_applications=[application("CN200910129551.7", "2009-03-26", "priority")],
        chinese_grant="CN101510218B", filing_date="2013-02-01", grant_date="2014-07-08",
        applications=["e-commerce"], classifications=["G06F16/58"],
        annual_fee_yuan="100000000000.01", listing="listed",
    ),
    patent(
        "US9053386B2", "foreign, with two applications", holder="A company",
        chinese_applications=[
            application("CN201110400101.4", "2011-12-06", "priority"),
            application("CN201210278822.7", None, "priority"),
        ],
        chinese_grant="CN102647634B", filing_date="2013-02-01", domain="image",
        inventors=["100% _Under\\Score_"],
    ),
    patent(
        "US9195871B2", "foreign, without a Chinese grant", holder="Another Company",
        chinese_applications=[application("CN201310328673.5", "2013-07-31", "priority")],
        filing_date="2014-02-04", grant_date="2015-11-24", domain="other", status="lapsed",
    ),
)  # fmt: skip
"""Together they cover every way a value can be unknown."""
