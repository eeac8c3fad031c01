"""A part of a very large population as a context of its own, for tests that describe how things are distributed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, once, one_of
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.outputs import computed_fields
from uitvoerbaar.engine.batch.people import People, taken
from uitvoerbaar.findings import Text
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import Population

LARGEST = 500_000
"""Households; a share of the country then has a 95 % interval of at most 0.15 percentage points."""


def part_of(ctx: Context) -> Context:
    """Every k-th household with everybody in it, weighted for the whole country; `ctx` itself when it is small enough.

    Figures say that it is a part. The same part serves every test that asks for it.
    """
    return ctx if _one_in(ctx) == 1 else _part(ctx)


def _one_in(ctx: Context) -> int:
    """How many households of the population each one of the part stands for."""
    return -(-len(ctx.heads) // LARGEST)


def part_limit(ctx: Context) -> tuple[Text, ...]:
    """What a report says about the part, when the population is so large that tests take one."""
    one_in = _one_in(ctx)
    if one_in == 1:
        return ()
    return (
        Text(
            "Begroting, inkomenseffecten, vergissingen en sprongen zijn doorgerekend op alle huishoudens. Toetsen die een "
            "verdeling beschrijven zijn doorgerekend op 1 op de {one_in} huishoudens; dat staat bij hun cijfers.",
            "Budget, income effects, mistakes and cliffs were run on every household. Tests that describe a distribution "
            "were run on 1 in {one_in} households; their figures say so.",
        ).format(one_in=one_in),
    )


@once
def _part(ctx: Context) -> Context:
    return thinned(ctx, _one_in(ctx))


def thinned(ctx: Context, one_in: int, first: int = 0) -> Context:
    """One in so many households from the `first` on, with everybody in it, weighted for the whole country.

    With fewer households than that it holds one household.
    """
    chosen, rows = _chosen(ctx.base, one_in, first)
    made: dict[int, People] = {}
    for people in ctx.people:
        if id(people) not in made:
            made[id(people)] = of_homes(people, rows)
    return Context(
        ctx.proposal,
        {year: _population(of, chosen, rows) for year, of in ctx.population.items()},
        ctx.settings,
        ctx.catalogue,
        ctx.graph,
        ctx.sides,
        ctx.people.map(lambda people: made[id(people)]),
        ctx.command,
        part=one_of(ctx.population_name, one_in),
        _mirror=ctx._mirror,
    )


def part_of_population(of: Population, one_in: int) -> Population:
    """Every k-th household of a population with everybody in it, weighted for all."""
    return _population(of, *_chosen(of, one_in))


def _chosen(of: Population, one_in: int, first: int = 0) -> tuple[NDArray[np.bool_], Ints]:
    """Every k-th household from the `first` on, at least one, and the rows of everybody in them."""
    chosen = np.zeros(len(of.head), dtype=np.bool_)
    chosen[min(first, len(chosen) - 1) :: one_in] = True
    return chosen, np.flatnonzero(chosen[of.household])


def _population(of: Population, chosen: NDArray[np.bool_], rows: Ints) -> Population:
    """The chosen households, with weights scaled to the total of all. Its people are those of the year, unfinished."""
    households = {name: taken(column, np.flatnonzero(chosen)) for name, column in of.households.items()}
    place = np.cumsum(chosen) - 1
    whole, part = of.weight.astype(np.int64).sum(), of.weight[chosen].astype(np.int64).sum()
    households["gewicht"] = np.rint(of.weight[chosen] * (whole / part)).astype(np.int64)
    households["head"] = np.searchsorted(rows, of.head[chosen]).astype(np.int32)
    keys = None if of.keys is None else of.keys[rows]
    return Population(
        of_homes(of.people, rows), households, place[of.household[rows]].astype(np.int32), of.manifest, of.year, keys
    )


def of_homes(people: People, rows: Ints) -> People:
    """The persons in `rows`, who are everybody of some homes: elements for whom laws compute something stay persons.

    Their records apart from the persons would be enough to read, but a law could not be run on them any more.
    """
    return people.take(rows, {collection for collection, _, _ in computed_fields(load_registers())})
