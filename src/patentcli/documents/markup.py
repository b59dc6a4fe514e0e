"""Templates and escaping: what comes from data is text, its hidden characters made visible. HTML is
escaped by Jinja2 by itself, Markdown by the filters `md` and `md_line`, data in scripts by
`tojson`."""

import base64
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from patentcli.i18n import _, language, ngettext, set_language
from patentcli.output.clean import line
from patentcli.output.formats import escape

Said = TypeVar("Said")
TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")

# A run of low lines is a blank to fill in; after a space it never ends an emphasis.
_BLANK = r"(?<!\w)_{3,}(?!\w)"
_START = r"(\d*)([#+=.)-])"  # what would begin a heading, a list or a rule at the start of a line


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: str(name).endswith(".html"),  # noqa: S701 (Markdown has filters)
        undefined=StrictUndefined,
        finalize=lambda value: line(value) if type(value) is str else value,  # Markup stays
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"md": markdown, "md_line": markdown_line, "both": both}
    made.globals |= {
        "_": lambda message, **values: _(message, **values),
        "ngettext": lambda one, many, n, **values: ngettext(one, many, n, n=n, **values),
    }
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def render(name: str, values: Mapping[str, Any]) -> str:
    """A template of `templates/` filled in."""
    return _environment().get_template(name).render(values)


def read(name: str) -> str:
    """A file of `templates/` as it stands."""
    return Path(TEMPLATES, name).read_text(encoding="utf-8")


def both(texts: tuple[str, str]) -> Markup:
    """A text in both languages, of which the style sheet shows one; its lines are kept."""
    english, chinese = ("\n".join(map(line, text.split("\n"))) for text in texts)
    if english == chinese:
        return Markup("{}").format(english)
    shown = '<span class="t" lang="en">{}</span><span class="t" lang="zh-CN">{}</span>'
    return Markup(shown).format(english, chinese)  # noqa: S704 (ours; the texts are escaped)


def markdown(text: str) -> str:
    """Plain text as Markdown within a line (CommonMark with GitHub's tables)."""
    pieces = re.split(rf"\s*({_BLANK})", line(text).strip())
    return "".join(f" {text}" if n % 2 else escape(text) for n, text in enumerate(pieces))


def markdown_line(text: str) -> str:
    """Plain text as Markdown that begins a line."""
    return re.sub(rf"\A{_START}", r"\1\\\2", markdown(text))


def policy(script: str, style: str) -> str:
    """A content security policy: nothing from outside, and only this inline script and style."""
    hashes = (base64.b64encode(hashlib.sha256(b.encode()).digest()) for b in (script, style))
    of_script, of_style = (f"'sha256-{digest.decode()}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {of_script}; style-src {of_style}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def in_each(say: Callable[[], Said]) -> tuple[Said, Said]:
    """What a function answers in English and in Chinese, whatever language is in use."""
    before = language()
    try:
        set_language("en")
        english = say()
        set_language("zh")
        return english, say()
    finally:
        set_language(before)
