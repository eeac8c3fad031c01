"""How large and how branched the law is that decides one scheme: counts over its graph."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.burden import articles, demands
from uitvoerbaar.assess.conditions import leaves
from uitvoerbaar.assess.context import Context, Role
from uitvoerbaar.assess.settings import Scheme
from uitvoerbaar.law.graph import Label, Node, topological

_DECISIONS = ("BESCHIKKING", "TOETS")


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


def complexity(ctx: Context, role: Role, scheme: Scheme) -> Complexity:
    """The counts of a scheme that can be computed on a side."""
    root = ctx.sides[role].nodes[scheme.id]
    nodes = [n for n in topological([root]) if n.op != "NAME"]
    passed = articles(ctx, role, scheme)
    return Complexity(
        steps=sum(n.op not in ("CONST", "PARAM", "VAR") for n in nodes),
        conditions=len(conditions(root)),
        exceptions=sum(len(n.args) // 2 for n in nodes if n.op == "IF"),
        inputs=len(demands(root, ctx.catalogue)),
        laws=len({law.id for law, _ in passed}),
        articles=len(passed),
        depth=_depth(root),
        decisions=sum(a.rules is not None and a.rules.legal_character in _DECISIONS for _, a in passed),
    )


def conditions(root: Node) -> set[int]:
    """Ids of the different comparisons on which a choice, a right or a selection rests."""
    found: set[int] = set()
    for node in topological([root]):
        tests = node.args[:-1:2] if node.op == "IF" else node.args[1:2] if node.op == "FOREACH" else ()
        for test in tests:
            found |= {leaf.id for leaf in leaves(test)}
    return found | {leaf.id for leaf in leaves(root)}


def _depth(root: Node) -> int:
    depth: dict[int, int] = {}
    for node in topological([root]):
        named = node.op == "NAME" and isinstance(node.payload, Label) and node.payload.kind == "output"
        depth[node.id] = max((depth[a.id] for a in node.args), default=0) + named
    return depth[root.id]
