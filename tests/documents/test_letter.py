"""The letter: which one it is, what it says and asks, what it leaves out; text stays text. The DOCX
has the same words, Word's own tables, and fonts for Chinese."""

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hostile_catalogue import PAYLOADS, unseen
from patentcli.catalogue.overlay import Confirmation, Overlay
from patentcli.documents.letter import PARTS, about, compose
from patentcli.documents.markup import markdown, markdown_line, render
from patentcli.rules.expiry import FROM_DATE
from records import bare, numbered, record
from report_pages import basis, listed
from tools import speaking

LANGUAGES = ("en", "zh")
OPEN: dict[str, Any] = {"licence_kind": "open-licence"}
BY_ZL: dict[str, Any] = {"chinese_grant": None, "publication_number": None}
APPLIED: dict[str, Any] = {**BY_ZL, "expiry": bare()["expiry"]}
BLANK = "____________________"


def letter(*records: dict[str, Any], lang: str = "en", is_list: bool = True, **sender: str) -> str:
    """The letter on these records as Markdown."""
    with speaking(lang):
        about = basis(
            **({"name": "Example Ltd"} | sender),
            catalogue=listed("a-list" if is_list else "bundled"),
        )
        return render("letter.md", {"letter": compose(records, about)})


@pytest.mark.parametrize(
    ("changes", "notice"),
    [
        ({"listing": "candidate", "licence_kind": None}, False),
        ({"listing": "candidate", **OPEN}, False), ({"licence_kind": None}, False),
        ({"licence_kind": "public-implementation"}, False), (OPEN, True),
        ({**OPEN, "offer_until": "2026-11-26"}, False),
        ({**OPEN, "offer_until": "2026-11-27"}, True), ({**OPEN, "status": "lapsed"}, False),
        ({**OPEN, **BY_ZL}, True), ({**OPEN, **APPLIED}, False),
        ({**OPEN, "expiry": {"date": "2026-11-26", "year": None, "basis": FROM_DATE}}, False),
    ],
)  # fmt: skip
def test_the_kind_of_letter_follows_from_the_record(changes: dict[str, Any], notice: bool) -> None:
    fields = record(**changes)
    assert about(fields, basis())["notice"] is notice
    for lang, words, enquiry in (
        ("en", "Under Article 51 we hereby give you", "accepts no offer, concludes no contract"),
        ("zh", "现依据《专利法》第五十一条书面通知贵方", "不构成对任何要约的承诺，不成立合同"),
    ):
        text = letter(fields, lang=lang)
        assert (words in text, enquiry in text) == (notice, not notice)
        greeting = {"en": "Dear Sir or Madam,", "zh": "尊敬的专利权人："}[lang]
        places = [text.index(part) for part in (greeting, "\n1. ", "| --- |")]
        assert (places, text.count("| --- |")) == (sorted(places), 1)
        # With another patent, of which that is not so, it is an enquiry.
        assert words not in letter(fields, record(listing="candidate"), lang=lang)


BOTH = [
    {"number": "CN1", "date": "2019-07-16", "role": "priority"},
    {"number": "CN2", "date": None, "role": "own"},
]
ASKS = ["Is the offer still open?", "Do the terms in the table still apply?"]
SCHEME = "Zhejiang's public implementation scheme is for small and medium-sized enterprises and an"


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({}, [*ASKS, SCHEME]),
        ({"listing": "candidate", "licence_kind": None},
         ["Is the patent on the scheme's list", "On what terms would", "the scheme is for small"]),
        ({"offer_until": "2025-01-31"},
         ["gives 2025-01-31 as the last day of the offer", ASKS[1], SCHEME]),
        ({"annual_fee_yuan": "80000.00"},
         ["80,000 yuan, above the 50,000 yuan reported for Zhejiang's public", *ASKS, SCHEME]),
        ({"annual_fee_yuan": "50000.00"}, [*ASKS, SCHEME]),
        ({"status": "lapsed"}, ["CN110000001B is shown as lapsed.", *ASKS, SCHEME]),
        (BY_ZL, [*ASKS, SCHEME]),
        ({"licence_kind": None}, [*ASKS, "Has an open licence been declared"]),
        (APPLIED,
         ["Has a Chinese patent been granted on CN201910642641.X", *ASKS, SCHEME]),
        ({"licence_kind": "open-licence", "status": "lapsed"},
         ["CN110000001B is shown as lapsed.", *ASKS, "Has an open licence been declared"]),
    ],
)  # fmt: skip
def test_an_enquiry_asks_what_the_record_leaves_open(
    changes: dict[str, Any], questions: list[str]
) -> None:
    asked = re.findall(r"(?m)^\d\. (.*)$", letter(record(**changes)))
    assert len(asked) == len(questions) + 2  # the contract and the legal status are always asked
    for question, text in zip(questions, asked, strict=False):
        assert question in text


