"""The outcome of the pre-scan (DPIA, DTIA, KIA, IAMA) and the class of the AI Act, with the reasons for each.

Source of the rules: Pre-scan DPIA 2.0 of the central government; AI Act (EU) 2024/1689 art. 5, 6 and 50, annexes I and III.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import COMMA, Text
from uitvoerbaar.delivery.digital.entry import Entry, Words

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
_OFTEN = ("Continu", "Vaker dan maandelijks", "Minstens maandelijks")
_MECHANISMS = ("Standaard contractsbepaling (SCC)", "Overig mechanisme")


@dataclass(frozen=True, slots=True)
class Advice:
    """What one assessment comes to, and why."""

    level: Level
    reasons: tuple[Text, ...]
    assumed: bool = False
    """Whether it rests only on points that are an assumption of ours."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the run of the law tells beside the entry: whether it is legislation, decides on people, and on how many."""

    legislation: bool
    decides: bool
    subjects: float | None
    """Persons or households in the country about whom data are processed; None when nobody counted."""
    financial: bool = False
    """Whether the law reads financial data."""


LARGE = 10_000


def dpia(entry: Entry | None, facts: Facts, words: Words) -> Advice:
    """Compulsory for legislation, an item on the AP list, two on the EDPB list or a score above the bound; recommended for
    one item on the EDPB list.
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
            ).format(items=", ".join(entry.ap))
        )
    if len(entry.edpb) >= 2:
        reasons.append(
            Text("{n} punten van de EDPB-lijst: {items}", "{n} items of the EDPB list: {items}").format(
                n=len(entry.edpb), items=", ".join(entry.edpb)
            )
        )
    total = score(entry, facts, words)
    if total > words.bound.value:
        by_score = Text("de som van de risicopunten is {total}, meer dan {bound}",
                        "the sum of the risk points is {total}, more than {bound}").format(
                            total=f"{total:g}", bound=f"{words.bound.value:g}")  # fmt: skip
        return Advice("verplicht", (*reasons, by_score), assumed=not reasons)
    if reasons:
        return Advice("verplicht", tuple(reasons))
    if len(entry.edpb) == 1:
        one = Text("een punt van de EDPB-lijst: {item}", "one item of the EDPB list: {item}").format(item=entry.edpb[0])
        return Advice("aanbevolen", (one,))
    return Advice("niet nodig", (Text("geen van de redenen geldt", "none of the reasons holds"),))


_NO_ENTRY = Text("het voornemen heeft geen digitaal.yaml", "the proposal has no digitaal.yaml")


def large(entry: Entry, facts: Facts) -> bool:
    """Whether it is about 10,000 people or more: as the entry says, else as the run counts."""
    return entry.large if entry.large is not None else (facts.subjects or 0) >= LARGE


def score(entry: Entry, facts: Facts, words: Words) -> float:
    """The sum of the risk points; the points of each answer are an assumption (data/digitaal/voorscan.yaml)."""
    sensitive = {"gevoelig", "strafrechtelijk", "nationaal identificatienummer"}
    holds = {
        "gewoon": "gewoon" in entry.kinds,
        "gevoelig": bool(sensitive & set(entry.kinds)),
        "bijzonder": "bijzonder" in entry.kinds,
        "minderjarigen": entry.minors or entry.vulnerable or (entry.service and entry.service_minors),
        "groot": large(entry, facts),
        "vaak": entry.frequency in _OFTEN,
        "doorgifte": entry.transfer is not None,
        "basisregistratie": entry.base_register,
    }
    return sum(words.points[name].value for name, true in holds.items() if true)


def dtia(entry: Entry | None) -> Advice:
    """A transfer assessment: compulsory outside the EEA with standard clauses or another mechanism."""
    if entry is None:
        return Advice("onbekend", (_NO_ENTRY,))
    transfer = entry.transfer
    outside = transfer is not None and "buiten EER" in (transfer.stored, transfer.support)
    if transfer is not None and outside and transfer.mechanism in _MECHANISMS:
        return Advice("verplicht", (
            Text("gegevens gaan buiten de EER met: {how}", "data leave the EEA with: {how}").format(how=transfer.mechanism),
        ))  # fmt: skip
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
        return "verboden", Text("artikel 5: {items}", "article 5: {items}").format(items=", ".join(system.forbidden))
    if system.areas:
        return "hoog risico", Text("bijlage III: {items}", "annex III: {items}").format(items=", ".join(system.areas))
    if system.product:
        return "hoog risico", Text("deel van een product van bijlage I", "part of a product of annex I")
    if system.talks:
        return "risico op misleiding", Text("artikel 50: mensen spreken ermee", "article 50: people speak with it")
    return "overig AI-systeem", Text("geen gebied van de verordening", "no area of the act")


def impactful(entry: Entry, facts: Facts) -> tuple[Text, ...]:
    """Why an algorithm has impact (guide of the Algoritmeregister); empty when it has none."""
    legal = facts.decides if entry.legal is None else entry.legal
    found = [
        (ai_class(entry)[0] == "hoog risico", Text("hoog risico volgens de AI-verordening", "high risk by the AI Act")),
        (legal, Text("rechtsgevolgen: er wordt op beslist", "legal consequences: it decides")),
        (entry.contacts, Text("bepaalt hoe de overheid mensen indeelt of benadert", "decides how government classifies or "
                              "approaches people")),
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
