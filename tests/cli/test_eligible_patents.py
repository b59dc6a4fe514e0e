"""`eligible --patent`: which patent is meant, from where, and what is known of it."""

import re
from pathlib import Path

import pytest

from imported import imported, patent
from tools import Answer, call, process

DAY = ("--as-of", "2026-11-22")
LISTED = patent(
    "CN102497489B",
    "a listed one with its fee",
    "CN201110405321.6",
    "2011-12-08",
    grant_date="2014-02-05",
    listing="listed",
    licence_kind="public-implementation",
    annual_fee_yuan="60000.00",
)
CANDIDATES = (
    patent("CN110971952B", "its year alone", "CN201811142747.5", one_off_fee_yuan="9000.00"),
    patent("CN303456789S", "a design", "CN201530071397.9", "2015-06-01"),
    patent("CN114222196A", "an application", "CN202111394732.X", "2021-11-23"),
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A catalogue that is no official list."""
    return imported(tmp_path_factory.mktemp("own"), LISTED, *CANDIDATES)


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A catalogue made from an exchange's own list."""
    folder = tmp_path_factory.mktemp("official")
    return imported(folder, LISTED, official=None, edition="August")


def checks(answer: Answer) -> dict[str, dict[str, object]]:
    return {check["rule"]: check for check in answer.json["checks"]}


def outcomes(answer: Answer) -> dict[str, object]:
    return {rule: check["outcome"] for rule, check in checks(answer).items()}


def test_a_candidate_waits_only_for_its_listing_and_says_how_to_confirm() -> None:
    arguments = ("eligible", "--patent", "CN114694123B", "--fee", "0", "--size", "small", *DAY)
    answer = call(*arguments, "--format", "json")
    assert answer.code == 3
    assert answer.json["verdict"] == "undetermined"
    assert [r for r, o in outcomes(answer).items() if o not in ("pass", "not-checked")] == [
        "patent-listed"
    ]
    assert answer.json["not_checked"] == ["independence"]
    assert "the only thing missing is that the listing is confirmed" in answer.err
    assert "patentcli catalogue confirm" in answer.err
    drawn = " ".join(call(*arguments, "--color", "never", tty=True).out.split())
    assert "the only thing missing is that the listing is confirmed" in drawn
    assert "patentcli catalogue confirm" in drawn
    for text in (answer.out, answer.err, drawn):
        assert "free" not in re.sub(r"https?://\S+", "", text)


def test_a_candidate_of_which_the_company_was_not_checked() -> None:
    answer = call("eligible", "--patent", "CN114694123B", "--fee", "0", *DAY)
    assert (
        "Cannot tell: of what was checked, only the listing is not confirmed; the company was not "
        "checked" in answer.err
    )


def test_the_note_on_candidates_is_on_standard_error_as_in_a_list() -> None:
    note = call("list", "--limit", "1").err.splitlines()[-1]
    answer = call("eligible", "--patent", "CN114694123B", "--fee", "0")
    assert note in answer.err
    assert note in call("eligible", "--patent", "CN114694123B", "--fee", "0", tty=True).err
    assert "candidate:" not in call("eligible", "--patent", "CN114694123B", "-q").err


@pytest.mark.parametrize(
    "spelling",
    [
        "CN114694123B",
        "cn114694123b",
        "CN 114694123 B",
        "ZL 2022 1 0599282.6",
        "ZL202210599282.6",
        "CN202210599282.6",
        "202210599282.6",
        "2022105992826",
    ],
)
def test_any_spelling_of_the_number(spelling: str) -> None:
    answer = call("eligible", "--patent", spelling, "--fee", "0", "--format", "json")
    assert answer.json["patent"] == "CN114694123B"
    assert outcomes(answer)["patent-known"] == "pass"


def test_numbers_from_a_pipe_in_several_spellings() -> None:
    numbers = "\ufeffCN114694123B\r\n\n  ZL 2022 1 0599282.6  \nUS10068018B2\n"
    answer = call("eligible", "--patent", "-", "--size", "small", "--format", "json", stdin=numbers)
    assert [v["patent"] for v in answer.json] == ["CN114694123B", "CN114694123B", "US10068018B2"]
    assert answer.code == 3


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("CN102497489B",), 0),
        (("CN102497489B", "CN110971952B"), 3),
        (("CN110971952B", "CN102497489B"), 3),
        (("CN110971952B", "CN114222196A"), 1),
        (("CN114222196A", "CN102497489B", "CN110971952B"), 1),
    ],
)
def test_the_worst_verdict_is_the_code(numbers: tuple[str, ...], code: int, own: str) -> None:
    arguments = ("eligible", "--patent", "-", "--fee", "1", "-C", own, *DAY)
    assert call(*arguments, stdin="\n".join(numbers)).code == code


