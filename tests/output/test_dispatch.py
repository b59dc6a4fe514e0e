"""Which format, which fields, which options go together; the ids."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from outputs import HOSTILE, UNSEEN, Sink, surroundings, written
from patentcli.errors import UsageProblem
from patentcli.output.choice import check_fields, parse_fields
from patentcli.output.dispatch import write
from patentcli.output.model import FORMATS, OutputOptions, Rows

RECORDS = [{"id": "CN1", "title": "x"}, {"id": "CN2", "title": "y"}]
IDS = {"id_field": "id"}


def test_the_default_is_tsv_in_a_pipe_and_a_table_on_a_terminal() -> None:
    assert written(RECORDS).startswith("id\ttitle\n")
    assert written(RECORDS, tty=True, env={"NO_COLOR": "1"}).startswith("Number  Title\n")


@pytest.mark.parametrize(("word", "meant"), [("jsn", "json"), ("CSV", "csv"), ("tabel", "table")])
def test_an_unknown_format_is_refused_with_the_nearest_and_all_known(word: str, meant: str) -> None:
    with pytest.raises(UsageProblem, match=f"did you mean {meant}") as caught:
        written(RECORDS, format=word)
    assert caught.value.where == "--format"
    assert all(name in caught.value.hint for name in FORMATS)


def test_an_unknown_field_is_refused_with_the_nearest_and_all_known() -> None:
    with pytest.raises(
        UsageProblem, match=r"unknown field 'titel'.*did you mean title\? known: id, title"
    ):
        written(RECORDS, fields=("id", "titel"))


def test_fields_are_checked_before_a_record_is_read() -> None:
    def records() -> Iterator[Mapping[str, object]]:
        pytest.fail("a record was read")
        yield {}

    with pytest.raises(UsageProblem):
        write(surroundings(), Rows(("id",), ("id",), records()), OutputOptions(fields=("x",)))


@pytest.mark.parametrize("name", ["tsv", "csv", "md"])
def test_fields_choose_and_order_the_columns(name: str) -> None:
    body = written(RECORDS, format=name, fields=("title", "id"), rows={"columns": ("id",)})
    assert body.index("title") < body.index("id")
    assert body.index("x") < body.index("CN1")


@pytest.mark.parametrize(
    ("text", "names"),
    [("id", ("id",)), ("id,title", ("id", "title")), (" id , title ,", ("id", "title"))],
)
def test_a_list_of_fields(text: str, names: tuple[str, ...]) -> None:
    assert parse_fields(text) == names


@pytest.mark.parametrize("text", ["", ",", " , "])
def test_a_list_of_no_fields_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageProblem, match="no field"):
        parse_fields(text)


def test_a_field_to_sort_by_is_checked_in_the_same_way() -> None:
    check_fields(["id"], ["id", "title"], where="--sort")
    with pytest.raises(UsageProblem) as caught:
        check_fields(["idd"], ["id", "title"], where="--sort")
    assert caught.value.where == "--sort"


def test_ids_one_a_line_or_each_ended_by_nul() -> None:
    assert written(RECORDS, format="ids", rows=IDS) == "CN1\nCN2\n"
    assert written(RECORDS, format="ids", null=True, rows=IDS) == "CN1\0CN2\0"
    assert written([], format="ids", rows=IDS) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("null", [False, True])
def test_no_id_can_pass_for_two(text: str, null: bool) -> None:
    body = written([{"id": text}], format="ids", null=null, rows=IDS)
    assert body[-1] == ("\0" if null else "\n")
    assert not UNSEEN & set(body[:-1])


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"format": "ids"}, "--format"),
        ({"format": "tsv", "null": True}, "--null"),
        ({"format": "json", "null": True}, "--null"),
        ({"null": True}, "--null"),
        ({"format": "tsv", "bom": True}, "--bom"),
        ({"format": "json", "bom": True}, "--bom"),
        ({"bom": True}, "--bom"),
    ],
)
def test_options_that_mean_nothing_together_are_usage_errors(
    options: dict[str, Any], where: str
) -> None:
    sink = Sink()
    place = surroundings(sink)
    with pytest.raises(UsageProblem) as caught:
        write(place, Rows(("id",), ("id",), RECORDS), OutputOptions(**options))
    place.stdout.finish()
    assert caught.value.where == where
    assert not sink.body


def test_fields_mean_nothing_with_ids() -> None:
    with pytest.raises(UsageProblem) as caught:
        written(RECORDS, format="ids", fields=("title",), rows=IDS)
    assert caught.value.where == "--fields"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ids"])
def test_the_number_of_records_is_returned(name: str, tmp_path: Path) -> None:
    def count(*records: Mapping[str, object]) -> int:
        output = str(tmp_path / f"{len(records)}.xlsx") if name == "xlsx" else None
        options = OutputOptions(format=name, output=output)
        return write(surroundings(), Rows(("id",), ("id",), records), options)

    assert count() == 0
    assert count({"id": "a"}, {"id": "b"}, {"id": "c"}) == 3


def test_a_view_of_its_own_is_used_for_the_table_only_and_not_with_chosen_fields() -> None:
    rows = {"human": lambda screen: screen.line("drawn")}
    assert written(RECORDS, format="table", rows=rows) == "drawn\n"
    assert "drawn" not in written(RECORDS, format="table", rows=rows, fields=("id",))
    assert "drawn" not in written(RECORDS, format="tsv", rows=rows)


@pytest.mark.parametrize("name", ["tsv", "csv", "jsonl", "json", "md"])
def test_records_are_read_as_they_are_written(name: str) -> None:
    """A million records must not be held: what was read stays close to what was written."""
    sink = Sink()
    ahead = 0

    def records() -> Iterator[Mapping[str, object]]:
        nonlocal ahead
        for number in range(5000):
            yield {"id": f"{number:06}", "title": "x" * 100}
            ahead = max(ahead, number * 100 - len(sink.body))

    write(
        surroundings(sink),
        Rows(("id", "title"), ("id", "title"), records()),
        OutputOptions(format=name),
    )
    assert ahead < 200_000


def test_what_was_written_before_a_failure_is_kept_for_the_reader() -> None:
    def records() -> Iterator[Mapping[str, object]]:
        yield {"id": "CN1"}
        raise RuntimeError

    sink = Sink()
    place = surroundings(sink)
    with pytest.raises(RuntimeError):
        write(place, Rows(("id",), ("id",), records()), OutputOptions(format="tsv"))
    place.stdout.finish()
    assert sink.body.decode() == "id\nCN1\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-16"])
@pytest.mark.parametrize("name", ["tsv", "csv", "json", "jsonl", "md", "ids"])
def test_data_is_utf_8_whatever_the_terminal_speaks(name: str, encoding: str) -> None:
    sink = Sink()
    place = surroundings(sink, encoding=encoding)
    write(
        place, Rows(("id",), ("id",), [{"id": "视频é"}], id_field="id"), OutputOptions(format=name)
    )
    place.stdout.finish()
    assert "视频é" in sink.body.decode("utf-8")


def test_the_same_records_give_the_same_bytes() -> None:
    for name in ("tsv", "csv", "json", "jsonl", "md", "table"):
        assert written(RECORDS, format=name) == written(RECORDS, format=name)


def test_a_document_that_is_an_array_counts_its_elements() -> None:
    rows = Rows(("field", "value"), ("field", "value"), [], document=lambda: [{"id": 1}, {"id": 2}])
    sink = Sink()
    place = surroundings(sink)
    assert write(place, rows, OutputOptions(format="json")) == 2
    place.stdout.finish()
    assert json.loads(sink.body) == [{"id": 1}, {"id": 2}]
