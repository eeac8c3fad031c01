"""Both sides of a proposal linked, with the people of their years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from uitvoerbaar.assess import new_schemes
from uitvoerbaar.assess.context import Context, Proving
from uitvoerbaar.assess.norms import load_settings, with_new
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.side import Side, link_side
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.engine.batch import Mirror
from uitvoerbaar.engine.batch.batch import BackendName, Watch
from uitvoerbaar.engine.batch.outputs import computed_nodes, filled
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.found import found_schemes

Progress = Callable[[str], None]


def corpora(proposal: Proposal, base: Corpus, catalogue: Catalogue) -> tuple[Proposal, Pair[Corpus]]:
    """The proposal with the new schemes that it does not name, and the laws of both sides with its new schemes in net income.

    Whoever looks at a side (a case, a country, a proof) looks at these laws.
    """
    sides = Pair(proposal.before.corpus(base), proposal.after.corpus(base))
    found = found_schemes(proposal, sides.before, sides.after)
    told = replace(proposal, new_schemes=(*proposal.new_schemes, *found)) if found else proposal
    if not told.new_schemes:
        return told, sides
    settings = with_new(load_settings(), told.new_schemes)
    without = new_schemes.before(sides.before, sides.after, told, settings)
    return told, Pair(without, new_schemes.after(sides.after, told, settings, catalogue))


def without_people(proposal: Proposal, base: Corpus | None = None) -> Context:
    """Both sides of a proposal, with nobody to run them on: what a proof needs. `base` are the shipped laws, for who has them."""
    catalogue, graph = load_registers(), Graph()
    proposal, laws = corpora(proposal, load_corpus() if base is None else base, catalogue)
    settings = with_new(load_settings(), proposal.new_schemes)
    sides = Pair(
        link_side(proposal.before, laws.before, settings, catalogue, graph),
        link_side(proposal.after, laws.after, settings, catalogue, graph),
    )
    for scheme in settings.schemes:
        if scheme.new:
            sides.before.laws[scheme.id] = ()  # it stands there as 0: no law yet
    nobody = People(0, {}, np.empty(0, dtype=np.int32))
    return Context(proposal, {}, settings, catalogue, graph, sides, Pair(nobody, nobody), "")


def make_context(
    proposal: Proposal,
    population: Path,
    command: str,
    progress: Progress = lambda _: None,
    proving: Proving | None = None,
    linked: Context | None = None,
) -> Context:
    """Link both sides and load the people of their years; `linked` is what `without_people` made of the proposal before."""

    def people_of_year(year: int) -> Population:
        progress(tr("bevolking laden"))
        return load(population, year)

    return context_on(proposal, people_of_year, command, progress, proving, linked)


def context_on(
    proposal: Proposal,
    population: Callable[[int], Population],
    command: str,
    progress: Progress = lambda _: None,
    proving: Proving | None = None,
    linked: Context | None = None,
    watch: Watch | None = None,
) -> Context:
    """Both sides on people that somebody has already: `population` gives them for a year; `watch` may stop its columns."""
    linked = without_people(proposal) if linked is None else linked
    settings, catalogue, graph, sides = linked.settings, linked.catalogue, linked.graph, linked.sides
    for side in sides:
        if not side.nodes:
            why = "; ".join(sorted({said(reason) for reason in side.missing.values()}))
            raise UserError(
                tr(
                    "op {date} is geen enkele regeling te berekenen ({why}); kies in proposal.yaml een datum "
                    "waarvan de wetten er zijn, of leg ze vast met 'pins'",
                    date=side.date,
                    why=why,
                )
            )
    years: dict[int, Population] = {}
    for side in sides:
        if side.year not in years:
            years[side.year] = population(side.year)
    progress(tr("huisgenoten doorrekenen"))
    people = people_of_sides(sides, years, catalogue, graph)
    return Context(linked.proposal, years, settings, catalogue, graph, sides, people, command, proving, watch=watch)


def people_of_sides(
    sides: Pair[Side],
    years: Mapping[int, Population],
    catalogue: Catalogue,
    graph: Graph,
    backend: BackendName = "auto",
) -> Pair[People]:
    """The people of each side with what its laws compute for housemates; the same people where that is the same."""
    made: dict[tuple[int, tuple[tuple[tuple[str, str], int], ...]], People] = {}
    mirror = Mirror(graph)

    def people_of(side: Side) -> People:
        nodes = list(side.nodes.values())
        computed = computed_nodes(side.corpus, side.date, catalogue, graph, only=nodes, like=side.linked)
        standing = graph.substitute(computed.values(), lambda node: _as_it_stands(graph, node), "DIAL")
        key = side.year, tuple((name, node.id) for name, node in zip(computed, standing, strict=True))
        if key not in made:
            made[key] = filled(years[side.year].people, computed, catalogue, backend=backend, mirror=mirror)
        return made[key]

    return sides.map(people_of)


def _as_it_stands(graph: Graph, node: Node) -> Node | None:
    """A dial as the number that the law has: a number that can be moved is at first the same number."""
    if node.op != "DIAL":
        return None
    value = node.payload.value
    return graph.const(int(value) if value == value.to_integral_value() else value, node.unit)
