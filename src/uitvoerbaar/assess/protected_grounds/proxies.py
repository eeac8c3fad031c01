"""Whether a fact that a law uses stands for a protected ground: how closely the two go together in the population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.groups_of_heads import sexes_of
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import Strings, array_of
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import SOURCE
from uitvoerbaar.law.registers.nodes import own

_BINS = 10
PARTNER, CHILDREN = "partner_bsn", "kinderen"


def inputs(nodes: Iterable[Node]) -> set[str]:
    """The register fields of the person asked about that the laws read; the list of children counts as one."""
    return {
        str(node.payload[1])
        for node in topological(nodes)
        if node.op == "FIELD" and own(node.args[0]) and node.payload[0] == SOURCE
    }


def classes(ctx: Context, name: str, rows: Ints) -> Ints | None:
    """A register field of some heads in at most eleven classes; None when the population lacks it.

    Numbers: nothing apart, the rest in ten equal parts. Of the partner and the children: whether there is one, how many.
    """
    people = ctx.people.after
    if name == PARTNER:
        return np.asarray(people.partner[rows] >= 0, dtype=np.int64)
    if name in people.collections:
        found = people.collections[name]
        return np.asarray(np.minimum(found.stop[rows] - found.start[rows], _BINS), dtype=np.int64)
    column = people.columns.get(name)
    if column is None:
        return None
    values = array_of(column)[rows]
    if isinstance(column, Strings) or len(np.unique(values)) <= _BINS:
        return np.unique(values, return_inverse=True)[1].astype(np.int64)
    some = values[values != 0]
    edges = np.unique(np.quantile(some, np.linspace(0, 1, _BINS + 1)[1:-1]))
    return np.where(values == 0, 0, 1 + np.searchsorted(edges, values, side="right")).astype(np.int64)


def cramers_v(one: Ints, other: Ints, weights: Ints) -> float:
    """How closely two divisions go together: 0 not at all, 1 entirely (Cramer's V, with the correction for small samples
    of Bergsma, Journal of the Korean Statistical Society 42, 2013, 323-328).

    0 when one of both has a single class.
    """
    rows, columns = int(one.max(initial=0)) + 1, int(other.max(initial=0)) + 1
    counts = np.bincount(one * columns + other, weights=weights, minlength=rows * columns).reshape(rows, columns)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    rows, columns = counts.shape
    n = len(one)
    if rows < 2 or columns < 2 or n < 2:
        return 0.0
    shares = counts / counts.sum()
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    phi = float(((shares - expected) ** 2 / expected).sum())
    phi = max(0.0, phi - (rows - 1) * (columns - 1) / (n - 1))
    least = min(rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)) - 1
    return float(np.sqrt(phi / least)) if least > 0 else 0.0


def sample(ctx: Context, most: int) -> Ints:
    """Positions of at most `most` households, evenly spread."""
    n = len(ctx.heads)
    return np.arange(0, n, max(1, -(-n // most)), dtype=np.int64)


def associations(ctx: Context, names: Iterable[str], by: Mapping[str, Ints], most: int) -> dict[str, dict[str, float]]:
    """Per field of the law and per ground how closely the two go together, on at most `most` households.

    `by` holds per ground the group of every household. A field that the population lacks is left out.

    Whom somebody lives with is looked at for every adult where the ground is of one person (their sex): of a couple the
    population calls one of both the head, mostly the man, which would make having a partner go with being a man.
    """
    chosen = sample(ctx, most)
    rows, weights = ctx.heads[chosen], ctx.weights[chosen]
    adults = _adults(ctx, chosen)
    found: dict[str, dict[str, float]] = {}
    for name in names:
        values = classes(ctx, name, rows)
        if values is None:
            continue
        found[name] = {ground: cramers_v(values, codes[chosen], weights) for ground, codes in by.items()}
        each = sexes_of(ctx, adults) if "geslacht" in by and _shared(ctx, name) else None
        if each is not None:
            of_all = classes(ctx, name, adults)
            assert of_all is not None
            found[name]["geslacht"] = cramers_v(of_all, each, ctx.weights[np.asarray(ctx.base.household)[adults]])
    return found


def _adults(ctx: Context, chosen: Ints) -> Ints:
    """Person rows of everybody in the chosen households."""
    within = np.zeros(len(ctx.heads), dtype=np.bool_)
    within[chosen] = True
    return np.flatnonzero(within[np.asarray(ctx.base.household)])


def _shared(ctx: Context, name: str) -> bool:
    """Whether a field is a relation, which both persons of a couple have alike."""
    return name == PARTNER or name in ctx.people.after.collections
