"""Looking for a household that breaks a property, by drawing many and improving the nearest; in the batch engine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.formulas.household import Name
from uitvoerbaar.engine.prove.formulas.law import Shape
from uitvoerbaar.engine.prove.question import Problem
from uitvoerbaar.engine.prove.search import random_households
from uitvoerbaar.engine.prove.search.random_households import Draws
from uitvoerbaar.engine.prove.settlement import LATE, WHEN, columns
from uitvoerbaar.law.registers import CHILD

HOUSEHOLDS = 4_000
PARENTS = 40
SEED = 475


@dataclass(frozen=True, slots=True)
class Nearest:
    """The household that comes nearest to breaking the property: `excess` above zero breaks it."""

    values: dict[Name, Any]
    sizes: dict[Name, int]
    excess: float


class Search:
    """A search over the households of one shape."""

    def __init__(self, problem: Problem) -> None:
        self.question, self.shape, self.small = problem.question, problem.shape, problem.small
        self.batch = Batch({"uitkomst": self.question.node}, threads=1)
        settled = self.question.settled
        self.settling = None if settled is None else Batch({"terug": settled}, threads=1)
        self.rng = np.random.default_rng(SEED)

    def run(self, seconds: float) -> Nearest | None:
        """The nearest household that was found in the time; None when no household of the shape has an outcome."""
        until = time.monotonic() + min(seconds, clock.left())
        draws = random_households.draw(self.question, self.shape, HOUSEHOLDS, self.rng)
        best: Nearest | None = None
        while True:
            sizes = self._sizes(HOUSEHOLDS)
            excess = self.excess(draws, sizes)
            order = np.argsort(-excess, kind="stable")
            top = int(order[0])
            if np.isfinite(excess[top]) and (best is None or excess[top] > best.excess):
                values = dict(random_households.pick(self.question, self.shape, draws, top))
                best = Nearest(values, {k: int(v[top]) for k, v in sizes.items()}, float(excess[top]))
            if (best is not None and best.excess > 0) or time.monotonic() >= until:
                return best
            draws = self._next(draws, order[:PARENTS])

    def sample(self, n: int) -> Array:
        """By how much the change costs more than the bound in `n` random households; minus infinity where a fact does
        not hold or where there is no outcome. Where anything may change, other households are the case after it."""
        draws, other = (random_households.draw(self.question, self.shape, n, self.rng) for _ in range(2))
        random_households.settle(self.question, self.shape, other)
        return self.excess(draws, self._sizes(n), other if self.question.asked.any_change else None)

    def _sizes(self, n: int) -> dict[Name, Array]:
        found = {}
        for change in self.question.asked.changes:
            sizes = np.full(n, change.least, np.int64)
            if not change.fixed:
                far = max(change.most, -change.least) - max(change.least, 0)
                wide = max(change.least, 0) + np.exp(self.rng.random(n) * np.log(far)).astype(np.int64)
                either_way = np.where(self.rng.random(n) < 0.5, wide, -wide)
                sizes = np.where(self.rng.random(n) < 0.5, sizes, wide) if change.least >= 0 else either_way
                sizes = np.clip(sizes, change.least, change.most)
            found[change.who, change.field] = sizes
        settlement = self.question.asked.settlement
        if settlement is not None and settlement.monthly:
            moments = np.array(settlement.moments)[self.rng.integers(0, len(settlement.moments), n)]
            found |= {WHEN: moments[:, 0], LATE: moments[:, 1]}
        return found

    def _paid_back(self, before: Array, after: Array, sizes: dict[Name, Array]) -> Array:
        """What must be paid back, minus what the months explain."""
        settlement = self.question.asked.settlement
        assert settlement is not None
        assert self.settling is not None
        zero = np.zeros(len(before), np.int64)
        return columns(settlement, self.settling, before, after, sizes.get(WHEN, zero), sizes.get(LATE, zero))

    def excess(self, draws: Draws, sizes: dict[Name, Array], other: Draws | None = None) -> Array:
        """By how much the change costs more than the bound; minus infinity where there is nothing to compare.

        `other` are the households after the change, when they are not those before it with one field changed.
        """
        prop = self.question.asked
        good = random_households.settle(self.question, self.shape, draws)
        if prop.paid_in_full:
            self._pay(draws)
        after = dict(draws if other is None else other)
        specs = random_households.unknowns(self.question, self.shape)
        bound = np.full(len(good), prop.fixed_bound, np.float64)
        for change in prop.changes:
            key = (change.who, change.field)
            after[key] = draws[key] + change.sign * sizes[key]
            good &= (after[key] >= int(specs[key].lo or 0)) & (after[key] <= int(specs[key].hi or 0))
            bound += prop.times * sizes[key] * (draws[change.who, prop.priced] if prop.priced else 1)
        if prop.paid_in_full:
            self._pay(after)
        elif not prop.stated:
            mended = dict(after)
            good &= random_households.settle(self.question, self.shape, mended)
            for change in prop.changes:
                good &= mended[change.who, change.field] == after[change.who, change.field]
        values, answered = self._outcomes(draws, self.small)
        if prop.sort == "beslist":
            return np.where(good, np.where(answered, 0.0, 1.0), -np.inf)
        if prop.sort == "laat_over":
            return np.where(good & answered, -values, -np.inf)
        others, also = self._outcomes(after, self.shape)
        cost = values - others if self.settling is None else self._paid_back(values, others, sizes)
        return np.where(good & answered & also & np.isfinite(cost), cost - bound, -np.inf)

    def _outcomes(self, draws: Draws, shape: Shape) -> tuple[Array, Array]:
        people, heads = random_households.people(self.question, shape, draws)
        result = self.batch.run(people, heads)
        answered = np.ones(len(heads), np.bool_)
        answered[list(result.errors)] = False
        gaps = result.null["uitkomst"]
        if gaps is not None:
            answered &= ~gaps
        return result.values["uitkomst"].astype(np.float64), answered

    def _pay(self, draws: Draws) -> None:
        for who in ((CHILD, i) for i in range(self.shape.children)):
            for name, due in self.question.catalogue.due(CHILD).items():
                if all((who, factor) in draws for factor in due.factors):
                    draws[who, name] = due.of({factor: draws[who, factor] for factor in due.factors})

    def _next(self, draws: Draws, parents: Array) -> Draws:
        """Half new households; half are the best ones with a few values drawn anew or moved a little."""
        fresh = random_households.draw(self.question, self.shape, HOUSEHOLDS, self.rng)
        half = HOUSEHOLDS // 2
        chosen = self.rng.choice(parents, half)
        for name, spec in random_households.unknowns(self.question, self.shape).items():
            old = draws[name][chosen]
            keep = self.rng.random(half) < 0.8
            moved = np.where(keep, old, fresh[name][:half])
            if spec.kind == "number":
                step = self.rng.choice(np.array([-10_000, -100, -10, -1, 1, 10, 100, 10_000]), half)
                nudged = np.clip(old + step, int(spec.lo or 0), int(spec.hi or 0))
                moved = np.where(self.rng.random(half) < 0.2, nudged, moved)
            fresh[name] = np.concatenate([moved, fresh[name][half:]])
        return fresh
