"""HTML from text: nothing that comes in is ever read as markup."""

import base64
import hashlib
import json
from collections.abc import Iterable
from html import escape

from patentcli.documents.texts import Both
from patentcli.output.clean import json_text, line


def text(value: object) -> str:
    """Any text as HTML text or the value of a quoted attribute, hidden characters made visible."""
    return escape(line(str(value)))


def both(texts: Both) -> str:
    """A text in both languages, of which the style sheet shows one."""
    return (
        f'<span class="t" lang="en">{text(texts.en)}</span>'
        f'<span class="t" lang="zh-CN">{text(texts.zh)}</span>'
    )


def link(url: str, label: str) -> str:
    """A link to a web page around a label that is HTML; the label alone for any other address."""
    if not url.lower().startswith(("http://", "https://")):
        return label
    return f'<a href="{text(url)}" rel="noopener noreferrer" target="_blank">{label}</a>'


def items(parts: Iterable[str]) -> str:
    """A list of parts that are HTML."""
    return "<ul>\n" + "".join(f"<li>{part}</li>\n" for part in parts) + "</ul>"


def data_block(value: object) -> str:
    """JSON for a `<script type="application/json">` that no text in it can end or leave.

    `<`, `>` and `&` become escapes, and so do line separators, lone surrogates and other hidden
    characters; the value stays the same. Source: https://html.spec.whatwg.org, "Restrictions for
    contents of script elements".
    """
    encoded = json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    for mark in "<>&":
        encoded = encoded.replace(mark, f"\\u{ord(mark):04x}")
    return encoded


def content_hash(body: str) -> str:
    """The source expression that lets exactly this inline script or style run (CSP level 3)."""
    digest = hashlib.sha256(body.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(script: str, style: str) -> str:
    """A content security policy under which the page loads nothing and runs only this.

    `trusted-types 'none'` makes the browser itself refuse text that would become markup.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {content_hash(script)}",
            f"style-src {content_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
