"""The filters of `list`: each alone, and any number of them together against an oracle."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filter_oracle import Chosen, answer
from listing import imported, write_list
from tools import PATENTS, Answer, call

Records = list[dict[str, Any]]


def ids(*arguments: str) -> list[str]:
    """The ids that `list` gives with these options."""
    found = call("list", "--format", "ids", *arguments)
    assert found.code == 0, found
    return found.lines


def left_out(found: Answer) -> int:
    """How many records standard error says were left out for want of a value."""
    count = re.search(r"(\d+) skipped: ", found.err)
    return int(count[1]) if count else 0


DOMAINS, STATUSES = (
    Counter(record[name] for record in PATENTS.values()) for name in ("domain", "status")
)
VIDEO, DAMO = DOMAINS["video"], ["CN114694123B", "CN115892075B"]
SIGNS = ("%", "_", "[", '"', "\\", "A%y", ",", '["', "'; DROP TABLE x --")
# What is found, the ids or how many, and the filters that find it.
OF_THE_BUNDLED = [
    *((count, [f"domain={word}"]) for word, count in DOMAINS.items()),
    # A word of the vocabulary is taken in any case, and by its labels in either language; a part of
    # a Chinese label is enough where no other has it.
    (VIDEO, ["domain=Video", "domain= video ", "domain=Video technology"]),
    (VIDEO, ["domain=视频技术", "domain=视频", "domain=視頻"]),
    (6, ["application=livestreaming", "application=直播"]),
    (VIDEO + DOMAINS["3d"], ["domain=video --domain=3d"]),  # either
    # Any part of a name, whatever its case; by either name of the holder, as in Taiwan, too.
    (["CN114694123B"], ["holder=damo (hangzhou)"]),
    (10, ["holder=YOUKU"]),
    (DAMO, ["holder=阿里巴巴达摩院", "holder=阿里巴巴達摩院", "holder=Alibaba DAMO"]),
    (["CN112040302B"], ["holder=UC Mobile", "holder=优视科技"]),
    (["CN101576932B"], ["inventor=贾梦雷", "inventor=賈夢雷", "inventor=menglei jia"]),
    # Text is never a pattern or a query, and the signs between stored names are no name.
    ([], [f"inventor={sign}" for sign in SIGNS]),
    ([], [f"holder={sign}" for sign in SIGNS if sign not in (",", '["')]),
    (2, ["office=us"]),
    ([], ["office=FR", "listing=listed", "status=lapsed"]),
    (STATUSES["in-force"], [f"status={w}" for w in ("in-force", "in force", "有效", "In Force")]),
    (STATUSES["unknown"], ["status=unknown"]),
    (len(PATENTS), ["status=unknown --status=in-force"]),
]
CHINESE = ["CN102497489B", "CN110971952B"]
FEES = {1: ("0", "9999.98"), 2: ("9999.99", "39,999.99"), 3: ("4万", "1000亿"),
        4: ("100000000000.01", "1000000000000000")}  # fmt: skip
OF_EVERY_KIND = [
    # Signs in a name are found as they are.
    (["CN110971952B"], ['inventor="A"', "inventor=[ant]", "inventor=:\\"]),
    (["CN114694123B"], ["inventor=雷, 韩"]),
    (["US9053386B2"], ["inventor=% _under\\score_"]),
    # Full-width brackets, also where the list has plain ones; one has the holder's English name
    # alone, the other its Chinese one.
    (CHINESE, ["holder=阿里巴巴（中国）", "holder=（中国）有限", "holder=Alibaba （China）"]),
    (["CN114694123B", "US8775401B2"], ["listing=listed"]),
    # The amount itself included.
    *((count, [f"max-fee={fee}" for fee in fees]) for count, fees in FEES.items()),
]


@pytest.mark.parametrize(("expected", "filters"), OF_THE_BUNDLED + OF_EVERY_KIND)
def test_a_filter_alone(expected: int | list[str], filters: list[str], mixed: str) -> None:
    start = ("-C", mixed) if (expected, filters) in OF_EVERY_KIND else ()
    for words in filters:
        found = ids(*start, *(f"--{word}" for word in words.split(" --")))
        assert found == expected or len(found) == expected, words


OFFERS = [
    # number, status as shown, last day of the offer
    ("ZL202210599282.6", "有效", "2027-01-01"),
    ("ZL202111394732.X", "失效", "2026-06-30"),
    ("ZL202010566088.9", "专利权维持", ""),
]


def test_an_offer_is_open_up_to_its_last_day_and_no_longer(tmp_path: Path, data_dir: Path) -> None:
    rows = [[number, "名称", "1", status, until] for number, status, until in OFFERS]
    heads = ["专利号", "专利名称", "年许可费", "法律状态", "到期时间"]
    path = write_list(tmp_path, heads, *rows)
    imported(path)
    of_candidates = call("list", "-C", "own", "--offered-on", "2026-01-01", "--format", "ids")
    assert (of_candidates.out, left_out(of_candidates)) == ("", 3)
    imported(path, "--official")

    def offered(day: str) -> tuple[int, int]:
        found = call("list", "-C", "own", "--offered-on", day, "--format", "ids")
        return len(found.lines), left_out(found)

    days = ("2026-06-30", "2026-07-01", "2027-01-01", "2027-01-02")
    assert list(map(offered, days)) == [(2, 1), (1, 1), (1, 1), (0, 1)]


# (record, last day on which it is not yet in force, first day, last day, first day after)
@pytest.mark.parametrize(
    ("number", "early", "first", "last", "over"),
    [
        ("CN114694123B", "2023-07-31", "2023-08-01", "2042-05-29", "2042-05-30"),
        # The grant's day is not known: it had happened when the catalogue was made.
        ("CN104346370B", None, "2030-01-01", "2036-02-28", "2036-02-29"),
        ("US8775401B2", None, "2028-01-01", "2029-03-25", "2029-03-26"),
        # Only the year of the end is known: in it nobody can tell.
        ("CN110971952B", None, "2037-12-31", "2037-12-31", "2039-01-01"),
    ],
)
def test_in_force_on_both_sides_of_each_date(
    number: str, early: str | None, first: str, last: str, over: str, mixed: str
) -> None:
    assert early is None or number not in ids("-C", mixed, "--in-force-on", early)
    assert number in ids("-C", mixed, "--in-force-on", first)
    assert number in ids("-C", mixed, "--in-force-on", last)
    assert number not in ids("-C", mixed, "--in-force-on", over)


def test_the_last_day_of_every_patent_and_the_day_after() -> None:
    """R26: both sides of the last day, for a company, too."""
    ends = {r["id"]: r["expiry"]["date"] for r in call("list", "--format", "json").json}
    rows = [
        f"{number},{date.fromisoformat(end) + timedelta(step)}"
        for number, end in ends.items()
        if end
        for step in (-1, 0, 1)
    ]
    assert len(rows) > 60
    table = "\n".join(["patent,as_of", *rows])
    found = call("eligible", "--batch", "-", "--fields", "patent,as_of,failed", stdin=table)
    assert found.lines[1:] == [
        f"{row},{'' if n % 3 < 2 else 'patent-in-term'}" for n, row in enumerate(rows)
    ]


# Any filters together, against the oracle.


def pieces(texts: Sequence[str]) -> st.SearchStrategy[str]:
    """Parts of known texts, in either case, and now and then one that nothing has."""

    def part(text: str, start: int, length: int) -> str:
        return text[start % len(text) :][: length + 1].strip() or text

    some = st.builds(part, st.sampled_from(texts), st.integers(0, 40), st.integers(0, 12))
    return st.one_of(some, some.map(str.upper), some.map(str.lower), st.just("zzzz"))


def options(records: Records) -> st.SearchStrategy[Chosen]:
    """Any filters with values near those that the records have."""

    def known(field: str) -> list[str]:
        return sorted({value for r in records for value in (r[field] or [])})

    days = {r[name] for r in records for name in ("filing_date", "grant_date")}
    days |= {r["expiry"]["date"] for r in records}
    days |= {f"{r['expiry']['year'] + n}-07-01" for r in records for n in (-20, 0)
             if r["expiry"]["year"]}  # fmt: skip
    near = st.builds(
        lambda day, shift: [str(date.fromisoformat(day) + timedelta(days=shift))],
        st.sampled_from(sorted(days - {None})),
        st.sampled_from([-366, -1, 0, 0, 1, 366]),
    )
    names = sorted({n for r in records for n in (r["holder"], r["holder_zh"]) if n})
    symbols = st.sampled_from(known("classifications"))
    symbols = st.builds(lambda s, n: s[:n], symbols, st.integers(1, 11))
    several = {
        "domain": st.sampled_from(["image", "video", "3d", "other"]),
        "application": st.sampled_from(known("applications")),
        "holder": pieces(names),
        "inventor": pieces(known("inventors")),
        "ipc": symbols,
        "office": st.sampled_from(["CN", "US", "JP"]),
        "listing": st.sampled_from(["candidate", "listed"]),
        "status": st.sampled_from(["in-force", "lapsed", "pending", "unknown"]),
    }
    fees = st.sampled_from([["0"], ["9999.99"], ["40000"], ["99999999999999"]])
    one = dict.fromkeys(["filed-after", "filed-before", "in-force-on", "offered-on"], near)
    lists = {name: st.lists(some, min_size=1, max_size=2) for name, some in several.items()}
    return st.fixed_dictionaries({}, optional={**lists, **one, "max-fee": fees})


@cache
def described(*start: str) -> tuple[Records, date]:
    """The records of a catalogue, and the day it was made."""
    info = call(*start, "catalogue", "info", "--format", "json").json[0]
    return call(*start, "list", "--format", "json").json, date.fromisoformat(info["created"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("bundled", [True, False])
def test_any_filters_together(data: st.DataObject, bundled: bool, mixed: str) -> None:
    """`list` answers as the oracle does, and counts what is unknown."""
    start = () if bundled else ("-C", mixed)
    records, created = described(*start)
    chosen = data.draw(options(records))
    arguments = [f"--{name}={value}" for name, values in chosen.items() for value in values]
    found = call(*start, "list", "--format", "ids", *arguments)
    assert (found.lines, left_out(found)) == answer(records, chosen, created)
    assert found.code == 0, found
    assert ("no patent passes the filters" in found.err) == (not found.out)


def test_the_oracle_itself_finds_each_kind_of_record(mixed: str) -> None:
    """A guard against an oracle that says yes to everything."""
    records, created = described("-C", mixed)
    assert answer(records, {}, created) == ([r["id"] for r in records], 0)
    assert answer(records, {"office": ["CN"], "domain": ["video"]}, created) == (
        ["CN102497489B", "CN110971952B"],
        0,
    )
    assert answer(records, {"domain": ["video"], "ipc": ["H04"]}, created) == (["CN102497489B"], 1)
