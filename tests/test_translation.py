"""The Chinese of the program: complete, sound, shown to whoever reads it, and chosen rightly."""

import ast
import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from patentcli.commands import COMMANDS
from patentcli.labels import LABELS, label
from patentcli.manual.topics import TOPICS
from registry import entries
from tools import COLUMNS, ROOT, call, speaking

pytest.importorskip("babel")
PO = ROOT / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"
HAN = re.compile(r"[\u4e00-\u9fff]")


sys.path.append(str(ROOT / "tools"))
TOOL = import_module("update_translations")
sys.path.pop()


def texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


CATALOG = TOOL.read(PO)
TRANSLATED = {texts(m.id): texts(m.string) for m in CATALOG if m.id and all(texts(m.string))}


@cache
def sources() -> dict[Path, ast.Module]:
    """The modules of the program as Python's parser reads them."""
    paths = sorted((ROOT / "src" / "patentcli").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


# --- the catalogue of messages


def test_every_message_of_the_source_is_translated_and_nothing_else() -> None:
    marked = {texts(m.id) for m in TOOL.extracted() if m.id}
    assert marked ^ TRANSLATED.keys() == set()
    assert not CATALOG.obsolete
    assert CATALOG.num_plurals == 1


def test_no_message_is_put_together_or_looked_up_too_early() -> None:
    """A message is a text, or looked up among marked ones: else it could not be collected. What is
    looked up while modules load would be in no language that anybody chose."""
    made_up = (ast.JoinedStr, ast.BinOp, ast.IfExp, ast.BoolOp)
    for path, tree in sources().items():
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        late = {n for function in functions for part in function.body for n in ast.walk(part)}
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("_", "N_", "ngettext"):
                assert not isinstance(node.args[0], made_up), f"{path.name}:{node.lineno}"
                assert name == "N_" or node in late, f"{path.name}:{node.lineno}"


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
        assert "年费" not in translation or "annuit" in every.lower(), source
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
    said += CATALOG.header_comment.splitlines()  # whoever translates reads the words there
    words = [word for _english, chinese, *_ in GLOSSARY for word in chinese.split("、")]
    assert len(words) > 30
    assert [word for word in words if word not in "\n".join(said)] == []
    replaced = [word for row in GLOSSARY for word in row[2].split("、") if word]
    assert [text for text in said for never in replaced if never in text] == []


# --- nothing that a person reads was forgotten

WORDS = re.compile(r"(?<![\w.:/@-])[A-Za-z]+(?: [A-Za-z]+){2,}")
SENTENCE = re.compile(r"^[A-Za-z][a-z]*(?: [a-z]+){2,}")


# Sentences in the code that are no messages: keys of the rules, words of lists, a schema.
NO_MESSAGES = {
    *("not yet filed", "not yet granted", "shown as lapsed", "no longer listed", "no cap is known"),
    *("free of charge", "to be agreed", "pip install babel", "the bundled catalogue"),
    *("not a publication number", "not a granted Chinese patent"),
    *("an index names a record that is not there", "A list of patents"),
    "yuan with two decimals, as in 40000.00",
    "One patent as a public page showed it (fields as in the command-line interface).",
}


def test_every_sentence_of_the_code_is_marked() -> None:
    """But for docstrings, commands, and what only those read who edit the data."""
    found = set()
    for tree in sources().values():
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


HELP = [(), *dict.fromkeys(path[:1] for path in entries()), *(p for p in entries() if p[1:])]


@pytest.mark.parametrize("path", HELP, ids=" ".join)
def test_no_sentence_of_help_or_refusal_is_left_untranslated(path: tuple[str, ...]) -> None:
    """Runs of three words or more, but in commands: a line with one is an example."""

    def unsaid(*words: str) -> list[str]:
        found = [call(*words, tty=tty, env={"COLUMNS": "1000"}) for tty in (True, False)]
        text = "\n".join(answer.out + answer.err for answer in found)
        text = re.sub(r"(?m)^ +.*patentcli.*$", "", text)
        for other in sorted(HELP, key=len, reverse=True):
            text = text.replace(" ".join(("patentcli", *other)), "|")
        return WORDS.findall(" ".join(re.sub(r"(?<=\S) {2,}(?=\S)", " | ", text).split()))

    topics = [("help", topic) for topic in (*TOPICS, "nothing")] if not path else []
    for words in ((*path, "--help"), (*path, "--nothing"), *topics):
        assert unsaid(*words, "--lang", "zh") == []
    assert unsaid(*path, "--help")  # in English there are some


# --- what is the same in every language, and what is not (see cli/test_formats.py)


def test_columns_and_fields_have_labels_in_both_languages() -> None:
    named = {name for parts in COLUMNS.values() for part in ("columns", "fields")
             for name in parts.get(part, ())}  # fmt: skip
    assert named - set(LABELS) == set()
    assert (label("of_somebody_else"), label("expiry.date")) == (
        "of_somebody_else", "End of term.date"
    )  # fmt: skip
    with speaking("zh"):
        assert [name for name in LABELS if not HAN.search(label(name))] == []


def test_words_for_a_person_follow_the_language_and_values_for_scripts_do_not() -> None:
    row = ("list", "--lang", "zh", "--limit", "1", "--domain", "3d")
    assert call(*row).table[0]["domain"] == "3d"
    shown = call(*row, tty=True).out
    assert all(word in shown for word in ("技术领域", "三维可视化", "候选"))
    answer = call("eligible", "--patent", "CN114694123B", "--lang", "zh", "--format", "json").json
    assert all(HAN.search(said) for said in (answer["caution"], answer["checks"][0]["reason"]))
