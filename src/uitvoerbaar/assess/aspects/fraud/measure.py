"""What a false claim gains: the law run on people who state something else than what is so, in their own favour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.other_values import column_of, moved, others, spread, with_column
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.claims import Statement, statements
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.delivery.chain.checks import Checks, expected_gain
from uitvoerbaar.delivery.chain.model import Chain
from uitvoerbaar.engine.batch.people import Column, Strings
from uitvoerbaar.law.registers import RegisterField

LARGEST = 5_000
"""Households on which claims are tried."""


@dataclass(frozen=True)
class Claim:
    """A statement of citizens for a scheme, and what a false one brings each household of the sample, eurocent a year.

    `small` is by the steps that the catalogue knows as mistakes, made on purpose; `large` by the most favourable of some
    values that occur.
    """

    scheme: Scheme
    statement: Statement
    small: Ints
    large: Ints

    def typical(self, weights: Ints) -> float:
        """The weighted median of the largest gain among who gains; 0 when nobody does."""
        return median(self.large, weights)

    def expected(self, weights: Ints, checks: Checks) -> float:
        """The typical gain less the chance of being found: what a false claim brings on average, never below zero."""
        gain = self.typical(weights)
        return max(0.0, expected_gain(gain, self.statement.chance, checks.fine.value))


def median(gains: Ints, weights: Ints, part: float = 0.5) -> float:
    """The weighted median (or another part) of the gains above zero; 0 when there are none."""
    above = gains > 0
    if not above.any():
        return 0.0
    order = np.argsort(gains[above], kind="stable")
    sorted_gains, running = gains[above][order], np.cumsum(weights[above][order])
    return float(sorted_gains[int(np.searchsorted(running, part * running[-1]))])


def claims(
    ctx: Context, role: Role, schemes: Sequence[Scheme], chain: Chain, checks: Checks
) -> tuple[list[Claim], Sample]:
    """Every statement of citizens in some schemes of a side, with what a false one brings."""
    sample = Sample(ctx, LARGEST)
    found: list[Claim] = []
    for scheme in schemes:
        asked = [s for s in statements(ctx, role, scheme, chain, checks) if s.field.from_citizen]
        if asked:
            found += _tried(ctx, role, scheme, asked, sample)
    return found, sample


def _tried(ctx: Context, role: Role, scheme: Scheme, asked: Sequence[Statement], sample: Sample) -> Iterator[Claim]:
    people = ctx.people.of(role)
    position = np.full(len(ctx.heads), -1, dtype=np.int64)
    position[sample.households] = np.arange(len(sample.households))
    home = position[ctx.household_of(scheme.rows)]
    rows, home = ctx.rows(scheme.rows)[home >= 0], home[home >= 0]
    batch = ctx.batch({scheme.id: ctx.sides.of(role).nodes[scheme.id]})
    usual = whole(batch.run(people, rows), scheme.id)
    sign = 1 if scheme.spends else -1

    def best(field: RegisterField, columns: Sequence[Column]) -> Ints:
        """The most that any of the columns brings each household."""
        most = np.zeros(len(sample.households), dtype=np.int64)
        for column in columns:
            result = whole(batch.run(with_column(people, field.table, field.name, column), rows), scheme.id)
            gain = np.zeros(len(most), dtype=np.int64)
            np.add.at(gain, home, sign * (result - usual))
            most = np.maximum(most, gain)
        return most

    for statement in asked:
        field = statement.field
        column = column_of(people, field.table, field.name)
        if column is None:
            continue
        small = best(field, _steps(field, column))
        yield Claim(scheme, statement, small, np.maximum(small, best(field, (*others(column), *spread(column)))))


def _steps(field: RegisterField, column: Column) -> list[Column]:
    """A column with each mistake of the catalogue made on purpose, upwards and downwards."""
    if isinstance(column, Strings):
        return []
    found: list[Column] = []
    for mistake in field.mistakes:
        if not isinstance(mistake.amount, int | Decimal) or isinstance(mistake.amount, bool):
            continue
        amount = float(mistake.amount)
        if mistake.kind == "verschil":
            found += [moved(column, amount), moved(column, -amount)]
        elif mistake.kind == "factor" and amount > 0:
            found += [moved(column, amount, factor=True), moved(column, 1 / amount, factor=True)]
    return found
