"""Operations of the law on formulas, each as `engine.reference` defines it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch.people import MONTH_STEP, YEAR_STEP
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either, negate
from uitvoerbaar.engine.prove.formulas.polynomial import ONE, ZERO, Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import (
    FAILED,
    FINEST,
    NULL,
    PERSON,
    Symbol,
    coarse,
    constant,
    equals,
    flag,
    number,
    truthy,
)

DIGITS = 28
SHORTEST_MONTH = 28
RELATIVE = Fraction(1, 10 ** (DIGITS - 1))
"""The reference rounds a number that does not fit in 28 digits; this is more than that can change, relatively."""


def _doubt(space: Space, value: Poly, inherited: Fraction) -> Fraction:
    """How far the reference may be from the exact value."""
    lo, hi = space.bounds(value)
    size = max(abs(lo), abs(hi))
    decimals = _decimals(value.denominator)
    if inherited == 0 and decimals is not None and size * 10**decimals < 10**DIGITS:
        return inherited
    return inherited + size * RELATIVE


def _failures(operands: Sequence[Symbol]) -> Bool:
    return either(*(o.failed for o in operands))


def _strict(operands: Sequence[Symbol]) -> Bool:
    """Where an operation that needs all operands fails: where one of them fails or is null."""
    return either(_failures(operands), *(o.null for o in operands))


def arithmetic(space: Space, op: str, operands: Sequence[Symbol]) -> Symbol:
    """ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN and MAX."""
    failed = _strict(operands)
    if not operands or failed is True or any(o.kind != "number" for o in operands):
        return FAILED
    total, doubt = operands[0].number, operands[0].doubt
    direct = operands[0].direct
    if op in ("MIN", "MAX"):
        total = space.extreme([o.number for o in operands], op == "MAX")
        doubt = max(o.doubt for o in operands)
        direct = all(o.direct or not o.doubt for o in operands)
        return Symbol("number", total, failed=failed, doubt=doubt, direct=direct)
    if op == "DIVIDE":
        return _divide(space, operands, failed)
    for other in operands[1:]:
        before = total
        if op == "ADD":
            total, doubt = total + other.number, doubt + other.doubt
        elif op == "SUBTRACT":
            total, doubt = total - other.number, doubt + other.doubt
        else:
            size, large = (max(map(abs, space.bounds(p))) for p in (total, other.number))
            total, doubt = total * other.number, doubt * (large + 1) + other.doubt * (size + 1)
        # Each step must fit: what is too large halfway fails in the reference, whatever comes of it.
        space.check_size(total)
        direct = direct and total == before
        doubt = _doubt(space, total, doubt)
    return Symbol("number", space.check_size(total), failed=failed, doubt=doubt, direct=direct and bool(doubt))


def _divide(space: Space, operands: Sequence[Symbol], failed: Bool) -> Symbol:
    total, doubt, direct = operands[0].number, operands[0].doubt, operands[0].direct
    for other in operands[1:]:
        exact = other.number.value
        if other.doubt or (doubt and exact is None):
            raise Unsupported(as_written("delen met uitkomsten van delingen"))
        if exact is None:
            above = total
            total = space.quotient(above, other.number)
            doubt = max(map(abs, space.bounds(total))) * RELATIVE
            direct = doubt < gap(space, above, other.number)
            continue
        space.check_size(total)
        if exact == 0:
            return FAILED
        total = total.times(1 / exact)
        if doubt or _doubt(space, total, Fraction(0)):
            more = max(map(abs, space.bounds(total))) * RELATIVE
            direct = not doubt and more < gap(space, total, ONE)
            doubt = doubt / abs(exact) + more
    return Symbol("number", space.check_size(total), failed=failed, doubt=doubt, direct=direct)


def gap(space: Space, above: Poly, below: Poly) -> Fraction:
    """How far a quotient is at least from every amount of at most FINEST decimals (or half of one) that it is not; 0
    when that is not known. A doubt below it changes no order and no rounding."""
    scale, other = above.denominator, below.denominator
    if not space.whole(above.times(scale)) or not space.whole(below.times(other)):
        return Fraction(0)
    largest: Fraction = max(map(abs, space.bounds(below.times(other))))
    found: Fraction = 1 / (scale * largest * 2 * 10**FINEST)
    return found


def _decimals(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator needs; None when they do not end."""
    needed = 0
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        needed = max(needed, count)
    return needed if denominator == 1 else None


