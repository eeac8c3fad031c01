"""What differs between two versions of a running text, in pieces that a sentence can quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from uitvoerbaar.law.text.numerals import numerals
from uitvoerbaar.law.text.parts import Part, part_at, parts
from uitvoerbaar.law.text.writing import Piece

_TOKEN = re.compile(r"\s+|\d[\d.,]*\d|\w+|.", re.DOTALL)
_WORD_LEFT = re.compile(r"\S+\s*$")
_WORD_RIGHT = re.compile(r"\s*\S+")
_NEAR = 3
"""Equal letters between two differences that are so few that they are one difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words from `start` to `end` of the old text and those that replace them; `every` when this holds each time they occur."""

    start: int
    end: int
    old: str
    new: str
    part: Part | None = None
    every: bool = False


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The smallest pieces of `old` that differ in `new`, by words."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    at = [0]
    for token in one:
        at.append(at[-1] + len(token))
    return tuple(
        Piece(at[i], at[j], "".join(other[k:m]))
        for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What differs, each with so many words around it that only it (or each time it occurs) is meant in its part of the text."""
    merged = list(_merged(old, pieces(old, new)))
    told = [_with_unit(old, Difference(p.start, p.end, old[p.start : p.end], p.words)) for p in merged]
    told = [replace(one, part=_part(old, one)) for one in told]
    return tuple(_once(old, told))


def _merged(old: str, found: tuple[Piece, ...]) -> Iterator[Piece]:
    """Pieces with next to nothing between them as one."""
    held: Piece | None = None
    for piece in found:
        if held is not None and piece.start - held.end < _NEAR:
            held = Piece(held.start, piece.end, held.words + old[held.end : piece.start] + piece.words)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _with_unit(old: str, one: Difference) -> Difference:
    """A number is quoted with its sign and unit: « 1.823» becomes «€ 1.823»."""
    for numeral in numerals(old):
        start, end = numeral.phrase
        if start <= one.start and one.end <= end:
            return _wider(old, one, start, end)
    return one


def _wider(old: str, one: Difference, start: int, end: int) -> Difference:
    return replace(
        one,
        start=start,
        end=end,
        old=old[start:end],
        new=old[start : one.start] + one.new + old[one.end : end],
    )


def _part(old: str, one: Difference) -> Part | None:
    """The part of the text around all of a difference; a lid when it runs through several onderdelen."""
    around = part_at(old, one.start)
    if around is None or one.end <= around.end:
        return around
    return next((p for p in parts(old) if p.part is None and p.start <= one.start and one.end <= p.end), None)


def _once(old: str, told: list[Difference]) -> Iterator[Difference]:
    """Each difference with words around it until it is the only place, or all places of its part are changed alike."""
    done: set[int] = set()
    for at, one in enumerate(told):
        if at in done:
            continue
        same = [k for k, other in enumerate(told) if (other.old, other.new, other.part) == (one.old, one.new, one.part)]
        places = occurrences(old, one.old, one.part)
        if one.old.strip() and {told[k].start for k in same} == set(places):
            done.update(same)
            yield replace(one, every=len(places) > 1)
        else:
            yield _unique(old, one)


def _unique(old: str, one: Difference) -> Difference:
    start, end = (one.part.start, one.part.end) if one.part else (0, len(old))
    turn = 0
    while not one.old.strip() or occurrences(old, one.old, one.part) != [one.start]:
        left, right = _WORD_LEFT.search(old, start, one.start), _WORD_RIGHT.match(old, one.end, end)
        if left is None and right is None:
            break
        if (turn % 2 == 0 and left is not None) or right is None:
            assert left is not None
            one = _wider(old, one, left.start(), one.end)
        else:
            one = _wider(old, one, one.start, right.end())
        turn += 1
    return one


def occurrences(text: str, words: str, part: Part | None = None) -> list[int]:
    """Where words stand in a text (or a part of it) as whole words: 18 is not in 1.800 and not in 2018."""
    if not words:
        return []
    before = r"(?<![\w])(?<!\d[.,])" if words[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1:].isalnum() else ""
    pattern = re.compile(before + re.escape(words) + after)
    start, end = (part.start, part.end) if part else (0, len(text))
    return [found.start() for found in pattern.finditer(text, start, end)]