def test_a_page_that_nobody_read_is_no_source_that_was_read(own: str) -> None:
    answer = call("eligible", "--patent", "CN102497489B", "-C", own, *DAY, "--format", "json")
    assert checks(answer)["patent-granted"]["source"] == {
        "title": "public page for this number, not read by us",
        "reference": "CN102497489B",
        "url": "https://patents.google.com/patent/CN102497489B",
    }
    read = call("eligible", "--patent", "CN114694123B", *DAY, "--format", "json")
    source = checks(read)["patent-granted"]["source"]
    assert isinstance(source, dict)
    assert source["title"] == "public page of the patent"


def test_a_search_goes_into_eligible() -> None:
    found = call("search", "直播", "--format", "ids", "-q").out
    answer = call("eligible", "--patent", "-", "--size", "small", "--format", "json", stdin=found)
    assert [v["patent"] for v in answer.json] == found.split()
    assert all(v["verdict"] == "undetermined" for v in answer.json)


def test_a_pipe_and_numbers_together() -> None:
    answer = call(
        "eligible", "--patent", "US10068018B2", "--patent", "-", "--format", "jsonl",
        stdin="CN114694123B\n",
    )  # fmt: skip
    assert len(answer.lines) == 2


@pytest.mark.parametrize("stdin", ["", "\n", " \n\t\n", "\ufeff"])
def test_an_empty_pipe_names_no_patent(stdin: str) -> None:
    answer = call("eligible", "--patent", "-", "--fee", "40000", stdin=stdin)
    assert answer.code == 2
    assert answer.out == ""
    assert "standard input was empty" in answer.err


def test_nothing_is_written_where_a_number_of_the_pipe_is_malformed() -> None:
    answer = call("eligible", "--patent", "-", "--fee", "1", stdin="CN114694123B\nCN12\n")
    assert (answer.code, answer.out) == (2, "")
    assert "CN12" in answer.err


@pytest.mark.parametrize(
    ("stdin", "reason"),
    [(b"CN114694123B\n\xff\n", "line 2: not UTF-8"), (b"1" * 20_000, "longer than any number")],
)
def test_a_pipe_of_something_else(stdin: bytes, reason: str) -> None:
    answer = call("eligible", "--patent", "-", "--fee", "1", stdin=stdin)
    assert answer.code == 65
    assert reason in answer.err


def test_a_dash_is_the_only_thing_that_reads_the_pipe() -> None:
    assert process("eligible", "--fee", "40000", stdin="CN12\n").code == 0


def test_a_number_that_is_not_there_proves_nothing_among_candidates(own: str) -> None:
    arguments = ("eligible", "--patent", "CN102345678B", "--fee", "0", "--size", "small")
    for extra in ((), ("-C", own)):
        answer = call(*arguments, *extra, "--format", "json")
        assert answer.code == 3
        known = checks(answer)["patent-known"]
        assert known["outcome"] == "unknown"
        assert "proves nothing" in str(known["reason"])


def test_a_number_that_is_not_on_an_official_list_fails(official: str) -> None:
    answer = call("eligible", "--patent", "CN102345678B", "-C", official, "--format", "json")
    assert answer.code == 1
    assert outcomes(answer)["patent-known"] == "fail"
    assert "not on the official list" in answer.err


