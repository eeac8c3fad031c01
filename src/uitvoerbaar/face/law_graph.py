"""How articles hang together: what reads what, from the fields of registers to the payments, both ways.

A tie runs from what gives to what takes. It comes from the inputs of an article (an output of an article, or a field of a
register), from rules that fill in an open term of another article, and from rules that replace an output of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.base.language import mark
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.registers import registers
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.registers.catalogue import COLLECTIONS, PERSON

ARTICLE, FIELD, PAYMENT = "article", "field", "payment"
READS, FILLS, REPLACES, PAYS = mark("leest"), mark("vult in"), mark("vervangt"), mark("wordt")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a tie begins or ends: an article of a law, a field of a register, or a payment (a scheme)."""

    kind: str
    law: str
    """The law of an article; of a field the register, empty when no register has it."""
    name: str
    """The number of an article; the name of a field or a scheme."""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """`giver` gives `what` to `taker`; `how` is what the taker does with it."""

    giver: Place
    taker: Place
    what: str
    how: str


@dataclass(frozen=True)
class LawGraph:
    """All ties of the laws in force on a day."""

    on: str
    ties: tuple[Tie, ...]
    names: Mapping[str, str]
    """The name of each law."""

    @cached_property
    def _to(self) -> Mapping[Place, list[Tie]]:
        found: dict[Place, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.taker].append(tie)
        return dict(found)

    @cached_property
    def _from(self) -> Mapping[Place, list[Tie]]:
        found: dict[Place, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.giver].append(tie)
        return dict(found)

    def takes(self, place: Place) -> tuple[Tie, ...]:
        """What a place reads."""
        return tuple(self._to.get(place, ()))

    def gives(self, place: Place) -> tuple[Tie, ...]:
        """What reads a place."""
        return tuple(self._from.get(place, ()))

    def around(self, place: Place) -> tuple[Tie, ...]:
        """The ties of a place: what it reads and what reads it."""
        return (*self.takes(place), *(tie for tie in self.gives(place) if tie.taker != place))

    def places(self, kind: str) -> tuple[Place, ...]:
        """Every article, field or payment that has a tie, in order."""
        return tuple(sorted({place for tie in self.ties for place in (tie.giver, tie.taker) if place.kind == kind}))

    def path(self, start: Place, end: Place) -> tuple[Tie, ...]:
        """Every tie on a way from one place to another; none when there is no way."""
        down = self._reached(start, self._from, lambda tie: tie.taker)
        up = self._reached(end, self._to, lambda tie: tie.giver)
        both = down & up
        return tuple(tie for tie in self.ties if tie.giver in both and tie.taker in both) if end in down else ()

    @staticmethod
    def _reached(start: Place, ties: Mapping[Place, list[Tie]], to: Callable[[Tie], Place]) -> set[Place]:
        seen, left = {start}, [start]
        while left:
            for tie in ties.get(left.pop(), ()):
                if (place := to(tie)) not in seen:
                    seen.add(place)
                    left.append(place)
        return seen

    @cached_property
    def between_laws(self) -> Mapping[tuple[str, str], int]:
        """(giving law, taking law) -> how many ties run between their articles; a law to itself is left out."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for tie in self.ties:
            ends = (tie.giver, tie.taker)
            if all(place.kind == ARTICLE for place in ends) and tie.giver.law != tie.taker.law:
                found[tie.giver.law, tie.taker.law] += 1
        return dict(found)


def law_graph(of: Laws) -> LawGraph:
    """The ties of the laws in force on the day of `of`. Raises LawFileError for a law that cannot be read."""
    laws = {law.id: law for law in _in_force(of)}
    ties = {tie for law in laws.values() for article in law.articles for tie in _ties(laws, law, article)}
    ties |= set(_payments(laws))
    return LawGraph(of.on, tuple(sorted(ties)), {law.id: law_name(law) for law in laws.values()})


def _in_force(of: Laws) -> Iterator[Law]:
    for versions in of.corpus.versions.values():
        entry = next((entry for entry in versions if entry.valid_from <= of.on), None)
        if entry is not None and not (entry.law.valid_to and entry.law.valid_to < of.on):
            yield entry.law


def _ties(laws: Mapping[str, Law], law: Law, article: Article) -> Iterator[Tie]:
    rules, here = article.rules, Place(ARTICLE, law.id, article.number)
    if rules is None:
        return
    for item in rules.inputs:
        source, name = item.source, item.field.name
        if source is None or (source.regulation is None and source.output is None):
            yield Tie(_field(name), here, name, READS)
            continue
        giver, output = source.regulation or law.id, source.output or name
        for made_by in _makers(laws.get(giver), output):
            yield Tie(Place(ARTICLE, giver, made_by.number), here, output, READS)
    for filled in rules.implements:
        yield Tie(here, Place(ARTICLE, filled.law, filled.article), filled.open_term, FILLS)
    for replaced in rules.overrides:
        yield Tie(here, Place(ARTICLE, replaced.law, replaced.article), replaced.output, REPLACES)


def _makers(law: Law | None, output: str) -> Iterable[Article]:
    """The article that makes an output, the first that declares it; none in a law that is not there."""
    articles = law.articles if law else ()
    return [a for a in articles if a.rules and any(o.name == output for o in a.rules.outputs)][:1]


def _field(name: str) -> Place:
    """A field of the persons; a collection of records (children) lies where its records do."""
    catalogue = registers()
    found = catalogue.field(PERSON, name)
    holding = [found.register] if found else [f.register for f in catalogue if f.table == COLLECTIONS.get(name)]
    return Place(FIELD, next(iter(holding), ""), name)


def _payments(laws: Mapping[str, Law]) -> Iterator[Tie]:
    """From the article that makes the amount of a scheme to the payment."""
    for scheme in schemes().values():
        law = laws.get(scheme.law)
        for article in _makers(law, scheme.output):
            yield Tie(
                Place(ARTICLE, scheme.law, article.number), Place(PAYMENT, scheme.law, scheme.id), scheme.output, PAYS
            )
