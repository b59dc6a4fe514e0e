"""The Chinese of the program: complete, sound, shown to whoever reads it, and chosen rightly."""

import ast
import re
import sys
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from patentcli import i18n
from patentcli.commands import COMMANDS
from patentcli.manual.topics import TOPICS
from patentcli.rules import expiry
from registry import entries, plain_example
from tools import ROOT, Answer, call

pytest.importorskip("babel")
PO = ROOT / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"
HAN = re.compile(r"[\u4e00-\u9fff]")


sys.path.append(str(ROOT / "tools"))
TOOL = import_module("update_translations")
sys.path.pop()


def texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


TEMPLATE = {texts(m.id) for m in TOOL.extracted() if m.id}
CATALOG = TOOL.read(PO)
TRANSLATED = {texts(m.id): texts(m.string) for m in CATALOG if m.id and all(texts(m.string))}
SOURCES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "src" / "patentcli").rglob("*.py"))
}


# --- the catalogue of messages


def test_every_message_of_the_source_is_translated_and_nothing_else() -> None:
    assert TEMPLATE ^ TRANSLATED.keys() == set()
    assert not CATALOG.obsolete
    assert CATALOG.num_plurals == 1


def test_no_message_is_put_together_where_it_is_translated() -> None:
    """A message is a text, or looked up among marked ones: else it could not be collected."""
    made_up = (ast.JoinedStr, ast.BinOp, ast.IfExp, ast.BoolOp)
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_"):
                assert not isinstance(node.args[0], made_up), f"{path.name}:{node.lineno}"


def fields(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(n, spec, conv) for _text, n, spec, conv in Formatter().parse(text) if n is not None}


# An option or a command is typed as it is, whatever the language.
TYPED = re.compile(rf"(?<![\w-])--[a-z][a-z-]*|patentcli (?:{'|'.join(COMMANDS)})\b")
# Signs that stand between Chinese characters are full-width.
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]"
)


def test_what_both_sides_share_and_how_chinese_is_set() -> None:
    """年费 is what keeps a patent alive; what a licensee pays is 许可使用费 or 许可费."""
    for said, (translation,) in TRANSLATED.items():  # Chinese has one form of a count
        source, every = said[-1], " ".join(said)
        assert fields(translation) == fields(source), source
        assert set(TYPED.findall(translation)) == set(TYPED.findall(source)), source
        assert not HALF_WIDTH.search(translation), translation
        assert translation == translation.strip()
        assert "年费" not in translation or "annuit" in every, source
        if re.search(r"\bannual (?:licence )?fee\b", every):
            assert re.search("年许可费|每年的许可使用费", translation), source


GLOSSARY = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
][1:]


def test_the_words_of_the_glossary_are_in_use_and_those_that_they_replace_are_not() -> None:
    said = [text for (text,) in TRANSLATED.values()]
    said += (ROOT / "README.zh.md").read_text(encoding="utf-8").splitlines()
    words = [word for _english, chinese, *_ in GLOSSARY for word in chinese.split("、")]
    assert len(words) > 30
    assert [word for word in words if word not in "\n".join(said)] == []
    replaced = [never for _english, _chinese, never, _what in GLOSSARY if never]
    assert [text for text in said for never in replaced if never in text] == []


def test_what_is_not_translated_is_english_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("--version").code == 0  # a checkout has built its translations by now
    i18n.set_language("zh")
    assert HAN.search(i18n._("Exit codes"))
    assert i18n._("") == ""  # and not the head of the catalogue of messages
    monkeypatch.setattr(i18n, "__file__", str(tmp_path / "i18n.py"))
    i18n._texts.cache_clear()
    try:
        i18n.set_language("zh")
        assert i18n._("Exit codes") == "Exit codes"
        assert i18n.ngettext("{n:,} person", "{n:,} persons", 2) == "{n:,} persons"
    finally:
        i18n._texts.cache_clear()
        i18n.set_language("en")


# --- nothing that a person reads was forgotten

WORDS = re.compile(r"(?<![\w.:/@-])[A-Za-z]+(?: [A-Za-z]+){2,}")
SENTENCE = re.compile(r"^[A-Za-z][a-z]*(?: [a-z]+){2,}")


