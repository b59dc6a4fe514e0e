"""How far the bundled candidates cover what was announced: counted from the records."""

from collections.abc import Sequence
from typing import Any

from patentcli.catalogue.sources import Fact, Sources

COMPUTED = "computed"


def _computed(key: str, label: tuple[str, str], value: tuple[str, str]) -> dict[str, object]:
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


def counts(sources: Sources, records: Sequence[dict[str, object]]) -> dict[str, int]:
    """The counts that describe the bundled candidates."""
    chinese = [r for r in records if r["office"] == "CN"]
    foreign = [r for r in records if r["office"] != "CN"]
    holder = sources.announcement.holder_of_the_announcement
    return {
        "records": len(records),
        "listed": sum(r["listing"] == "listed" for r in records),
        "chinese_record": len(chinese),
        "foreign_with_chinese_grant": sum(bool(r["chinese_grant"]) for r in foreign),
        "chinese_grant": sum(bool(r["chinese_grant"]) for r in records),
        "application_only": sum(not r["chinese_grant"] for r in records),
        "held_by_damo": sum(r["holder"] == holder for r in records),
    }


def _count_facts(sources: Sources, c: dict[str, int]) -> list[dict[str, object]]:
    holder = sources.announcement.holder_of_the_announcement
    return [
        _computed(
            "candidates",
            ("Bundled candidates", "内置候选专利"),
            (
                f"{c['records']} patents of Alibaba group companies, "
                f"{c['listed']} of them confirmed to be on the official list",
                f"{c['records']}件阿里巴巴集团公司的专利，其中经确认列入官方清单的{c['listed']}件",
            ),
        ),
        _computed(
            "chinese-grants",
            ("Known by a Chinese grant", "已知中国授权公告号"),
            (
                f"{c['chinese_grant']} of {c['records']}: "
                f"{c['chinese_record']} by their own record, "
                f"{c['foreign_with_chinese_grant']} as family member of a foreign grant",
                f"{c['records']}件中有{c['chinese_grant']}件：{c['chinese_record']}件本身即中国授权专利，"
                f"{c['foreign_with_chinese_grant']}件为境外授权专利的中国同族",
            ),
        ),
        _computed(
            "foreign-only",
            ("Known only by a foreign grant and a Chinese application", "仅知境外授权与中国申请"),
            (
                f"{c['application_only']} of {c['records']}: "
                "the foreign grant gives no right in China",
                f"{c['records']}件中有{c['application_only']}件：境外授权在中国不产生权利",
            ),
        ),
        _computed(
            "held-by-damo",
            ("Held by the DAMO company itself", "达摩院公司自身持有"),
            (
                f"{c['held_by_damo']} of {c['records']} ({holder})",
                f"{c['records']}件中有{c['held_by_damo']}件（{holder}）",
            ),
        ),
    ]


def _example_facts(sources: Sources, records: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    facts: list[dict[str, object]] = []
    for example in sources.announcement.example:
        ids = [
            str(r["id"])
            for r in records
            if r["id"] in example.patents
            or (example.applications and set(example.applications) <= set(r["applications"]))
        ]
        of = f" of {example.announced} announced" if example.announced else ""
        zh_of = f"（公布{example.announced}件）" if example.announced else ""
        noun = "candidate" if len(ids) == 1 else "candidates"
        facts.append(
            {
                "key": example.key,
                "label_en": example.label_en,
                "label_zh": example.label_zh,
                "value_en": f"{len(ids)} {noun}{of}: {', '.join(ids) or 'none'}",
                "value_zh": f"{len(ids)}件候选{zh_of}：{'、'.join(ids) or '无'}",
                "certainty": COMPUTED,
                "source": example.source,
                "source_zh": example.source_zh,
                "url": example.url,
            }
        )
    return facts


def _stated(facts: Sequence[Fact]) -> list[dict[str, object]]:
    return [fact.model_dump(mode="json") for fact in facts]


def scheme_facts(
    sources: Sources, records: Sequence[dict[str, object]]
) -> dict[str, list[dict[str, object]] | dict[str, int]]:
    """The rows of `scheme`: announced, of the scheme, then counted; and the bare counts."""
    c = counts(sources, records)
    facts = _stated(sources.announcement.fact)
    for scheme in sources.schemes:
        facts += _stated(scheme.fact)
    return {
        "facts": facts + _count_facts(sources, c) + _example_facts(sources, records),
        "counts": c,
    }
