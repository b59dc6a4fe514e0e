"""The page as a file: what it holds, and that nothing in the data can become markup."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from document_records import HOSTILE, bare, record
from patentcli.catalogue.schema import FIELDS
from patentcli.documents.page import SCRIPTS, render
from patentcli.documents.page_data import BASES
from patentcli.documents.texts import load_texts, read_asset
from patentcli.rules import expiry
from report_pages import data_of, page

SCRIPT_FIELDS = ("id", "title", "title_zh", "holder", "summary", "note", "licence_scope")


class Elements(HTMLParser):
    """The elements of a page, with attributes and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.raw.append((self.found[-1][0], data))


def static(html: str) -> str:
    """The page without its data."""
    return html[: html.index('id="data">')]


def hostile(text: str) -> dict[str, object]:
    """A record with that text wherever text is free."""
    fields = dict.fromkeys(SCRIPT_FIELDS, text)
    return record(
        **fields, inventors=[text], sources=[text], classifications=[text], applications=[text]
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_an_element(text: str) -> None:
    safe = Elements(render(page([hostile("x")], filters="x", catalogue={"name": "x"})))
    html = Elements(render(page([hostile(text)], filters=text, catalogue={"name": text})))
    assert [tag for tag, _ in html.found] == [tag for tag, _ in safe.found]
    for _tag, attributes in html.found:
        assert not any(name.startswith("on") or name == "style" for name in attributes)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_block_says_what_it_was_given(text: str) -> None:
    html = render(page([hostile(text)]))
    packed = data_of(html)["patents"]
    shown = dict(zip(packed["fields"], packed["rows"][0], strict=True))["title"]
    assert shown.isprintable()
    if text.isprintable():
        assert shown == text
    block = html[html.index('id="data">') :].partition(">")[2].partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", block)


def test_the_policy_names_exactly_what_stands_in_the_page() -> None:
    html = render(page([record()]))
    elements = Elements(html)
    policies = [a["content"] for t, a in elements.found if a.get("http-equiv")]
    assert len(policies) == 1
    policy = dict(rule.split(" ", 1) for rule in str(policies[0]).split("; "))
    assert policy["default-src"] == "'none'"
    for tag in ("script", "style"):
        bodies = [body for name, body in elements.raw if name == tag and not body.startswith("{")]
        digests = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies]
        assert policy[f"{tag}-src"] == " ".join(f"'sha256-{digest}'" for digest in digests)


def test_nothing_is_loaded_from_anywhere() -> None:
    for _tag, attributes in Elements(render(page([record()]))).found:
        assert not attributes.keys() & {"src", "srcset", "data", "poster", "background", "action"}
    assert "url(" not in read_asset("page.css")
    assert "@import" not in read_asset("page.css")


def test_scripts_never_write_markup() -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    for name in SCRIPTS:
        assert not re.search(forbidden, read_asset(name)), name


def test_the_same_records_give_the_same_bytes() -> None:
    records = [record(), bare()]
    assert render(page(records)) == render(page(records))


def test_every_field_of_a_record_travels() -> None:
    packed = data_of(render(page([record(), bare()])))["patents"]
    assert packed["fields"] == list(FIELDS)
    first = dict(zip(packed["fields"], packed["rows"][0], strict=True))
    wanted = record()
    wanted["expiry"] = ["2039-07-15", None, "end_from_date"]
    wanted["family"] = None
    assert first == json.loads(json.dumps(wanted))


def test_every_basis_of_a_term_has_a_text() -> None:
    bases = [
        value
        for name, value in vars(expiry).items()
        if name.isupper() and isinstance(value, str) and name.startswith(("FROM_", "NO_"))
    ]
    assert len(bases) >= 5
    texts = load_texts("page_texts.toml")
    assert {BASES[basis] for basis in bases} <= texts.keys()


def test_every_text_that_is_named_exists_and_every_one_that_exists_is_named() -> None:
    texts = load_texts("page_texts.toml")
    sources = {name: read_asset(name) for name in (*SCRIPTS, "page.html")}
    used = set(re.findall(r"\$t_(\w+)", sources["page.html"]))
    assert used <= texts.keys()
    code = "\n".join(sources.values()) + " ".join(
        read_asset(f"../{name}.py") for name in ("page", "charts", "page_data")
    )
    # Keys that are put together from a value of the data.
    made = ("f_", "role_", "outcome_", "rule_", "verdict_", "basis_", "confidence_", "kind_")
    made += ("certainty_", "term_", "status_")
    for key in texts.keys() - used:
        assert key.startswith(made) or re.search(rf"\b{key}\b", code), key
    for name, source in sources.items():
        for key in re.findall(r'(?:Speech\.text\(|key: )"(\w+)"', source):
            assert key in texts, f"{name}: {key}"


@pytest.mark.parametrize("name", ["page_texts.toml", "letter_texts.toml", "chart_texts.toml"])
def test_both_languages_fill_in_the_same_values(name: str) -> None:
    for key, text in load_texts(name).items():
        english, chinese = (sorted(re.findall(r"\{\w+\}", side)) for side in text)
        assert english == chinese, key
        assert text.en != text.zh or key in ("line", "size_missing"), key
        assert text.en.strip(), key
        assert text.zh.strip(), key


def test_candidates_are_counted_and_called_so() -> None:
    html = static(render(page([record(), bare()])))
    assert "1 of the patents on this page are candidates, not confirmed" in html
    assert "本页有 1 件为候选专利，未经确认列入官方清单" in html
    assert "are candidates" not in static(render(page([record()])))


def test_a_filtered_page_says_so() -> None:
    html = static(render(page([record()], filters="--domain image")))
    assert "Only part of the catalogue: --domain image" in html
    assert "Only part" not in static(render(page([record()])))