def test_the_list_is_named_as_the_source_of_a_listing(official: str) -> None:
    answer = call(
        "eligible", "--patent", "CN102497489B", "--size", "small", "-C", official, *DAY,
        "--fee", "40000", "--format", "json",
    )  # fmt: skip
    assert answer.code == 0
    listed = checks(answer)["patent-listed"]
    assert listed["outcome"] == "pass"
    assert "exchange list.json" in str(listed["reason"])
    assert listed["source"] == {
        "title": "list “exchange list.json”",
        "reference": "August",
        "url": None,
    }


def test_a_confirmed_candidate_is_listed_by_the_list_that_confirmed_it(tmp_path: Path) -> None:
    home = {"PATENTCLI_DATA_DIR": str(tmp_path / "data")}
    list_file = tmp_path / "exchange.csv"
    list_file.write_text(
        "专利号,专利名称,年许可费\nZL202210599282.6,交通信号灯感知,0\n", encoding="utf-8"
    )
    assert call("catalogue", "confirm", str(list_file), env=home).code == 0
    arguments = ("eligible", "--patent", "CN114694123B", "--size", "small", *DAY)
    answer = call(*arguments, "--format", "json", env=home)
    assert (answer.code, answer.json["verdict"]) == (0, "eligible")
    listed = checks(answer)["patent-listed"]
    assert "exchange.csv" in str(listed["reason"])
    assert "exchange.csv" in str(listed["source"])
    page = checks(answer)["patent-granted"]["source"]
    assert "https://patents.google.com/patent/CN114694123B" in str(page)
    assert "candidate" not in answer.err
    assert call("catalogue", "confirm", "--undo", env=home).code == 0
    assert call(*arguments, "--fee", "0", env=home).code == 3


@pytest.mark.parametrize(
    ("fee", "code", "value"),
    [((), 1, "60000.00"), (("--fee", "40000"), 0, "40000.00"), (("--fee", "60000"), 1, "60000.00")],
)
def test_the_list_s_fee_counts_unless_one_is_given(
    fee: tuple[str, ...], code: int, value: str, own: str
) -> None:
    answer = call("eligible", "--patent", "CN102497489B", "-C", own, *fee, *DAY, "--format", "json")
    assert answer.code == code
    assert answer.json["fee_yuan"] == value
    warned = [line for line in answer.err.splitlines() if "warning" in line]
    assert len(warned) == (fee == ("--fee", "40000"))
    if warned:
        assert "the list states an annual fee of ¥60,000.00 (6万元)" in warned[0]


@pytest.mark.parametrize(
    ("cells", "code", "rule", "outcome"),
    [
        ("2012-12-08,失效（未缴年费）,", 3, "patent-in-term", "unknown"),
        ("2012-12-08,有效,2026-11-21", 3, "patent-listed", "unknown"),
        ("2012-12-08,有效,2026-11-22", 0, "patent-listed", "pass"),
        ("2026-11-23,有效,", 1, "patent-granted", "fail"),
        ("2012-12-08,有效,", 0, "patent-in-term", "pass"),
    ],
)
def test_a_row_of_a_list_is_no_better_than_what_it_shows(
    cells: str, code: int, rule: str, outcome: str, tmp_path: Path
) -> None:
    source = tmp_path / "offers.csv"
    head = "公开号,专利名称,年许可费,申请日,法律状态,许可声明届满日期"
    source.write_text(f"{head}\nCN110971952B,图像,免费,{cells}\n", encoding="utf-8")
    env = {"PATENTCLI_DATA_DIR": str(tmp_path)}
    made = call("catalogue", "import", str(source), "--name", "offers", "--official", env=env)
    assert made.code == 0, made.err
    arguments = ("eligible", "--patent", "CN110971952B", "--size", "small", "-C", "offers", *DAY)
    answer = call(*arguments, "--format", "json", env=env)
    assert answer.code == code, answer.out
    assert outcomes(answer)[rule] == outcome


