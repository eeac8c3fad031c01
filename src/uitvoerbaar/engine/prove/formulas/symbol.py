"""A value of the law as formulas: what it is, whether it is null, and whether computing it fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either, negate, pick, same
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.law.graph import Record

Who = tuple[str, int]
"""A record of the household: ("persoon", 0), ("partner", 0), ("kind", i) or ("huisgenoot", i)."""
PERSON: Who = ("persoon", 0)

_WORDS = {
    "number": as_written("een getal"),
    "bool": as_written("een ja of nee"),
    "string": as_written("een tekst"),
    "date": as_written("een datum"),
    "null": as_written("niets"),
    "person": as_written("een persoon"),
    "list": as_written("een lijst"),
    "object": as_written("een object"),
}
"""The kinds of a symbol, in words."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One value. `number` holds numbers, codes of texts and codes of days.

    `doubt` is how far the reference (28 digits) may be from the exact number; `direct` tells that this is the doubt of
    one division alone, which keeps order and whole results.
    """

    kind: str
    number: Poly = ZERO
    truth: Bool = False
    null: Bool = False
    failed: Bool = False
    doubt: Fraction = Fraction(0)
    direct: bool = False
    parts: tuple[Poly, Poly, Poly] | None = None
    """Year, month and day of a date that is an input."""
    who: Who | None = None
    items: tuple[Any, ...] = ()

    def but(self, *, failed: Bool) -> Symbol:
        """The same value, that also fails in some cases."""
        return self if failed is False else replace(self, failed=either(self.failed, failed))


NULL = Symbol("null", null=True)
FAILED = Symbol("null", failed=True)


def number(value: Poly, doubt: Fraction = Fraction(0)) -> Symbol:
    """A number that is never null."""
    return Symbol("number", value, doubt=doubt)


def flag(truth: Bool) -> Symbol:
    """A truth that is never null."""
    return Symbol("bool", truth=truth)


def constant(space: Space, value: Any) -> Symbol:
    """A value that the law states. Raises Unsupported for an object."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return flag(value)
    if isinstance(value, int | Decimal):
        return number(Poly.constant(value))
    if isinstance(value, str):
        day = parse_date(value)
        if day is not None:
            code = Poly.constant(date_code(day.year, day.month, day.day))
            return Symbol("date", code, parts=_fixed(day.year, day.month, day.day))
        return Symbol("string", space.word(value))
    if isinstance(value, tuple):
        return Symbol("list", items=tuple(constant(space, v) for v in value))
    if isinstance(value, Record) and "iso" in value:
        return constant(space, value.get("iso"))
    raise Unsupported(as_written("een object als waarde"))


def _fixed(year: int, month: int, day: int) -> tuple[Poly, Poly, Poly]:
    return Poly.constant(year), Poly.constant(month), Poly.constant(day)


def truthy(space: Space, value: Symbol) -> Bool:
    """Whether the value counts as true; null does not."""
    if value.kind == "bool":
        return both(negate(value.null), value.truth)
    if value.kind == "number":
        return both(negate(value.null), negate(space.equal(value.number, ZERO)))
    if value.kind == "null":
        return False
    if value.kind in ("string", "date"):
        return both(
            negate(value.null), negate(space.equal(value.number, space.word(""))) if value.kind == "string" else True
        )
    raise Unsupported(as_written("{words} als voorwaarde", words=_WORDS[value.kind]))


FINEST = 6
"""Decimals of the finest amounts with which a law compares a quotient, or to which it rounds it."""


def coarse(space: Space, value: Symbol) -> bool:
    """Whether a number has no more than FINEST decimals, or is halfway two of those."""
    return not value.doubt and space.whole(value.number.times(2 * 10**FINEST))


def equals(space: Space, left: Symbol, right: Symbol) -> Bool:
    """EQUALS: null equals null, values of another kind are never equal."""
    none, some = both(left.null, right.null), both(negate(left.null), negate(right.null))
    if left.null is True or right.null is True or some is False:
        return none
    if left.kind != right.kind:
        return none
    if left.kind == "bool":
        return either(none, both(some, same(left.truth, right.truth)))
    if left.kind not in ("number", "string", "date"):
        raise Unsupported(f"{_WORDS[left.kind]} vergelijken")
    sure = all(not one.doubt or (one.direct and coarse(space, other)) for one, other in ((left, right), (right, left)))
    if not sure:
        raise Unsupported(as_written("gelijkheid van een uitkomst van een deling"))
    return either(none, both(some, space.equal(left.number, right.number)))


def merge(space: Space, cases: list[tuple[Bool, Symbol]], default: Symbol) -> Symbol:
    """The value of the first case that holds, else the default."""
    live = [(when, value) for when, value in cases if when is not False]
    for position, (when, _) in enumerate(live):
        if when is True:
            default, live = live[position][1], live[:position]
            break
    if not live:
        return default
    values = [value for _, value in live] + [default]
    useful = [v for v in values if v.kind != "null"]
    if not useful:
        kind = "null"
    else:
        kinds = {v.kind for v in useful}
        if len(kinds) > 1:
            raise Unsupported(as_written("een keuze tussen waarden van een andere soort"))
        kind = kinds.pop()
    null, failed, truth = default.null, default.failed, default.truth
    for when, value in reversed(live):
        null, failed = pick(when, value.null, null), pick(when, value.failed, failed)
        truth = pick(when, value.truth, truth) if kind == "bool" else False
    if kind in ("person", "list", "object"):
        if any(v != useful[0] for v in useful):
            raise Unsupported(as_written("een keuze waar {words} uit komt", words=_WORDS[kind]))
        return replace(useful[0], null=null, failed=failed)
    amount = ZERO
    if kind in ("number", "string", "date"):
        # Where a case is null or fails its number does not matter: it takes that of another case.
        filler = useful[0].number
        amount = space.choose(
            [(when, v.number if v.kind != "null" else filler) for when, v in live],
            default.number if default.kind != "null" else filler,
        )
    doubt = max(v.doubt for v in values)
    direct = all(v.direct or not v.doubt for v in values)
    return Symbol(kind, amount, truth, null, failed, doubt, direct)
