"""Compiling the message catalogues (.po) into what gettext reads (.mo), at build time."""

import os
from io import BytesIO

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.output.replacing import replacing


def build_translations(root: str) -> list[str]:
    """Write `patentcli.mo` beside every `patentcli.po` of the package; their paths."""
    locale = os.path.join(root, "src", "patentcli", "locale")
    languages = sorted(os.listdir(locale)) if os.path.isdir(locale) else []
    made = []
    for lang in languages:
        source = os.path.join(locale, lang, "LC_MESSAGES", "patentcli.po")
        if os.path.exists(source):
            made.append(_compile(source))
    return made


def _compile(source: str) -> str:
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ModuleNotFoundError:
        raise DataProblem(
            _("the translation changed, and babel, which compiles it, is not installed"),
            where=source,
            hint="pip install babel",
        ) from None
    with open(source, "rb") as stream:
        messages = read_po(stream, abort_invalid=True)
    # The header's dates would make the bytes differ between two runs over one source.
    body = BytesIO()
    write_mo(body, messages, use_fuzzy=False)
    target = source.removesuffix(".po") + ".mo"
    with replacing(target, overwrite=True) as temporary:
        temporary.write_bytes(body.getvalue())
    return target
