"""`show`: a block a patent, a page a patent; see calls.toml, too."""

import json

import pytest

from patentcli.catalogue.fields import FIELDS
from tools import call

CN, US = "CN114694123B", "US11941802B2"


def test_without_the_bundled_one(exchange: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentcli.call.bundled_path", lambda: "/nowhere/catalogue.db")
    answer = call("show", "CN101888412B", "-C", exchange, "--format", "ids")
    assert (answer.code, answer.lines) == (0, ["US9405993B2"])  # by its family


@pytest.mark.parametrize(
    ("body", "reason"), [(b"CN1B\n\xff\xfe\n", "2: not UTF-8"), (b"1" * 20_000, "1: longer than")]
)
def test_a_line_that_cannot_be_a_number_is_named(body: bytes, reason: str) -> None:
    refused = call("show", "-", "--format", "ids", stdin=body)
    assert (refused.code, f"line {reason}" in refused.err) == (65, True)


def test_a_block_a_patent() -> None:
    answer = call("show", CN, US)
    assert [row["field"] for row in answer.table] == [*FIELDS, *FIELDS]
    values = {row["field"]: row["value"] for row in answer.table[: len(FIELDS)]}
    patent = call("show", CN, "--format", "json").json[0]
    for name in ("title", "title_zh", "id"):
        assert values[name] == patent[name]
    assert values["inventors"] == "|".join(patent["inventors"])
    assert (values["filing_date"], values["title_zh_is_translation"]) == ("", "true")
    for name in ("expiry", "chinese_applications"):
        assert json.loads(values[name]) == patent[name]
    assert call("show", CN, US, "--format", "csv").csv == answer.table


def test_fields_choose_the_lines_of_a_block_and_a_path_leads_into_a_field() -> None:
    answer = call("show", CN, "--fields", "title_zh,id", "--no-header")
    assert answer.lines == ["title_zh\t交通信号灯感知方法、装置、设备及存储介质", f"id\t{CN}"]
    fields = ("id", "expiry.year", "chinese_applications.number")
    chosen = ("--fields", ",".join(fields))
    (one,) = call("show", CN, *chosen, "--format", "json").json
    assert one == dict(zip(fields, (CN, 2042, ["CN202210599282.6"]), strict=True))
    assert call("list", *chosen).lines[0] == "\t".join(fields)
    assert "\t2042\tCN202210599282.6" in call("list", *chosen).out
    assert "End of term.year" in call("show", CN, *chosen, tty=True).out


def test_pages_are_named_and_on_a_terminal_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    page = f"https://patents.google.com/patent/{CN}"
    assert call("show", CN, "--web").out == f"{page}\n"
    assert opened == []
    assert call("show", CN, US, "--web", tty=True).lines[0] == page
    assert opened == [page, f"https://patents.google.com/patent/{US}"]
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    answer = call("show", CN, "--web", tty=True)
    assert (answer.code, answer.out) == (0, f"{page}\n")
    assert "no browser" in answer.err
