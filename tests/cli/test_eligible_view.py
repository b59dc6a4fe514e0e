"""The answer on a terminal: its order, its next steps, its lines."""

import re
from pathlib import Path

import pytest

from imported import imported, patent
from tools import call, terminal

DAY = ("--as-of", "2026-11-22")
CANDIDATE = ("eligible", "--patent", "CN114694123B", "--fee", "4万", "--industry", "I65",
             "--employees", "40", *DAY)  # fmt: skip
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture(scope="module")
def open_licence(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A catalogue of a patent under an open licence, and one of the scheme."""
    application = ("CN201110405321.6", "2011-12-08")
    more = {"grant_date": "2014-02-05", "listing": "listed"}
    return imported(
        tmp_path_factory.mktemp("licences"),
        patent("CN102497489B", "open", *application, licence_kind="open-licence", **more),
        patent(
            "CN114694123B",
            "on the scheme's list",
            "CN202210599282.6",
            "2022-05-30",
            listing="listed",
            licence_kind="public-implementation",
        ),
    )


def drawn(*arguments: str) -> str:
    """What a person sees on a terminal of 100 columns."""
    return call(*arguments, "--color", "never", tty=True, env={"COLUMNS": "100"}).out


def joined(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def places(text: str, *parts: str) -> list[int]:
    """Where the parts begin; each must be there."""
    for part in parts:
        assert part in text, (part, text)
    return [text.index(part) for part in parts]


def test_the_verdict_comes_first_then_checks_what_is_open_next_steps_and_caution() -> None:
    text = drawn(*CANDIDATE)
    assert text.startswith("CN114694123B: Cannot tell: the only thing missing is that the listing")
    order = places(
        text,
        "pass Fee: ",
        "pass Company size: ",
        "pass Patent known: ",
        "pass Patent granted: ",
        "pass Patent in term: ",
        "unknown Patent listed: ",
        "What would settle it",
        "Not checked",
        "Next",
        "This is not legal advice.",
    )
    assert order == sorted(order)


def test_each_check_has_its_value_its_limit_and_its_source() -> None:
    text = joined(drawn(*CANDIDATE))
    assert "value ¥40,000.00 (4万元); limit at most ¥50,000.00 (5万元)" in text
    assert "value small or micro; limit medium, small or micro" in text
    assert "40 employees, fewer than the 300 a large company must have" in text
    assert "asked for 2026-11-22; end of the term 2042" in text
    assert "group 12 http://www.mof.gov.cn/" in text
    assert text.count("https://www.scmp.com/") == 2
    assert "Art. 42" in text


def test_what_was_not_checked_is_drawn_as_no_check() -> None:
    text = drawn("eligible", "--fee", "40000")
    assert "Fee: " in text
    assert "Company size: " not in text
    assert "Patent known" not in text
    assert "What would settle it" not in text  # nothing is open
    assert places(text, "Not checked", "--size CLASS", "--industry NAME", "--patent ID")


def test_after_a_failure_nothing_settles_it_and_nothing_follows() -> None:
    text = drawn("eligible", "--fee", "60000", "--patent", "CN114694123B", *DAY)
    assert text.startswith("CN114694123B: Not eligible: the fee is above the cap")
    assert "What would settle it" not in text
    assert "Open, but no longer decisive" in text
    assert "Next" not in text
    assert "letter" not in text.split("Open, but")[0]


def test_what_would_settle_it_is_apart_from_what_does_not_count() -> None:
    text = drawn("eligible", "--industry", "software", "--employees", "400")
    settle, rest = text.split("What would settle it")[1].split("Not checked")
    assert "--revenue AMOUNT" in settle
    assert "--fee" not in settle
    assert "--fee AMOUNT" in rest


def test_strict_waits_for_all_but_independence() -> None:
    text = drawn("eligible", "--fee", "1", "--strict")
    settle, rest = text.split("What would settle it")[1].split("Not checked")
    assert "--size CLASS" in joined(settle)
    assert "--patent ID" in settle
    assert "--independent" in rest


def test_a_candidate_is_enquired_about_by_letter() -> None:
    text = joined(drawn(*CANDIDATE))
    assert "write a letter of enquiry to the patentee and the exchange: is CN114694123B" in text
    assert "the letter gives no licence: only a contract with the patentee does" in text
    assert "Art. 51" not in text


def test_a_listed_patent_is_enquired_about_too(open_licence: str) -> None:
    text = joined(drawn(*CANDIDATE, "-C", open_licence))
    assert text.startswith("CN114694123B: Eligible: the fee is within the cap")
    assert "is CN114694123B still on offer, on what terms" in text
    assert "the letter gives no licence" in text
    assert "Art. 51" not in text


def test_an_open_licence_is_had_by_notice_and_payment(open_licence: str) -> None:
    arguments = ("eligible", "--patent", "CN102497489B", "--fee", "1", "-C", open_licence, *DAY)
    text = joined(drawn(*arguments))
    steps = text.split(" Next ")[1]
    assert "written notice under Art. 51" in steps
    assert "pay the fee as announced: notice and payment together are the licence" in steps
    assert "have the licence recorded at the patent office" in steps
    assert "letter of enquiry" not in text


def test_a_company_alone_is_told_to_choose_a_patent() -> None:
    assert "choose a patent and check it with --patent: patentcli search WORDS" in joined(drawn("eligible", "--fee", "1"))


def test_of_several_patents_all_headlines_come_first_and_the_caution_once() -> None:
    text = drawn("eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--fee", "1")
    summary, *_answers = text.split("\n\n")
    heads = [line for line in summary.splitlines() if ": Cannot tell" in line]
    assert [head.partition(":")[0] for head in heads] == ["CN114694123B", "US10068018B2"]
    assert text.count("US10068018B2: Cannot tell") == 2
    assert text.count("This is not legal advice") == 1


def test_an_amount_on_a_terminal_is_echoed_and_a_warning_stands_out() -> None:
    answer = call("eligible", "--industry", "I65", "--employees", "200", "--revenue", "3000",
                  tty=True)  # fmt: skip
    assert "understood as ¥3,000.00" in answer.err
    assert "warning: a revenue of ¥3,000.00 looks too low" in answer.err
    controlled = drawn("eligible", "--size", "small", "--controlled-by-large")
    assert "warning Independence: controlled by a large company" in controlled


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        CANDIDATE,
        ("eligible", "--fee", "40000"),
        ("eligible", "--fee", "40000", "--format", "table", "--fields", "rule,reason,url"),
        ("size", "--industry", "F", "--employees", "250", "--revenue", "6亿"),
        ("rules", "fee-cap"),
    ],
    ids=["candidate", "fee", "fields", "size", "rules"],
)
def test_no_address_is_broken_at_any_width(arguments: tuple[str, ...], width: int) -> None:
    answer = terminal(*arguments, width=width, env={"NO_COLOR": "1"})
    plain = call(*arguments[:1], *arguments[1:], "--format", "json").out
    known = {address.rstrip('",;.') for address in ADDRESS.findall(plain)}
    shown = {address.rstrip(",;.)") for address in ADDRESS.findall(answer.out)}
    assert shown
    if arguments[0] == "eligible":
        assert shown <= known
    else:
        assert all("." in a and not a.endswith("-") for a in shown)
    for address in shown:
        assert any(address in line for line in answer.out.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_lines_keep_to_the_terminal_but_for_addresses(width: int) -> None:
    answer = terminal(*CANDIDATE, width=width, env={"NO_COLOR": "1"})
    for line in answer.out.splitlines():
        assert len(line) <= width or ADDRESS.search(line)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_no_escape_is_written(env: dict[str, str]) -> None:
    answer = terminal(*CANDIDATE, env=env)
    assert answer.code == 3
    assert "\x1b" not in answer.out + answer.err


def test_colours_mark_the_outcome_and_do_not_carry_it() -> None:
    answer = terminal(*CANDIDATE)
    assert "\x1b[3" in answer.out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", answer.out)
    assert plain == terminal(*CANDIDATE, env={"NO_COLOR": "1"}).out


def test_the_table_of_checks_on_a_terminal_when_fields_are_chosen() -> None:
    answer = call(*CANDIDATE, "--fields", "rule,outcome", tty=True, env={"NO_COLOR": "1"})
    assert answer.out.splitlines()[0].split() == ["rule", "outcome"]
    assert "the only thing missing" in answer.err


def test_the_answer_in_a_text_file_is_the_one_on_the_terminal(tmp_path: Path) -> None:
    target = tmp_path / "verdict.txt"
    assert call(*CANDIDATE, "-o", str(target), env={"COLUMNS": "100"}).code == 3
    assert target.read_text(encoding="utf-8") == drawn(*CANDIDATE)


def test_in_chinese_the_answer_is_chinese() -> None:
    text = drawn(*CANDIDATE, "--lang", "zh")
    for english in ("Cannot tell", "pass Fee", "What would settle", "Not checked", "Next\n"):
        assert english not in text
    assert "4万元" in text
