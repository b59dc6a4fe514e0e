"""Records of a CSV file: whatever a line holds, its neighbours are read."""

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.batch.records import LONGEST_LINE, Bad, Records, text_lines


def read(body: bytes | str) -> list[tuple[int, list[str] | str]]:
    """Line and cells of each record, or the reason why it is none."""
    raw = body.encode() if isinstance(body, str) else body
    return [
        (place, record.reason if isinstance(record, Bad) else record)
        for place, record in Records(text_lines(io.BytesIO(raw)))
    ]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_the_csv_module_writes_is_read_again(rows: list[list[str]]) -> None:
    head = [cell.replace("\r", "").replace("\n", "") for cell in rows[0]]
    rows = [head, *rows[1:]]
    body = io.StringIO(newline="")
    csv.writer(body, lineterminator="\n").writerows(rows)
    text = body.getvalue()
    expected = list(csv.reader(io.StringIO(text, newline="")))
    found = [record for _place, record in read(text.removeprefix("\ufeff"))]
    assert found == [row for row in expected if row] or text.startswith("\ufeff")


@given(st.lists(st.text('ab",\n\r', max_size=12), max_size=8))
def test_no_text_is_lost_and_the_last_line_is_always_read(lines: list[str]) -> None:
    body = "x,y\n" + "\n".join(lines) + "\nlast,row\n"
    records = [record for _line, record in Records(text_lines(io.BytesIO(body.encode())))]
    seen = "".join("".join(r.cells if isinstance(r, Bad) else r) for r in records)
    for letter in "ab":
        assert seen.count(letter) == body.count(letter)
    assert records[-1] == ["last", "row"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\r\n1,2\r\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\r1,2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("\ufeffa,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\n\n1,2\n", [(1, ["a", "b"]), (3, ["1", "2"])]),
        ('a,b\n"1\n2",3\n4,5\n', [(1, ["a", "b"]), (2, ["1\n2", "3"]), (4, ["4", "5"])]),
        ('a,b\n"1 ""x""",2\n', [(1, ["a", "b"]), (2, ['1 "x"', "2"])]),
        ("a,b\n1\n1,2,3\n", [(1, ["a", "b"]), (2, ["1"]), (3, ["1", "2", "3"])]),
        ("a,b\n1\x00,2\n", [(1, ["a", "b"]), (2, ["1\x00", "2"])]),
        ("", []),
    ],
)
def test_sound_files(body: str, expected: list[tuple[int, list[str]]]) -> None:
    assert read(body) == expected


UNCLOSED = "a quote that is not closed"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('a,b\n"1,2\n3,4\n', [(2, UNCLOSED), (3, ["3", "4"])]),
        ('a,b\n1,"2\n3,4\n5,6\n', [(2, UNCLOSED), (3, ["3", "4"]), (4, ["5", "6"])]),
        ('a,b\n1,"2\n3,4"\n5,6\n', [(2, ["1", "2\n3,4"]), (4, ["5", "6"])]),
        ('a,b\n"1,2\n3,"4"\n5,6\n', [(2, UNCLOSED), (3, ["3", "4"]), (4, ["5", "6"])]),
        ('a,b\n"1" x,2\n3,4\n', [(2, "no sound CSV: ',' expected after '\"'"), (3, ["3", "4"])]),
    ],
)
def test_a_bad_quote_costs_its_own_line_alone(body: str, expected: list[object]) -> None:
    assert read(body)[1:] == expected


def test_bytes_that_are_no_utf_8_cost_their_own_line_alone() -> None:
    (head, bad, good) = read(b"a,b\n" + "杭州,1\n".encode("gbk") + b"2,3\n")
    assert (head[1], good[1]) == (["a", "b"], ["2", "3"])
    assert "not UTF-8" in str(bad[1])
    (_head, bad, good) = read(b'a,b\n"1\n\xff",2\n3,4\n')
    assert "not UTF-8" in str(bad[1])
    assert good == (4, ["3", "4"])


def test_the_cells_of_a_bad_line_are_kept() -> None:
    records = [r for _line, r in Records(text_lines(io.BytesIO(b'a,b,c\n7,"Ltd,x\n1,2,3\n')))]
    assert isinstance(records[1], Bad)
    assert records[1].cells[0] == "7"
    assert "Ltd" in records[1].cells[1]


@pytest.mark.parametrize("quoted", [False, True])
def test_a_line_of_megabytes_costs_itself_alone_and_little_memory(quoted: bool) -> None:
    long = b"x" * (3 * LONGEST_LINE)
    body = b"a,b\n1,2\n" + (b'"' + long + b'"' if quoted else long) + b",9\n3,4\n"
    source = io.BytesIO(body)
    tracemalloc.start()
    records = list(Records(text_lines(source)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [r for _line, r in records if not isinstance(r, Bad)] == [
        ["a", "b"], ["1", "2"], ["3", "4"]
    ]  # fmt: skip
    (bad,) = [r for _line, r in records if isinstance(r, Bad)]
    assert "1 MiB" in bad.reason
    assert [line for line, _r in records] == [1, 2, 3, 4]
    assert peak < 8 * LONGEST_LINE


def test_a_field_beyond_the_csv_module_s_limit_costs_its_own_line_alone() -> None:
    found = read('a,b\n"' + "x" * 200_000 + '",2\n3,4\n')
    assert "field larger" in str(found[1])
    assert found[2] == (3, ["3", "4"])


class Counting(Records):
    """Counts the lines that the csv module is given, again and again or once."""

    fed = 0

    def _feed(self) -> Iterator[str]:
        for line in super()._feed():
            self.fed += 1
            yield line


@pytest.mark.parametrize("every", [1, 2, 10, 1000])
def test_bad_quotes_cost_time_that_grows_with_the_file_alone(every: int) -> None:
    lines = [f"{n},{chr(34) if n % every == 0 else ''}x\n" for n in range(2_000)]
    records = Counting(iter(["a,b\n", *lines, "last,row\n"]))
    *_others, (line, last) = records
    assert (line, last) == (2_002, ["last", "row"])
    assert records.fed <= 3 * len(lines)
