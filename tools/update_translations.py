"""Bring the translations up to date with the source, and name what is still to translate.

    python tools/update_translations.py            merge new messages into every .po
    python tools/update_translations.py --check    change nothing; exit 1 where one would change

Messages are the arguments of `_`, `N_` and `ngettext`, in the modules and in the
templates and scripts of the documents. A message that the source no longer has is taken out and
shown with its translation, for whoever writes that of the one in its place: a changed message
counts as new, and is never guessed from a similar one. The .po files name source files without
line numbers, so that they change with the messages only.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "patentcli"
TEMPLATES = PACKAGE / "documents" / "templates"
MARKS = {"_": None, "ngettext": (1, 2)}
WIDTH = 100  # columns


def extracted() -> Catalog:
    """The messages of the source, in the order of its files."""
    found = Catalog(project="patentcli", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, message in messages(path.read_text(encoding="utf-8")):
            found.add(message, locations=[(name, line)])
    for path in sorted(TEMPLATES.iterdir()):
        name = path.relative_to(ROOT).as_posix()
        reader = javascript if path.suffix == ".js" else template
        for line, message in reader(path):
            found.add(message, locations=[(name, line)])
    return found


def template(path: Path) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Line and message (or singular and plural) of each message that a template marks."""
    body = path.read_text(encoding="utf-8")
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    for line, _name, message in environment.extract_translations(body):
        texts = [message] if isinstance(message, str) else [text for text in message or () if text]
        if texts:
            yield line, texts[0] if len(texts) == 1 else (texts[0], texts[1])


def javascript(path: Path) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """The same of a script."""
    with path.open("rb") as stream:
        for line, message, _comments, _context in extract("javascript", stream, MARKS):
            yield line, message


def messages(code: str) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """Line and message (or singular and plural) of each message that a module marks.

    The syntax tree is read, not the text: Babel's own reader misses what stands inside of an
    f-string, and takes any string within the call for a message.
    """
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        marks = getattr(call.func, "id", "")
        texts = [str(part.value) for part in call.args if isinstance(part, ast.Constant)]
        if marks in ("_", "N_") and texts:
            yield call.lineno, texts[0]
        elif marks == "ngettext" and len(texts) > 1:
            yield call.lineno, (texts[0], texts[1])


def translations() -> list[Path]:
    """The .po files of all languages."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """A .po file; ValueError where it is malformed."""
    with path.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def merged(path: Path, template: Catalog) -> tuple[bytes, list[Message]]:
    """The .po file with the messages of the source, its translations and its head kept; and what
    was taken out."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    gone = list(catalog.obsolete.values())
    catalog.obsolete.clear()
    body = BytesIO()
    write_po(body, catalog, width=WIDTH, include_lineno=False)
    return body.getvalue(), gone


def untranslated(catalog: Catalog) -> list[Message]:
    """Messages without a translation, and doubtful ones."""
    return [m for m in catalog if m.id and (m.fuzzy or not all(_strings(m)))]


def _strings(message: Message) -> list[str]:
    text = message.string
    return [text] if isinstance(text, str) else list(text or ())


def main() -> int:
    """Update or check every language; 1 where something is left to do."""
    check = "--check" in sys.argv[1:]
    template = extracted()
    left = 0
    for path in translations():
        body, gone = merged(path, template)
        name = path.relative_to(ROOT)
        if check and body != path.read_bytes():
            print(f"{name}: differs from the source")
            left += 1
        if not check:
            path.write_bytes(body)
        for message in gone:
            print(f"{name}: taken out: {message.id!r}, which was {message.string!r}")
        for message in untranslated(read_po(BytesIO(body))):
            print(f"{name}: not translated: {message.id!r}")
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
