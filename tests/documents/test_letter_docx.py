"""The letter as DOCX: the same words as in Markdown, Word's own tables, fonts for Chinese."""

import io
import zipfile
from typing import Any

import pytest

from document_records import HOSTILE, record
from patentcli.documents import letter_docx
from patentcli.documents.letter import Fields, Letter, Points, Sender, Subject, compose
from patentcli.documents.texts import Both
from patentcli.errors import UsageProblem

docx: Any = pytest.importorskip("docx", reason="left out: python-docx is not installed")


def letter(lang: str = "zh", **changes: Any) -> Letter:
    about = Subject(record(**changes), "a-list", "2023-08", Both("the list", "清单"), "50,000")
    return compose(about, Sender("杭州示例有限公司"), lang)


def read(body: bytes) -> Any:
    return docx.Document(io.BytesIO(body))


def words_of(document: Any) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_part_of_the_letter_is_in_it(lang: str) -> None:
    composed = letter(lang)
    words = words_of(read(letter_docx.render(composed)))
    wanted = [composed.title]
    for part in composed.parts:
        if isinstance(part, Fields):
            wanted.append(part.heading)
            for label, value in part.rows:
                wanted += [label, value if isinstance(value, str) else "\n".join(value)]
        elif isinstance(part, Points):
            wanted += [part.lead, *part.points]
        else:
            wanted.append(part)
    for text in wanted:
        assert text.strip() in words


def test_headings_lists_and_tables_are_the_formats_own() -> None:
    document = read(letter_docx.render(letter()))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Heading 1", "Heading 2", "List Number"} <= styles
    assert len(document.tables) == 4


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
    assert len(document.tables) == 4
    if text.isprintable():
        assert any(text.strip() in words for words in words_of(document))


def test_without_python_docx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(UsageProblem, match=r"extra docs.*patentcli\[docs\]"):
        letter_docx.render(letter())
