"""The letter as DOCX: the same words as in Markdown, Word's own tables, fonts for Chinese."""

import io
import zipfile
from typing import Any

import pytest

from patentcli.documents.letter import PARTS, Letter, compose
from records import record
from report_pages import basis, speaking

docx: Any = pytest.importorskip("docx", reason="left out: python-docx is not installed")

from patentcli.documents import letter_docx  # noqa: E402  # needs what may not be installed


def letter(lang: str = "zh", **changes: Any) -> tuple[Letter, bytes]:
    with speaking(lang):
        records = [record(**changes), record(id="CN2B", chinese_grant="CN2B")]
        composed = compose(records, basis(company="杭州示例有限公司"))
        return composed, letter_docx.render(composed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_part_of_the_letter_is_in_it_by_words_own_means(lang: str) -> None:
    composed, body = letter(lang)
    document = docx.Document(io.BytesIO(body))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    # The heading of a patent goes over both columns.
    assert rows == [[label or text, text] for label, text in composed["row"]]
    mark = {"en": ": ", "zh": "："}[lang]
    lines = [
        (label and label + mark + text) or text
        for part in PARTS
        if part != "row"
        for label, text in composed[part]
    ]
    assert [p.text for p in document.paragraphs if p.text] == lines
    assert {"Heading 1", "List Number"} <= {p.style.name for p in document.paragraphs}


def test_the_file_names_its_language_and_font_and_no_author_or_time() -> None:
    (_composed, body), (_same, again), (_other, english) = letter(), letter(), letter("en")
    assert body == again
    about = docx.Document(io.BytesIO(body)).core_properties
    assert about.language == "zh-CN"
    assert docx.Document(io.BytesIO(english)).core_properties.language == "en-GB"
    assert (about.author, about.last_modified_by, about.created.year) == ("", "", 1980)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert 'w:eastAsia="SimSun"' in archive.read("word/styles.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
