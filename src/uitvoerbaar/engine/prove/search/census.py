"""Who in a population breaks a property with the values that they have now, and who comes close to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.engine.prove.property import Change
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.engine.prove.search.inhabitants import Inhabitants, Outcomes, Uncountable
from uitvoerbaar.law.registers import CHILD

COUNTED = ("verlies", "beslist", "laat_over", "onafhankelijk")
PARTS = 8
"""In how many parts the surroundings of a household are first cut."""
SMALLEST, FACTOR = 100, 10
"""Of a change of any size these are tried: the smallest, or a euro, and ten times as much until the largest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Per household whether the property is broken, and whether it is within reach; None where nothing is moved."""

    broken: Array
    near: Array | None


def count(question: Question, people: People, heads: Array) -> Counted:
    """Run both sides of the property on the households with these heads.

    Broken: with the household's own values and a step of the property, for one of its children where the property is about
    a child. Near: not broken, but it would be if the varied field were at most `domain.near` higher or lower. That is
    looked for by halving towards the largest fall, so every household counted was seen to break the property; where two
    falls lie close together one may be missed. Raises Uncountable for a property or population that cannot be counted.
    """
    sort = question.asked.sort
    if question.settled is not None or question.asked.any_change or sort not in COUNTED:
        raise Uncountable(
            as_written(
                "daarvoor is meer nodig dan de situatie van een huishouden nu (wanneer iets verandert, of de wetstekst)"
            )
        )
    if sort == "beslist":
        found = Inhabitants(question, people, heads).outcomes()
        return Counted(~found.answered, None)
    if sort == "laat_over":
        found = Inhabitants(question, people, heads).outcomes()
        return Counted(found.answered & (found.values < 0), None)
    if sort == "onafhankelijk":
        return Counted(_depends(question, people, heads), None)
    if question.asked.extra_child:
        return Counted(_with_a_child_less(question, people, heads), None)
    return _moved(question, people, heads)


def sizes_of(change: Change) -> list[int]:
    """The sizes of a change that are tried on every household."""
    if change.fixed:
        return [change.least]
    found = []
    size = max(change.least, 1 if 0 < change.least < SMALLEST else SMALLEST)
    while size <= change.most:
        found.append(size)
        size *= FACTOR
    return [*found, *(-s for s in found if -s >= change.least)]


def _moved(question: Question, people: People, heads: Array) -> Counted:
    """A field is another amount: for the person, the partner, or each child in turn."""
    [change] = question.asked.changes
    reach = question.domain.near.get(change.field)
    broken, near = np.zeros(len(heads), np.bool_), np.zeros(len(heads), np.bool_)
    for who in _whose(change, people, heads):
        line = Line(Inhabitants(question, people, heads, (who, change.field)), change)
        now = line.at(np.zeros(len(heads), np.int64))
        for size in sizes_of(change):
            broken |= line.breaks(np.zeros(len(heads), np.int64), size, now)
        if reach is not None:
            near |= line.within(reach.distance)
    return Counted(broken, None if reach is None else near & ~broken)


def _whose(change: Change, people: People, heads: Array) -> Iterator[tuple[str, int]]:
    if change.who[0] != CHILD:
        yield change.who
        return
    children = people.collections["kinderen"]
    most = int((children.stop[heads] - children.start[heads]).max(initial=0))
    yield from ((CHILD, i) for i in range(most))


class Line:
    """The outcome of every household along one field, as it is moved from its own value."""

    def __init__(self, inhabitants: Inhabitants, change: Change) -> None:
        self.inhabitants, self.change = inhabitants, change
        self.n = len(inhabitants.heads)

    def at(self, offsets: Array, rows: Array | None = None) -> Outcomes:
        """Outcomes of `rows` (all when None) with the field that much higher."""
        return self.inhabitants.moved(offsets, np.arange(self.n) if rows is None else rows)

    def breaks(self, offsets: Array, size: int, before: Outcomes | None = None, rows: Array | None = None) -> Array:
        """Whether a change of a size from there breaks the property."""
        rows = np.arange(self.n) if rows is None else rows
        before = self.at(offsets, rows) if before is None else before
        after = self.at(offsets + self.change.sign * size, rows)
        bound = self.inhabitants.bound(size, rows)
        return (
            before.possible & before.answered & after.possible & after.answered & (before.values - after.values > bound)
        )

    def within(self, reach: int) -> Array:
        """Households for which the property is broken somewhere at most `reach` from their own value."""
        size = sizes_of(self.change)[0]
        # Along the change: what is lost is lost as t grows.
        ends = np.unique(
            np.linspace(-reach, reach + size, min(PARTS, -(-(2 * reach + size) // size)) + 1).astype(np.int64)
        )
        found = np.zeros(self.n, np.bool_)
        way = self.change.sign
        values = [self.at(np.full(self.n, way * t, np.int64)).values for t in ends]
        for (start, stop), (first, last) in zip(pairwise(ends), pairwise(values), strict=True):
            rows = np.flatnonzero(~found & (first - last > self.inhabitants.bound(size, np.arange(self.n))))
            if len(rows):
                low = np.full(len(rows), start)
                places = self._halved(rows, low, np.full(len(rows), stop), first[rows], last[rows], size)
                found[rows] |= self.breaks(way * np.minimum(places, reach), size, rows=rows)
        return found

    def _halved(self, rows: Array, low: Array, high: Array, first: Array, last: Array, size: int) -> Array:
        """Where the largest fall begins, to within the size of the change."""
        while int((high - low).max()) > size:
            middle = (low + high) // 2
            value = self.at(self.change.sign * middle, rows).values
            left = first - value >= value - last
            low, first = np.where(left, low, middle), np.where(left, first, value)
            high, last = np.where(left, middle, high), np.where(left, value, last)
        return low


def _with_a_child_less(question: Question, people: People, heads: Array) -> Array:
    """Households that get less with all their children than without one of them."""
    now = Inhabitants(question, people, heads).outcomes()
    children = people.collections["kinderen"]
    broken = np.zeros(len(heads), np.bool_)
    for position in range(int((children.stop[heads] - children.start[heads]).max(initial=0))):
        fewer = Inhabitants(question, without_child(people, position), heads).outcomes()
        there = children.stop[heads] - children.start[heads] > position
        loss = fewer.values - now.values
        broken |= there & fewer.answered & now.answered & (loss > question.asked.fixed_bound)
    return broken


def without_child(people: People, position: int) -> People:
    """The same people without the child at a position of every household."""
    children = people.collections["kinderen"]
    counts = (children.stop - children.start).astype(np.int64)
    left = counts - (counts > position)
    stop = np.cumsum(left)
    start = stop - left
    # Element number within the person, skipping the one that is left out.
    within = np.arange(int(left.sum())) - np.repeat(start, left)
    elements = np.repeat(children.start.astype(np.int64), left) + within + (within >= position)
    records = elements if children.index is None else children.index[elements]
    fewer = replace(children, start=start.astype(np.int32), stop=stop.astype(np.int32), index=records.astype(np.int32))
    return replace(people, collections={**people.collections, "kinderen": fewer})


def _depends(question: Question, people: People, heads: Array) -> Array:
    """Households that get another outcome when a field that must not matter is different."""
    now = Inhabitants(question, people, heads).outcomes()
    broken = np.zeros(len(heads), np.bool_)
    for name in question.asked.fields:
        if ("persoon", name) not in question.reads:
            continue
        for other in Inhabitants.others(people, name):
            then = Inhabitants(question, other, heads).outcomes()
            differ = (then.values != now.values) | (then.answered != now.answered)
            broken |= differ
    return broken
