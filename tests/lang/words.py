"""Words that give a language away, and what a text may hold in either."""

from __future__ import annotations

import re
from functools import cache

from uitvoerbaar.law import load_corpus

DUTCH = re.compile(
    r"\b(de|het|een|niet|van|voor|zijn|wordt|worden|geen|met|naar|heeft|dat|dit|deze|als|ook|maar|bij|wat|moet|kies|"
    r"schrijf|verwacht|ontbreekt|fout|regel|artikel|bestand|onbekend|onbekende|jaar|maand|kolom|huishoudens)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(the|not|from|with|and|by|which|must|cannot|expected|missing|unknown|error|warning|article|line|file|does|"
    r"there|has|have|but|in force|law|column|row|year|households|found|choose)\b",
    re.IGNORECASE,
)
_AS_THEY_ARE = re.compile(
    r"\b[A-Z_]{2,}\b|geen(?=, dagopvang| \(none\))|“[^”]*”|'[^'\n]*'|\"[^\"\n]*\"|https?://\S+|^ *uitvoerbaar .*$|^ +--.*$|--\S+|"
    r"\S*[/_.]\S*|\b[\w']+-[\w-]+|\\\s*$",
    re.MULTILINE,
)
"""Quotations, addresses, commands, options, file names, identifiers and values of a register are the same in both."""


@cache
def _names() -> tuple[str, ...]:
    """The names of the shipped laws, the longest first."""
    return tuple(sorted({e.law.name for e in load_corpus().entries() if e.law.name}, key=len, reverse=True))


def leaks(text: str, lang: str) -> list[str]:
    """Words of the other language, outside names of laws and what is quoted."""
    for name in _names():
        text = text.replace(name, "")
    # A quotation first: it may begin within what looks like a file name.
    return (DUTCH if lang == "en" else ENGLISH).findall(_AS_THEY_ARE.sub(" ", re.sub("“[^”]*”", " ", text)))
