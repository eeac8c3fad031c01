"""The translation to formulas agrees with the reference: random programs, random persons, every input pinned."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

z3 = pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from tests.engine.programs import random_people, random_programs  # noqa: E402
from uitvoerbaar.engine.batch.finisher import Finisher  # noqa: E402
from uitvoerbaar.engine.batch.people import date_code  # noqa: E402
from uitvoerbaar.engine.prove.formulas.law import PARTNER, PERSON, Ground, Shape  # noqa: E402
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, negate, same  # noqa: E402
from uitvoerbaar.engine.prove.formulas.operations import arithmetic  # noqa: E402
from uitvoerbaar.engine.prove.formulas.polynomial import Poly, Unsupported  # noqa: E402
from uitvoerbaar.engine.prove.formulas.space import Space  # noqa: E402
from uitvoerbaar.engine.prove.formulas.symbol import Symbol, Who, constant, number  # noqa: E402
from uitvoerbaar.engine.reference.values import Taint, as_date  # noqa: E402
from uitvoerbaar.law.graph import Node, Record  # noqa: E402


class Watched(Space):
    """Unknowns that remember whether a number was rounded that is itself in doubt."""

    doubtful = False

    def rounded(self, value: Poly, how: str, precision: int, slack: Fraction) -> Poly:
        self.doubtful |= slack != 0
        return super().rounded(value, how, precision, slack)


class Pinned:
    """Unknowns for the fields of one person of the random people, each held at the value that the person has."""

    def __init__(self, finisher: Finisher, row: int, *, folded: bool) -> None:
        self.space, self.pins, self.folded = Watched(), [], folded
        self.record = finisher.records.get(row + 1)
        partner = self.record["partner_bsn"]
        self.partner = finisher.records.get(partner) if partner is not None else None
        self.shape = Shape(int(partner is not None), len(self.record["kinderen"]), len(self.record["huisgenoten"]))
        self.known: dict[tuple[Who, str], Symbol] = {}

    def read(self, who: Who, name: str) -> Symbol:
        if (who, name) not in self.known:
            self.known[who, name] = self._make(self._plain(who, name), f"{who[0]}{who[1]}.{name}")
        return self.known[who, name]

    def _plain(self, who: Who, name: str) -> Any:
        if who == PERSON:
            return self.record[name]
        if who == PARTNER:
            assert self.partner is not None
            return self.partner[name]
        element = self.record["kinderen" if who[0] == "kind" else "huisgenoten"][who[1]]
        assert isinstance(element, Record)
        return element.get(name)

    def _make(self, value: Any, name: str) -> Symbol:
        fixed = constant(self.space, value)
        if self.folded or value is None:
            return fixed
        if fixed.kind == "bool":
            flag = z3.Bool(name)
            self.pins.append(flag == value)
            return Symbol("bool", truth=flag)
        exact = fixed.number.value
        assert exact is not None
        made = self.space.atom(exact - 7, exact + 7, whole=exact.denominator == 1, name=name)
        self.pins.append(self.space.equal(made, fixed.number))
        return Symbol(fixed.kind, made, parts=fixed.parts if fixed.kind == "date" else None)


def agrees(pinned: Pinned, found: Symbol, value: Any, failed: bool) -> Bool:
    """The formulas say what the reference says."""
    if failed:
        return found.failed
    if value is None:
        return both(negate(found.failed), found.null)
    answered = both(negate(found.failed), negate(found.null))
    if isinstance(value, bool):
        return both(answered, same(found.truth, value)) if found.kind == "bool" else False
    day = as_date(value)
    if day is not None:
        expected = Poly.constant(date_code(day.year, day.month, day.day))
    elif isinstance(value, str):
        expected = pinned.space.word(value)
    else:
        expected = Poly.constant(value)
    doubt = Poly.constant(found.doubt)
    space = pinned.space
    near = both(space.at_least(found.number + doubt, expected), space.at_least(expected + doubt, found.number))
    return both(answered, near)


@pytest.mark.parametrize("folded", [False, True], ids=["unknown", "known"])
def test_formulas_have_the_outcome_of_the_reference(folded: bool) -> None:
    """What the reference computes is what the formulas allow, and (without a quotient in doubt) nothing else is.

    The translation knows most of what the programs do: what it refuses is not compared.
    """
    compared = refused = 0

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 10**6))
    def agree(seed: int) -> None:
        nonlocal compared, refused
        nodes = random_programs(Random(seed))
        finisher = Finisher(nodes, random_people(seed, 6))
        for row in range(2):
            share(finisher, row)
            for name, node in nodes.items():
                outcome = finisher.values(row, [name])
                if isinstance(outcome[0].get(name), Taint):
                    continue
                try:
                    compare(Pinned(finisher, row, folded=folded), node, name, outcome, seed)
                except Unsupported:
                    refused += 1
                else:
                    compared += 1

    agree()
    assert compared > 250
    assert compared > refused


def compare(pinned: Pinned, node: Node, name: str, outcome: tuple[dict[str, Any], Any], seed: int) -> None:
    """The formulas of one output for one person against the reference. Raises Unsupported when there are none."""
    values, errors = outcome
    found = Ground(pinned.space, pinned.shape, pinned.read).value(node)
    claim = agrees(pinned, found, values.get(name), bool(errors))
    solver = z3.Solver()
    solver.set("timeout", 120_000)
    solver.add(*pinned.pins)
    exact = [var == product(pinned.space, monomial) for monomial, var in pinned.space.products.items()]
    solver.add(*pinned.space.constraints, *exact)
    claim = z3.BoolVal(claim) if isinstance(claim, bool) else claim
    assert solver.check(claim) == z3.sat, (seed, name, values, errors)
    if not found.doubt and not open_ended(pinned.space, claim):
        assert solver.check(z3.Not(claim)) == z3.unsat, (seed, name, values, errors)


def open_ended(space: Watched, claim: Bool) -> bool:
    """Whether the last digit of a division that does not end decides a comparison or a rounding: both ways are allowed."""
    return space.doubtful or any("nearby" in str(c) for c in (claim, *space.constraints))


def share(finisher: Finisher, row: int) -> None:
    """Partners have the same children and housemates, as in every household that a proof is about."""
    own = finisher.records.get(row + 1)
    if own["partner_bsn"] is not None:
        finisher.records.get(own["partner_bsn"]).update({n: own[n] for n in ("kinderen", "huisgenoten")})


def product(space: Space, monomial: tuple[int, ...]) -> Any:
    total = space.atoms[monomial[0]].var
    for factor in monomial[1:]:
        total = total * space.atoms[factor].var
    return total


def test_half_rounds_away_from_zero() -> None:
    """2.5 becomes 3 and -2.5 becomes -3, whole cents stay."""
    space = Space()
    for value, expected in ((Fraction(5, 2), 3), (Fraction(-5, 2), -3), (Fraction(7), 7)):
        assert space.rounded(Poly.constant(value), "ROUND", 0, Fraction(0)).value == expected


def test_a_divisor_that_is_itself_rounded_is_refused() -> None:
    """The reference divides by 28 digits of 2/7; the exact quotient would be another number."""
    space = Space()
    seventh = arithmetic(space, "DIVIDE", [number(Poly.constant(2)), number(Poly.constant(7))])
    with pytest.raises(Unsupported):
        arithmetic(space, "DIVIDE", [number(Poly.constant(10)), seventh])


def test_more_digits_than_the_reference_keeps_are_in_doubt() -> None:
    """10**17 / 2**40 ends, but not within 28 digits."""
    space = Space()
    found = arithmetic(space, "DIVIDE", [number(Poly.constant(10**17 + 1)), number(Poly.constant(2**40))])
    assert found.doubt > 0


def test_a_quotient_keeps_its_order_only_where_that_is_sure() -> None:
    """A number of cents divided by hours is far enough from every cent; with enough digits that is not known."""
    space = Space()
    cents, hours = (space.atom(1, 10**n, whole=True) for n in (9, 5))
    assert arithmetic(space, "DIVIDE", [number(cents), number(hours)]).direct
    wide, long = (space.atom(1, 10**n, whole=True) for n in (15, 14))
    assert not arithmetic(space, "DIVIDE", [number(wide), number(long)]).direct


def test_a_quotient_by_a_fixed_number_keeps_its_order_only_where_that_is_sure() -> None:
    """A seventh of whole cents is far enough from every cent; that of a seventh, or of any fraction, need not be."""
    space = Space()
    cents, broken = (number(space.atom(1, 10**9, whole=whole)) for whole in (True, False))
    seven = number(Poly.constant(7))
    assert arithmetic(space, "DIVIDE", [cents, seven]).direct
    assert not arithmetic(space, "DIVIDE", [cents, seven, seven]).direct
    assert not arithmetic(space, "DIVIDE", [broken, seven]).direct


def test_a_divisor_that_can_be_zero_is_no_formula() -> None:
    """The households are drawn and run then, so that who divides by zero is found."""
    space = Space()
    cents = number(space.atom(1, 10**9, whole=True))
    for bounds in ((0, 40), (-40, 0), (-40, 40)):
        with pytest.raises(Unsupported):
            arithmetic(space, "DIVIDE", [cents, number(space.atom(*bounds, whole=True))])
    assert arithmetic(space, "DIVIDE", [cents, number(Poly.constant(0))]).failed is True


def test_what_is_too_large_halfway_is_refused() -> None:
    """A product that overflows and then meets a zero has no outcome in the reference."""
    huge = number(Poly.constant(10**13))
    with pytest.raises(Unsupported):
        arithmetic(Space(), "MULTIPLY", [huge, huge, number(Poly.constant(0))])
