"""The households of a population as a property sees them: free amounts filled in by the law, one field to be moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.batch.people import Array, People, Strings, array_of
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.prove.formulas.household import TABLES, Name
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, PARTNER
from uitvoerbaar.engine.prove.formulas.symbol import PERSON
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.engine.prove.search import random_households
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.registers import CHILD, COLLECTIONS

_CHILDREN = next(collection for collection, table in COLLECTIONS.items() if table == CHILD)


class Uncountable(Exception):
    """The property cannot be counted in this population, and why."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes of households; where there is none `answered` is False and the value no number.

    `possible`: the field has that value in the register, and what always holds does.
    """

    values: Array
    answered: Array
    possible: Array


class Inhabitants:
    """Households with the heads in `heads` (person rows); `moves` is the field that `moved` gives another value."""

    def __init__(self, question: Question, people: People, heads: Array, moves: Name | None = None) -> None:
        self.question, self.heads, self.moves = question, np.asarray(heads, np.int64), moves
        self.unknown = np.zeros(people.n, np.bool_)
        self.people = self._prepared(people)
        self.batch = Batch({"uitkomst": question.node})
        self.there = np.ones(len(heads), np.bool_)
        if moves is not None:
            self.there, self.records = self._records(moves)
            self.own = self._column(moves)[self.records].astype(np.int64)
            self.spec = self._spec(moves)

    def outcomes(self) -> Outcomes:
        """Every household with its own values."""
        return self._run(np.arange(len(self.heads)), np.ones(len(self.heads), np.bool_))

    def moved(self, offsets: Array, rows: Array) -> Outcomes:
        """The households in `rows` with the field `offsets` higher, held within its range."""
        assert self.moves is not None
        column = self._column(self.moves)
        wanted = self.own[rows] + offsets
        value = np.clip(wanted, int(self.spec.lo or 0), int(self.spec.hi or 0))
        there = self.there[rows]
        records = self.records[rows][there]
        # In place: the program is made for the range of the field, and it is put back.
        column[records] = value[there]
        self._pay(self.moves, records)
        found = self._run(rows, there & (wanted == value) & self._lawful(rows))
        column[records] = self.own[rows][there]
        self._pay(self.moves, records)
        return found

    def bound(self, size: int, rows: Array) -> Array:
        """What a change of this size may cost the households in `rows`."""
        prop = self.question.asked
        allowed = np.full(len(rows), prop.fixed_bound, np.float64)
        price: Array | int = 1
        if prop.priced and self.moves is not None:
            price = self._column((self.moves[0], prop.priced))[self.records[rows]]
        return np.asarray(allowed + prop.times * size * price)

    def _run(self, rows: Array, possible: Array) -> Outcomes:
        people = self.heads[rows]
        values, answered = answers(self.batch.run(self.people, people), "uitkomst")
        answered &= ~self.unknown[people]
        return Outcomes(np.where(answered & possible, values, np.nan), answered, possible)

    # --- the people ---------------------------------------------------------------------------------------------

    def _prepared(self, people: People) -> People:
        """The same people with the free amounts as the law has them, and arrays of their own for what is moved.

        Those are of float64: the engine reads such an array in place, others it may copy.
        """
        columns, collections = dict(people.columns), dict(people.collections)
        null = dict(people.null)
        for name in sorted(name for table, name in self.question.reads if table == "parameter"):
            columns[name] = self._free(name, people)
        if self.question.asked.paid_in_full:
            children = collections[_CHILDREN]
            full = {
                name: due.of({factor: array_of(children.columns[factor]).astype(np.float64) for factor in due.factors})
                for name, due in self.question.catalogue.due(CHILD).items()
            }
            collections[_CHILDREN] = replace(children, columns={**children.columns, **full})
        if self.moves is not None and self.moves[0] in (PERSON, PARTNER, PARAMETER):
            columns[self.moves[1]] = array_of(columns[self.moves[1]]).astype(np.float64)
        elif self.moves is not None:
            collection = _collection_of(self.moves)
            held = collections[collection]
            own = array_of(held.columns[self.moves[1]]).astype(np.float64)
            collections[collection] = replace(held, columns={**held.columns, self.moves[1]: own})
        return People(people.n, columns, people.partner, collections, null)

    def _free(self, name: str, people: People) -> Array:
        """A free amount as the law that it comes from has it for the heads. Raises Uncountable."""
        free = self.question.domain.free[name]
        explainer = self.question.explainer
        try:
            node = link_outputs(explainer.corpus, self.question.on, {name: (free.law, name)}, explainer.catalogue)[name]
        except LawLookupError:
            raise Uncountable(
                as_written("de bevolking kent {name} niet, en geen wet rekent het uit", name=name)
            ) from None
        values, answered = answers(Batch({name: node}).run(people, self.heads), name)
        column = np.zeros(people.n, np.int64)
        column[self.heads] = np.where(answered, np.rint(values), 0)
        self.unknown[self.heads[~answered]] = True
        return column

    def _records(self, name: Name) -> tuple[Array, Array]:
        """Which households have the record that a name is about, and its row in its table (0 where they lack it)."""
        (table, position), _ = name
        if (table, position) == PARTNER:
            rows = self.people.partner[self.heads]
            return rows >= 0, np.maximum(rows, 0)
        if table not in TABLES or (table, position) == PERSON:
            return np.ones(len(self.heads), np.bool_), self.heads
        held = self.people.collections[_collection_of(name)]
        start, stop = held.start[self.heads], held.stop[self.heads]
        there = stop - start > position
        element = np.where(there, start + position, 0)
        if held.index is None or not len(held.index):
            return there, element
        return there, held.index[element]

    def _column(self, name: Name) -> Array:
        (table, _), field = name
        if table in COLLECTIONS.values():
            return array_of(self.people.collections[_collection_of(name)].columns[field])
        return array_of(self.people.columns[field])

    def _spec(self, name: Name) -> FieldSpec:
        """The range of a field. Raises Uncountable when it has none."""
        who, field = name
        known = self.question.catalogue.field(TABLES.get(who[0], ""), field)
        spec = self.question.domain.parameters.get(field) if who == PARAMETER else known.spec if known else None
        if spec is None or spec.lo is None or spec.hi is None:
            raise Uncountable(as_written("{field} heeft geen bereik", field=field))
        return spec

    def _pay(self, name: Name, records: Array) -> None:
        """All that is owed for a child is paid, also when what it follows from changes."""
        if not self.question.asked.paid_in_full or name[0][0] != CHILD:
            return
        columns = self.people.collections[_CHILDREN].columns
        for paid, due in self.question.catalogue.due(CHILD).items():
            record = {factor: array_of(columns[factor])[records].astype(np.int64) for factor in due.factors}
            array_of(columns[paid])[records] = due.of(record)

    def _lawful(self, rows: Array) -> Array:
        """Where what always holds of the moved field holds now."""
        assert self.moves is not None
        good = np.ones(len(rows), np.bool_)
        for fact in self.question.domain.facts:
            names = fact.names(self.moves[0])
            if self.moves not in names or not all(self._has(name) for name in names):
                continue
            drawn = {}
            present = np.ones(len(rows), np.bool_)
            for name in names:
                there, records = self._records(name)
                present &= there[rows]
                drawn[name] = self._column(name)[records[rows]].astype(np.int64)
            good &= ~present | random_households.holds(fact, self.moves[0], drawn)
        return good

    def _has(self, name: Name) -> bool:
        (table, _), field = name
        if table in COLLECTIONS.values():
            return field in self.people.collections[_collection_of(name)].columns
        return field in self.people.columns

    @staticmethod
    def others(people: People, name: str) -> Iterator[People]:
        """The same people with each value that a field can have, for all of them."""
        column = people.columns[name]
        if isinstance(column, Strings):
            for code in range(len(column.words)):
                same = Strings(np.full(people.n, code, column.codes.dtype), column.words)
                yield replace(people, columns={**people.columns, name: same})
            return
        for value in (0, 1):
            yield replace(people, columns={**people.columns, name: np.full(people.n, value, column.dtype)})


def answers(result: Result, name: str) -> tuple[Array, Array]:
    """Values of an output, and where there is one."""
    values = result.values[name].astype(np.float64)
    answered = np.ones(len(values), np.bool_)
    answered[list(result.errors)] = False
    gaps = result.null[name]
    if gaps is not None:
        answered &= ~gaps
    return values, answered


def _collection_of(name: Name) -> str:
    return next(collection for collection, table in COLLECTIONS.items() if table == name[0][0])
