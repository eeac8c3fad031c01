"""What a scheme asks of people, derived from its graph: which register fields it reads and who supplies them.

A demand is one register field about one person (the applicant, the partner, a child, a housemate) that the amount of a
scheme depends on. Whether it burdens the citizen follows from the catalogue (who supplies it, how often it changes) and
from the graph (which law asks for it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.data import BurdenRules, Place
from uitvoerbaar.law.graph import FieldSpec, Label, Node, strip, topological
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.registers import COLLECTIONS, KEY, PERSON, SOURCE, Catalogue, RegisterField
from uitvoerbaar.law.registers.nodes import own

SELF, PARTNER = "aanvrager", "partner"


@dataclass(frozen=True, slots=True)
class Demand:
    """A field that a scheme needs, and of whom. `own` is False when it only comes in through the law of another scheme
    (the tax return, say), which has asked for it already.
    """

    field: RegisterField
    who: str
    own: bool

    @property
    def from_citizen(self) -> bool:
        """Whether people must supply it themselves."""
        return self.field.from_citizen


@dataclass(frozen=True, slots=True)
class Burden:
    """Everything that one scheme asks on one side, and who deals with it.

    `moments` is the number of times a year that something may have to be done: the fields that people report, each as
    often as it can change. `moments_of_estimate` is the part of one person's estimate of income in it.
    """

    scheme: Scheme
    supply: tuple[Demand, ...]
    estimate: tuple[Demand, ...]
    keep: tuple[Demand, ...]
    report: tuple[Demand, ...]
    held: tuple[Demand, ...]
    moments: float
    moments_of_estimate: float
    applies: bool
    in_advance: bool
    deciders: tuple[str, ...]
    holders: tuple[str, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Everyone one may have to deal with: who decides and who holds a field that may be wrong."""
        return tuple(sorted({*self.deciders, *self.holders}))

    @property
    def tasks(self) -> float:
        """Things to do in a year at most: apply, supply, estimate, keep, and report each change."""
        return self.actions + self.moments

    @property
    def actions(self) -> int:
        """Things to do to get it: apply, supply, estimate and keep."""
        return self.applies + len(self.supply) + len(self.estimate) + len(self.keep)


def demands(root: Node, catalogue: Catalogue, other_laws: frozenset[str] = frozenset()) -> list[Demand]:
    """Every register field that `root` reads, in the order of the catalogue.

    `other_laws` are the laws of other schemes: what only comes in through their outputs is not asked for again.
    """
    own = {node.id for node in until(root, other_laws)}
    found: dict[tuple[str, str, str], bool] = {}
    for node in topological([root]):
        read = read_of(node, catalogue)
        if read is not None:
            key = (read[0].table, read[0].name, read[1])
            found[key] = found.get(key, False) or node.id in own
    order = {key: position for position, key in enumerate(catalogue.fields)}
    sorted_keys = sorted(found, key=lambda key: (order[key[:2]], key[2]))
    return [Demand(catalogue.fields[key[:2]], key[2], found[key]) for key in sorted_keys]


