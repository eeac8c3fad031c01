"""Every kink and jump of an output along one fact of a case, by algebra: the law as pieces of polynomials.

The walk of the reference is done with curves (polynomials in x) instead of numbers, on a range of whole numbers. Where a
comparison comes out differently within the range, the range is cut exactly there and both parts go on. So every piece
has one path through the law, and every cut knows the node (article, line) that made it. Rounding widens a curve by known
bounds. Where the bounds leave a condition of the law undecided the part becomes a `Gap`: a few cents or euros wide,
which is then run in full, point by point. Outside the gaps nothing can jump by more than the bounds.

The idea is that of the exact budget constraint (Duncan and Stark, IFS WP 00/11), on the graph of the law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.piecewise.curve import Curve, Poly, Test, below, changes, not_above, p_at
from uitvoerbaar.engine.piecewise.known import Known, Memo
from uitvoerbaar.engine.reference.cause import cause
from uitvoerbaar.engine.reference.values import EvaluationError, is_number, reference_words
from uitvoerbaar.engine.reference.walk import Case, Walk, combined, deep_recursion
from uitvoerbaar.law.graph import Node, Origin, topological

_CARRIES = frozenset(("NAME", "PRESENT", "NONNULL", "SEQ", "IS_NULL", "AND", "OR", "NOT", "IF", "LOCAL"))
"""Operations that the reference does as well on curves as on numbers."""


class _Cut(Exception):
    """The range must be cut after `position` because of `node`."""

    def __init__(self, position: int, node: Node) -> None:
        self.position, self.node = position, node


class _Open(Exception):
    """Rounding leaves the condition `node` undecided in the whole range."""

    def __init__(self, node: Node) -> None:
        self.node = node


@dataclass(frozen=True, slots=True)
class Piece:
    """On low..high the output is `curve` (within its bounds)."""

    low: int
    high: int
    curve: Curve


@dataclass(frozen=True, slots=True)
class Gap:
    """On low..high rounding decides the condition `node`, or (`error`) the law gives no answer."""

    low: int
    high: int
    node: Node
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Pieces and gaps from left to right, and the node behind every cut (by the last x before it)."""

    parts: tuple[Piece | Gap, ...]
    cuts: Mapping[int, Node]

    @property
    def spread(self) -> Fraction:
        """How far two values of one piece can be apart by rounding alone: within a piece no jump is larger."""
        return max((p.curve.high - p.curve.low for p in self.parts if isinstance(p, Piece)), default=Fraction(0))


def dependent(root: Node, varied: Mapping[int, Curve]) -> frozenset[int]:
    """Ids of the nodes that change when the varied nodes (by id) change."""
    return moved(topological([root]), varied)


def moved(order: Iterable[Node], varied: Mapping[int, Curve]) -> frozenset[int]:
    """`dependent` of nodes in order, operands before users."""
    found = set(varied)
    for node in order:
        for arg in node.args:
            if arg.id in found:
                found.add(node.id)
                break
    return frozenset(found)


def profile(
    root: Node, case: Case, varied: Mapping[int, Curve], low: int, high: int, known: Known | None = None
) -> Profile:
    """The output `root` of a case as a function of x in low..high, where the varied nodes are curves in x.

    `known` is what other outputs of the same graph found of this case along this fact; what is found is added to it.

    Raises NotImplementedError when x reaches an operation that is no arithmetic (a date, a list).
    """
    known = Known(dependent(root, varied)) if known is None else known
    walk = _CurveWalk(case, varied, known.moving)
    waiting: list[tuple[int, int, Memo]] = [(low, high, {})]
    parts: list[Piece | Gap] = []
    cuts: dict[int, Node] = {}
    found: list[tuple[int, int, Memo]] = []
    with deep_recursion():
        while waiting:
            walk.low, walk.high, memo = waiting.pop()
            memo = known.on(walk.low, walk.high, memo)
            walk.memo = [memo]
            try:
                parts.append(Piece(walk.low, walk.high, Curve.of(walk.value(root))))
            except _Cut as cut:
                cuts[cut.position] = cut.node
                waiting.append((cut.position + 1, walk.high, memo))
                waiting.append((walk.low, cut.position, memo))
            except _Open as gap:
                parts.append(Gap(walk.low, walk.high, gap.node))
            except EvaluationError as error:
                parts.append(Gap(walk.low, walk.high, root, reference_words(error)))
            found.append((walk.low, walk.high, memo))
    known.keep_ranges(found)
    return Profile(tuple(parts), cuts)


