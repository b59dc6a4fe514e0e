"""JSON and JSON Lines: valid on every path, exact, readable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import HOSTILE, UNSEEN, written

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
RECORD = st.fixed_dictionaries(
    {"id": st.text(), "视频": VALUE, "list": st.lists(VALUE, max_size=3)}
)


def test_an_array_has_one_field_a_line_and_plain_lists_on_their_line() -> None:
    records = [
        {"id": "CN1", "inventors": ["梁捷", "周志明"], "uses": [], "fee": None},
        {"id": "CN2", "inventors": [{"number": "CN2", "date": None}], "uses": {}, "fee": 1},
    ]
    assert (
        written(records, format="json")
        == """\
[
  {
    "id": "CN1",
    "inventors": ["梁捷", "周志明"],
    "uses": [],
    "fee": null
  },
  {
    "id": "CN2",
    "inventors": [
      {
        "number": "CN2",
        "date": null
      }
    ],
    "uses": {},
    "fee": 1
  }
]
"""
    )


def test_lines() -> None:
    records = [{"id": "CN1", "t": "视频"}, {"id": "CN2", "t": None}]
    assert (
        written(records, format="jsonl") == '{"id": "CN1", "t": "视频"}\n{"id": "CN2", "t": null}\n'
    )


def test_no_records_are_an_empty_array_and_no_lines() -> None:
    assert written([], format="json") == "[]\n"
    assert written([], format="jsonl") == ""


@given(st.lists(RECORD, min_size=1, max_size=3))
def test_both_give_back_exactly_the_records(records: list[dict[str, object]]) -> None:
    assert json.loads(written(records, format="json")) == records
    assert [
        json.loads(line) for line in written(records, format="jsonl").split("\n")[:-1]
    ] == records


@given(VALUE)
def test_a_document_comes_back_exactly(value: object) -> None:
    rows = {"document": lambda: value}
    assert json.loads(written([], format="json", rows=rows)) == value
    lines = [json.loads(line) for line in written([], format="jsonl", rows=rows).split("\n")[:-1]]
    assert lines == (value if isinstance(value, list) else [value])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_hidden_characters_are_escaped_and_not_lost(name: str, text: str) -> None:
    body = written([{text: text, "nested": [{"deep": text}]}], format=name)
    assert UNSEEN & set(body) <= {"\n"}
    found = json.loads(body)
    assert (found[0] if name == "json" else found) == {text: text, "nested": [{"deep": text}]}


def test_the_fields_chosen_are_the_keys_in_their_order() -> None:
    records = [{"id": "CN1", "title": "x", "domain": "video"}]
    assert (
        written(records, format="jsonl", fields=("domain", "id"))
        == '{"domain": "video", "id": "CN1"}\n'
    )


def test_a_field_chosen_twice_is_one_key() -> None:
    body = written([{"id": "CN1", "title": "x"}], format="json", fields=("id", "id"))
    assert body.count('"id"') == 1
    assert json.loads(body) == [{"id": "CN1"}]


def test_all_fields_are_written_not_only_the_columns() -> None:
    body = written([{"id": "CN1", "title": "x"}], format="jsonl", rows={"columns": ("id",)})
    assert json.loads(body) == {"id": "CN1", "title": "x"}


def test_chosen_fields_give_the_records_in_place_of_the_document() -> None:
    rows = {"document": lambda: {"verdict": "eligible"}}
    assert json.loads(written([{"id": "CN1"}], format="json", rows=rows, fields=("id",))) == [
        {"id": "CN1"}
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        written([{"id": value}], format="json")
