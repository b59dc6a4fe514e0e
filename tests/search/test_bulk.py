"""Cutting text for many records at once gives what cutting it one by one gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.search import han
from patentcli.search.bulk import Cutter, index_texts
from patentcli.search.schema import COLUMNS, index_row
from patentcli.search.text import index_text

# Chinese old and new, full-width forms, accents, a combining accent, punctuation, Latin, digits.
SIGNS = "图像識別视频一種方法、，。（）ＨＴＭＬ５é\u0301ﬁ①㎏王磊欧阳单于ab H2-5 '\"#𠀀"
prose = st.text(st.sampled_from(SIGNS), max_size=30)
name = st.text(st.sampled_from("王磊欧阳单于盛骁杰識張Jöhn Smith·"), min_size=1, max_size=6)
record = st.fixed_dictionaries(
    {},
    optional={
        "title": st.none() | prose,
        "title_zh": st.none() | prose,
        "summary_zh": prose,
        "holder": st.none() | prose,
        "inventors": st.none() | st.lists(name, max_size=3),
        "applications": st.lists(st.sampled_from(["ocr", "video-coding"]), max_size=2),
    },
)


def rows(cutter: Cutter, records: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """What the cutter makes of the records, with what it leaves out as empty."""
    fields = dict.fromkeys(name for record in records for name in record)
    names, texts = cutter.cut({name: [r.get(name) for r in records] for name in fields})
    columns = [c.name for c in COLUMNS]
    cut = [dict(zip(names, row, strict=True)) for row in zip(*texts, strict=True)]
    return [
        tuple(row.get(name, "") for name in columns) for row in cut or [{} for _record in records]
    ]


@given(st.lists(st.lists(record, max_size=4), max_size=3))
def test_rows_are_those_of_single_records(batches: list[list[dict[str, Any]]]) -> None:
    cutter = Cutter()

    for records in batches:
        assert rows(cutter, records) == [index_row(r) for r in records]


@given(st.lists(prose, max_size=6))
def test_texts_are_cut_as_single_texts(texts: list[str]) -> None:
    assert index_texts(texts) == [index_text(t) for t in texts]


def test_what_is_forgotten_is_cut_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentcli.search.bulk.REMEMBERED", 1)
    cutter = Cutter()
    records = [{"holder": holder, "inventors": ["王磊"]} for holder in ("甲公司", "乙公司")]

    assert [rows(cutter, [r]) for r in records] == [[index_row(r)] for r in records]


def test_the_prepared_syllables_are_those_of_each_character() -> None:
    assert all(han.syllable(sign) == sound for sign, sound in han.all_syllables().items())
    assert len(han.all_syllables()) > 6000
