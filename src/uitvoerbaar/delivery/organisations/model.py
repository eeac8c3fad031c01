"""Organisations and their figures as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import nearest
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact

STAFF, BUDGET, TURNOVER, RELEASES = "staf", "begroting", "omzet", "ict_releases"
EXPECTED: tuple[str, ...] = (STAFF, BUDGET, RELEASES)
"""What one asks of every organisation, so that its absence is said."""
_INSTEAD: Mapping[str, tuple[str, ...]] = {BUDGET: (TURNOVER, "omzet_begroot")}
"""What answers the same question: an agency has a turnover in place of a budget."""
KINDS: Mapping[str, Text] = {
    "dienst": Text("dienst van een ministerie", "service of a ministry"),
    "agentschap": Text("agentschap", "agency of a ministry"),
    "zbo": Text("zelfstandig bestuursorgaan", "independent public body (zbo)"),
    "politie": Text("politie", "police"),
    "rechtspraak": Text("rechtspraak", "judiciary"),
    "laag": Text("bestuurslaag", "layer of government"),
    "norm": Text("normen voor alle organisaties", "norms for all organisations"),
    "gemeente": Text("gemeente", "municipality"),
    "provincie": Text("provincie", "province"),
    "waterschap": Text("waterschap", "water board"),
}
NORM = "norm"
"""The kind of what holds for all organisations."""
_VERY_NEAR, _NEAR = 0.85, 0.6
"""How near a name must be to be suggested (1 is equal)."""
LAYERS: Mapping[str, str] = {"gemeente": "gemeenten", "provincie": "provincies", "waterschap": "waterschappen"}
"""The layer that an authority of a kind is one of."""


class UnknownOrganisationError(UserError):
    """No organisation has this name; the message says which names are near."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is about: its id, its name and its unit (a key of `units.UNITS`)."""

    id: str
    name: Text
    unit: str


@dataclass(frozen=True, slots=True)
class OrganisationFact:
    """A figure of an organisation; `period` is a month or span within `fact.year`, empty for the whole of it.

    `instead_of` is the figure of the shipped data whose place it took.
    """

    organisation: str
    measure: Measure
    fact: Fact
    period: str = ""
    instead_of: Fact | None = None

    @property
    def when(self) -> str:
        """The year or the period."""
        return self.period or str(self.fact.year)

    @property
    def own(self) -> bool:
        """Whether the user gave it."""
        return self.fact.confidence == "eigen opgave"


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Municipalities of `least` inhabitants or more and fewer than `below` (None: open)."""

    id: str
    name: Text
    least: int
    below: int | None

    def holds(self, inhabitants: float) -> bool:
        """Whether a municipality of this size is in it."""
        return self.least <= inhabitants and (self.below is None or inhabitants < self.below)


@dataclass(frozen=True)
class Organisation:
    """An organisation with its figures, newest last within a measure.

    `also` are other names by which laws, registers and proposals call it; `part_of` is the id of the whole.
    """

    id: str
    name: Text
    kind: str
    ministry: str
    also: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    part_of: str | None = None
    facts: tuple[OrganisationFact, ...] = ()

    @property
    def layer(self) -> str | None:
        """The layer of local government that it is, or is one of; None for any other organisation."""
        return self.id if self.kind == "laag" else LAYERS.get(self.kind)

    def latest(self, measure: str) -> OrganisationFact | None:
        """The figure of a measure: the user's own, else the newest; None when it is not known."""
        found = [fact for fact in self.facts if fact.measure.id == measure]
        return max(found, key=lambda fact: (fact.own, fact.fact.year, fact.period), default=None)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The measures of `EXPECTED` of which nothing is known; registers too when none are named."""
        known = {fact.measure.id for fact in self.facts}
        return tuple(m for m in EXPECTED if not known & {m, *_INSTEAD.get(m, ())})


@dataclass(frozen=True)
class LocalAuthority(Organisation):
    """A municipality, province or water board; its id is its code.

    `province` is the name of the province of a municipality, `inhabitants` None for a water board, `size` of a municipality.
    `tile` is where a municipality lies on a map of six-sided tiles: half columns from the west, rows from the north.
    """

    province: str | None = None
    inhabitants: Fact | None = None
    size: SizeClass | None = None
    tile: tuple[int, int] | None = None


@dataclass(frozen=True)
class Organisations:
    """All organisations by id, the local ones by their code."""

    providers: Mapping[str, Organisation]
    local: Mapping[str, LocalAuthority]
    sizes: tuple[SizeClass, ...]
    measures: Mapping[str, Measure]

    def __iter__(self) -> Iterator[Organisation]:
        yield from self.providers.values()
        yield from self.local.values()

    def of_kind(self, kind: str) -> tuple[LocalAuthority, ...]:
        """The municipalities ('gemeente'), provinces ('provincie') or water boards ('waterschap')."""
        return tuple(each for each in self.local.values() if each.kind == kind)

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """Per name, folded, the ids that it may mean."""
        found: dict[str, list[str]] = {}
        for each in self:
            names = (each.id, each.name.nl, each.name.english, *each.also)
            for name in dict.fromkeys(n.casefold() for n in names):
                found.setdefault(name, []).append(each.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def named(self, name: str) -> Organisation | None:
        """The organisation that a law or proposal calls `name`; None when there is none, or when it may be several."""
        ids = self._names.get(name.strip().casefold(), ())
        return self._by_id(ids[0]) if len(ids) == 1 else None

    def find(self, name: str) -> Organisation:
        """The organisation that a user calls `name`. Raises UnknownOrganisationError with the names that are near."""
        ids = self._names.get(name.strip().casefold(), ())
        if len(ids) == 1:
            return self._by_id(ids[0])
        if ids:
            told = ", ".join(f"{i} ({self._by_id(i).name.nl})" for i in ids)
            raise UnknownOrganisationError(
                tr("'{name}' kan {count} organisaties zijn: noem de code: {told}", name=name, count=len(ids), told=told)
            )
        found = near(name, self)
        hint = tr("uitvoerbaar organisations toont ze alle")
        if found is not None:
            hint = tr("bedoelde u '{folded}'?", folded=found[0])
        raise UnknownOrganisationError(tr("onbekende organisatie '{name}' ({hint})", name=name, hint=hint), hint=hint)

    def _by_id(self, id_: str) -> Organisation:
        return self.providers[id_] if id_ in self.providers else self.local[id_]


def near(name: str, organisations: Iterable[Organisation]) -> tuple[str, Organisation] | None:
    """The name that looks most like `name`, and whose it is; None when none does."""
    every = list(organisations)
    providers = {n.casefold(): (n, e) for e in every if e.kind not in LAYERS for n in (e.name.nl, *e.also, e.id)}
    local = {e.name.nl.casefold(): (e.name.nl, e) for e in every if e.kind in LAYERS}
    # In turns, for only some hundreds of words are compared at a time; what is very near first, whoever it is.
    for cutoff in (_VERY_NEAR, _NEAR):
        for known in (providers, local):
            found = nearest(name.casefold(), known, cutoff)
            if found is not None:
                return known[found]
    return None
