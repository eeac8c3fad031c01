"""Outputs of laws as named nodes for a batch, and the fields of housemates that are themselves computed by law."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

import numpy as np

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.batch import BackendName, Batch, Mirror
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import Corpus, Linker
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, having
from uitvoerbaar.law.registers import COLLECTIONS, KEY, Catalogue

BSN = FieldSpec("number", nullable=False)
Key = tuple[str, str]
"""A field of an element: its collection and its name."""


def link_outputs(
    corpus: Corpus,
    date: str,
    outputs: Mapping[str, tuple[str, str]] | Iterable[tuple[str, str]],
    catalogue: Catalogue,
    graph: Graph | None = None,
    like: Linker | None = None,
) -> dict[str, Node]:
    """Nodes of (law, output) pairs on a date, for the person with parameter bsn.

    Pairs are named "law.output" unless a mapping gives names. Nodes of several calls with one `graph` share what is
    equal; `like` is a linker of the same corpus and day that already linked some of it. Raises LawLookupError for an
    unknown law or output.
    """
    named = (
        dict(outputs) if isinstance(outputs, Mapping) else {f"{law}.{output}": (law, output) for law, output in outputs}
    )
    linker = Linker(corpus, date, [catalogue.source()], graph=graph, like=like)
    return {name: linker.link(law, (output,), {KEY: BSN}).outputs[output] for name, (law, output) in named.items()}


def computed_fields(catalogue: Catalogue) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """(collection, field, (law, output)) of every field of an element that a law computes for that person."""
    for collection, table in COLLECTIONS.items():
        for name, spec in catalogue.items(table).items():
            if spec.computed_by is not None:
                yield collection, name, spec.computed_by


def fill_computed(
    corpus: Corpus,
    date: str,
    people: People,
    catalogue: Catalogue,
    *,
    only: Iterable[Node] | None = None,
) -> People:
    """People whose collections have the columns that laws compute for the person in the element.

    `people` stays as it is; the new people share its arrays, but for columns that were computed before, which are left
    out. Runs only for persons who are somebody's element, fields in the order in which they need each other. With `only`,
    just the fields that these nodes read (directly or for one another); without, all whose law is in force. An element
    whose value cannot be decided is null. Raises LawLookupError when a law that is needed is not in force on `date`,
    UserError when fields need each other in a circle.
    """
    return filled(people, computed_nodes(corpus, date, catalogue, Graph(), only=only), catalogue)


def filled(
    people: People,
    nodes: Mapping[Key, Node],
    catalogue: Catalogue,
    *,
    stale: Container[Key] | None = None,
    backend: BackendName = "auto",
    mirror: Mirror | None = None,
) -> People:
    """As `fill_computed`, for the nodes that `computed_nodes` gives.

    With `stale` only those fields are computed, and the columns that `people` have of the others are taken over.
    `mirror` is that of the graph of the nodes, where more is asked of it.
    """
    computed = {(collection, name) for collection, name, _ in computed_fields(catalogue)}
    gone = {key for key in computed if key not in nodes or stale is None or key in stale}
    collections = {
        kind: replace(
            elements,
            columns={name: column for name, column in elements.columns.items() if (kind, name) not in gone},
            null={name: mask for name, mask in elements.null.items() if (kind, name) not in gone},
        )
        for kind, elements in people.collections.items()
    }
    made = replace(people, collections=collections)
    for key, node in nodes.items():
        if key in gone:
            _fill(key, Batch({key[1]: node}, backend=backend, mirror=mirror), made)
    return made


def stale_fields(before: Mapping[Key, Node], after: Mapping[Key, Node]) -> frozenset[Key]:
    """The fields of `after` that give something else than in `before`, themselves or by another that they read.

    Both as `computed_nodes` gives them, of one graph or a branch of it.
    """
    found: set[Key] = set()
    for key, node in after.items():
        if before.get(key) is not node or found & set(_read([node], dict.fromkeys(after))):
            found.add(key)
    return frozenset(found)


def computed_nodes(
    corpus: Corpus,
    date: str,
    catalogue: Catalogue,
    graph: Graph,
    *,
    only: Iterable[Node] | None = None,
    like: Linker | None = None,
) -> dict[Key, Node]:
    """The node of each (collection, field) that `fill_computed` fills, in the order in which they need each other.

    `like` is a linker of the same corpus, day and graph that already linked some of it.

    Raises LawLookupError and UserError as `fill_computed` does.
    """
    fields = {(collection, name): source for collection, name, source in computed_fields(catalogue)}
    nodes: dict[Key, Node] = {}
    needs: dict[Key, set[Key]] = {}
    wanted = list(fields) if only is None else list(_read(only, fields))
    while wanted:
        key = wanted.pop()
        if key in nodes:
            continue
        try:
            nodes[key] = link_outputs(corpus, date, {"value": fields[key]}, catalogue, graph, like)["value"]
        except LawLookupError:
            if only is None:
                continue
            raise
        needs[key] = set(_read([nodes[key]], fields))
        wanted += needs[key]
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise UserError(tr("berekende velden hebben elkaar nodig: {args}", args=error.args[1])) from None
    return {key: nodes[key] for key in order if key in nodes}


def _read(nodes: Iterable[Node], fields: Mapping[Key, object]) -> Iterator[Key]:
    """The computed fields that nodes read from elements."""
    roots = list(nodes)
    collections = {n.payload[1] for n in having(roots, "FIELD")}
    for node in having(roots, "GET"):
        for collection in collections:
            if (collection, node.payload[0]) in fields:
                yield collection, node.payload[0]


def _fill(key: Key, batch: Batch, people: People) -> None:
    """Put the column of a field into people that nobody else has yet."""
    collection, name = key
    target = people.collections.get(collection)
    if target is None:
        return
    if target.index is None:
        raise UserError(
            tr(
                "'{name}' van {collection} moet worden berekend, maar de elementen verwijzen niet naar personen",
                name=name,
                collection=collection,
            )
        )
    concerned = np.zeros(people.n, np.bool_)
    concerned[target.index] = True
    persons = np.flatnonzero(concerned)
    result = batch.run(people, persons, reasons=False)
    values = result.values[name]
    if values.dtype == np.float64 and bool((np.rint(values) == values).all()):
        small = len(values) == 0 or float(np.abs(values).max()) < 2**31
        values = values.astype(np.int32 if small else np.int64)
    column = np.zeros(people.n, values.dtype)
    column[persons] = values
    mask = np.zeros(people.n, np.bool_)
    gaps = result.null[name]
    if gaps is not None:
        mask[persons] = gaps
    mask[persons[result.undecided]] = True
    target.columns[name] = column
    if mask.any():
        target.null[name] = mask
    else:
        target.null.pop(name, None)
