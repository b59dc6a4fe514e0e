"""Days as people write them."""

import pytest

from patentcli.dates import SERIAL_BASE, SERIAL_BASE_1904, NotADate, UnknownOrder, read_date

READ = {
    "2019-05-06": [
        *("2019-05-06", "20190506", "2019/5/6", "2019.05.06", "2019年5月6日", "2019 年 5 月 6 日"),
        *("２０１９年５月６日", "2019-05-06T00:00:00Z", "2019-05-06 08:30:15.123"),
        "2019-05-06T23:00:00+08:00",
    ],
    "2013-03-27": ["27.03.2013", "27/03/2013", "03/27/2013"],
    "2013-03-13": ["13/03/2013", "03/13/2013"],
    "2013-04-03": ["03.04.2013"],
    "2013-05-05": ["05-05-2013"],
    "2015-03-10": ["10 March 2015", "10-Mar-2015", "Mar 10, 2015"],
    "2015-09-01": ["Sept. 1, 2015", "1 Sep 2015", "1 september 2015"],
    "2015-05-01": ["1st May 2015"],
    "1790-07-31": ["1790-07-31"],
    "2020-02-29": ["2020-02-29"],
}


@pytest.mark.parametrize(
    ("day", "text"), [(d, text) for d, texts in READ.items() for text in texts]
)
def test_days(day: str, text: str) -> None:
    assert read_date(text).isoformat() == day


def test_an_order_decides_and_nothing_is_guessed_without_one() -> None:
    assert read_date("03/04/2013", "dmy").isoformat() == "2013-04-03"
    assert read_date("03/04/2013", "mdy").isoformat() == "2013-03-04"
    for text in ("03/04/2013", "03-04-2013"):
        with pytest.raises(UnknownOrder):
            read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("19-05-06", "27/03/13", "190506", "2019-13-01", "2019-02-29", "1789-12-31", "2101-01-01"),
        *("2019", "2019-05", "yesterday", "Foo 10, 2015", "43586", "1692201600000", ""),
        "31/31/2013",
    ],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "base", "day"),
    [("43586", SERIAL_BASE, "2019-05-01"), ("43586.25", SERIAL_BASE, "2019-05-01"),
     ("42124", SERIAL_BASE_1904, "2019-05-01"),
     ("1692201600000", SERIAL_BASE, "2023-08-17"),  # midnight in China
     ("1692230400000", SERIAL_BASE, "2023-08-17")],  # midnight in Greenwich
)  # fmt: skip
def test_numbers_of_workbooks_and_web_services(text: str, base: object, day: str) -> None:
    assert read_date(text, serials=base).isoformat() == day  # type: ignore[arg-type]
