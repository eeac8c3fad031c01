"""The text of an article in pieces: words, and the numbers that can be taken hold of."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.desk.workbench.typed import Turned


@dataclass(frozen=True, slots=True)
class Passage:
    """Words, or (with `turned`) a number in them; `first` where its field stands, elsewhere it only follows."""

    words: str
    turned: Turned | None = None
    first: bool = False


def passages(text: str, dials: list[Turned]) -> list[Passage]:
    """The text, in its order, with every number of a dial as a piece of its own."""
    places = sorted(
        ((span.start, span.end, number, turned) for turned in dials for number, span in enumerate(turned.dial.spans)),
        key=lambda place: place[:2],
    )
    found, at = [], 0
    for start, end, number, turned in places:
        if start < at:
            continue  # two numbers in the same words: the first has them
        found += [Passage(text[at:start])] if start > at else []
        found.append(Passage(text[start:end], turned, number == 0))
        at = end
    return [*found, Passage(text[at:])] if at < len(text) else found
