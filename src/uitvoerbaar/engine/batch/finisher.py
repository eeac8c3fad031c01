"""The reference walk for single persons out of many: rows that kernels leave to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

from uitvoerbaar.base.typed import digits
from uitvoerbaar.engine.batch.people import Collection, Column, People, Strings, date_text
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.engine.reference.values import EvaluationError, Unknown, undecided
from uitvoerbaar.engine.reference.walk import Case, Register, Walk, deep_recursion
from uitvoerbaar.law.graph import FieldSpec, Kind, Node, Record, topological
from uitvoerbaar.law.registers import KEY, SOURCE


def kinds_of(nodes: Mapping[str, Node]) -> dict[tuple[str, str], Kind]:
    """The kinds that the graph gives to fields: ("", field) of persons, (collection, field) of elements."""
    found: dict[tuple[str, str], Kind] = {}

    def note(table: str, name: str, spec: FieldSpec | None) -> None:
        if spec is None:
            return
        found[table, name] = spec.kind
        for item, inner in (spec.items or {}).items():
            found[name, item] = inner.kind

    for node in topological(nodes.values()):
        if node.op in ("FIELD", "PARAM"):
            note("", node.payload[1] if node.op == "FIELD" else node.payload, node.spec)
    return found


class Records(dict[str, dict[str, Any]]):
    """The register of persons, each record made when the walk asks for it."""

    def __init__(self, people: People, kinds: Mapping[tuple[str, str], Kind]) -> None:
        super().__init__()
        self.people, self.kinds = people, kinds
        self.made: dict[int, dict[str, Any]] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The record of a bsn (as text)."""
        row = (digits(str(key)) or 0) - 1
        if not 0 <= row < self.people.n:
            return default
        found = self.made.get(row)
        if found is None:
            if len(self.made) > 10_000:
                self.made.clear()
            found = self.made[row] = self._record(row)
        return found

    def _record(self, row: int) -> dict[str, Any]:
        people = self.people
        record = {
            name: self.value("", name, column, row, people.null.get(name)) for name, column in people.columns.items()
        }
        partner = int(people.partner[row])
        record["partner_bsn"] = partner + 1 if partner >= 0 else None
        record[KEY] = row + 1
        for name, collection in people.collections.items():
            record[name] = tuple(
                self._element(name, collection, k) for k in range(int(collection.start[row]), int(collection.stop[row]))
            )
        return record

    def _element(self, name: str, source: Collection, k: int) -> Record:
        number = k if source.index is None else int(source.index[k])
        return Record(
            tuple(
                (field_, self.value(name, field_, column, number, source.null.get(field_)))
                for field_, column in source.columns.items()
            )
        )

    def value(self, table: str, name: str, column: Column, row: int, null: Any) -> Any:
        """One value of a column as the law sees it."""
        if null is not None and null[row]:
            return None
        if isinstance(column, Strings):
            return column.words[int(column.codes[row])]
        raw = column[row].item()
        kind = self.kinds.get((table, name), "any")
        if kind == "bool" or (kind == "any" and column.dtype == np.bool_):
            return bool(raw)
        if kind == "date":
            return date_text(int(raw))
        return plain(raw)


_ASKED: ContextVar[Callable[[], None] | None] = ContextVar("asked", default=None)


@contextmanager
def asking(check: Callable[[], None]) -> Iterator[None]:
    """Within this, `check` is called before each person that the reference finishes; what it raises stops the work.

    A law that fails for everybody is walked person by person, which may take minutes.
    """
    token = _ASKED.set(check)
    try:
        yield
    finally:
        _ASKED.reset(token)


class Finisher:
    """Evaluates outputs of single persons with the reference walk."""

    def __init__(self, nodes: Mapping[str, Node], people: People) -> None:
        self.nodes, self.people = nodes, people
        self.parameters = {n.payload for n in topological(nodes.values()) if n.op == "PARAM" and n.payload != KEY}
        self.records = Records(people, kinds_of(nodes))

    def case(self, row: int) -> Case:
        """The person as a case of the reference."""
        record = self.records.get(row + 1)
        parameters = {name: record[name] for name in self.parameters if name in record}
        return Case({KEY: row + 1, **parameters}, {SOURCE: Register(self.records)})

    def values(self, row: int, names: list[str]) -> tuple[dict[str, Any], dict[str, EvaluationError]]:
        """Values of the outputs that can be decided, and the errors of the others."""
        check = _ASKED.get()
        if check is not None:
            check()
        walk = Walk(self.case(row))
        values: dict[str, Any] = {}
        errors: dict[str, EvaluationError] = {}
        with deep_recursion():
            for name in names:
                try:
                    value = walk.value(self.nodes[name])
                except EvaluationError as error:
                    errors[name] = error
                    continue
                if isinstance(value, Unknown):
                    errors[name] = undecided(value, self.nodes[name])
                else:
                    values[name] = value
        return values, errors