class _CurveWalk(Walk):
    """The reference walk with curves; `low` and `high` are the range it is on."""

    def __init__(self, case: Case, varied: Mapping[int, Curve], moving: frozenset[int]) -> None:
        super().__init__(case)
        self.varied, self.moving = varied, moving
        self.low = self.high = 0

    def value(self, node: Node) -> Any:
        """A number, or a curve where it depends on x."""
        if node.id not in self.moving:
            return super().value(node)
        memo = self.memo[node.level]
        if node.id in memo:
            return memo[node.id]
        if node.id in self.varied:
            made: Any = self.varied[node.id]
        elif node.op in _OWN:
            made = self._own(node)
        elif node.op in _CARRIES:
            return super().value(node)
        elif node.op == "FOREACH":
            made = self._foreach(node)
        else:
            raise NotImplementedError(as_written("{op} depends on what varies", op=node.op))
        self.memo[node.level][node.id] = made
        return made

    def _own(self, node: Node) -> Any:
        operands = [self.value(a) for a in node.args]
        if any(o is None for o in operands) or not any(isinstance(o, Curve) for o in operands):
            return super().value(node)  # operands are in the memo: null, or in this range the same for every x
        return _OWN[node.op](self, node, [Curve.of(o) for o in operands])

    def _foreach(self, node: Node) -> Any:
        """A sum, a largest or a smallest over a list, of which the elements or the choice of elements depend on x."""
        level, combine, three = node.payload
        listed: Any = super().value(replace(node, payload=(level, None, three)))
        self.memo[node.level].pop(node.id)
        if listed is None or combine not in ("ADD", "MAX", "MIN"):
            raise NotImplementedError(as_written("only a sum, MAX or MIN over a list can depend on what varies"))
        if not any(isinstance(value, Curve) for value in listed):
            return combined(list(listed), combine, bool(three))
        if any(value is None for value in listed):
            raise NotImplementedError(as_written("a list with unknown values cannot depend on what varies"))
        operands = [Curve.of(value) for value in listed]
        if combine == "ADD":
            return _sum(self, node, operands)
        return _extreme(self, node, operands, largest=combine == "MAX")

    def sign_cut(self, poly: Poly, test: Test, node: Node) -> bool:
        """Whether `test` holds for the polynomial in the whole range; cuts the range when it does not stay the same."""
        found = changes(poly, self.low, self.high, test)
        if found:
            raise _Cut(found[0], node)
        return test(p_at(poly, self.low))


def _sum(walk: _CurveWalk, node: Node, operands: list[Curve]) -> Curve:
    total = operands[0]
    for other in operands[1:]:
        total = total.plus(other, -1 if node.op == "SUBTRACT" else 1)
    return total


def _multiply(walk: _CurveWalk, node: Node, operands: list[Curve]) -> Curve:
    total = operands[0]
    for other in operands[1:]:
        total = total.times(other, walk.low, walk.high)
    return total


def _divide(walk: _CurveWalk, node: Node, operands: list[Curve]) -> Curve:
    total = operands[0]
    for other in operands[1:]:
        if len(other.num) <= 1 and other.exact and len(other.den) == 1:
            value = other.at(0)
            if value == 0:
                raise EvaluationError("DivisionByZero", as_written("Division by zero"))
            total = total.times(Curve((1 / value,)), walk.low, walk.high)
            continue
        if walk.sign_cut(other.num, not_above, node):
            raise _Open(node)
        try:
            total = total.over(other, walk.low, walk.high)
        except ArithmeticError:
            raise _Open(node) from None
    return total


def _extreme(walk: _CurveWalk, node: Node, operands: list[Curve], *, largest: bool) -> Curve:
    best = operands[0]
    for other in operands[1:]:
        difference = other.plus(best, -1).num
        other_lower = walk.sign_cut(difference, below, node)
        kept, left = (best, other) if other_lower is largest else (other, best)
        # the one that is left is on the far side of the one that is kept, so it can only matter by its own bounds
        if largest:
            best = Curve(kept.num, kept.den, kept.low, max(kept.high, left.high))
        else:
            best = Curve(kept.num, kept.den, min(kept.low, left.low), kept.high)
    return best


