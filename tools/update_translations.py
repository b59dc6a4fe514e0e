"""Bring the translations up to date with the source, and name what is still to translate.

    python tools/update_translations.py            merge new messages into every .po
    python tools/update_translations.py --check    change nothing; exit 1 where one would change

Messages are the arguments of `_`, `N_`, `ngettext` and `pgettext`. A message that the source no
longer has is taken out, a changed one counts as new: it is never guessed from a similar one. The
.po files name source files without line numbers, so that they change with the messages only.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "patentcli"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
WIDTH = 100  # columns


def extracted() -> Catalog:
    """The messages of the source, in the order of its files."""
    found = Catalog(project="patentcli", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, message, _comments, context in extract_from_file(
            "python", path, keywords=KEYWORDS
        ):
            found.add(message, locations=[(name, line)], context=context)
    return found


def translations() -> list[Path]:
    """The .po files of all languages."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """A .po file; ValueError where it is malformed."""
    with path.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def merged(path: Path, template: Catalog) -> bytes:
    """The .po file with the messages of the source, its translations and its head kept."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    body = BytesIO()
    write_po(body, catalog, width=WIDTH, include_lineno=False)
    return body.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """Messages without a translation, and doubtful ones."""
    return [m for m in catalog if m.id and (m.fuzzy or not all(_strings(m)))]


def _strings(message: Message) -> list[str]:
    text = message.string
    return [text] if isinstance(text, str) else list(text)


def main() -> int:
    """Update or check every language; 1 where something is left to do."""
    check = "--check" in sys.argv[1:]
    template = extracted()
    left = 0
    for path in translations():
        body = merged(path, template)
        name = path.relative_to(ROOT)
        if check and body != path.read_bytes():
            print(f"{name}: differs from the source")
            left += 1
        if not check:
            path.write_bytes(body)
        for message in untranslated(read_po(BytesIO(body))):
            print(f"{name}: not translated: {message.id!r}")
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
