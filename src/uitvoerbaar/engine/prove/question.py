"""A property of one output of one law version, ready to ask: linked, and for a household shape as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.any_outcomes import Ends, whatever_the_outcomes
from uitvoerbaar.engine.prove.domain import Domain, Fact
from uitvoerbaar.engine.prove.formulas.household import Household, Name
from uitvoerbaar.engine.prove.formulas.law import PARTNER, Ground, Shape
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either, negate
from uitvoerbaar.engine.prove.formulas.polynomial import Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.products import relate, relate_differences
from uitvoerbaar.engine.prove.formulas.slicing import Slices
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import PERSON, Symbol, equals, number
from uitvoerbaar.engine.prove.property import Property
from uitvoerbaar.engine.prove.protected_minimum import margin
from uitvoerbaar.engine.prove.settlement import violated
from uitvoerbaar.law import Corpus, Linker
from uitvoerbaar.law.graph import FieldSpec, Node, topological
from uitvoerbaar.law.horizon import Carried, within_horizon
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.registers import CHILD, KEY, SOURCE, Catalogue, Due

BSN = FieldSpec("number", nullable=False)
OTHER = "'"
"""Marks the other value of a field in a case that compares two."""


@dataclass
class Question:
    """Does the property hold for `output` of `law` on a date?"""

    asked: Property
    law: Law
    output: str
    on: str
    node: Node
    domain: Domain
    explainer: Explainer
    laws: tuple[Law, ...]
    carried: tuple[Carried, ...] = ()
    """Versions of laws that are carried forward to a day on which they are not known."""
    settled: Node | None = None
    """What must be paid back, by the parameters of the settlement of the property."""
    loose: Node | None = None
    """For laat_over: the same question for any income and anything that must be left."""

    ends: dict[Shape, Ends | None] = field(default_factory=dict)
    """What is known of the outcomes in a shape (`outcomes`), once it was asked for."""

    @property
    def roots(self) -> list[Node]:
        """Everything that the outcome depends on."""
        return [self.node, *([self.settled] if self.settled is not None else [])]

    @property
    def catalogue(self) -> Catalogue:
        """The registers that give fields their range."""
        return self.explainer.catalogue

    @property
    def reads(self) -> frozenset[tuple[str, str]]:
        """Every field and parameter that the law reads: (persoon | kind | huisgenoot | parameter, name)."""
        return reads_of(self.node)


def ask(
    corpus: Corpus, explainer: Explainer, law: str, output: str, on: str, prop: Property, domain: Domain
) -> Question:
    """Link the output with the free amounts of the domain as parameters. Raises LawLookupError, and BeyondHorizon for a
    day too long after the last law that is known."""
    free = {
        name: replace(f.spec, lo=prop.limits[name][0], hi=prop.limits[name][1]) if name in prop.limits else f.spec
        for name, f in domain.free.items()
    }
    narrowed = replace(domain, free={name: replace(domain.free[name], spec=spec) for name, spec in free.items()})
    linker = Linker(corpus, on, [explainer.catalogue.source()])
    linked = linker.link(law, (output,), {KEY: BSN, **free})
    carried = within_horizon(corpus, linked)
    settled = None
    if prop.settlement is not None:
        name = prop.settlement.output
        settled = linker.link(prop.settlement.law, (name,), prop.settlement.specs).outputs[name]
    node, loose = linked.outputs[output], None
    if prop.leaves is not None:
        node, loose = margin(linker, node, prop.leaves)
    return Question(prop, linked.law, output, on, node, narrowed, explainer, linked.laws, carried, settled, loose)


def reads_of(node: Node) -> frozenset[tuple[str, str]]:
    """The fields of persons and elements, and the parameters, that a node reads."""
    found = set()
    for n in topological([node]):
        if n.op == "FIELD" and n.payload[0] == SOURCE:
            found.add(("persoon", n.payload[1]))
        elif n.op == "PARAM" and n.payload != KEY:
            found.add(("parameter", n.payload))
        elif n.op == "GET":
            for table in (CHILD, "huisgenoot"):
                found.add((table, n.payload[0]))
    return frozenset(found)


@dataclass
class Problem:
    """The question for one shape: `violated` holds exactly in the cases that break the property."""

    question: Question
    shape: Shape
    space: Space
    household: Household
    violated: Bool
    sizes: dict[Name, Poly]
    facts: list[Fact]
    uncertain: bool = False
    others: dict[Name, Symbol] = field(default_factory=dict)
    """For a property of independence: another value of the fields that must not matter."""
    slices: Slices | None = None
    """What the change can touch."""

    @property
    def small(self) -> Shape:
        """The shape before the change."""
        extra = int(self.question.asked.extra_child)
        return Shape(self.shape.partner, self.shape.children - extra, self.shape.housemates)

    def only(self, values: dict[Name, Any], shape: Shape) -> dict[Name, Any]:
        """The values of the people in a shape; with all childcare paid where the property says so."""
        values = dict(values)
        if self.question.asked.paid_in_full:
            _pay(values, self.shape, self.question.catalogue.due(CHILD))
        present = {k: v for k, v in values.items() if k[0][0] != CHILD or k[0][1] < shape.children}
        return {k: v for k, v in present.items() if not k[1].endswith(OTHER)}

    def after(self, values: dict[Name, Any], sizes: dict[Name, int]) -> dict[Name, Any]:
        """The values after the change."""
        changed = {
            k: v for k, v in values.items() if (k[0], f"{k[1]}{OTHER}") not in values and not k[1].endswith(OTHER)
        }
        changed |= {(who, name.removesuffix(OTHER)): v for (who, name), v in values.items() if name.endswith(OTHER)}
        for change in self.question.asked.changes:
            key = (change.who, change.field)
            changed[key] = values[key] + change.sign * sizes[key]
        if self.question.asked.paid_in_full:
            _pay(changed, self.shape, self.question.catalogue.due(CHILD))
        return changed


def _pay(values: dict[Name, Any], shape: Shape, dues: Mapping[str, Due]) -> None:
    for who in ((CHILD, i) for i in range(shape.children)):
        for name, due in dues.items():
            record = {factor: values.get((who, factor)) for factor in due.factors}
            if None not in record.values():
                values[who, name] = due.of(record)


def translate(question: Question, shape: Shape) -> Problem | None:
    """The question for a shape as formulas; None when the change does not exist in that shape. Raises Unsupported."""
    prop = question.asked
    if any(who[0] == CHILD and who[1] >= shape.children for who in (c.who for c in prop.changes)):
        return None
    if any(c.who[0] == "partner" for c in prop.changes) and not shape.partner:
        return None
    facts = whatever_the_outcomes(question, shape)
    if facts is not None:
        return replace(outline(question, shape), facts=facts)
    if prop.any_change:
        raise Unsupported(as_written("een uitkomst waarvan niet alle mogelijke wijzigingen zijn na te gaan"))
    space = Space()
    larger = Shape(shape.partner, shape.children + 1, shape.housemates) if prop.extra_child else shape
    household = Household(space, question.catalogue, question.domain, larger, question.on)
    sizes: dict[Name, Poly] = {}
    for change in prop.changes:
        key = (change.who, change.field)
        original = household.read(*key).number
        size = (
            Poly.constant(change.least)
            if change.fixed
            else space.atom(change.least, change.most, whole=True, name="verschil")
        )
        new = original + size.times(change.sign)
        spec = household.spec(*key)
        space.require(space.at_least(new, Poly.constant(spec.lo)), space.at_least(Poly.constant(spec.hi), new))  # type: ignore[arg-type]
        household.changed[key] = number(new)
        sizes[key] = size
    others = _others(question, household) if prop.sort == "onafhankelijk" else {}
    if prop.paid_in_full:
        _pay_symbols(household)
    before = Ground(space, shape, household.read).value(question.node)
    if prop.sort == "beslist":
        broken = either(before.failed, before.null)
    elif prop.sort == "laat_over":
        answered = negate(either(before.failed, before.null))
        broken = both(answered, space.above(Poly.constant(before.doubt), before.number))
    else:
        after = Ground(space, larger, household.reread).value(question.node)
        if prop.sort == "onafhankelijk":
            broken = _differs(space, before, after)
        else:
            bound = _bound(prop, household, sizes)
            broken = _costs(space, question, before, after, bound, sizes)
    facts = household.assert_facts(after=not prop.stated)
    moved = [household.inputs[c.who, c.field].number for c in prop.changes] + list(sizes.values())
    if prop.extra_child:
        moved += [v.number for (who, _), v in household.inputs.items() if who == (CHILD, shape.children)]
    slices = Slices(space, [space.term(poly) for poly in moved]) if moved else None
    relate(space, slices.changed_products() if slices else list(space.products))
    relate_differences(space)
    return Problem(question, larger, space, household, broken, sizes, facts, bool(before.doubt), others, slices)


def outline(question: Question, shape: Shape) -> Problem:
    """The question for a shape without formulas, for what the translation does not know."""
    larger = Shape(shape.partner, shape.children + question.asked.extra_child, shape.housemates)
    space = Space()
    household = Household(space, question.catalogue, question.domain, larger, question.on)
    return Problem(question, larger, space, household, False, {}, [])


def _pay_symbols(household: Household) -> None:
    """All that is owed for every child is paid, before and after the change."""
    for who in ((CHILD, i) for i in range(household.shape.children)):
        for name, due in household.catalogue.due(CHILD).items():
            before = due.product({factor: household.read(who, factor).number for factor in due.factors})
            household.inputs[who, name] = number(before.times(due.times))
            after = due.product({factor: household.reread(who, factor).number for factor in due.factors})
            household.changed[who, name] = number(after.times(due.times))


def _bound(prop: Property, household: Household, sizes: dict[Name, Poly]) -> Poly:
    """What the change may cost, apart from what the months of a report explain."""
    bound = Poly.constant(prop.fixed_bound)
    for change in prop.changes:
        size = sizes[change.who, change.field].times(prop.times)
        bound = bound + (size * household.read(change.who, prop.priced).number if prop.priced else size)
    return bound


def _costs(
    space: Space, question: Question, before: Symbol, after: Symbol, bound: Poly, sizes: dict[Name, Poly]
) -> Bool:
    """The change costs more than the bound."""
    answered = both(*(negate(either(s.failed, s.null)) for s in (before, after)))
    if "null" in (before.kind, after.kind):
        return False
    settlement = question.asked.settlement
    if settlement is not None and question.settled is not None:
        return both(answered, violated(space, settlement, question.settled, before, after, bound, sizes))
    doubt = Poly.constant(before.doubt + after.doubt)
    return both(answered, space.above(before.number - after.number + doubt, bound))


def _others(question: Question, household: Household) -> dict[Name, Symbol]:
    """A second value for every field that must not matter and that the law reads."""
    made: dict[Name, Symbol] = {}
    members = [PERSON, *([PARTNER] if household.shape.partner else [])]
    for who in members:
        for name in question.asked.fields:
            if ("persoon", name) in question.reads:
                made[who, name] = household.another(who, name)
    household.changed |= made
    return made


def _differs(space: Space, before: Symbol, after: Symbol) -> Bool:
    """The outcome is another one."""
    return either(negate(equals(space, before, after)), before.failed, after.failed)
