"""A part of a very large population as a context of its own, for tests that describe how things are distributed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, Ints, once, one_of
from uitvoerbaar.engine.batch.people import Array, Collection, Column, People, Strings
from uitvoerbaar.findings import Text
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
            f"Begroting, inkomenseffecten, vergissingen en sprongen zijn doorgerekend op alle huishoudens. Toetsen die een "
            f"verdeling beschrijven zijn doorgerekend op 1 op de {one_in} huishoudens; dat staat bij hun cijfers.",
            f"Budget, income effects, mistakes and cliffs were run on every household. Tests that describe a distribution "
            f"were run on 1 in {one_in} households; their figures say so.",
        ),
    )


@once
def _part(ctx: Context) -> Context:
    one_in = _one_in(ctx)
    chosen = np.zeros(len(ctx.heads), dtype=np.bool_)
    chosen[::one_in] = True
    rows = np.flatnonzero(chosen[ctx.base.household])
    made: dict[int, People] = {}
    for people in ctx.people:
        if id(people) not in made:
            made[id(people)] = people_in(people, rows)
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
    )


def _population(of: Population, chosen: NDArray[np.bool_], rows: Ints) -> Population:
    """The chosen households, with weights scaled to the total of all. Its people are those of the year, unfinished."""
    households = {name: taken(column, np.flatnonzero(chosen)) for name, column in of.households.items()}
    place = np.cumsum(chosen) - 1
    whole, part = of.weight.astype(np.int64).sum(), of.weight[chosen].astype(np.int64).sum()
    households["gewicht"] = np.rint(of.weight[chosen] * (whole / part)).astype(np.int64)
    households["head"] = np.searchsorted(rows, of.head[chosen]).astype(np.int32)
    keys = None if of.keys is None else of.keys[rows]
    return Population(people_in(of.people, rows), households, place[of.household[rows]].astype(np.int32), of.manifest,
                      of.year, keys)  # fmt: skip


def people_in(people: People, rows: Ints) -> People:
    """The persons in `rows` (ascending) alone, with their elements; partners and housemates must be among them."""
    place = np.full(people.n + 1, -1, np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    return People(
        len(rows),
        {name: taken(column, rows) for name, column in people.columns.items()},
        place[people.partner[rows]],
        {name: _elements(found, rows) for name, found in people.collections.items()},
        {name: mask[rows] for name, mask in people.null.items()},
    )


def _elements(found: Collection, rows: Ints) -> Collection:
    """The elements of the persons in `rows`, and the records of those elements alone."""
    start, stop = found.start[rows], found.stop[rows]
    elements = _used(start, stop, int(found.stop.max(initial=0)))
    number = np.concatenate([[0], np.cumsum(elements)]).astype(np.int32)
    kept = np.flatnonzero(elements)
    records, index = kept, None
    if found.index is not None:
        records, index = np.unique(found.index[kept], return_inverse=True)
        index = index.astype(np.int32)
    return replace(
        found,
        start=number[start],
        stop=number[stop],
        columns={name: taken(column, records) for name, column in found.columns.items()},
        index=index,
        null={name: mask[records] for name, mask in found.null.items()},
    )


def _used(start: Array, stop: Array, n: int) -> NDArray[np.bool_]:
    """Which of `n` elements lie in any [start, stop)."""
    edges = np.bincount(start, minlength=n + 1) - np.bincount(stop, minlength=n + 1)
    return np.asarray(np.cumsum(edges)[:n] > 0)


def taken(column: Column, rows: Ints) -> Column:
    """Some records of a column."""
    return Strings(column.codes[rows], column.words) if isinstance(column, Strings) else column[rows]
