"""How a column of texts writes yes and no: each word says one of them, whatever the others are."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.base.language import tr

TRUTHS = {
    "true": True, "ja": True, "j": True, "waar": True, "yes": True, "y": True, "1": True, "1.0": True, "1,0": True,
    "false": False, "nee": False, "n": False, "onwaar": False, "no": False, "0": False, "0.0": False, "0,0": False,
}  # fmt: skip
"""What a word (in small letters) says."""
_PLAIN = frozenset(("true", "false", "ja", "nee"))


def told_truths(words: Iterable[str]) -> str:
    """How words that say yes and no were read; empty where they say it themselves."""
    read = sorted(word for word in words if word in TRUTHS and word not in _PLAIN)
    said = (f"'{word}' = {tr('ja') if TRUTHS[word] else tr('nee')}" for word in read)
    return ", ".join(said)


def why_no_truth(word: str) -> str:
    """Why a word says neither, with what to write."""
    return tr("is geen ja of nee ('{word}'); schrijf ja of nee, true of false, J of N, 1 of 0", word=word)
