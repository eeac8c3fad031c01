"""The outcome of the pre-scan (DPIA, DTIA, KIA, IAMA) and the class of the AI Act, with the reasons for each.

Source of the rules: Pre-scan DPIA 2.0 of the central government; AI Act (EU) 2024/1689 art. 5, 6 and 50, annexes I and III.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import COMMA, Text
from uitvoerbaar.delivery.digital.entry import Entry
from uitvoerbaar.delivery.digital.words import CATEGORIES, Words
from uitvoerbaar.delivery.fact import UNSURE

Level = Literal["verplicht", "aanbevolen", "niet nodig", "onbekend"]
LEVEL_NAMES: Mapping[Level, Text] = {
    "verplicht": Text("verplicht", "compulsory"),
    "aanbevolen": Text("aanbevolen", "recommended"),
    "niet nodig": Text("niet nodig", "not needed"),
    "onbekend": Text("niet te bepalen", "cannot be told"),
}
AiClass = Literal["verboden", "hoog risico", "risico op misleiding", "overig AI-systeem", "geen AI-systeem"]
AI_NAMES: Mapping[AiClass, Text] = {
    "verboden": Text("verboden", "prohibited"),
    "hoog risico": Text("hoog risico", "high risk"),
    "risico op misleiding": Text("risico op misleiding (transparantieplicht)", "limited risk (duty of transparency)"),
    "overig AI-systeem": Text("overig AI-systeem", "other AI system"),
    "geen AI-systeem": Text("geen AI-systeem", "no AI system"),
}
_MECHANISMS: Mapping[str, Text] = {
    "Standaard contractsbepaling (SCC)": Text(
        "Standaard contractsbepaling (SCC)", "standard contractual clauses (SCC)"
    ),
    "Overig mechanisme": Text("Overig mechanisme", "another mechanism"),
}
"""Mechanisms of transfer that ask for a transfer assessment."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What one assessment comes to, and why."""

    level: Level
    reasons: tuple[Text, ...]
    assumed: bool = False
    """Whether it rests only on points that are an assumption."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the run of the law tells beside the entry: whether it is legislation, decides on people, and on how many."""

    legislation: bool
    decides: bool
    subjects: float | None
    """Persons in the country about whom data are processed; None when nobody counted."""
    financial: bool = False
    """Whether the law reads financial data."""


LARGE = 10_000


def dpia(entry: Entry | None, facts: Facts, words: Words) -> Advice:
    """Compulsory for legislation, an item on the AP list, two on the EDPB list or a score above the bound; recommended for
    one item on the EDPB list. Cannot be told where it hangs on a number of people that nobody gave or counted.
    """
    reasons: list[Text] = []
    if facts.legislation:
        reasons.append(Text("het is nieuwe wet- of regelgeving", "it is new legislation"))
    if entry is None:
        return Advice("verplicht" if reasons else "onbekend", tuple(reasons) or (_NO_ENTRY,))
    if entry.ap:
        reasons.append(
            Text(
                "op de lijst van de AP staat: {items}", "on the list of the data protection authority: {items}"
            ).format(items=COMMA.join(entry.ap))
        )
    if len(entry.edpb) >= 2:
        reasons.append(
            Text("{n} punten van de EDPB-lijst: {items}", "{n} items of the EDPB list: {items}").format(
                n=len(entry.edpb), items=COMMA.join(entry.edpb)
            )
        )
    known = large(entry, facts)
    total = score(entry, words, large=bool(known))
    if total > words.bound.value:
        by_score = Text("de som van de risicopunten is {total}, meer dan {bound}",
                        "the sum of the risk points is {total}, more than {bound}").format(
                            total=total, bound=f"{words.bound.value:g}")  # fmt: skip
        unsure = {words.points.confidence, words.bound.confidence} & set(UNSURE)
        return Advice("verplicht", (*reasons, by_score), assumed=bool(unsure) and not reasons)
    if reasons:
        return Advice("verplicht", tuple(reasons))
    hangs = known is None and score(entry, words, large=True) > words.bound.value
    return _not_compulsory(entry, facts, hangs)


def _not_compulsory(entry: Entry, facts: Facts, hangs: bool) -> Advice:
    """What is left when no reason makes it compulsory; `hangs` when the number of people would."""
    more = (_FINANCIAL,) if facts.financial else ()
    if hangs:
        more = (_HANGS, *more)
    if len(entry.edpb) == 1:
        one = Text("een punt van de EDPB-lijst: {item}", "one item of the EDPB list: {item}").format(item=entry.edpb[0])
        return Advice("aanbevolen", (one, *more))
    if hangs:
        return Advice("onbekend", more)
    return Advice("niet nodig", (Text("geen van de redenen geldt", "none of the reasons holds"), *more))


_NO_ENTRY = Text("het voornemen heeft geen digitaal.yaml", "the proposal has no digitaal.yaml")
_HANGS = Text(
    "verplicht als het om 10.000 mensen of meer gaat, en dat is niet opgegeven (minstens_10000) en niet geteld",
    "compulsory for 10,000 people or more, and that was neither given (minstens_10000) nor counted",
)
_FINANCIAL = Text(
    "de wet leest financiële gegevens: ga na of 'Financiële situatie' van de lijst van de AP geldt",
    "the law reads financial data: see whether 'financial situation' of the list of the authority holds",
)


