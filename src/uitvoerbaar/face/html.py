"""Pieces of HTML for notebooks: a part in our own style, tables of records. Everything is escaped on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from uitvoerbaar.base.language import active
from uitvoerbaar.engine.explain.plain_words import law_words
from uitvoerbaar.face.extras import need_report

_QUOTED = re.compile("“(?:[^“”]|“[^“”]*”)*”")
"""Words of the law within a sentence of another language; a quotation may hold another."""
_PLACED = re.compile(r"(?<=\()[^()]+(?:\([^()]*\))?(?=, article )")
"""The law in a place as English sentences have it: (Wet kinderopvang, article 1.7)."""


class Markup(str):
    """HTML that was made here: it is not escaped again."""

    __slots__ = ()


def text(value: object) -> str:
    """A value as escaped words, the euro sign tied to its amount; nothing is empty.

    In another language than Dutch what is quoted are words of the law, and marked as Dutch, as is the name of an act.
    """
    if isinstance(value, Markup):
        return value
    told = escape("" if value is None else str(value)).replace("€ ", "€\u00a0")
    if active() == "nl":
        return told
    return _PLACED.sub(lambda law: _dutch(law[0]), _QUOTED.sub(lambda quoted: _dutch(quoted[0]), told))


def law_text(value: str) -> Markup:
    """Words of the law, which are Dutch: quoted and marked as such where another language is spoken."""
    told = escape(value)
    return Markup(told if active() == "nl" or not told else _dutch(f"“{told}”"))


def dutch_name(value: str) -> Markup:
    """A name that is Dutch in every language, such as that of an act or a minister."""
    return Markup(escape(value) if active() == "nl" or not value else _dutch(escape(value)))


def law_title(law: str, name: str) -> Markup:
    """A law by its name, in another language after what that calls it."""
    return Markup(escape(law_words(law, name)).replace(escape(name), dutch_name(name)))


def _dutch(told: str) -> str:
    return f'<span lang="nl">{told}</span>'


def page(title: str, *parts: str) -> str:
    """Parts of HTML below a title, in the style of the reports, which holds inside this element only."""
    need_report()
    from uitvoerbaar.report.fragments import style

    return f'<div class="uv" lang="{active()}"><style>{style()}</style><p class="title">{text(title)}</p>{"".join(parts)}</div>'


def records(heads: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: frozenset[int] = frozenset()) -> Markup:
    """A table; `numbers` are the positions of columns that stand to the right."""
    kind = [' class="num"' if at in numbers else "" for at in range(len(heads))]
    head = "".join(f'<th scope="col"{of}>{text(name)}</th>' for of, name in zip(kind, heads, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{of}>{text(cell)}</td>" for of, cell in zip(kind, row, strict=True)) + "</tr>"
        for row in rows
    )
    return Markup(
        f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def folded(title: object, *parts: str, opened: bool = False) -> Markup:
    """Parts that unfold below a title."""
    return Markup(f"<details{' open' if opened else ''}><summary>{text(title)}</summary>{''.join(parts)}</details>")


def items(lines: Iterable[object]) -> Markup:
    """A plain list."""
    return Markup(f'<ul class="plain">{"".join(f"<li>{text(line)}</li>" for line in lines)}</ul>')


def link(words: object, url: str | None) -> Markup:
    """Words that lead to a page of the law, or the words alone without one."""
    safe = url is not None and url.startswith(("https://", "http://"))
    return Markup(f'<a href="{escape(url or "")}">{text(words)}</a>' if safe else text(words))