HELP = [(), *dict.fromkeys(path[:1] for path in entries()), *(p for p in entries() if p[1:])]
# What these write is no prose, or has tests of its own.
FOR_PROGRAMS = [("catalogue", "schema"), ("catalogue", "export"), ("completion",), ("report",)]
CALLS: list[tuple[str, ...]] = [
    *[(*path, "--help") for path in HELP],
    *[("help", topic) for topic in (*TOPICS, "nothing")],
    *[tuple(plain_example(path)) for path in entries() if path not in FOR_PROGRAMS],
    *[(*plain_example(path), "--nothing") for path in entries()],
    ("help",),
    ("eligible", "--patent", "US11941802B2", "--fee", "4万", "--size", "small"),
    ("eligible", "--patent", "CN114694123B", "--as-of", "2050-06-30", "--size", "micro"),
    ("size", "--industry", "I", "--employees", "250"),
    ("catalogue", "import", "exchange.csv", "--name", "exchange"),
]
# Sentences in the code that are no messages: keys of the rules, words of lists, a schema.
NO_MESSAGES = {
    *("not yet filed", "not yet granted", "shown as lapsed", "no longer listed", "no cap is known"),
    *("free of charge", "to be agreed", "pip install babel", "the bundled catalogue"),
    *("not a publication number", "not a granted Chinese patent"),
    *("an index names a record that is not there", "A list of patents"),
    "One patent as a public page showed it (fields as in the command-line interface).",
}


def test_every_sentence_of_the_code_is_marked() -> None:
    """But for docstrings, commands, and what only those read who edit the data."""
    found = set()
    for tree in SOURCES.values():
        known: set[ast.AST] = set()
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("_", "N_", "ngettext", "ValueError", "Field") or isinstance(node, ast.Expr):
                known |= set(ast.walk(node)) if name else {node.value}  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and node not in known else None
            if isinstance(text, str) and SENTENCE.search(text) and "patentcli" not in text:
                found.add(text)
    assert found - NO_MESSAGES == set()


@pytest.fixture(scope="module")
def known(_private_home: None) -> list[str]:
    """Every text that is shown as it is, the longest first: of records, files and command lines."""
    found = set(expiry.BASES)  # part of the JSON of a record, which no language changes
    found |= {" ".join(("patentcli", *path)) for path in HELP}
    for patent in call("list", "--format", "json").json:
        texts = ("title", "holder", "summary", "note", "legal_status_as_shown")
        found |= {str(patent[name]) for name in texts if patent[name]}
        found |= {*patent["inventors"], *patent["inventors_en"]}
    for words in ("vocabulary", "industries"):
        found |= {str(row["label_en"]) for row in call(words, "--format", "json").json}
    found.add(str(call("catalogue", "info", "--format", "json").json[0]["source"]))
    return sorted((" ".join(text.split()) for text in found), key=len, reverse=True)


def unsaid(answer: Answer, known: list[str]) -> list[str]:
    """Runs of three words or more in the output that no message and no record holds."""
    # A line of help with a command in it is an example.
    text = re.sub(r"(?m)^ +.*patentcli.*$", "", answer.out + answer.err)
    if "\t" in text:
        text = re.sub(r"[\t\n]", " | ", text)  # each cell by itself
    text = re.sub(r"(?<=\S) {2,}(?=\S)", " | ", text)  # and each column of a table
    text = " ".join(text.split())
    for part in known:
        text = text.replace(part, "|")
    return WORDS.findall(text)


@pytest.mark.usefixtures("data_dir", "workplace")  # imports and confirmations stay within one test
@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_no_sentence_is_left_untranslated(arguments: tuple[str, ...], known: list[str]) -> None:
    for tty in (True, False):
        answer = call(*arguments, tty=tty, env={"COLUMNS": "1000", "PATENTCLI_LANG": "zh"})
        assert answer.out + answer.err
        assert unsaid(answer, known) == []


def test_the_search_for_untranslated_sentences_finds_one(known: list[str]) -> None:
    assert "is not the code of an office" in unsaid(call("list", "--office", "Z"), known)[0]


# --- what is the same in every language, and what is not


def test_names_and_values_for_scripts_are_the_same_in_every_language() -> None:
    arguments = ("eligible", "--patent", "CN114694123B", "--fee", "1", "--size", "small", "-q")
    english = call(*arguments, "--format", "json").json
    chinese = call(*arguments, "--format", "json", "--lang", "zh").json
    for told, said in ((english, chinese), *zip(english["checks"], chinese["checks"], strict=True)):
        assert HAN.search(said.get("caution") or said["reason"])
        for name in ("caution", "reason", "source", "checks"):
            told.pop(name, None), said.pop(name, None)
        assert told == said
    row = ("list", "--lang", "zh", "--limit", "1", "--domain", "3d")
    assert call(*row).table[0]["domain"] == "3d"
    shown = call(*row, tty=True).out
    assert all(word in shown for word in ("技术领域", "三维可视化", "候选"))
