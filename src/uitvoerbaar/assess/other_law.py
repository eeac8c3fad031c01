"""Another law beside the law before a proposal, on the same people: an alternative that was named, or a scheme without its amounts.

What was computed for the law before serves again: the new side is linked in a branch of the same graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.side import Side, link_side, linker_of
from uitvoerbaar.engine.batch.outputs import computed_nodes, filled, stale_fields
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import Linker, load_corpus
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.graph import Node
from uitvoerbaar.proposal import Situation
from uitvoerbaar.proposal.alternative import Alternative
from uitvoerbaar.proposal.alternative_law import amended_laws
from uitvoerbaar.proposal.load import FILE


def alternative_side(ctx: Context, named: Alternative, folder: Path) -> Context:
    """The law before beside that law with the alternative laid over it; laws with other numbers are written to `folder`.

    Raises UserError for a law, version or number that does not exist, or a law that cannot be read.
    """
    before = ctx.sides.before.situation
    made = _written(ctx, named, folder)
    situation = Situation(before.date, (*before.laws, *named.laws, *made), {**before.pins, **named.pins})
    own = ctx.proposal.new_schemes  # the side before then holds these as 0: laid over what it is
    if own:
        corpus = Situation(before.date, (*named.laws, *made), named.pins).corpus(ctx.sides.before.corpus)
    else:
        corpus = situation.corpus(load_corpus())
    return _beside(ctx, situation, corpus)


def _written(ctx: Context, named: Alternative, folder: Path) -> list[Path]:
    """The laws with other numbers, as files."""
    before = ctx.sides.before
    made = []
    for law, text in amended_laws(
        replace(named, pins={}), before.corpus, before.date, str(ctx.proposal.folder / FILE)
    ).items():
        made.append(folder / f"{law}.yaml")
        made[-1].write_bytes(text.bytes)
    return made


def _beside(ctx: Context, situation: Situation, corpus: Corpus) -> Context:
    graph = ctx.graph.branch()
    linker = linker_of(situation, corpus, ctx.catalogue, graph)
    after = link_side(situation, corpus, ctx.settings, ctx.catalogue, graph, linker)
    return ctx.with_after(replace(ctx.proposal, after=situation), graph, after, _people(ctx, after, linker))


def _people(ctx: Context, after: Side, linker: Linker) -> People:
    """The people of the side before where the other law computes the same for housemates; else with what it computes."""
    before = ctx.sides.before
    known = computed_nodes(
        before.corpus, before.date, ctx.catalogue, ctx.graph, only=list(before.nodes.values()), like=before.linked
    )
    found = computed_nodes(
        after.corpus, after.date, ctx.catalogue, linker.graph, only=list(after.nodes.values()), like=linker
    )
    stale = stale_fields(known, found)
    if not stale and found.keys() == known.keys():
        return ctx.people.before
    return filled(ctx.people.before, found, ctx.catalogue, stale=stale, backend="numpy")


def without(ctx: Context, schemes: Sequence[Scheme]) -> Context:
    """The law before beside that law in which some schemes give nothing; everything that reads them sees 0."""
    graph, before = ctx.graph.branch(), ctx.sides.before
    gone = {_amount(before.nodes[scheme.id], scheme).id for scheme in schemes if scheme.id in before.nodes}

    def nothing(node: Node) -> Node | None:
        return graph.const(0, node.unit) if node.id in gone else None

    swapped = graph.substitute(before.nodes.values(), nothing)
    nodes = dict(zip(before.nodes, swapped, strict=True))
    after = Side(before.situation, before.corpus, nodes, before.missing, before.laws, before.carried, before.linked)
    return ctx.with_after(ctx.proposal, graph, after, ctx.people.before)


def _amount(node: Node, scheme: Scheme) -> Node:
    """What the law gives, before it is asked whether somebody applied."""
    return node.args[1] if scheme.applied is not None and node.op == "IF" else node