@pytest.mark.parametrize(
    ("changes", "lang", "rows"),
    [
        ({}, "en", ["| Annual fee (list) | 40,000 yuan |", "| Licence term (list) | 3年 |",
                    "(list): as stated in “a-list”, edition 2023-08.",
                    "A method for images (our translation) / 一种图像处理方法 |"]),
        ({}, "zh", ["| 名称 | 一种图像处理方法 / A method for images（我方译名） |",
                    "| 专利权有效期至 | 2039-07-15（推算，未考虑期限补偿或提前终止） |"]),
        ({"annual_fee_yuan": "1234.50"}, "en", ["| Annual fee (list) | 1,234.50 yuan |"]),
        ({"chinese_applications": BOTH}, "en", ["| Application number (list) | CN2 |"]),
        ({"chinese_applications": BOTH[:1]}, "en", ["| Grant number (list) | CN110000001B |"]),
        ({**APPLIED, "chinese_applications": BOTH[:1]}, "en", ["application CN110000001B\n"]),
        ({"status": "lapsed"}, "zh", ["| 法律状态（清单） | 失效 |"]),
        ({"status": "unknown"}, "en", ["| Legal status (list) | 有权 |"]),
        (APPLIED, "en", ["**Subject**: Licence of patent or patent application CN201910642641.X",
                         "| Grant number | no Chinese grant known |"]),
        (BY_ZL, "en", ["**Subject**: Licence of patent CN201910642641.X",
                       "| In force until | 2039-07-15"]),
        (OPEN, "en", ["“a-list”, edition 2023-08 states an open licence",
                      "as announced (the list's figure is in the table)."]),
        ({**OPEN, "annual_fee_yuan": None}, "zh", ["我方按公告支付许可使用费。支付方式"]),
        ({**OPEN, "annual_fee_yuan": None, "one_off_fee_yuan": "0.00"}, "en",
         ["as announced (the list's figure is in the table).", "| One-off fee (list) | 0 yuan |"]),
        ({"holder": "X Ltd", "holder_zh": "某公司"}, "zh", ["**致**：某公司\\"]),
        ({"holder": "X Ltd", "holder_zh": "某公司"}, "en", ["**To**: X Ltd / 某公司\\"]),
    ],
)  # fmt: skip
def test_words_and_terms_are_the_lists_in_the_letters_language(
    changes: dict[str, Any], lang: str, rows: list[str]
) -> None:
    text = letter(record(**changes), lang=lang)
    assert [row for row in rows if row not in text] == []
    assert ("(page)" in text, "CN1 |" in text) == (False, False)  # nor a priority application
    assert ("One-off fee" in text.partition("| --- |")[2]) is ("one_off_fee_yuan" in changes)
    assert ("no Chinese grant known" in text) is ("expiry" in changes)


def test_of_a_candidate_no_terms_and_the_page_is_named() -> None:
    text = letter(record(listing="candidate", status="in-force"), is_list=False)
    assert [said for said in ("40,000", "Licence term", "(list)") if said in text] == []
    assert "| Legal status (page) | in force |" in text
    assert "| Public page | https://example.org/1 |" in text
    assert "(page): as shown on a public page; the patent office's register" in text
    other = record(listing="candidate", sources=["https://patents.google.com/patent/US11055901"])
    assert "| Public page of US11055901 | https://" in letter(other, is_list=False)


AMERICAN: dict[str, Any] = {"office": "US", "filing_date": "2021-03-23", **APPLIED}


@pytest.mark.parametrize(
    ("changes", "filed"),
    [
        ({}, "2019-07-16"), ({"status": "lapsed"}, "2019-07-16"),
        ({"status": "unknown", "legal_status_as_shown": "Active"}, "2019-07-16"),
        ({"chinese_grant": "CN110000002B"}, "2019-07-16"), ({"chinese_applications": BOTH}, None),
        ({"chinese_applications": []}, None), ({"chinese_applications": BOTH[:1]}, "2019-07-16"),
        ({"chinese_applications": BOTH[:1], "chinese_grant": "CN110000002B"}, None),
    ],
)  # fmt: skip
def test_of_a_foreign_document_only_what_is_chinese(
    changes: dict[str, Any], filed: str | None
) -> None:
    text = letter(numbered("US10000001B2", **AMERICAN | changes), is_list=False)
    assert re.findall(r"Filing date \(page\) \| (.*) \|", text) == [filed] * bool(filed)
    assert ("Legal status" in text, "shown as lapsed" in text) == (False, False)
    assert "| Public page of US10000001B2 | https://example.org/1 |" in text


