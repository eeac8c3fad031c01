"""Where in an article a place of its text is: the lid and the onderdeel, by the numbers and letters that open them.

An article of a law file may be one lid of an article ('8 lid 2', '1 lid 1 c'); then its number says so. Else the text may
number its parts: '1. ...', 'a. ...'. Only parts that follow one after the other (1, 2, 3; a, b, c) count as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from uitvoerbaar.law.text.words import ordinal, ordinals

_NUMBER = re.compile(r"(?P<article>\S+)(?: lid (?P<lid>\d+\w*))?(?: (?:onder(?:deel)? )?(?P<part>[a-z]{1,2}))?\Z")
_LID = re.compile(r"(?:^|(?<=\s))(\d{1,2})\.?[ \t]+(?=[A-Z])", re.MULTILINE)
_PART = re.compile(r"(?:^|(?<=\s))([a-z])[.)][ \t]+(?=\S)", re.MULTILINE)
_WORDS = re.compile(
    r"artikel (?P<article>[^\s,]+)(?:, (?P<lid>\w+) lid)?(?:, onderdeel (?P<part>[a-z]{1,2}))?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law: article, and the lid and onderdeel in it where these are known."""

    article: str
    lid: int | None = None
    part: str | None = None

    @property
    def words(self) -> str:
        """As a sentence names it: artikel 2, eerste lid, onderdeel b."""
        said = f"artikel {self.article}"
        if self.lid is not None:
            said += f", {ordinal(self.lid)} lid"
        return said + (f", onderdeel {self.part}" if self.part else "")

    @property
    def inside(self) -> str:
        """The same within its article: het eerste lid, onderdeel b; '' for the article as a whole."""
        lid = f"het {ordinal(self.lid)} lid" if self.lid is not None else ""
        part = f"onderdeel {self.part}" if self.part else ""
        return ", ".join(filter(None, (lid, part)))


def provision(number: str) -> Provision:
    """The place that the number of an article in a law file names; an unknown form is taken as it stands."""
    found = _NUMBER.match(number)
    if found is None or (found["lid"] and not found["lid"].isdigit()):
        return Provision(number)
    return Provision(found["article"], int(found["lid"]) if found["lid"] else None, found["part"])


def read_provision(words: str) -> Provision | None:
    """The place that words name ('artikel 2, eerste lid'); None when they are none."""
    found = _WORDS.match(words.strip())
    if found is None:
        return None
    lid = found["lid"]
    if lid is not None and lid.lower() not in ordinals():
        return None
    return Provision(found["article"], ordinals()[lid.lower()] if lid else None, found["part"])


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a text and where it stands, its number included."""

    lid: int | None
    part: str | None
    start: int
    end: int


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text that numbers its parts: leden, and the onderdelen in each of them."""
    starts = _following(text, _LID, 0, len(text), lambda label, count: int(label) == count)
    made: list[Part] = []
    for number, (start, end) in enumerate(_spans(starts, len(text)), 1):
        made.append(Part(number, None, start, end))
        made += _lettered(text, number, start, end)
    return tuple(made) if made else tuple(_lettered(text, None, 0, len(text)))


def _lettered(text: str, lid: int | None, start: int, end: int) -> list[Part]:
    found = _following(text, _PART, start, end, lambda label, count: ord(label) - ord("a") + 1 == count)
    labels = [label for _, label in found]
    return [Part(lid, label, at, stop) for label, (at, stop) in zip(labels, _spans(found, end), strict=True)]


def _spans(found: list[tuple[int, str]], end: int) -> list[tuple[int, int]]:
    """From each mark to the next, the last to `end`."""
    starts = [at for at, _ in found]
    return list(zip(starts, [*starts[1:], end][: len(starts)], strict=True))


def _following(text: str, mark: re.Pattern[str], start: int, end: int, fits: object) -> list[tuple[int, str]]:
    """Marks that count on from the first; nothing when there are not at least two."""
    assert callable(fits)
    found: list[tuple[int, str]] = []
    for match in mark.finditer(text, start, end):
        if fits(match[1], len(found) + 1):
            found.append((match.start(), match[1]))
    return found if len(found) > 1 else []


def part_at(text: str, at: int) -> Part | None:
    """The smallest part around a place in a text; None when the text numbers no parts there."""
    around = [part for part in parts(text) if part.start <= at < part.end]
    return min(around, key=lambda part: part.end - part.start, default=None)
