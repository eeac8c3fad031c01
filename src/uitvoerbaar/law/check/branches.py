"""Cases of an IF that never have their turn: an earlier case takes everyone first, or no value can meet them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.graph import Node, strip

_UP = ("GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_DOWN = ("LESS_THAN", "LESS_THAN_OR_EQUAL")


def dead_cases(node: Node) -> Iterator[tuple[int, str, str]]:
    """Number (from 1), reason and advice for every case of an IF that is never reached.

    Only comparisons with a constant are judged, so what is told is certain; other dead cases are left to a proof.
    """
    passed = _Passed()
    for number, when in enumerate((strip(when) for when in node.args[:-1:2]), start=1):
        earlier = passed.covering(when)
        passed.add(number, when)
        if earlier is not None:
            yield (
                number,
                tr("geval {earlier} neemt al deze gevallen eerder", earlier=earlier),
                tr("zet het geval met de strengste voorwaarde eerst"),
            )
        elif _never(when):
            yield (
                number,
                tr("geen waarde van het register voldoet aan de voorwaarde"),
                tr("verbeter de grens, of haal het geval weg"),
            )


class _Passed:
    """The cases that came before, so kept that the first one that takes all of another is found without trying each."""

    def __init__(self) -> None:
        self.same: dict[int, int] = {}
        """The first case with a condition, by its node."""
        self.widest: dict[tuple[int, bool], tuple[list[_Width], list[int]]] = {}
        """By what is compared and the direction: the cases that are wider than all before them, and their numbers."""

    def add(self, number: int, when: Node) -> None:
        """Remember a case."""
        self.same.setdefault(when.id, number)
        place, width = _width(when)
        if width is not None:
            widths, numbers = self.widest.setdefault(place, ([], []))
            if not widths or width > widths[-1]:
                widths.append(width)
                numbers.append(number)

    def covering(self, when: Node) -> int | None:
        """The first case that everyone meets who meets this one; None when there is none."""
        found = [self.same[when.id]] if when.id in self.same else []
        place, width = _width(when)
        if width is not None and place in self.widest:
            widths, numbers = self.widest[place]
            found += numbers[bisect_left(widths, width) :][:1]
        return min(found, default=None)


_Width = tuple[int | Decimal, bool]


def _width(when: Node) -> tuple[tuple[int, bool], _Width | None]:
    """What a comparison compares in which direction, and how wide it is: the farther the bound and with it itself, the
    more it takes. No width for any other condition."""
    bound = _bound(when)
    if bound is None:
        return (when.id, False), None
    up = when.op in _UP
    return (when.args[0].id, up), (-bound if up else bound, when.op.endswith("_OR_EQUAL"))


def _never(when: Node) -> bool:
    """Whether a number within its interval can never meet the comparison."""
    bound = _bound(when)
    if bound is None or when.args[0].kind != "number":
        return False
    low, high = when.args[0].lo, when.args[0].hi
    return {
        "GREATER_THAN": high <= bound,
        "GREATER_THAN_OR_EQUAL": high < bound,
        "LESS_THAN": low >= bound,
        "LESS_THAN_OR_EQUAL": low > bound,
    }[when.op]


def _bound(when: Node) -> int | Decimal | None:
    """The number that a comparison compares with; None for any other condition."""
    if when.op not in (*_UP, *_DOWN):
        return None
    limit = strip(when.args[1]).payload if strip(when.args[1]).op == "CONST" else None
    return limit if isinstance(limit, int | Decimal) and not isinstance(limit, bool) else None
