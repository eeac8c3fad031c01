"""How hard a Dutch sentence is to read: the index of Flesch as Douma fitted it to Dutch (1960).

206.84 − 0.93 times the words of a sentence − 77 times the syllables of a word, on average; Douma calls 60 to 70 normal, below
45 hard and below 30 very hard. Numbers,
amounts and names of laws count as one short word: a reader takes them in at a glance.
"""

from __future__ import annotations

import re

_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|oe|eu|ou|au|ui|ei|ij|[aeiouyéèëïöüáóä]", re.IGNORECASE)
_NUMBER = re.compile(r"€?[\s\u00a0]?[\d.,]+(?:[\s\u00a0]?(?:%|mln|mld|miljoen|miljard|procent|euro))?")
_LAW = re.compile(r"\b(?:Algemene wet|Wet)(?: (?:op|de|het|van|inkomensafhankelijke|[a-z]{3,}))*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z€\d])|\n")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon or semicolon before a capital ends one too."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence, each number and each name of a law as one."""
    plain = _NUMBER.sub(" getal ", _LAW.sub(" wet ", sentence))
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain)


def syllables(word: str) -> int:
    """The syllables of a Dutch word: its groups of vowels."""
    return max(1, len(_VOWELS.findall(word)))


def ease(said: list[str]) -> float:
    """The index of Flesch-Douma of some sentences together: it is meant for a text, not for one sentence of it."""
    found = [word for sentence in said for word in words(sentence)]
    return 206.84 - 0.93 * len(found) / len(said) - 77 * sum(map(syllables, found)) / len(found)