def rounding(space: Space, op: str, value: Symbol, precision: int) -> Symbol:
    """ROUND, CEIL and FLOOR."""
    if value.kind != "number":
        return FAILED
    slack = Fraction(0) if value.direct and precision <= FINEST else value.doubt
    return Symbol("number", space.rounded(value.number, op, precision, slack), failed=_strict([value]))


def compare(space: Space, op: str, left: Symbol, right: Symbol) -> Symbol:
    """The four orders, of two numbers (a person's own number is one) or two dates."""
    left, right = _numbered(left), _numbered(right)
    failed = _strict([left, right])
    if left.kind != right.kind or left.kind not in ("number", "date"):
        return Symbol("bool", failed=True)
    strict = op in ("LESS_THAN", "GREATER_THAN")
    one, other = (left, right) if op.startswith("GREATER") else (right, left)
    doubt = sum(
        (Fraction(0) if s.direct and coarse(space, t) else s.doubt for s, t in ((one, other), (other, one))),
        Fraction(0),
    )
    test = space.above if strict else space.at_least
    if not doubt:
        return Symbol("bool", truth=test(one.number, other.number), failed=failed)
    low, high = one.number - Poly.constant(doubt), one.number + Poly.constant(doubt)
    sure, possible = space.above(low, other.number), space.at_least(high, other.number)
    if isinstance(sure, bool) and sure == possible:
        return Symbol("bool", truth=sure, failed=failed)
    guess = z3.FreshBool("nearby")
    space.require(either(negate(sure), guess), either(negate(guess), possible))
    return Symbol("bool", truth=guess, failed=failed)


def _numbered(value: Symbol) -> Symbol:
    """A person as a number: the one asked about comes before the partner, as in a case that is explained."""
    if value.kind != "person" or value.who is None:
        return value
    number_of_person = Poly.constant(1 if value.who == PERSON else 2)
    return replace(value, kind="number", number=number_of_person, who=None)


def logic(space: Space, op: str, operands: Sequence[Symbol], absence: bool) -> Symbol:
    """AND and OR: a deciding operand stops the rest; an absent one fails where null is absence."""
    decisive = op == "OR"
    reached: Bool = True
    decided: Bool = False
    failed: Bool = False
    for operand in operands:
        failed = either(failed, both(reached, either(operand.failed, operand.null if absence else False)))
        holds = truthy(space, operand)
        decides = holds if decisive else negate(holds)
        decided = either(decided, decides)
        reached = both(reached, negate(decides))
    return Symbol("bool", truth=decided if decisive else negate(decided), failed=failed)


def inverse(space: Space, value: Symbol, absence: bool) -> Symbol:
    """NOT."""
    failed = either(value.failed, value.null if absence else False)
    return Symbol("bool", truth=negate(truthy(space, value)), failed=failed)


def member(space: Space, subject: Symbol, members: Symbol) -> Symbol:
    """IN."""
    found = [equals(space, subject, m) for m in (members.items if members.kind == "list" else (members,))]
    return Symbol("bool", truth=either(*found), failed=either(subject.failed, members.failed))


def is_null(value: Symbol) -> Symbol:
    """IS_NULL."""
    return Symbol("bool", truth=value.null, failed=value.failed)


def age(space: Space, birth: Symbol, on: Symbol) -> Symbol:
    """AGE on a fixed day: complete years; the order of day codes is that of month and day, so 29 February is reached on
    1 March in other years."""
    failed = _strict([birth, on])
    if birth.kind != "date" or on.kind != "date":
        return FAILED
    if on.number.value is None:
        raise Unsupported(as_written("leeftijd op een dag die niet vaststaat"))
    years = space.rounded((on.number - birth.number).times(Fraction(1, 512)), "FLOOR", 0, Fraction(0))
    return Symbol("number", years, failed=failed)