def until(root: Node, laws: frozenset[str]) -> Iterator[Node]:
    """The nodes that `root` needs, without going into what `laws` give it."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        yield node
        label = node.payload if node.op == "NAME" else None
        if not (isinstance(label, Label) and label.kind == "output" and label.law in laws):
            stack += node.args


def read_of(node: Node, catalogue: Catalogue) -> tuple[RegisterField, str] | None:
    """The register field that a node reads, and of whom."""
    if node.op == "FIELD" and node.payload[0] == SOURCE:
        field = catalogue.field(PERSON, node.payload[1])
        return (field, SELF if own(node.args[0]) else PARTNER) if field else None
    if node.op == "GET" and isinstance(node.payload, tuple):
        element = strip(node.args[0])
        items = element.spec.items if element.spec is not None else None
        for table in COLLECTIONS.values():
            if items is not None and items == catalogue.items(table):
                field = catalogue.field(table, node.payload[0])
                return (field, table) if field else None
    return None


def labels(root: Node) -> Iterator[Label]:
    """Every named place of law that `root` passes."""
    for node in topological([root]):
        if node.op == "NAME" and isinstance(node.payload, Label):
            yield node.payload


def articles(ctx: Context, role: Role, scheme: Scheme) -> list[tuple[Law, Article]]:
    """The articles that the amount of a scheme passes, in the order of law and file."""
    side = ctx.sides.of(role)
    passed = {(label.law, label.article) for label in labels(side.nodes[scheme.id])}
    return [(law, a) for law in side.laws[scheme.id] for a in law.articles if (law.id, a.number) in passed]


def advance(ctx: Context, role: Role, scheme: Scheme, estimate: Place) -> Node | None:
    """The estimate that the advance of a scheme rests on; None for a scheme that is not paid in advance."""
    side = ctx.sides.of(role)
    if scheme.applied is None or all(law.id != estimate.law for law in side.laws[scheme.id]):
        return None
    linked = side.linker(ctx.catalogue, ctx.graph).link(
        estimate.law, (estimate.output,), {KEY: FieldSpec("number", nullable=False)}
    )
    return linked.outputs[estimate.output]


def burden(ctx: Context, role: Role, scheme: Scheme, rules: BurdenRules) -> Burden:
    """What `scheme` asks on one side. `rules` is data/assess/doenvermogen.yaml."""
    side = ctx.sides.of(role)
    others = frozenset(s.law for s in ctx.settings.schemes if s.law != scheme.law)
    read = demands(side.nodes[scheme.id], ctx.catalogue, others)
    asked = [d for d in read if d.from_citizen and d.own and d.field.name != scheme.applied]
    estimated = advance(ctx, role, scheme, rules.advance)
    guessed = [d for d in demands(estimated, ctx.catalogue) if d.from_citizen] if estimated is not None else []
    in_year = [d for d in asked if estimated is not None and d.field.changes == "maandelijks"]
    held = [d for d in read if not d.from_citizen]
    often = rules.times_a_year
    report = [d for d in (*asked, *guessed) if often[_changes(d, guessed, held)] > 0]
    moments = sum(often[_changes(d, guessed, held)] for d in report)
    return Burden(
        scheme=scheme,
        supply=tuple(asked),
        estimate=(*guessed, *in_year),
        keep=tuple(d for d in asked if d.field.spec.kind == "number"),
        report=tuple(report),
        held=tuple(held),
        moments=moments,
        moments_of_estimate=max((often[_changes(d, guessed, held)] for d in guessed), default=0.0),
        applies=scheme.applied is not None,
        in_advance=estimated is not None,
        deciders=_deciders(ctx, role, scheme, rules),
        holders=organisations((d.field.supplier for d in held), rules),
    )


def _changes(demand: Demand, guessed: list[Demand], held: list[Demand]) -> str:
    """How often a field can change; an estimate of income changes as often as the income that it stands for."""
    if demand not in guessed:
        return demand.field.changes
    money = [d.field.changes for d in held if d.field.personal_data == "financieel"]
    return "maandelijks" if "maandelijks" in money else demand.field.changes


def _deciders(ctx: Context, role: Role, scheme: Scheme, rules: BurdenRules) -> tuple[str, ...]:
    named = [
        a.rules.competent_authority
        for _, a in articles(ctx, role, scheme)
        if a.rules and a.rules.legal_character == "BESCHIKKING" and a.rules.competent_authority
    ]
    return organisations([scheme.provider, *named], rules)


def organisations(names: Iterable[str], rules: BurdenRules) -> tuple[str, ...]:
    """Organisations out of suppliers as the catalogue writes them: 'banken via Belastingdienst' is the Belastingdienst,
    'UWV en pensioenfondsen' are two, and what stands between brackets is left out.
    """
    known = rules.same_organisation
    found: set[str] = set()
    for name in names:
        plain = re.sub(r"\s*\([^)]*\)", "", name).split(" via ")[-1]
        parts = [plain] if plain in known else [part.strip() for part in plain.split(" en ")]
        found |= {known.get(part, part) for part in parts}
    return tuple(sorted(found - rules.no_organisation - {""}))
