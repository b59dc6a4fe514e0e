"""A small catalogue of made-up records that differ in all that filters and orders look at."""

from typing import Any


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if len(text) == 10 and text[4:8:3] == "--":
        return text  # a date
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def record(number: str, title: str, *applications: tuple[str, str, str], **more: Any) -> str:
    """The file of a record; an application is (number, date or "", role)."""
    values: dict[str, object] = {
        "publication_number": number,
        "title": title,
        "title_is_translation": False,
        "title_zh_is_translation": False,
        "holder": "A company",
        "status": "unknown",
        "listing": "candidate",
        "confidence": "low",
        "sources": [f"https://example.org/{number}"],
    }
    if number.startswith("CN"):
        values["chinese_grant"] = number
    values |= more
    lines = [f"{name} = {_toml(value)}" for name, value in values.items()]
    for application, day, role in applications:
        lines += ["", "[[chinese_applications]]", f'number = "{application}"', f'role = "{role}"']
        lines += [f"date = {day}"] if day else []
    return "\n".join(lines) + "\n"


MIXED = (
    record(
        "CN114694123B",
        "a dated one",
        ("CN202210599282.6", "2022-05-30", "own"),
        filing_date="2022-05-30",
        grant_date="2023-08-01",
        domain="image",
        applications=["ocr", "navigation"],
        inventors=["王磊", "李雷, 韩梅梅"],
        classifications=["G06T7/00", "G06V"],
        annual_fee_yuan="40000.00",
        listing="listed",
        licence_kind="public-implementation",
        status="in-force",
        offer_until="2026-12-31",
    ),
    record(
        "CN110971952B",
        "only the year of its application",
        ("CN201811142747.5", "", "own"),
        domain="video",
        applications=["ocr"],
        inventors=['Ann "A" [Ant]', "C:\\D"],
        annual_fee_yuan="9999.99",
        holder="阿里巴巴（中国）有限公司",
    ),
    record(
        "CN102497489B",
        "neither date nor year",
        grant_date="2014-02-01",
        domain="video",
        classifications=["G06T", "H04N19/00"],
        annual_fee_yuan="0.00",
        holder="Alibaba (China) Co., Ltd.",
    ),
    record(
        "CN104346370B",
        "filed on a leap day",
        ("CN201610108911.5", "2016-02-29", "own"),
        filing_date="2016-02-29",
        domain="3d",
        inventors=["赵", "赵云"],
        one_off_fee_yuan="100000.00",
    ),
    record(
        "US8775401B2",
        "foreign, with its Chinese grant and one application",
        ("CN200910129551.7", "2009-03-26", "priority"),
        chinese_grant="CN101510218B",
        filing_date="2013-02-01",
        grant_date="2014-07-08",
        applications=["e-commerce"],
        classifications=["G06F16/58"],
        annual_fee_yuan="100000000000.01",
        listing="listed",
    ),
    record(
        "US9053386B2",
        "foreign, with two applications",
        ("CN201110400101.4", "2011-12-06", "priority"),
        ("CN201210278822.7", "", "priority"),
        chinese_grant="CN102647634B",
        filing_date="2013-02-01",
        domain="image",
        inventors=["100% _Under\\Score_"],
    ),
    record(
        "US9195871B2",
        "foreign, without a Chinese grant",
        ("CN201310328673.5", "2013-07-31", "priority"),
        filing_date="2014-02-04",
        grant_date="2015-11-24",
        domain="other",
        status="lapsed",
        holder="Another Company",
    ),
)
"""Each is a file of `data/patents`; together they cover every way a value can be unknown."""