def test_several_patents_stand_in_one_table_and_lists_name_themselves_as_far_as_they_do() -> None:
    records = [numbered(f"CN11000000{n}B") for n in range(5)]
    text = letter(*records)
    assert "patents below" in text
    numbers = "CN110000000B, CN110000001B, CN110000002B and 2 more"
    assert f"**Subject**: Licence of patents {numbers}\n" in text
    assert [f"**Patent {n + 1}: CN11000000{n}B**" in text for n in range(5)] == [True] * 5
    lists = [
        Confirmation(name, "2026-11-01", edition, listed={f"CN11000000{n}B": {}})
        for n, (name, edition) in enumerate((("One", "2023"), ("Two", "")))
    ]
    confirmed = basis(catalogue=listed()._replace(overlay=Overlay(tuple(lists))))
    text = compose(records[:2], confirmed)["text"][1][1]
    assert "They are named in the list “One”, edition 2023; “Two”." in text
    mixed = compose([records[0], {**records[1], "listing": "candidate"}], confirmed)
    assert "scheme; the terms stated in the list “One”, edition 2023 are" in mixed["text"][1][1]
    assert "Which of the patents are on the scheme's list" in mixed["point"][0][1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_known_is_left_out_or_a_line_to_fill_in(lang: str) -> None:
    text = letter(bare(), lang=lang)
    known = letter(bare(), lang=lang, uscc="91110000600037341L", address="A", contact="B")
    assert ("None" in text, text.count(BLANK), known.count(BLANK)) == (False, 6, 3)


def structure(text: str) -> list[str]:
    """The kinds of Markdown elements in a text, in order, inline ones included."""
    found = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        found.append(token.type)
        found += [child.type for child in token.children or () if child.type != "text"]
    return found


def filled(text: str, lang: str) -> str:
    """A letter with a text in every place that is free."""
    names = ("title", "title_zh", "holder", "legal_status_as_shown")
    fields = dict.fromkeys((*names, "licence_term", "licence_scope"), text)
    given = dict.fromkeys(("name", "address", "contact"), text)
    return letter(record(**fields, sources=[text]), lang=lang, **given)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "text", [*PAYLOADS.values(), "__b__ *x* ~~y~~", "a | b", "# x", "<http://a.b>", "a\nnote|b|c"]
)
def test_no_text_becomes_markup(text: str, lang: str) -> None:
    shown = filled(text, lang)
    assert structure(shown) == structure(filled("plain", lang))
    assert not set(unseen(shown))  # made visible


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp"))))
def test_an_escaped_text_is_read_back_as_it_was(text: str) -> None:
    shown = "".join(
        child.content if child.type == "text" else f"[{child.type}]"
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse("x " + markdown(text))
        for child in token.children or ()
    )
    assert shown.split() == ["x", *text.split()]


def test_a_line_begins_with_nothing_but_text() -> None:
    for line in ("# a", "1. a", "12) a", "- a", "+ a", "=== ", "--- ", "> a", "* a", "1986年 a"):
        assert structure(f"a\n\n{markdown_line(line)}") == structure("a\n\nb")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_docx_has_every_part_by_words_own_means_and_names_no_author_or_time(lang: str) -> None:
    docx: Any = pytest.importorskip("docx", reason="left out: python-docx is not installed")
    from patentcli.documents import letter_docx  # needs what may not be installed

    with speaking(lang):
        composed = compose([record(), numbered("CN2B")], basis(name="杭州示例有限公司"))
        body, again = (letter_docx.render(composed) for _ in range(2))
    assert body == again
    document = docx.Document(io.BytesIO(body))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    # The heading of a patent goes over both columns.
    assert rows == [[label or text, text] for label, text in composed["row"]]
    mark = {"en": ": ", "zh": "："}[lang]
    lines = [
        (label and label + mark) + text
        for part in PARTS
        if part != "row"
        for label, text in composed[part]
    ]
    assert [p.text for p in document.paragraphs if p.text] == lines
    assert {"Heading 1", "List Number"} <= {p.style.name for p in document.paragraphs}
    about = document.core_properties
    assert about.language == {"en": "en-GB", "zh": "zh-CN"}[lang]
    assert (about.author, about.last_modified_by, about.created.year) == ("", "", 1980)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert 'w:eastAsia="SimSun"' in archive.read("word/styles.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
