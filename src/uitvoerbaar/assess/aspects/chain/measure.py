"""For whom the value of a field or a register matters: counted by trying other values on a part of the households."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.norms import Rows, Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.other_values import column_of, others, with_column
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.sources import Sources, sources
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.delivery.chain.model import Chain
from uitvoerbaar.law.graph import Node

LARGEST = 5_000
"""Households on which other values are tried: a share then has a 95 % interval of at most 1.4 percentage points."""
Mask = NDArray[np.bool_]
_Key = tuple[str, str]


@dataclass
class Needs:
    """One side: the sources of each scheme, who receives it, and for whom of them the value of each field matters.

    Arrays follow the households of `sample`; amounts are eurocent a year.
    """

    ctx: Context
    role: Role
    chain: Chain
    schemes: tuple[Scheme, ...]
    sample: Sample

    @cached_property
    def sources(self) -> Mapping[str, Sources]:
        """Per scheme that can be computed where its amount comes from."""
        ctx, nodes = self.ctx, self.ctx.sides.of(self.role).nodes
        return {s.id: sources(nodes[s.id], s, ctx.catalogue, self.chain) for s in self.schemes if s.id in nodes}

    def amount(self, scheme: Scheme) -> Ints:
        """What each household of the sample gets or pays; only of a scheme that can be computed."""
        column = self.ctx.household_column(self.role, scheme)
        assert column is not None, scheme.id
        return column[self.sample.households]

    def matters(self, scheme: Scheme, keys: Iterable[_Key]) -> Mask:
        """For which households that have the scheme another value of one of the fields gives another amount."""
        found = np.zeros(len(self.sample.households), dtype=bool)
        for key in keys:
            mask = self._matters.get((scheme.id, key))
            if mask is not None:
                found |= mask
        return found & (self.amount(scheme) > 0)

    def tried(self, scheme: Scheme, key: _Key) -> bool:
        """Whether another value of a field was tried: there was one to try, and the field can be exchanged."""
        return (scheme.id, key) in self._matters

    @cached_property
    def _matters(self) -> Mapping[tuple[str, _Key], Mask]:
        """Per scheme and field the households for which another value of it gives another amount."""
        found: dict[tuple[str, _Key], Mask] = {}
        kinds: dict[Rows, list[Scheme]] = {}
        for scheme in self.schemes:
            if scheme.id in self.sources:
                kinds.setdefault(scheme.rows, []).append(scheme)
        for kind, schemes in kinds.items():
            self._try(kind, schemes, found)
        return found

    def _try(self, kind: Rows, schemes: list[Scheme], found: dict[tuple[str, _Key], Mask]) -> None:
        ctx, people = self.ctx, self.ctx.people.of(self.role)
        rows, home = self._rows(kind)
        nodes: dict[str, Node] = {s.id: ctx.sides.of(self.role).nodes[s.id] for s in schemes}
        batch = ctx.batch(nodes)
        plain = batch.run(people, rows)
        usual = {name: whole(plain, name) for name in nodes}
        for key in {key: None for s in schemes for key in self.sources[s.id].fields}:
            column = column_of(people, *key)
            for other in () if column is None else others(column):
                result = batch.run(with_column(people, *key, other), rows)
                for scheme in schemes:
                    if key in self.sources[scheme.id].fields:
                        mask = found.setdefault((scheme.id, key), np.zeros(len(self.sample.households), dtype=bool))
                        mask[home[whole(result, scheme.id) != usual[scheme.id]]] = True

    def _rows(self, kind: Rows) -> tuple[Ints, Ints]:
        """The rows of a kind in the households of the sample, and the position of their household in it."""
        position = np.full(len(self.ctx.heads), -1, dtype=np.int64)
        position[self.sample.households] = np.arange(len(self.sample.households))
        home = position[self.ctx.household_of(kind)]
        return self.ctx.rows(kind)[home >= 0], home[home >= 0]


def needs(ctx: Context, role: Role, chain: Chain, schemes: Iterable[Scheme]) -> Needs:
    """What is needed on a side; nothing is computed before it is asked."""
    return Needs(ctx, role, chain, tuple(schemes), Sample(ctx, LARGEST))
