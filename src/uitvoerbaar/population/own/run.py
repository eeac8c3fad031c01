"""Outputs of laws for a user's own tables: link, read the columns that are needed, run, and make result columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.dates import leap_day_matters, parse_date
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import BSN, fill_computed
from uitvoerbaar.engine.batch.people import YEAR_STEP, Array, array_of, date_code, date_text
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.needs import Need, Needs, needs_of
from uitvoerbaar.engine.explain.refusals import undecided
from uitvoerbaar.law import Linker, SourceSpec
from uitvoerbaar.law.graph import FieldSpec, Kind, Node, topological
from uitvoerbaar.law.horizon import Carried
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, KEY, PERSON, Catalogue
from uitvoerbaar.population.own.columns import SAYS_NOTHING
from uitvoerbaar.population.own.families import COLLECTION
from uitvoerbaar.population.own.microdata import Microdata, Reader, Wanted
from uitvoerbaar.population.own.notation import Notation
from uitvoerbaar.population.own.table_file import Table

CHUNK = 65_536
"""Rows between two steps of the progress bar."""
ERROR = "fout"
_BORN = "geboortedatum"


@dataclass(frozen=True)
class Tables:
    """The files of one run."""

    persons: Table
    children: Table | None = None
    housemates: Table | None = None


@dataclass
class Run:
    """The result columns in the order of the rows, and what the user must know of how they came about."""

    columns: dict[str, pa.Array]
    data: Microdata
    nodes: dict[str, Node] = field(default_factory=dict)
    """What each column was made by."""
    partner: Array = field(default_factory=lambda: np.empty(0, np.int32))
    """The row of each person's partner, -1 without one; also where no law reads it."""
    carried: tuple[Carried, ...] = ()
    """Versions of laws that were carried forward to a day on which they are not known."""
    leap_days: int = 0
    """How many people were born on 29 February, when that can decide on this day (docs/decisions/015)."""
    explained: int = 0
    errors: dict[int, str] = field(default_factory=dict)


def run_tables(
    explainer: Explainer,
    outputs: Mapping[str, tuple[str, str]],
    date: str,
    tables: Tables,
    progress: Callable[[int], object],
    notation: Notation = SAYS_NOTHING,
) -> Run:
    """Run (law, output) pairs, by the name of their column, on a date for every row of the persons table.

    `progress` is told how many rows are done after each part; `notation` is what the user says of how the
    tables are written. Raises UserError for tables that cannot be used.
    """
    nodes, wanted = link_tables(explainer, outputs, date, tables)
    reader = Reader(explainer.catalogue, wanted, notation, date)
    data = reader.read(tables.persons, tables.children, tables.housemates)
    if tables.housemates is not None and COLLECTION[HOUSEMATE] in data.people.collections:
        data.people = fill_computed(explainer.corpus, date, data.people, explainer.catalogue, only=nodes.values())
    batch = Batch(nodes)
    parts: list[Result] = []
    for start in range(0, data.people.n, CHUNK):
        rows = np.arange(start, min(start + CHUNK, data.people.n), dtype=np.int64)
        parts.append(batch.run(data.people, rows))
        progress(len(rows))
    found = dict.fromkeys(one for law, output in outputs.values() for one in explainer.carried(law, output, date))
    run = Run({KEY: data.keys}, data, nodes, reader.couples, tuple(found), leap_days(data, date))
    for name, node in nodes.items():
        run.columns[name] = column_of(name, node, parts)
    for position, part in enumerate(parts):
        run.explained += part.explained
        run.errors.update(
            (position * CHUNK + row, undecided(error).splitlines()[0]) for row, error in part.errors.items()
        )
    run.columns[ERROR] = pa.array([run.errors.get(row) for row in range(data.people.n)], pa.string())
    if run.errors:
        run.columns.update((name, without(run.columns[name], run.errors)) for name in nodes)
    return run


def leap_days(data: Microdata, date: str) -> int:
    """People (adults, children, housemates) born on 29 February, when it can decide on `date` how old they are."""
    on = parse_date(date)
    if on is None or not leap_day_matters(on):
        return 0
    tables = [data.people.columns, *(collection.columns for collection in data.people.collections.values())]
    births = [array_of(columns[_BORN]) for columns in tables if _BORN in columns]
    return sum(int(np.count_nonzero(codes % YEAR_STEP == date_code(0, 2, 29))) for codes in births)


