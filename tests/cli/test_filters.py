"""The filters of `list`: each alone, and any number of them together."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentcli import options
from patentcli.filter_options import MISSING
from records import MIXED
from tools import PATENTS, Answer, call


def asked(filters: str, *start: str) -> Answer:
    """The ids that pass filters such as `domain=video --office=CN`."""
    found = call("list", *start, "--format", "ids", *(f"--{f}" for f in filters.split(" --")))
    assert found.code == 0, found
    return found


def left_out(found: Answer) -> int:
    """How many records standard error says were left out for want of a value."""
    count = re.search(r"(\d+) skipped: ", found.err)
    return int(count[1]) if count else 0


DOMAINS, STATUSES = (
    Counter(record[name] for record in PATENTS.values()) for name in ("domain", "status")
)
VIDEO, DAMO = DOMAINS["video"], ["CN114694123B", "CN115892075B"]
SIGNS = ("%", "_", "[", '"', "\\", "A%y", ",", '["', "'; DROP TABLE x --")
# What is found among the bundled ones, the ids or how many, and the filters that find it.
BUNDLED = [
    *((count, [f"domain={word}"]) for word, count in DOMAINS.items()),
    # A word of the vocabulary is taken in any case, and by its labels in either language; a part of
    # a Chinese label is enough where no other has it.
    (VIDEO, ["domain=Video", "domain= video ", "domain=Video technology"]),
    (VIDEO, ["domain=视频技术", "domain=视频", "domain=視頻"]),
    (6, ["application=livestreaming", "application=直播"]),
    # Any part of a name, whatever its case; by either name of the holder, as in Taiwan, too.
    (["CN114694123B"], ["holder=damo (hangzhou)"]),
    (10, ["holder=YOUKU"]),
    (DAMO, ["holder=阿里巴巴达摩院", "holder=阿里巴巴達摩院", "holder=Alibaba DAMO"]),
    (["CN112040302B"], ["holder=UC Mobile", "holder=优视科技"]),
    (["CN101576932B"], ["inventor=贾梦雷", "inventor=賈夢雷", "inventor=menglei jia"]),
    # Text is never a pattern or a query, and the signs between stored names are no name.
    ([], [f"inventor={sign}" for sign in SIGNS]),
    ([], [f"holder={sign}" for sign in SIGNS if sign not in (",", '["')]),
    ([], ["office=FR", "listing=listed", "status=lapsed"]),
    (STATUSES["in-force"], [f"status={w}" for w in ("in-force", "in force", "有效", "In Force")]),
    (STATUSES["unknown"], ["status=unknown"]),
    (len(PATENTS), ["status=unknown --status=in-force"]),
]


@pytest.mark.parametrize(("expected", "filters"), BUNDLED)
def test_filters_of_the_bundled_patents(expected: int | list[str], filters: list[str]) -> None:
    for each in filters:
        found = asked(each).lines
        assert found == expected or len(found) == expected, each


# Records of every kind by their places in MIXED: which pass, of which nobody can tell, the filter.
EVERY_KIND = [
    ("23", "5", "domain=video"),
    ("167", "5", "domain=image --domain=other"),
    ("13", "2467", "application=ocr"),
    ("15", "2467", "application=navigation --application=e-commerce"),
    ("1456", "", "holder=A Company"),
    ("7", "", "holder=another"),
    # Full-width brackets, also where the list has plain ones; one has the holder's English name
    # alone, the other its Chinese one.
    *(("23", "", f"holder={h}") for h in ("阿里巴巴（中国）", "（中国）有限", "Alibaba （China）")),
    # Signs in a name are found as they are.
    *(("3", "257", f"inventor={text}") for text in ('"A"', "[ant]", ":\\")),
    ("1", "257", "inventor=雷, 韩"),
    ("6", "257", "inventor=% _under\\score_"),
    ("4", "257", "inventor=赵"),
    ("125", "3467", "ipc=G06"),
    ("12", "3467", "ipc=G06T"),
    ("1", "3467", "ipc=g06t 7"),
    ("12", "3467", "ipc=H04N --ipc=G06V"),
    ("567", "", "office=us"),
    ("1234", "", "office=CN"),
    ("", "", "office=JP"),
    ("23467", "", "listing=candidate"),
    ("15", "", "listing=listed"),
    ("1", "23456", "status=in-force"),
    ("7", "23456", "status=lapsed"),
    ("", "23456", "status=pending"),
    ("23456", "", "status=unknown"),
    ("234567", "", "status=unknown --status=lapsed"),
    ("14567", "23", "filed-after=2013-02-01"),
    ("14567", "23", "filed-after=2013-02-01 --filed-after=2016-03-01"),
    ("14", "23", "filed-after=2016-02-29"),
    ("1", "23", "filed-after=2016-03-01"),
    ("", "23", "filed-before=2013-01-31"),
    ("56", "23", "filed-before=2013-02-01 --filed-before=2013-01-31"),
    ("4567", "23", "filed-before=2016-02-29"),
    # The amount itself included.
    *(("2", "467", f"max-fee={fee}") for fee in ("0", "9999.98")),
    *(("23", "467", f"max-fee={fee}") for fee in ("9999.99", "39,999.99")),
    *(("123", "467", f"max-fee={fee}") for fee in ("4万", "1000亿 --max-fee=免费")),
    *(("1235", "467", f"max-fee={fee}") for fee in ("100000000000.01", "1000000000000000")),
    # To its last day (1); of a candidate, or where the list names none (5), nobody can tell.
    ("1", "234567", "offered-on=2026-12-31 --offered-on=2027-01-01"),
    ("", "234567", "offered-on=2027-01-01"),
    # Granted on a known day (1, 2), else by the day the catalogue was made (3, 4, 5); to the last
    # day (1, 4, 5), of which only the year may be known (3): in it nobody can tell.
    ("", "56", "in-force-on=2014-01-31"),
    ("", "256", "in-force-on=2014-02-01"),
    ("", "23456", "in-force-on=2023-07-31"),
    ("1", "23456", "in-force-on=2023-08-01"),
    ("1345", "26", "in-force-on=2029-03-25"),
    ("134", "26", "in-force-on=2029-03-26"),
    ("134", "26", "in-force-on=2036-02-28"),
    ("13", "26", "in-force-on=2036-02-29"),
    ("13", "26", "in-force-on=2037-12-31"),
    ("1", "236", "in-force-on=2038-01-01"),
    ("1", "26", "in-force-on=2039-01-01"),
    ("1", "26", "in-force-on=2042-05-29"),
    ("", "26", "in-force-on=2042-05-30"),
    ("1345", "26", "in-force-on=2029-03-25 --in-force-on=2038-01-01"),
    ("1", "23456", "in-force-on=2023-08-01 --in-force-on=2042-05-30"),
]


def test_each_filter_on_records_of_every_kind(mixed: str) -> None:
    for passing, unknown, filters in EVERY_KIND:
        found = asked(filters, "-C", mixed)
        places = [str(1 + [p["publication_number"] for p in MIXED].index(n)) for n in found.lines]
        assert ("".join(places), left_out(found)) == (passing, len(unknown)), filters


def test_every_filter_is_tried() -> None:
    tried = {name for *_places, said in EVERY_KIND for name in re.findall(r"^[a-z-]+", said)}
    assert {name.replace("_", "-") for name in MISSING} == tried
    assert set(MISSING) == {param.name for param in options.filters}


def test_a_filter_of_fixed_words_takes_no_other() -> None:
    offered = {p.name: p.annotation.__metadata__[0].completes for p in options.filters}
    fixed = [name for name, words in offered.items() if isinstance(words, tuple)]
    for name in (*fixed, "domain", "application"):
        assert call("list", f"--{name}", "nonsense").code == 2


OF_MIXED, OF_BUNDLED = ([p["publication_number"] for p in MIXED], list(PATENTS))
DAYS = re.findall(r"in-force-on=(\S+)'", str(EVERY_KIND))  # of one day alone


@pytest.mark.parametrize("day", [*DAYS, "2018-05-31", "2010-05-01", "2012-05-01", "2026-11-26"])
def test_what_is_in_force_is_granted_and_in_term_by_the_verdict(day: str, mixed: str) -> None:
    """Which takes a grant of unknown date for granted; the filter leaves it out and counts it."""
    for ids, start in ((OF_MIXED, ("-C", mixed)), (OF_BUNDLED, ())):
        options = ("--as-of", day, "--format", "json", *start)
        answers = call("eligible", "--patent", "-", *options, stdin="\n".join(ids)).json
        outcomes = {
            a["patent"]: {c["outcome"] for c in a["checks"] if c["rule"] in RULES} for a in answers
        }
        found = asked(f"in-force-on={day}", *start)
        assert {id_ for id_, said in outcomes.items() if said == {"pass"}} >= set(found.lines)


RULES = ("patent-granted", "patent-in-term")
Row = tuple[str, str, str]
ROWS = st.lists(st.sampled_from(EVERY_KIND), min_size=2, max_size=4)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_any_filters_together(mixed: str, rows: list[Row]) -> None:
    """What passes each of them with one of its values, and of what nobody can tell."""
    same = [[r for r in rows if r[2].split("=")[0] == row[2].split("=")[0]] for row in rows]
    passing = set.intersection(*({*"".join(r[0] for r in some)} for some in same))
    possible = set.intersection(*({*"".join(r[0] + r[1] for r in some)} for some in same))
    found = asked(" --".join(row[2] for row in rows), "-C", mixed)
    wanted = [MIXED[int(place) - 1]["publication_number"] for place in sorted(passing)]
    assert (found.lines, left_out(found)) == (wanted, len(possible - passing))
    assert ("no patent passes the filters" in found.err) == (not passing)


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