def day(space: Space, parts: Sequence[Symbol]) -> Symbol:
    """DATE of a year, month and day that the law states."""
    failed = _strict(parts)
    if any(p.kind != "number" for p in parts):
        return FAILED
    numbers = [p.number.value for p in parts]
    if any(n is None for n in numbers):
        raise Unsupported(as_written("een dag die niet vaststaat"))
    # The reference cuts decimals off.
    year, month, number_of_day = (int(n) for n in numbers if n is not None)
    try:
        made = constant(space, date(year, month, number_of_day).isoformat())
    except (ValueError, OverflowError):
        return FAILED
    return Symbol("date", made.number, failed=failed, parts=made.parts)


def date_part(value: Symbol, unit: str) -> Symbol:
    """DATE_PART: the year, month or day of a day of which the parts are known."""
    if value.kind != "date":
        return FAILED
    if value.parts is None:
        raise Unsupported(as_written("het jaar, de maand of de dag van een berekende dag"))
    return Symbol("number", value.parts[("year", "month", "day").index(unit)], failed=_strict([value]))


def start_of(value: Symbol, unit: str) -> Symbol:
    """START_OF: the first day of the year or month of a day of which the parts are known."""
    if value.kind != "date":
        return FAILED
    if value.parts is None:
        raise Unsupported(as_written("het begin van het jaar of de maand van een berekende dag"))
    year, month, _ = value.parts
    first = (year, ONE if unit == "year" else month, ONE)
    code = first[0].times(YEAR_STEP) + first[1].times(MONTH_STEP) + ONE
    return Symbol("date", code, failed=_strict([value]), parts=first)


def date_diff(space: Space, start: Symbol, end: Symbol, unit: Symbol) -> Symbol:
    """DATE_DIFF in complete months or years up to a fixed day; negative when the start is later."""
    failed = _strict([start, end, unit])
    if "null" in (start.kind, end.kind):
        return FAILED
    last = end.number.value
    if start.parts is None or end.parts is None or last is None:
        raise Unsupported(as_written("DATE_DIFF tussen dagen die niet vaststaan"))
    codes = {space.words.get(word): word for word in ("months", "years")}
    asked = codes.get(int(unit.number.value)) if unit.number.value is not None else None
    if asked is None:
        raise Unsupported(as_written("DATE_DIFF in dagen"))
    (y0, m0, d0), (y1, m1, d1) = start.parts, end.parts
    # A start later in the month than the last day of the end's month counts as that last day.
    length = calendar.monthrange(int(last) // 512, int(last) // 32 % 16)[1]
    late = space.above(space.extreme([d0, Poly.constant(length)], largest=False), d1)
    months = (y1 - y0).times(12) + m1 - m0 - space.choose([(late, ONE)], ZERO)
    after = space.above(start.number, end.number)
    if after is not False:
        if int(last) % 32 > SHORTEST_MONTH:
            raise Unsupported(as_written("DATE_DIFF naar een dag na de 28e, met een begin dat later kan zijn"))
        early = space.above(d1, d0)
        back = (y1 - y0).times(12) + m1 - m0 + space.choose([(early, ONE)], ZERO)
        months = space.choose([(after, back)], months)
    if asked == "years":
        # Whole years towards zero.
        whole = [space.rounded(months.times(Fraction(1, 12)), how, 0, Fraction(0)) for how in ("FLOOR", "CEIL")]
        months = space.choose([(space.at_least(months, ZERO), whole[0])], whole[1])
    return Symbol("number", months, failed=failed)


__all__ = [
    "FAILED", "NULL", "age", "arithmetic", "compare", "date_diff", "date_part", "equals", "flag", "inverse", "is_null",
    "logic", "member", "number", "rounding", "start_of",
]  # fmt: skip
