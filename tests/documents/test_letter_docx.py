"""The letter as DOCX: the same words as in Markdown, Word's own tables, fonts for Chinese."""

import io
import zipfile
from typing import Any

import pytest

from document_records import HOSTILE, record
from patentcli.documents import letter_docx
from patentcli.documents.letter import Letter, Sender
from patentcli.documents.letter_text import compose, plain_lines
from patentcli.documents.texts import speaking
from patentcli.errors import UsageProblem
from report_pages import subject

docx: Any = pytest.importorskip("docx", reason="left out: python-docx is not installed")


def letter(lang: str = "zh", **changes: Any) -> Letter:
    with speaking(lang):
        return compose(subject(record(**changes)), Sender("杭州示例有限公司"))


def read(body: bytes) -> Any:
    return docx.Document(io.BytesIO(body))


def words_of(document: Any) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_part_of_the_letter_is_in_it(lang: str) -> None:
    composed = letter(lang)
    document = read(letter_docx.render(composed))
    paragraphs = [p.text for p in document.paragraphs]
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows]
    assert rows == list(composed.table)
    assert paragraphs[0] == composed.title
    with speaking(lang):
        lines = [line for line in plain_lines(composed) if line]
    for line in lines:
        bare = line.split(". ", 1)[1] if line[:3] in {f"{n}. " for n in range(1, 9)} else line
        label, _colon, value = line.replace("：", ": ").partition(": ")
        assert (
            bare in paragraphs or bare.replace("：", ": ") in paragraphs or (label, value) in rows
        )


def test_several_patents_have_a_heading_each_in_one_table() -> None:
    records = [record(id=f"CN{n}B", chinese_grant=f"CN{n}B") for n in range(3)]
    with speaking("en"):
        body = letter_docx.render(compose(subject(*records), Sender("X")))
    (table,) = read(body).tables
    assert [r.cells[0].text for r in table.rows if r.cells[0].text == r.cells[1].text] == [
        "Patent 1: CN0B",
        "Patent 2: CN1B",
        "Patent 3: CN2B",
    ]


def test_headings_lists_and_tables_are_the_formats_own() -> None:
    document = read(letter_docx.render(letter()))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Heading 1", "List Number"} <= styles
    assert len(document.tables) == 1


def test_chinese_has_a_chinese_font_and_the_file_names_its_language() -> None:
    body = letter_docx.render(letter("zh"))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert f'w:eastAsia="{letter_docx.HAN}"' in styles
    assert read(body).core_properties.language == "zh-CN"
    assert read(letter_docx.render(letter("en"))).core_properties.language == "en-GB"


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_docx.render(letter()) == letter_docx.render(letter())


def test_the_file_names_no_author_and_no_time() -> None:
    body = letter_docx.render(letter())
    about = read(body).core_properties
    assert (about.author, about.last_modified_by, about.created.year) == ("", "", 1980)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800", "\x00", "\ufffe"])
def test_hostile_text_stays_text(text: str) -> None:
    document = read(letter_docx.render(letter(title=text, title_zh=text, holder=text)))
    assert len(document.tables) == 1
    if text.isprintable():
        assert any(text.strip() in words for words in words_of(document)), words_of(document)


def test_without_python_docx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(UsageProblem, match=r"extra docs.*patentcli\[docs\]"):
        letter_docx.render(letter())