def test_a_list_with_one_off_fees_only(tmp_path: Path) -> None:
    number = "CN110971952B"
    for fee, code, outcome in (("20000", 0, "pass"), ("200000", 3, "unknown")):
        source = tmp_path / f"{fee}.csv"
        source.write_text(
            f"公开号,专利名称,申请日,单次许可费用\n{number},图像,2018-09-28,{fee}元\n"
        )
        env = {"PATENTCLI_DATA_DIR": str(tmp_path)}
        assert (
            call("catalogue", "import", str(source), "--name", "once", "--official", env=env).code
            == 0
        )
        arguments = ("eligible", "--patent", number, "--size", "small", "-C", "once", *DAY)
        answer = call(*arguments, "--format", "json", env=env)
        assert answer.code == code, answer.err
        assert answer.json["fee_yuan"] is None
        assert outcomes(answer)["fee-cap"] == outcome
        assert "a one-off fee of ¥" in str(checks(answer)["fee-cap"]["reason"])


def test_of_a_foreign_patent_only_its_chinese_application_is_known() -> None:
    answer = call("eligible", "--patent", "US10068018B2", "--fee", "0", "--format", "json")
    granted = checks(answer)["patent-granted"]
    assert granted["outcome"] == "unknown"
    assert "gives no right in China" in str(granted["reason"])
    assert "CN2015" in str(granted["value"])


def test_a_priority_number_says_that_it_is_not_the_patent_s_own() -> None:
    record_ = call("show", "US10068018B2", "--format", "json", "-q").json[0]
    number = record_["chinese_applications"][0]["number"]
    answer = call("eligible", "--patent", number, "--format", "json")
    assert answer.json["patent"] == "US10068018B2"
    assert "is not the patent's own number" in answer.err


def test_of_several_patents_one_row_each(own: str) -> None:
    numbers = "CN102497489B\nCN110971952B\nCN114222196A\n"
    arguments = ("eligible", "--patent", "-", "--size", "small", "-C", own, *DAY)
    answer = call(*arguments, stdin=numbers)
    assert answer.code == 1
    assert list(answer.table[0]) == ["patent", "verdict", "failed", "unknown", "fee_yuan", "title"]
    assert [list(row.values()) for row in answer.table] == [
        ["CN102497489B", "not-eligible", "fee-cap", "", "60000.00", "a listed one with its fee"],
        ["CN110971952B", "undetermined", "", "patent-listed", "", "its year alone"],
        ["CN114222196A", "not-eligible", "patent-granted", "fee-cap|patent-in-term|patent-listed",
         "", "an application"],
    ]  # fmt: skip
    checks_ = call(*arguments, "--checks", stdin=numbers).table
    assert len(checks_) == 21
    assert list(checks_[0])[:3] == ["patent", "rule", "outcome"]


@pytest.mark.parametrize(
    ("only", "found"),
    [
        (("undetermined",), ["CN110971952B"]),
        (("cannot tell",), ["CN110971952B"]),
        (("无法判断",), ["CN110971952B"]),
        (("not-eligible",), ["CN102497489B", "CN114222196A"]),
        (("eligible",), []),
        (("eligible", "undetermined"), ["CN110971952B"]),
    ],
)
def test_only_some_verdicts(only: tuple[str, ...], found: list[str], own: str) -> None:
    numbers = "CN102497489B\nCN110971952B\nCN114222196A\n"
    chosen = [part for word in only for part in ("--only", word)]
    arguments = ("eligible", "--patent", "-", "--size", "small", "-C", own, *DAY, *chosen)
    answer = call(*arguments, "--format", "ids", stdin=numbers)
    assert (answer.code, answer.lines) == (1, found)  # the code is that of all
    assert [v["patent"] for v in call(*arguments, "--format", "json", stdin=numbers).json] == found


def test_an_unknown_verdict_is_named_with_the_nearest() -> None:
    answer = call("eligible", "--fee", "1", "--only", "elegible")
    assert answer.code == 2
    assert "did you mean eligible?" in answer.err


def test_a_dash_gives_an_array_however_many_there_are() -> None:
    answer = call("eligible", "--patent", "-", "--format", "json", stdin="CN114694123B\n")
    assert [v["patent"] for v in answer.json] == ["CN114694123B"]
    assert call("eligible", "--patent", "-", stdin="CN114694123B\n").table[0]["verdict"]
