"""Choices that are none: cases of an IF that never have their turn, cases that all give the same, conditions that always hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.graph import Node, strip, topological

_UP = ("GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_DOWN = ("LESS_THAN", "LESS_THAN_OR_EQUAL")


def dead_cases(node: Node) -> Iterator[tuple[int, str, str]]:
    """Number (from 1), reason and advice for every case of an IF that is never reached.

    Only comparisons with a constant are judged, and what AND, OR and NOT make of them, so what is told is certain; other dead
    cases are left to a proof.
    """
    passed = _Passed()
    for number, when in enumerate((strip(when) for when in node.args[:-1:2]), start=1):
        earlier, everyone = passed.covering(when), passed.everyone
        passed.add(number, when)
        if earlier is not None:
            yield (
                number,
                tr("geval {earlier} neemt al deze gevallen eerder", earlier=earlier),
                tr("zet het geval met de strengste voorwaarde eerst"),
            )
        elif everyone is not None:
            yield number, everyone, tr("haal het geval weg, of maak een eerdere voorwaarde strenger")
        elif always(when) is False:
            yield (
                number,
                tr("geen waarde van het register voldoet aan de voorwaarde"),
                tr("verbeter de grens, of haal het geval weg"),
            )


def same_outcome(node: Node) -> bool:
    """Whether every case of an IF and its default give the same, so that its conditions decide nothing."""
    results = {_value(strip(result)) for result in (*node.args[1:-1:2], node.args[-1])}
    return len(results) == 1


def _value(result: Node) -> object:
    """What a case gives, such that equal constants are the same however they are written (0.96 and 0.960)."""
    return (type(result.payload) is bool, result.payload) if result.op == "CONST" else result.id


def always(when: Node) -> bool | None:
    """Whether a condition holds for everyone (True) or for nobody (False) by constants and the intervals of what it reads;
    None when it depends on the case, or when a value can be absent so that it is not certain to hold."""
    named, when = when, strip(when)
    if when.op == "CONST":
        # Another article or law that fixes a truth by name is a choice of whoever wrote it; the law that asks goes on asking.
        return when.payload if when is named and isinstance(when.payload, bool) else None
    if when.op in ("AND", "OR"):
        parts = [always(part) for part in when.args]
        decides = when.op == "OR"
        if decides in parts:
            return decides
        if all(part is not decides and part is not None for part in parts):
            return not decides
        return False if when.op == "AND" and _contradiction(when.args) else None
    if when.op == "NOT":
        inner = always(when.args[0])
        # What an absent value does not meet, NOT of it need not hold either.
        return None if inner is None or (inner is False and _absent(when)) else not inner
    if _never(when) or _among_none(when):
        return False
    return True if _ever(when) else None


def _among_none(when: Node) -> bool:
    """Whether a condition looks for a value in an empty list."""
    if when.op != "IN":
        return False
    members = strip(when.args[1])
    return (members.op == "LIST" and not members.args) or (members.op == "CONST" and members.payload == ())


def _absent(when: Node) -> bool:
    """Whether a value that a condition compares can be absent."""
    return any(_may_lack(part) for node in topological([when]) if _bound(node) is not None for part in node.args[:1])


def _may_lack(node: Node) -> bool:
    """Whether a value can be absent for a person who is there: of a field the register says so."""
    node = strip(node)
    if node.op == "FIELD":
        return node.spec is None or node.spec.nullable
    return node.nullable


def _contradiction(parts: Iterable[Node]) -> bool:
    """Whether comparisons of one number with constants cannot hold together: more than 20 and less than 10."""
    lowest: dict[int, tuple[int | Decimal, bool]] = {}
    highest: dict[int, tuple[int | Decimal, bool]] = {}
    for part in map(strip, parts):
        bound = _bound(part)
        if bound is None:
            continue
        reached = part.op.endswith("_OR_EQUAL")
        subject = part.args[0].id
        if part.op in _UP:
            lowest[subject] = max(
                lowest.get(subject, (bound, reached)), (bound, reached), key=lambda b: (b[0], not b[1])
            )
        else:
            highest[subject] = min(highest.get(subject, (bound, reached)), (bound, reached))
    both = lowest.keys() & highest.keys()
    return any(
        lowest[of][0] > highest[of][0] or (lowest[of][0] == highest[of][0] and not (lowest[of][1] and highest[of][1]))
        for of in both
    )


class _Passed:
    """The cases that came before, so kept that the first one that takes all of another is found without trying each."""

    def __init__(self) -> None:
        self.same: dict[int, int] = {}
        """The first case with a condition, by its node."""
        self.widest: dict[tuple[int, bool], tuple[list[_Width], list[int]]] = {}
        """By what is compared and the direction: the cases that are wider than all before them, and their numbers."""
        self.everyone: str | None = None
        """Why nobody is left after the cases so far; None when somebody may be."""

    def add(self, number: int, when: Node) -> None:
        """Remember a case."""
        self.same.setdefault(when.id, number)
        place, width = _width(when)
        if self.everyone is None and always(when):
            self.everyone = tr("geval {earlier} geldt altijd", earlier=number)
        if width is not None:
            other = self.widest.get((place[0], not place[1]))
            if self.everyone is None and other is not None and _between(when, width, other[0][-1]) == "none":
                self.everyone = tr(
                    "geval {first} en geval {second} nemen samen iedereen", first=other[1][-1], second=number
                )
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


def _between(when: Node, width: _Width, other: _Width) -> str:
    """Whether two comparisons of one number in opposite directions leave any number out: 'none' or 'some'.

    The bound of what goes up is minus its width. A value that may be absent meets neither.
    """
    if _may_lack(when.args[0]) or when.args[0].kind != "number":
        return "some"
    gap = -(width[0] + other[0])  # lowest that goes up, less highest that goes down
    return "none" if gap < 0 or (gap == 0 and (width[1] or other[1])) else "some"


def _ever(when: Node) -> bool:
    """Whether every number within its interval meets the comparison, and there always is a number."""
    bound = _bound(when)
    if bound is None or when.args[0].kind != "number" or _may_lack(when.args[0]):
        return False
    low, high = when.args[0].lo, when.args[0].hi
    return {
        "GREATER_THAN": low > bound,
        "GREATER_THAN_OR_EQUAL": low >= bound,
        "LESS_THAN": high < bound,
        "LESS_THAN_OR_EQUAL": high <= bound,
    }[when.op]


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
