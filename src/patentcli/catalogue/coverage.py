"""How far the bundled candidates cover what was announced: counted whenever it is asked.

So the counts are those of the records as they stand, after `catalogue confirm` too.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

DOCUMENT = "scheme"
COMPUTED = "computed"

Fact = dict[str, Any]


def scheme(connection: sqlite3.Connection) -> list[Fact]:
    """The rows of `scheme`: announced, of the scheme, then counted from the bundled catalogue."""
    sql = "SELECT body FROM document WHERE name = ?"
    plain = json.loads(connection.execute(sql, (DOCUMENT,)).fetchone()[0])
    records = [
        {
            "id": key,
            "holder": (holder, holder_zh or holder),
            "applications": json.loads(applications or "[]"),
        }
        for key, holder, holder_zh, applications in connection.execute(
            "SELECT id, holder, holder_zh, applications FROM patent ORDER BY n"
        )
    ]
    facts: list[Fact] = [*plain["facts"], *_count_facts(counts(connection))]
    facts.append(_academy(plain["academy"], records))
    return facts + [_covered(example, records) for example in plain["examples"]]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The counts that describe the bundled candidates."""
    asked = {
        "records": "1",
        "listed": "listing = 'listed'",
        "chinese_grant": "chinese_grant IS NOT NULL",
        "application_only": "chinese_grant IS NULL",
        "in_force": "status = 'in-force'",
        "lapsed": "status = 'lapsed'",
        "status_unknown": "status NOT IN ('in-force', 'lapsed')",
    }
    sums = ", ".join(f"coalesce(sum({test}), 0)" for test in asked.values())
    row = connection.execute(f"SELECT {sums} FROM patent").fetchone()
    return dict(zip(asked, row, strict=True))


def _fact(key: str, label: tuple[str, str], value: tuple[str, str]) -> Fact:
    return {
        "key": key,
        "label_en": label[0],
        "label_zh": label[1],
        "value_en": value[0],
        "value_zh": value[1],
        "certainty": COMPUTED,
        "source": "the bundled catalogue",
        "source_zh": "内置专利目录",
        "url": None,
    }


def _count_facts(c: Mapping[str, int]) -> list[Fact]:
    return [
        _fact(
            "candidates",
            ("Bundled candidates", "内置候选专利"),
            (
                f"{c['records']} patents of Alibaba group companies, "
                f"{c['listed']} confirmed by an official list",
                f"{c['records']} 件阿里巴巴集团公司的专利，其中经确认列入官方清单的 "
                f"{c['listed']} 件",
            ),
        ),
        _fact(
            "chinese-grants",
            ("Granted in China", "中国授权专利"),
            (
                f"{c['chinese_grant']} of {c['records']}",
                f"{c['records']} 件中有 {c['chinese_grant']} 件",
            ),
        ),
        _fact(
            "foreign-only",
            ("Foreign grant only", "仅知境外授权与中国申请"),
            (
                f"{c['application_only']} of {c['records']}, here because the announcement names "
                "their subject; no right in China",
                f"{c['records']} 件中有 {c['application_only']} 件：因公布时提到其主题而收录；"
                "境外授权在中国不产生权利",
            ),
        ),
        _fact(
            "status",
            ("Status as shown", "所示状态"),
            (
                f"{c['in_force']} in force, {c['lapsed']} lapsed, {c['status_unknown']} unknown; "
                "pages are of some day, the register decides",
                f"有效 {c['in_force']} 件，失效 {c['lapsed']} 件，未知 {c['status_unknown']} 件；"
                "网页只反映某日的情况，以登记簿为准",
            ),
        ),
    ]


def _academy(names: Sequence[str], records: Sequence[Mapping[str, Any]]) -> Fact:
    held = [r for r in records if r["holder"][0] in names]
    ids = [r["id"] for r in held]
    total, of = len(held), len(records)
    return _fact(
        "held-by-damo",
        ("Held by companies of the DAMO Academy", "达摩院公司自身持有"),
        (f"{total} of {of}: {', '.join(ids)}", f"{of} 件中有 {total} 件：{'、'.join(ids)}"),
    )


def _covered(example: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> Fact:
    words = set(example["applications"])
    ids = [
        r["id"]
        for r in records
        if r["id"] in example["patents"] or (words and words <= set(r["applications"]))
    ]
    announced = example["announced"]
    noun = "candidate" if len(ids) == 1 else "candidates"
    of, zh_of = (
        (f" of {announced} announced", f"（公布 {announced} 件）") if announced else ("", "")
    )
    return {
        **{name: example[name] for name in ("key", "label_en", "label_zh")},
        "value_en": f"{len(ids)} {noun}{of}: {', '.join(ids) or 'none'}",
        "value_zh": f"{len(ids)} 件候选{zh_of}：{'、'.join(ids) or '无'}",
        "certainty": COMPUTED,
        **{name: example[name] for name in ("source", "source_zh", "url")},
    }
