"""R26: both sides of the last day of every patent."""

from datetime import date, timedelta

from tools import call


def test_the_last_day_of_every_patent_and_the_day_after() -> None:
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
