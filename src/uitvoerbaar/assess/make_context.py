"""Both sides of a proposal linked, with the people of their years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from uitvoerbaar.assess.context import Context, Role
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.side import Side, link_side
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.engine.batch.outputs import computed_nodes, fill_computed
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.proposal import Proposal

Progress = Callable[[str], None]


def without_people(proposal: Proposal) -> Context:
    """Both sides of a proposal, with nobody to run them on: what a proof needs."""
    settings, catalogue, base, graph = load_settings(), load_registers(), load_corpus(), Graph()
    sides: dict[Role, Side] = {
        "voor": link_side(proposal.before, base, settings, catalogue, graph),
        "na": link_side(proposal.after, base, settings, catalogue, graph),
    }
    return Context(proposal, {}, settings, catalogue, graph, sides, {}, "")


def make_context(proposal: Proposal, population: Path, command: str, progress: Progress = lambda _: None) -> Context:
    """Link both sides and load the people of their years."""
    linked = without_people(proposal)
    settings, catalogue, graph, sides = linked.settings, linked.catalogue, linked.graph, linked.sides
    for side in sides.values():
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
    progress(tr("bevolking laden"))
    years: dict[int, Population] = {}
    for side in sides.values():
        if side.year not in years:
            years[side.year] = load(population, side.year)
    progress(tr("huisgenoten doorrekenen"))
    people = people_of_sides(sides, years, catalogue, graph)
    return Context(proposal, years, settings, catalogue, graph, sides, people, command)


def people_of_sides(
    sides: Mapping[Role, Side], years: Mapping[int, Population], catalogue: Catalogue, graph: Graph
) -> dict[Role, People]:
    """The people of each side with what its laws compute for housemates; the same people where that is the same."""
    made: dict[tuple[int, tuple[tuple[tuple[str, str], int], ...]], People] = {}
    people: dict[Role, People] = {}
    for role, side in sides.items():
        nodes = list(side.nodes.values())
        computed = computed_nodes(side.corpus, side.date, catalogue, graph, only=nodes)
        key = side.year, tuple((name, node.id) for name, node in computed.items())
        if key not in made:
            made[key] = fill_computed(side.corpus, side.date, _own(years[side.year].people), catalogue, only=nodes)
        people[role] = made[key]
    return people


def _own(people: People) -> People:
    """The same people with room for their own computed columns: what a law computes differs between the sides."""
    collections = {
        name: replace(c, columns=dict(c.columns), null=dict(c.null)) for name, c in people.collections.items()
    }
    return replace(people, collections=collections)
