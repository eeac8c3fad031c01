"""Where the law leaves room for judgement in a burdening decision, and which features of rules provoke conflict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme, others
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.burden import Burden, articles
from uitvoerbaar.assess.reading.conditions import Toggle, toggles
from uitvoerbaar.assess.reading.data import Place, RoomRules, Topic
from uitvoerbaar.assess.reading.law_text import Provision, Source, provisions, sentences, sources
from uitvoerbaar.findings import Text
from uitvoerbaar.law.model import Article, Law

ITSELF, SAME_LAW, GENERAL, NOWHERE = 3, 2, 1, 0
LEVELS = {
    ITSELF: Text("in de regel zelf", "in the rule itself"),
    SAME_LAW: Text("elders in de wet", "elsewhere in the act"),
    GENERAL: Text("alleen algemeen recht", "general law only"),
    NOWHERE: Text("niet gevonden", "not found"),
}
RECOVERY = re.compile(r"terug\w*vorder|vorder\w*\b.*\bterug|terugbet", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that can burden people: the grant of a scheme, or a recovery. `rule` is the article that makes it."""

    id: str
    name: Text
    schemes: tuple[Scheme, ...]
    law: Law
    rule: tuple[Article, ...]
    under: tuple[Source, ...]
    recovery: bool


@dataclass(frozen=True, slots=True)
class Room:
    """How near the room for one subject is to a decision, and the articles that give it."""

    level: int
    where: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """Conflict-provoking features of one scheme on one side: by id what shows it; absent ids are not the case."""

    found: Mapping[str, str] = field(default_factory=dict)
    toggles: tuple[Toggle, ...] = ()


def decisions(ctx: Context, role: Role, burdens: Iterable[Burden], rules: RoomRules) -> dict[str, Decision]:
    """The burdening decisions of the schemes; one recovery for all schemes that are paid in advance under one law."""
    found: dict[str, Decision] = {}
    advanced: list[Burden] = []
    for b in burdens:
        under = tuple(sources(ctx, role, b.scheme, rules.process, b.in_advance))
        passed = tuple(a for law, a in articles(ctx, role, b.scheme) if law.id == b.scheme.law)
        own = next((s.law for s in under if s.law.id == b.scheme.law), None)
        if own is None:  # a scheme that the proposal brings in decides nothing before it
            continue
        name = Text("Toekenning van {scheme}", "Grant of {scheme}").format(scheme=b.scheme.name.inside)
        found[b.scheme.id] = Decision(b.scheme.id, name, (b.scheme,), own, passed, under, False)
        advanced += [b] if b.in_advance else []
    if advanced:
        recovery = rules.recovery
        under = tuple(sources(ctx, role, advanced[0].scheme, rules.process, True))
        law = next((s.law for s in under if s.law.id == recovery.law), None)
        rule = law.producer(recovery.output) if law is not None else None
        if law is not None and rule is not None:
            name = Text("Terugvordering van een voorschot", "Recovery of an advance")
            schemes = tuple(b.scheme for b in advanced)
            found["terugvordering"] = Decision("terugvordering", name, schemes, law, (rule,), under, True)
    return found


def room(decision: Decision, topic: Topic) -> Room:
    """The nearest room for a subject. What a law gives for a recovery only, does not count for a grant."""
    given = provisions(topic, decision.under)
    if not decision.recovery:
        given = [p for p in given if p.general or not RECOVERY.search(p.article.text)]
    itself = [p for p in given if p.law.id == decision.law.id and p.article in decision.rule]
    same = [p for p in given if not p.general]
    for level, found in ((ITSELF, itself), (SAME_LAW, same), (GENERAL, given)):
        if found:
            return Room(level, tuple(found))
    return Room(NOWHERE)


def features(ctx: Context, role: Role, b: Burden, rules: RoomRules) -> Features:
    """The features of the list (old Ar 12) that a scheme has on a side, each with what shows it."""
    under = [s for s in sources(ctx, role, b.scheme, rules.process, b.in_advance) if not s.general]
    known = {s.law.id: s.law for s in under}
    passed = [(law, a) for law, a in articles(ctx, role, b.scheme) if law.id == b.scheme.law]
    switches = toggles(ctx.sides.of(role).nodes[b.scheme.id], ctx.catalogue, others(b.scheme, ctx.settings.schemes))
    found: dict[str, str] = {}
    steps = [f"{law.id} {a.number}" for law, a in passed if a.rules and a.rules.legal_character == "BESCHIKKING"]
    if b.in_advance:
        settled, recovered = (_made(known, place) for place in (rules.set_off, rules.recovery))
        steps += ["voorschot", *(p for p in (settled, recovered) if p)]
        if settled:
            found["voorlopig_dan_minder"] = settled
        if recovered and _whole(ctx, role, b, rules):
            found["hele_bedrag_terug"] = recovered
    if switches:
        found["alles_of_niets"] = ", ".join(sorted({t.field.name.replace("_", " ") for t in switches}))
    if len(steps) >= ctx.settings.norm("besluiten_reeks"):
        found["reeks_besluiten"] = ", ".join(steps)
    asked = {d.field.name for d in (*b.supply, *b.estimate)}
    if len(asked) >= ctx.settings.norm("omstandigheden_veel"):
        found["veel_omstandigheden"] = str(len(asked))
    found |= _open(passed)
    for name, said in rules.feature_words.items():
        places = [f"{s.law.id} {a.number}" for s in under for a in s.law.articles if _says(a, said)]
        if places:
            found[name] = ", ".join(places)
    return Features({k: _shortened(v, rules.short) for k, v in found.items()}, tuple(switches))


def _says(article: Article, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(sentence) for sentence in sentences(article.text))


def _shortened(places: str, short: Mapping[str, str]) -> str:
    for law, abbreviation in short.items():
        places = places.replace(law, abbreviation)
    return places.replace("_", " ")


def _made(known: Mapping[str, Law], place: Place) -> str | None:
    law = known.get(place.law)
    article = law.producer(place.output) if law is not None else None
    return f"{law.id} {article.number}" if law is not None and article is not None else None


def _whole(ctx: Context, role: Role, b: Burden, rules: RoomRules) -> bool:
    """Whether the act leaves no room to recover less."""
    recovery = decisions(ctx, role, [b], rules)["terugvordering"]
    topic = next(t for t in rules.subjects if t.id == "beoordelingsruimte")
    return room(recovery, topic).level <= GENERAL


def _open(passed: Iterable[tuple[Law, Article]]) -> dict[str, str]:
    """Vague norms and terms to be filled in by the service provider, in the articles that decide the amount."""
    vague: list[str] = []
    free: list[str] = []
    for _, article in passed:
        if article.rules is not None:
            vague += [u.construct for u in article.rules.untranslatables]
            free += [t.id for t in article.rules.open_terms if t.delegation_type in (None, "BELEIDSREGEL")]
    return {k: ", ".join(v) for k, v in (("vage_norm", vague), ("vrije_invulling", free)) if v}