def large(entry: Entry, facts: Facts) -> bool | None:
    """Whether it is about 10,000 people or more: as the entry says, else as the run counts; None when neither does."""
    if entry.large is not None:
        return entry.large
    return None if facts.subjects is None else facts.subjects >= LARGE


def score(entry: Entry, words: Words, *, large: bool) -> int:
    """The sum of the risk points of the pre-scan (data/digitaal/voorscan.yaml)."""
    points, weights = words.points, words.weights
    total = sum(points.of(kind, len(entry.data[kind])) for kind in CATEGORIES)
    for what, named in (("betrokkenen", entry.subjects), ("basisregistraties", entry.base_registers)):
        total += points.of(what, sum(weights[what][name] for name in dict.fromkeys(named)))
    total += weights["frequenties"][entry.frequency] + weights["bewaartermijnen"][entry.retention]
    total += points.large if large else 0
    transfer = entry.transfer
    if transfer is not None:
        heavy = transfer.special or (transfer.cloud and transfer.outside)
        total += points.heavy_transfer if heavy else points.transfer
    if entry.service and entry.service_minors:
        total += points.service_minors
    elif entry.service and not entry.no_minors:
        total += points.service
    return total


def dtia(entry: Entry | None) -> Advice:
    """A transfer assessment: compulsory outside the EEA with standard clauses or another mechanism."""
    if entry is None:
        return Advice("onbekend", (_NO_ENTRY,))
    transfer = entry.transfer
    if transfer is not None and transfer.outside and transfer.mechanism in _MECHANISMS:
        how = _MECHANISMS[transfer.mechanism]
        return Advice(
            "verplicht",
            (Text("gegevens gaan buiten de EER met: {how}", "data leave the EEA with: {how}").format(how=how),),
        )
    return Advice(
        "niet nodig",
        (Text("geen doorgifte buiten de EER die erom vraagt", "no transfer outside the EEA that asks it"),),
    )


def kia(entry: Entry | None) -> Advice:
    """A children's rights assessment: recommended for a digital service primarily for people under 18."""
    if entry is None:
        return Advice("onbekend", (_NO_ENTRY,))
    if entry.service and entry.service_minors:
        why = Text(
            "een digitale dienst die vooral voor minderjarigen is", "a digital service that is mainly for minors"
        )
        return Advice("aanbevolen", (why,))
    return Advice(
        "niet nodig", (Text("geen digitale dienst vooral voor minderjarigen", "no digital service mainly for minors"),)
    )


def ai_class(entry: Entry) -> tuple[AiClass, Text]:
    """The class of the AI Act, and why."""
    system = entry.system
    if not system.ai:
        return "geen AI-systeem", Text(
            "vaste regels die mensen hebben vastgelegd; voor het register is het wel een algoritme",
            "fixed rules that people laid down; for the register it is an algorithm all the same",
        )
    if system.forbidden:
        return "verboden", Text("artikel 5: {items}", "article 5: {items}").format(items=COMMA.join(system.forbidden))
    if system.areas:
        return "hoog risico", Text("bijlage III: {items}", "annex III: {items}").format(items=COMMA.join(system.areas))
    if system.product:
        return "hoog risico", Text("deel van een product van bijlage I", "part of a product of annex I")
    if system.talks:
        return "risico op misleiding", Text("artikel 50: mensen spreken ermee", "article 50: people speak with it")
    return "overig AI-systeem", Text("geen gebied van de verordening", "no area of the act")


def impactful(entry: Entry, facts: Facts) -> tuple[Text, ...]:
    """Why an algorithm has impact; empty when it has none.

    Legal consequences and classifying people count where the algorithm has a significant effect on the outcome (guide of
    the Algoritmeregister, as the pre-scan cites it). What the AI Act prohibits is never without impact.
    """
    legal = facts.decides if entry.legal is None else entry.legal
    kind = ai_class(entry)[0]
    found = [
        (kind == "verboden", Text("verboden door de AI-verordening: terug naar de tekentafel", "prohibited by the AI Act: back "
                                  "to the drawing board")),
        (kind == "hoog risico", Text("hoog risico volgens de AI-verordening", "high risk by the AI Act")),
        (legal and entry.decisive, Text("rechtsgevolgen: er wordt op beslist", "legal consequences: it decides")),
        (entry.contacts and entry.decisive, Text("bepaalt hoe de overheid mensen indeelt of benadert",
                                                 "decides how government classifies or approaches people")),
        (entry.impactful, Text("de organisatie vindt het zelf", "the organisation finds so itself")),
    ]  # fmt: skip
    return tuple(why for true, why in found if true)


def iama(entry: Entry | None, facts: Facts) -> Advice:
    """Recommended for a high-risk AI system or an algorithm with impact."""
    if entry is None:
        return Advice("onbekend", (_NO_ENTRY,))
    why = impactful(entry, facts)
    if why:
        return Advice("aanbevolen", why)
    return Advice("niet nodig", (Text("geen hoog risico en geen impact", "no high risk and no impact"),))


def joined(reasons: tuple[Text, ...]) -> Text:
    """Reasons as one cell."""
    return COMMA.join(reasons)
