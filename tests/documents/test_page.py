"""The page as a file: what it holds, and that nothing in the data can become markup."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from hostile_catalogue import PAYLOADS, unseen
from patentcli.documents.letter import Basis
from patentcli.documents.markup import TEMPLATES, read
from patentcli.documents.page import SCRIPTS, charts, render
from records import bare, record
from report_pages import basis, data_of, listed, page
from tools import ROOT, speaking

UNKNOWN = ("unknown", "未知")
FREE = ("id", "title", "title_zh", "holder", "summary", "note", "licence_scope")


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of a page with their attributes."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))
    parser.feed(html)
    return found


def hostile(text: str) -> dict[str, object]:
    """A record with that text wherever text is free."""
    fields = dict.fromkeys(FREE, text)
    return record(
        **fields, inventors=[text], sources=[text], classifications=[text], applications=[text]
    )


@pytest.mark.parametrize("text", PAYLOADS.values())
def test_no_text_becomes_markup_or_leaves_the_data(text: str) -> None:
    safe = render(page([hostile("x")], filters="x", basis=named("x")))
    html = render(page([hostile(text)], filters=text, basis=named(text)))
    found = elements(html)
    assert [tag for tag, _ in found] == [tag for tag, _ in elements(safe)]
    names = {name for _tag, attributes in found for name in attributes}
    assert [name for name in names if name.startswith("on") or name == "style"] == []
    block = html[html.index('id="data">') :].partition(">")[2].partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", block)
    said = json.dumps(data_of(html), ensure_ascii=False)
    assert not unseen(said)
    assert not re.search(r"(?<!\\)\\u00", said)  # nor in JSON's own spelling
    assert json.dumps(text, ensure_ascii=False) in said or not text.isprintable()


def named(text: str) -> Basis:
    return basis(catalogue=listed(text, edition=text, created=text))


def test_the_policy_names_exactly_what_stands_in_the_page_and_nothing_is_loaded() -> None:
    html = render(page([record()]))
    found = elements(html)
    (policy,) = [a["content"] for _tag, a in found if a.get("http-equiv")]
    rules = dict(rule.split(" ", 1) for rule in str(policy).split("; "))
    assert rules["default-src"] == "'none'"
    for tag in ("script", "style"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    loading = {"src", "srcset", "data", "poster", "background", "action"}
    assert not loading & {name for _tag, attributes in found for name in attributes}
    assert not re.search(r"url\(|@import", read("page.css"))
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    for name in SCRIPTS:
        assert not re.search(forbidden, read(f"{name}.js")), name


def test_what_is_unknown_is_named_and_all_else_is_shown() -> None:
    known = data_of(render(page([record(), bare()])))

    def texts(places: list[int]) -> set[str]:
        return {known["strings"][place][0] for place in places}

    full, bare_one = (
        texts([known["shared"][row][0] for row in patent["fields"]]) for patent in known["patents"]
    )
    assert {"Filing date", "Annual fee (yuan)", "Licence scope", "Classifications"} <= full
    assert full | bare_one <= texts(known["fields"])
    assert "Annual fee (yuan)" not in bare_one


def test_the_data_are_the_same_whatever_language_is_shown_first() -> None:
    english = data_of(render(page([record(), bare()])))
    with speaking("zh"):
        assert data_of(render(page([record(), bare()]))) == english
    messages = english["messages"].items()
    assert len(messages) > 60
    # Each message that the scripts ask for is one that the tools for translation found, too.
    left = [m for m, chinese in messages if chinese == m and re.search("[a-z]{3}", m)]
    assert left == []


def test_charts_count_every_patent() -> None:
    records = [record(applications=["ocr", "word"]), record(applications=["word"]), bare()]
    known = dict(charts(page(records)))
    assert known["By domain"] == [(("Image processing", "图像处理"), 2), (UNKNOWN, 1)]
    words = known["By application (a patent can have several)"]
    assert words[0] == (("word", "word"), 2)
    assert [count for _label, count in words[1:]] == [1, 1]
    assert known["By year of filing"] == [(("2019", "2019"), 2), (UNKNOWN, 1)]


def test_scripts_styles_and_templates_stay_within_2000_lines() -> None:
    folder = ROOT / "src" / "patentcli" / "documents" / "templates"
    assert str(folder) == TEMPLATES
    files = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    assert sum(text.count("\n") for text in files) <= 2000