def _rounding(walk: _CurveWalk, node: Node, operands: list[Curve]) -> Curve:
    return operands[0].rounded(node.op, node.payload[0])


def _compare(walk: _CurveWalk, node: Node, operands: list[Curve]) -> bool:
    left, right = operands
    if node.op in ("GREATER_THAN", "GREATER_THAN_OR_EQUAL"):
        left, right = right, left
    gap = left.plus(right, -1)
    test = below if node.op in ("LESS_THAN", "GREATER_THAN") else not_above
    surely, perhaps = walk.sign_cut(gap.edge(gap.high), test, node), walk.sign_cut(gap.edge(gap.low), test, node)
    if surely is not perhaps:
        raise _Open(node)
    return surely


def _equals(walk: _CurveWalk, node: Node, operands: list[Curve]) -> bool:
    gap = operands[0].plus(operands[1], -1)
    under = walk.sign_cut(gap.edge(gap.high), below, node)
    over = not walk.sign_cut(gap.edge(gap.low), not_above, node)
    if under or over:
        return False
    if gap.exact and walk.sign_cut(gap.num, not_above, node) and not walk.sign_cut(gap.num, below, node):
        return True
    raise _Open(node)


_OWN: dict[str, Callable[..., Any]] = {
    "ADD": _sum,
    "SUBTRACT": _sum,
    "MULTIPLY": _multiply,
    "DIVIDE": _divide,
    "MIN": partial(_extreme, largest=False),
    "MAX": partial(_extreme, largest=True),
    "ROUND": _rounding,
    "CEIL": _rounding,
    "FLOOR": _rounding,
    "EQUALS": _equals,
    "LESS_THAN": _compare,
    "LESS_THAN_OR_EQUAL": _compare,
    "GREATER_THAN": _compare,
    "GREATER_THAN_OR_EQUAL": _compare,
}


class Exact:
    """The exact output at any x, by the reference; what does not depend on x is computed once.

    `known` is what other outputs of the same graph found of this case along this fact; what is found is added to it.
    """

    def __init__(self, root: Node, case: Case, varied: Mapping[int, Curve], known: Known | None = None) -> None:
        self.root, self.case, self.varied = root, case, varied
        self._shared = Known(dependent(root, varied)) if known is None else known
        self._known: dict[int, int | None] = {}

    def at(self, x: int) -> int | None:
        """The output at x, to the cent; None when the law has no answer there."""
        if x not in self._known:
            self._known[x] = self._run(x)
        return self._known[x]

    def cause(self, x: int, after: int, node: Node) -> Origin | None:
        """Where the law makes the output change between x and `after` because of `node`: one node may serve several laws."""
        walks = []
        for at in (x, after):
            walk = _PointWalk(self.case, self._put(at))
            walk.memo = [dict(self._shared.fixed)]  # what does not move is no cause
            try:
                with deep_recursion():
                    walk.value(self.root)
            except EvaluationError:
                return node.origin
            walks.append(walk)
        with deep_recursion():
            return cause(self.root, walks[0], walks[1], node) or node.origin

    def _put(self, x: int) -> dict[int, int]:
        return {key: _plain(curve.at(x)) for key, curve in self.varied.items()}

    def _run(self, x: int) -> int | None:
        put = self._put(x)
        memo = self._shared.at(x) | put
        walk = _PointWalk(self.case, put) if self._shared.in_elements else Walk(self.case)
        walk.memo, seeds = [memo], len(memo)
        try:
            with deep_recursion():
                value = walk.value(self.root)
        except EvaluationError:
            return None
        self._shared.keep(x, memo, seeds)
        return int(value) if is_number(value) else None


def _plain(value: Fraction) -> int:
    if value.denominator != 1:
        raise ValueError(f"a fact of a case must be a whole number, not {value}")
    return value.numerator


class _PointWalk(Walk):
    """The reference walk with some nodes put to a value."""

    def __init__(self, case: Case, put: Mapping[int, int]) -> None:
        super().__init__(case, keep_elements=True)
        self.put = put

    def value(self, node: Node) -> Any:
        """The value that was put, else that of the law."""
        found = self.put.get(node.id)
        return super().value(node) if found is None else found
