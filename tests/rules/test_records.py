"""The small class of named fields."""

from patentcli.rules.records import Record


class Point(Record):
    x: int
    y: int = 0


def test_fields_come_in_order_by_name_and_by_default() -> None:
    assert Point(1, 2).values() == (1, 2)
    assert Point(1).values() == (1, 0)
    assert Point(x=1, y=3).y == 3


def test_records_compare_by_type_and_values() -> None:
    class Other(Record):
        x: int
        y: int = 0

    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2


def test_a_copy_with_changes_leaves_the_first_alone() -> None:
    first = Point(1, 2)
    assert first._replace(y=5) == Point(1, 5)
    assert first == Point(1, 2)
    assert repr(first) == "Point(x=1, y=2)"
