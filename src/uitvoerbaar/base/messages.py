"""Words for messages: a did-you-mean, a value as it was typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

_SHOWN = 60
"""Characters of a value that a message repeats."""


def suggest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """A did-you-mean hint, or None when nothing is near (`cutoff` 1 is equal, 0 anything); capitals do not count."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=cutoff)
    return f"bedoelde u '{folded[near[0]]}'?" if near else None


def instead(word: str, present: Iterable[str]) -> str | None:
    """A hint for a word that is missing: the word that stands there and looks like it, or None."""
    near = difflib.get_close_matches(word, list(present), n=1, cutoff=0.6)
    return f"er staat wel '{near[0]}'" if near else None


def describe(value: Any) -> str:
    """What a YAML value is, in words for a reader."""
    if value is None:
        return "lege waarde"
    if isinstance(value, bool):
        return "waar/onwaar"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "lijst"
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}...'"
