"""Cases of an IF that never have their turn: an earlier case takes everyone first, or no value can meet them."""

from __future__ import annotations

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
    conditions = [strip(when) for when in node.args[:-1:2]]
    for number, when in enumerate(conditions, start=1):
        earlier = next((i for i, other in enumerate(conditions[: number - 1], start=1) if _covers(other, when)), None)
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


def _covers(earlier: Node, later: Node) -> bool:
    """Whether everyone who meets the later condition also meets the earlier one."""
    if earlier is later:
        return True
    one, other = _bound(earlier), _bound(later)
    if one is None or other is None or earlier.args[0] is not later.args[0]:
        return False
    if earlier.op in _UP and later.op in _UP:
        wider, equal = one < other, one == other
    elif earlier.op in _DOWN and later.op in _DOWN:
        wider, equal = one > other, one == other
    else:
        return False
    return wider or (equal and (earlier.op == later.op or earlier.op.endswith("_OR_EQUAL")))


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
