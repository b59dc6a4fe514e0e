"""The answer on a terminal: its order, its next steps, its lines."""

import re

import pytest

from tools import call

DAY = ("--as-of", "2026-11-22")
ONE = ("eligible", "--patent", "CN114694123B", "--fee", "4万", "--industry", "I65",
       "--employees", "40", *DAY)  # fmt: skip
ADDRESS = re.compile(r"https?://\S+")


def drawn(*arguments: str, width: int = 100) -> str:
    """What a person sees on a terminal."""
    return call(*arguments, "--color", "never", tty=True, env={"COLUMNS": str(width)}).out


def joined(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


IN_ORDER = [
    (ONE, ["CN114694123B  ",
           "Cannot tell: the only thing missing is that the listing is confirmed\n",
           "pass     Fee           ¥40,000.00 (4万元) a year, within the cap of ¥50,000.00",
           "pass     Company size  an SME (small or micro): 40 employees, fewer than the 300",
           "pass     Catalogue", "pass     Grant", "pass     Term",
           "unknown  Listing       candidate, not confirmed",
           "To settle listing: the exchange's official list\n",
           "  patentcli catalogue confirm LIST\n",
           "Not checked: independence (--controlled-by-large | --independent)\n",
           "Next: write a letter of enquiry to patentee and exchange: is it listed, ",
           "  patentcli notice --patent CN114694123B --company NAME\n",
           "Then: the letter gives no licence",
           "This is not legal advice: check the patent office's register before acting.\n"]),
    ((*ONE, "--sources"), ["Sources\n", "Fee: South China Morning Post",
                           "Term: Patent Law",
                           "This is not legal advice. Before acting, check"]),
    (("eligible", "--patent", "CN114694123B", "--fee", "60000", *DAY),
     ["Not eligible: the fee is above the cap", "fail     Fee",
      "Unresolved (does not change the result)"]),
    (("eligible", "--fee", "1", "--strict", *DAY),
     ["Cannot tell, as a strict answer", "To settle company size:", "To settle patent:",
      "Not checked: independence"]),
    (("eligible", "--fee", "1"),
     ["Not checked: company size (--size CLASS", "Next: choose a patent and check it",
      "patentcli search WORDS"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "parts"), IN_ORDER)
def test_verdict_checks_what_is_open_next_steps_and_caution(
    arguments: tuple[str, ...], parts: list[str]
) -> None:
    text = drawn(*arguments)
    end = 0
    for part in parts:
        assert part in text[end:], (part, text)
        end = text.index(part, end) + len(part)
    if "Not eligible" in text:  # nothing settles it, and nothing follows
        assert "Next:" not in text
        assert "To settle" not in text
    assert ("http" in text) == ("--sources" in arguments)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_company_and_one_patent_fit_a_screen(lang: str) -> None:
    for extra in ((), ("--controlled-by-large",), ("--as-of", "2012-01-01")):
        text = drawn(*ONE, *extra, "--lang", lang)
        assert len(text.splitlines()) <= 22, text
        assert max(map(len, text.splitlines())) <= 100
    assert "无法判断" in drawn(*ONE, "--lang", "zh")


@pytest.mark.parametrize(
    ("lang", "group", "reference"),
    [("en", "Software and information technology services (I65)",
      "group 12 (GB/T 4754-2017: I65)"),
     ("zh", "软件和信息技术服务业（I65）", "第 12 组（GB/T 4754-2017：I65）")],
)  # fmt: skip
def test_the_answer_names_group_and_code_of_the_industry(
    lang: str, group: str, reference: str
) -> None:
    said = ("eligible", "--industry", "software", "--employees", "40", "--lang", lang)
    assert group in joined(drawn(*said, width=200))
    check = call(*said, "--format", "json").json["checks"][1]
    assert group in check["reason"]
    assert reference in check["source"]["reference"]


def test_several_patents_have_one_line_each() -> None:
    two = ("eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--size", "小型",
           *DAY)  # fmt: skip
    lines = drawn(*two, width=140).splitlines()
    assert lines[0].split()[:2] == ["Patent", "Verdict"]
    assert "annual fee" not in lines[0]  # nobody states one
    assert lines[1].startswith("CN114694123B  cannot tell: fee not stated, listing")
    assert lines[2].startswith("US10068018B2  cannot tell: fee not stated, grant, term, listing")
    assert lines[-2] == ""
    assert "Annual fee" in drawn(*two, "--fee", "1", width=140)
    assert drawn(*two, "--checks").count("Next: ") == 2


def test_styles_and_warnings() -> None:
    answer = call("eligible", "--size", "small", "--controlled-by-large", tty=True)
    assert "\x1b[33mwarning\x1b[0m" in answer.out
    assert "\x1b[32mpass" in answer.out
    answer = call(
        "eligible", "--industry", "I65", "--employees", "200", "--revenue", "3000", tty=True
    )
    assert "--revenue: understood as ¥3,000.00" in answer.err
    assert "warning: a revenue of ¥3,000.00 looks too low" in answer.err


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_command_and_no_address_is_broken_at_any_width(lang: str, width: int) -> None:
    text = drawn(*ONE, "--sources", "--lang", lang, width=width)
    for command in ("patentcli catalogue confirm LIST",
                    "patentcli notice --patent CN114694123B --company NAME"):  # fmt: skip
        assert command in text
    checks = call(*ONE, "--format", "json").json["checks"]
    wanted = {c["source"]["url"] for c in checks if c["source"]}
    assert len(wanted) > 3
    assert wanted <= {address.rstrip(",;)，。；）") for address in ADDRESS.findall(text)}
