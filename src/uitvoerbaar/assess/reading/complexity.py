"""How large and how branched the law is that decides one scheme: counts over its graph."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.burden import articles, demands, read_of
from uitvoerbaar.assess.reading.conditions import leaves
from uitvoerbaar.law.graph import Label, Node, strip, topological

_DECISIONS = ("BESCHIKKING", "TOETS")
MEASURES = ("conditions", "exceptions", "inputs", "laws", "articles", "decisions", "depth", "steps", "total")
"""What `Complexity` holds, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Complexity:
    """Counts of one scheme on one side.

    `steps`: operations; `conditions`: different comparisons; `exceptions`: cases of a choice; `inputs`: fields of persons;
    `laws` and `articles` that are passed; `depth`: the longest chain of named results that rest on each other;
    `decisions`: articles that decide on a person or establish a right.
    """

    steps: int
    conditions: int
    exceptions: int
    inputs: int
    laws: int
    articles: int
    depth: int
    decisions: int

    @property
    def total(self) -> int:
        """What an official must know to explain a decision: conditions, data, articles and decision moments."""
        return self.conditions + self.inputs + self.articles + self.decisions


def complexity(ctx: Context, role: Role, scheme: Scheme, within: frozenset[str] | None = None) -> Complexity:
    """The counts of a scheme that can be computed on a side; only what stands in the laws `within` when given."""

    def counts(law: str | None) -> bool:
        return within is None or law in within

    root = ctx.sides.of(role).nodes[scheme.id]
    nodes = [n for n in topological([root]) if n.op != "NAME" and counts(n.origin.law if n.origin else None)]
    passed = [(law, a) for law, a in articles(ctx, role, scheme) if counts(law.id)]
    return Complexity(
        steps=sum(n.op not in ("CONST", "PARAM", "VAR") for n in nodes),
        conditions=len([n for n in conditions(root) if counts(n.origin.law if n.origin else None)]),
        exceptions=sum(len(n.args) // 2 for n in nodes if n.op == "IF"),
        inputs=len(demands(root, ctx.catalogue)) if within is None else len(_inputs(root, ctx, within)),
        laws=len({law.id for law, _ in passed}),
        articles=len(passed),
        depth=_depth(root, within),
        decisions=sum(a.rules is not None and a.rules.legal_character in _DECISIONS for _, a in passed),
    )


def _inputs(root: Node, ctx: Context, within: frozenset[str]) -> set[tuple[str, str, str]]:
    """The fields of persons that the articles of some laws ask for themselves."""
    found: set[tuple[str, str, str]] = set()
    for node in topological([root]):
        if node.op == "NAME" and isinstance(node.payload, Label):
            asked = node.payload.kind == "input" and node.payload.law in within
            read = read_of(strip(node), ctx.catalogue) if asked else None
        else:
            element = node.op == "GET" and node.origin is not None and node.origin.law in within
            read = read_of(node, ctx.catalogue) if element else None
        if read is not None:
            found.add((read[0].table, read[0].name, read[1]))
    return found


def conditions(root: Node) -> list[Node]:
    """The different comparisons on which a choice, a right or a selection rests."""
    found: dict[int, Node] = {leaf.id: leaf for leaf in leaves(root)}
    for node in topological([root]):
        tests = node.args[:-1:2] if node.op == "IF" else node.args[1:2] if node.op == "FOREACH" else ()
        for test in tests:
            found |= {leaf.id: leaf for leaf in leaves(test)}
    return list(found.values())


def _depth(root: Node, within: frozenset[str] | None) -> int:
    depth: dict[int, int] = {}
    for node in topological([root]):
        label = node.payload if node.op == "NAME" else None
        named = isinstance(label, Label) and label.kind == "output" and (within is None or label.law in within)
        depth[node.id] = max((depth[a.id] for a in node.args), default=0) + named
    return depth[root.id]
