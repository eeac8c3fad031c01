"""YAML with its parts marked by classes, for a page that may not carry style of its own."""

from __future__ import annotations

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import YamlLexer

_PREFIX = "y-"


def marked_yaml(text: str, first_line: int) -> Markup:
    """The text as HTML: everything in it is escaped, a line is numbered as in its file."""
    made = HtmlFormatter(nowrap=True, classprefix=_PREFIX)
    lines = highlight(text, YamlLexer(stripnl=False), made).splitlines()
    numbered = (
        Markup('<span class="line"><span class="number" aria-hidden="true">{}</span>{}\n</span>').format(
            at, Markup(line)
        )
        for at, line in enumerate(lines, first_line)
    )
    return Markup("").join(numbered)