def link_tables(
    explainer: Explainer, outputs: Mapping[str, tuple[str, str]], date: str, tables: Tables
) -> tuple[dict[str, Node], Wanted]:
    """The nodes of the outputs, given the columns of the persons table, and all that they can read."""
    columns = set(tables.persons.columns)
    needs = {name: needs_of(explainer, *pair, date) for name, pair in outputs.items()}
    outside = {name: need for n in needs.values() for name, need in n.outside.items() if name in columns}
    base = explainer.catalogue.source()
    source = SourceSpec(base.name, base.key, {**base.fields, **dict.fromkeys(outside)}, complete=True)
    linker = Linker(explainer.corpus, date, [source])
    nodes: dict[str, Node] = {}
    parameters: dict[str, Need] = {}
    required: set[str] = set()
    for name, found in needs.items():
        law, output = outputs[name]
        given = _parameters(found, columns)
        specs = {parameter: _spec(need) for parameter, need in given.items()}
        if _has_persons(explainer, law, date):
            specs[KEY] = BSN
        node = linker.link(law, (output,), specs).outputs[output]
        nodes[name] = node
        reached = {n.payload for n in topological([node]) if n.op == "PARAM"} - {KEY}
        parameters.update((parameter, given[parameter]) for parameter in reached)
        required |= {parameter for parameter in reached if given[parameter].required}
    fields = _fields(nodes.values(), explainer.catalogue)
    if tables.housemates is not None:
        fields |= _fields(_computing(linker, fields, explainer.catalogue), explainer.catalogue)
    return nodes, Wanted(fields, parameters, frozenset(required), outside)


def _parameters(needs: Needs, columns: set[str]) -> dict[str, Need]:
    """Parameters that the law asks, and inputs of the law that a column gives instead."""
    asked = {name: need for name, need in needs.parameters.items() if need.required or name in columns}
    return {**{name: need for name, need in needs.inputs.items() if name in columns}, **asked}


def _spec(need: Need) -> FieldSpec:
    kind: Kind = need.kind if need.kind in ("number", "bool", "date", "string", "list") else "any"  # type: ignore[assignment]
    return FieldSpec(kind, need.unit, nullable=need.nullable)


def _has_persons(explainer: Explainer, law: str, date: str) -> bool:
    articles = explainer.corpus.select(law, date).articles
    return any(p.name == KEY for a in articles if a.rules for p in a.rules.parameters)


def _fields(nodes: Iterable[Node], catalogue: Catalogue) -> set[tuple[str, str]]:
    """The register fields that nodes can read, by (table, name)."""
    found: set[tuple[str, str]] = set()
    for node in topological(nodes):
        if node.op == "FIELD":
            found.add((PERSON, node.payload[1]))
        elif node.op == "GET" and node.spec is not None:
            for table in (CHILD, HOUSEMATE):
                known = catalogue.field(table, node.payload[0])
                if known is not None and known.spec is node.spec:
                    found.add((table, known.name))
    return found


def _computing(linker: Linker, fields: set[tuple[str, str]], catalogue: Catalogue) -> list[Node]:
    """The outputs that compute fields of housemates, and those that they need in turn."""
    nodes: list[Node] = []
    done: set[str] = set()
    waiting = [name for table, name in fields if table == HOUSEMATE]
    while waiting:
        name = waiting.pop()
        known = catalogue.field(HOUSEMATE, name)
        if name in done or known is None or known.spec.computed_by is None:
            continue
        done.add(name)
        law, output = known.spec.computed_by
        nodes.append(linker.link(law, (output,), {KEY: BSN}).outputs[output])
        waiting += [n for table, n in _fields([nodes[-1]], catalogue) if table == HOUSEMATE]
    return nodes


def column_of(name: str, node: Node, parts: Sequence[Result]) -> pa.Array:
    """A result column for a table: whole numbers as integers, truths as true and false, days as ISO dates.

    `parts` are the results of consecutive rows.
    """
    values = np.concatenate([part.values[name] for part in parts])
    nulls = [part.null[name] for part in parts]
    mask = np.concatenate(
        [
            np.zeros(len(part.values[name]), np.bool_) if null is None else null
            for part, null in zip(parts, nulls, strict=True)
        ]
    )
    if node.kind == "bool":
        return pa.array(values.astype(np.bool_), mask=mask)
    if node.kind == "date":
        return pa.array([date_text(int(code)) for code in values], pa.string(), mask=mask)
    if values.dtype == object:
        texts: list[Any] = [None if gone else str(value) for value, gone in zip(values, mask, strict=True)]
        return pa.array(texts, pa.string())
    return pa.array(_whole(values), mask=mask)


def _whole(values: Array) -> Array:
    rounded = np.rint(values) if values.dtype.kind == "f" else values
    fits = bool((rounded == values).all()) and bool(
        (np.abs(rounded) < 2**63).all() if values.dtype.kind == "f" else True
    )
    return rounded.astype(np.int64) if fits else values


def without(column: pa.Array, errors: Mapping[int, str]) -> pa.Array:
    """The column without values where a row could not be decided."""
    keep = np.ones(len(column), np.bool_)
    keep[list(errors)] = False
    return pc.if_else(pa.array(keep), column, pa.scalar(None, column.type))
