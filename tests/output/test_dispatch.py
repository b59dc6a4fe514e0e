"""Which format, which fields, which options go together; data as it comes, in UTF-8."""

from collections.abc import Iterator, Mapping

import pytest

from outputs import Sink, surroundings, written
from patentcli.errors import UsageProblem
from patentcli.output.dispatch import write
from patentcli.output.model import FORMATS, OutputOptions, Rows

RECORDS = [{"id": "CN1", "title": "x"}, {"id": "CN2", "title": "y"}]
IDS = {"id_field": "id"}
DATA = [name for name in FORMATS if name not in ("table", "xlsx")]


def test_the_default_is_tsv_in_a_pipe_and_a_table_on_a_terminal() -> None:
    assert written(RECORDS).startswith("id\ttitle\n")
    assert written(RECORDS, tty=True, env={"NO_COLOR": "1"}).startswith("Number  Title\n")


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


def test_a_view_of_its_own_is_used_for_the_table_only_and_not_with_chosen_fields() -> None:
    rows = {"human": lambda screen: screen.line("drawn")}
    assert written(RECORDS, format="table", rows=rows) == "drawn\n"
    assert "drawn" not in written(RECORDS, format="table", rows=rows, fields=("id",))
    assert "drawn" not in written(RECORDS, format="tsv", rows=rows)


@pytest.mark.parametrize("name", DATA)
def test_records_are_read_as_they_are_written(name: str) -> None:
    """A million records must not be held: what was read stays close to what was written."""
    sink = Sink()
    ahead = 0

    def records() -> Iterator[Mapping[str, object]]:
        nonlocal ahead
        for number in range(5000):
            yield {"id": f"{number:0100}", "title": "x"}
            ahead = max(ahead, number * 100 - len(sink.body))

    rows = Rows(("id", "title"), ("id", "title"), records(), id_field="id")
    write(surroundings(sink), rows, OutputOptions(format=name))
    assert 0 < ahead < 200_000


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
@pytest.mark.parametrize("name", DATA)
def test_data_is_utf_8_whatever_the_terminal_speaks(name: str, encoding: str) -> None:
    sink = Sink()
    place = surroundings(sink, encoding=encoding)
    rows = Rows(("id",), ("id",), [{"id": "视频é"}], id_field="id")
    write(place, rows, OutputOptions(format=name))
    place.stdout.finish()
    assert "视频é" in sink.body.decode("utf-8")
