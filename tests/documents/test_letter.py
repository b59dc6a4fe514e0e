"""The letter: which one it is, what it says, what it leaves blank; text in it stays text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from document_records import HOSTILE, bare, record
from patentcli.documents.letter import ENQUIRY, NOTICE, Sender, Subject, compose, kind_of
from patentcli.documents.letter_markdown import escape, escape_line, render
from patentcli.documents.texts import Both

LANGUAGES = ("en", "zh")


def subject(fields: dict[str, Any]) -> Subject:
    return Subject(fields, "a-list", "2023-08", Both("in the list", "清单"), "50,000")


def markdown(fields: dict[str, Any], lang: str = "en", **sender: str) -> str:
    who = Sender(**{"company": "Example Ltd", **sender})
    return render(compose(subject(fields), who, lang))


@pytest.mark.parametrize(
    ("listing", "licence_kind", "kind"),
    [
        ("candidate", None, ENQUIRY),
        ("candidate", "public-implementation", ENQUIRY),
        ("candidate", "open-licence", ENQUIRY),
        ("listed", None, ENQUIRY),
        ("listed", "public-implementation", ENQUIRY),
        ("listed", "open-licence", NOTICE),
    ],
)
def test_the_kind_of_letter_follows_from_the_record(
    listing: str, licence_kind: str | None, kind: str
) -> None:
    fields = record(listing=listing, licence_kind=licence_kind)
    assert kind_of(fields) == kind
    text = markdown(fields)
    assert ("Article 51" in text) is (kind == NOTICE)
    assert ("gives no licence" in text) is (kind == ENQUIRY)
    assert ("It is no acceptance of any offer" in text) is (kind == ENQUIRY)
    chinese = markdown(fields, "zh")
    assert ("第五十一条" in chinese) is (kind == NOTICE)
    assert ("不构成对任何要约的承诺" in chinese) is (kind == ENQUIRY)
    assert ("也不产生任何许可" in chinese) is (kind == ENQUIRY)


def test_a_candidate_is_called_one() -> None:
    fields = record(listing="candidate", licence_kind=None)
    assert "it is a candidate only: we have not been able to confirm" in markdown(fields)
    assert "仅为候选专利，我方未能确认" in markdown(fields, "zh")
    assert "candidate" not in markdown(record())


def test_an_enquiry_asks_whether_it_is_listed_on_what_terms_and_by_what_contract() -> None:
    text = markdown(record(listing="candidate"))
    for question in (
        "Is the patent on the list",
        "On what terms would you license it",
        "Under what contract is the licence given",
        "annual fee of 50,000 yuan at most",
    ):
        assert question in text
    assert "Is the patent still on the list" in markdown(record())


def test_an_open_licence_that_is_not_confirmed_is_asked_about() -> None:
    text = markdown(record(listing="candidate", licence_kind="open-licence"))
    assert "Has one been declared and announced under Article 50" in text
    assert "Has one been declared" not in markdown(record(listing="candidate"))


def test_a_patent_without_a_chinese_grant_is_asked_about() -> None:
    text = markdown(record(chinese_grant=None))
    assert "Has a Chinese patent been granted on the application" in text
    assert "__________ (Chinese grant: no grant known)" in text
    assert "Has a Chinese patent been granted" not in markdown(record())


def test_what_is_known_is_filled_in() -> None:
    text = markdown(
        record(licence_kind="open-licence", one_off_fee_yuan="90000.50"),
        uscc="91110000600037341L",
        address="1 Street",
        contact="Wang",
    )
    for value in (
        "| To the patentee | Zhejiang University |",
        "| From | Example Ltd |",
        "| Unified social credit code | 91110000600037341L |",
        "| Address | 1 Street |",
        "| Contact | Wang |",
        "| Publication number | CN110000001B |",
        "| Chinese application | CN201910642641.X |",
        "| End of the Chinese term | 2039-07-15 |",
        "| Annual fee | 40,000.00 yuan |",
        "| One-off fee | 90,000.50 yuan |",
        "| Licence term | 3年 |",
        "40,000.00 yuan (Annual fee), 90,000.50 yuan (One-off fee)",
        "<https://example.org/1>",
    ):
        assert value in text, value


@pytest.mark.parametrize(
    ("lang", "blanks"),
    [
        (
            "en",
            [
                "__________ (Annual fee: not stated)",
                "__________ (Licence term: not stated)",
                "__________ (To the patentee: not known)",
                "__________ (Unified social credit code: not given)",
                "__________ (Contact: not given)",
                "__________ (End of the Chinese term: not known)",
            ],
        ),
        (
            "zh",
            [
                "__________ （年许可费：未载明）",
                "__________ （许可期限：未载明）",
                "__________ （致（专利权人）：不详）",
                "__________ （统一社会信用代码：未填写）",
                "__________ （联系人及联系方式：未填写）",
                "__________ （中国专利权期限届满：不详）",
            ],
        ),
    ],
)
def test_what_is_unknown_stays_a_visible_blank(lang: str, blanks: list[str]) -> None:
    text = markdown(bare(), lang)
    for blank in blanks:
        assert blank in text
    assert "None" not in text
    assert "{" not in text


def test_a_fee_of_nothing_is_not_an_unknown_fee() -> None:
    assert "| Annual fee | 0.00 yuan |" in markdown(record(annual_fee_yuan="0.00"))


def test_a_working_title_is_called_one() -> None:
    fields = record(title_is_translation=True, title_zh_is_translation=False)
    assert "| Title | A method for images (working title) |" in markdown(fields)
    assert "| 专利名称 | 一种图像处理方法 |" in markdown(fields, "zh")


def structure(text: str) -> list[str]:
    """The kinds of Markdown elements in a text, in order, inline ones included."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    found = []
    for token in tokens:
        found.append(token.type)
        found += [child.type for child in token.children or () if child.type != "text"]
    return found


FREE = ("title", "title_zh", "holder", "legal_status_as_shown", "licence_term", "licence_scope")


def filled(text: str, lang: str) -> str:
    """A letter with a text in every place that is free."""
    fields = record(**dict.fromkeys(FREE, text), sources=[])
    return markdown(fields, lang, company=text, address=text, contact=text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [*HOSTILE, "__bold__ *x* ~~y~~", "a | b", "# x", "<http://a.b>"])
def test_no_text_becomes_markup(text: str, lang: str) -> None:
    assert structure(filled(text, lang)) == structure(filled("plain", lang))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40))
def test_an_escaped_text_is_read_back_as_it_was(text: str) -> None:
    shown = "".join(
        child.content if child.type == "text" else f"[{child.type}]"
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse("x " + escape(text))
        for child in token.children or ()
    )
    assert shown.split() == ["x", *text.split()]


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "12) a", "- a", "+ a", "=== ", "--- ", "> a", "* a", "1986年 a", "0.5"]
)
def test_a_line_begins_with_nothing_but_text(text: str) -> None:
    assert structure(f"a\n\n{escape_line(text)}") == structure("a\n\nb")


def test_addresses_in_free_text_are_broken_up() -> None:
    assert escape("see http://evil.example or www.evil.example") == (
        "see http\\://evil.example or www\\.evil.example"
    )


def test_only_web_addresses_become_links() -> None:
    sources = ["https://example.org/a", "javascript:alert(1)", "https://x.y/<b>", "https://x.y/ z"]
    text = markdown(record(sources=sources))
    assert "<https://example.org/a>" in text
    assert "<javascript" not in text
    assert "<https://x.y/" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_control_characters_are_made_visible(lang: str) -> None:
    text = filled("\x1b[31mred \u202eevil", lang)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\\\x1b" in text
