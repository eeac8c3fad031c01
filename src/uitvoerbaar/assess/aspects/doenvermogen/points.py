"""The measures that answer the points of the doenvermogentoets, for the schemes that a proposal changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.doenvermogen.data import LifeEvent
from uitvoerbaar.assess.aspects.doenvermogen.life_events import event
from uitvoerbaar.assess.aspects.doenvermogen.vulnerable import vulnerable
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.assess.norms import others
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.totals import mean
from uitvoerbaar.assess.reading.burden import Burden
from uitvoerbaar.assess.reading.complexity import conditions
from uitvoerbaar.assess.reading.conditions import toggles
from uitvoerbaar.assess.reading.data import BurdenRules, Consequence, RoomRules, Topic
from uitvoerbaar.assess.reading.law_text import Source, provisions, sources, terms
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.numbers import decimal_nl, part_in_percents
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.findings import Text

YEAR = 365
UNKNOWN = Text("staat niet in de gelezen artikelen: vraag voor mensen", "not in the articles read: question for people")


@dataclass(frozen=True)
class Measures:
    """What is needed to measure one side: the schemes, what they ask and the law that they are under."""

    ctx: Context
    role: Role
    burdens: tuple[Burden, ...]
    rules: BurdenRules
    room: RoomRules
    events: Iterable[LifeEvent]

    def answer(self, name: str) -> Text:
        """The answer of a measure as a cell. Raises KeyError for a measure that does not exist."""
        topics = {topic.id: topic for topic in (*self.room.subjects, *self.rules.consequences)}
        if name in topics:
            return self._said(topics[name])
        return _MEASURES[name](self)

    @property
    def under(self) -> list[Source]:
        """The laws that the schemes are under, each once."""
        found: dict[str, Source] = {}
        for b in self.burdens:
            for source in sources(self.ctx, self.role, b.scheme, self.room.process, b.in_advance):
                found.setdefault(source.law.id, source)
        return list(found.values())

    def _said(self, topic: Topic) -> Text:
        found = provisions(topic, self.under)
        if not found:
            return UNKNOWN
        short = self.room.short
        names = [f"{short.get(p.law.id, p.law.name or p.law.id)} {p.article.number}" for p in found]
        if isinstance(topic, Consequence) and topic.quoted:
            told = [f"{name}: {p.article.text}" for name, p in zip(names, found, strict=True)]
            return Text(" ".join(told), f"see {', '.join(names)}")
        return Text(f"ja: {', '.join(names)}", f"yes: {', '.join(names)}")


def number(value: float) -> Text:
    """A count as a cell, with at most one decimal."""
    rounded = round(value, 1)
    return Text(decimal_nl(rounded), f"{rounded:g}")


def _sum(of: Callable[[Burden], float]) -> Callable[[Measures], Text]:
    return lambda m: number(sum(of(b) for b in m.burdens))


def _conditions(m: Measures) -> Text:
    nodes = m.ctx.sides.of(m.role).nodes
    return number(len({n.id for b in m.burdens for n in conditions(nodes[b.scheme.id])}))


def _longest(m: Measures) -> Text:
    found = [t for s in m.under for a in s.law.articles for t in terms(s.law, a) if t.days is not None]
    if not found:
        return UNKNOWN
    longest = max(found, key=lambda t: t.days or 0)
    years = (longest.days or 0) / YEAR
    short = m.room.short
    where = f"{short.get(longest.law.id, longest.law.name or longest.law.id)} {longest.article.number}"
    if years < 1:
        return Text(f"{longest.days} dagen ({where})", f"{longest.days} days ({where})")
    return Text(f"{decimal_nl(round(years, 1))} jaar ({where})", f"{years:g} years ({where})")


def _advance(m: Measures) -> Text:
    names = [b.scheme.name for b in m.burdens if b.in_advance]
    if not names:
        return Text("nee", "no")
    return Text("ja: {names}", "yes: {names}").format(names=COMMA.join(names))


def _toggles(m: Measures) -> Text:
    schemes = m.ctx.settings.schemes
    nodes = m.ctx.sides.of(m.role).nodes
    found = {
        t.place: t for b in m.burdens for t in toggles(nodes[b.scheme.id], m.ctx.catalogue, others(b.scheme, schemes))
    }
    names = COMMA.join(field_label(name, "") for name in sorted({t.field.name for t in found.values()}))
    count = number(len({place[0] for place in found}))
    return Text("{count} ({names})", "{count} ({names})").format(count=count, names=names) if found else count


def _stacked(m: Measures) -> Text:
    counts, among = m.ctx.weights * 0, m.ctx.weights < 0
    for scheme in m.ctx.settings.schemes:
        column = m.ctx.household_column(m.role, scheme) if scheme.spends else None
        if column is not None:
            counts = counts + (column > 0)
            if scheme.id in {b.scheme.id for b in m.burdens}:
                among = among | (column > 0)
    return number(mean(counts, among, m.ctx.weights, m.ctx.full).value)


def _events(m: Measures) -> Text:
    found = [event(one, m.burdens, m.ctx.catalogue) for one in m.events]
    hit = [e for e in found if e.schemes]
    return Text(f"{len(hit)} van de {len(found)}", f"{len(hit)} of {len(found)}")


def _known(m: Measures) -> Text:
    held, asked = sum(len(b.held) for b in m.burdens), sum(len(b.supply) + len(b.estimate) for b in m.burdens)
    share = round(100 * held / max(held + asked, 1))
    return Text(f"{share} procent ({held} van {held + asked})", f"{share} percent ({held} of {held + asked})")


def _groups(m: Measures) -> Text:
    found = vulnerable(m.ctx, m.role, [b.scheme for b in m.burdens])
    if not found:
        return Text(
            "deze bevolking heeft de kenmerken niet: vraag voor mensen", "not in this population: question for people"
        )
    group = Text("{name} {among} procent (alle huishoudens {every})", "{name} {among} percent (all households {every})")
    parts = [
        group.format(
            name=Text(inside(g.name.nl), inside(g.name.en)),
            among=part_in_percents(g.among.value),
            every=part_in_percents(g.everywhere.value),
        )
        for g in found
    ]
    return Text("; ", "; ").join(parts)


_MEASURES: Mapping[str, Callable[[Measures], Text]] = {
    "handelingen": _sum(lambda b: b.actions),
    "voorwaarden": _conditions,
    "momenten": _sum(lambda b: b.moments),
    "bewaren": _sum(lambda b: len(b.keep)),
    "melden": _sum(lambda b: len(b.report)),
    "langste_termijn": _longest,
    "voorschot": _advance,
    "stapeling": _stacked,
    "gebeurtenissen": _events,
    "organisaties": lambda m: number(len({o for b in m.burdens for o in b.organisations})),
    "alles_of_niets": _toggles,
    "aanvragen": _sum(lambda b: b.applies),
    "bekend": _known,
    "verdeling": _groups,
}
