"""The four questions of the Adviescollege toetsing regeldruk and the MKB-toets, answered where figures can and else asked.

Source: instellingsbesluit and work method of the ATR (use, alternatives, workability, effects in full view); MKB-toets,
Kamerstuk 32637 nr. 360. An answer of the program is a figure; a judgement is left to people and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uitvoerbaar.base.numbers import decimal, numeral, percent, spoken_money
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.cost import Amount, Burden, DutyCost, Share, concerned, cost
from uitvoerbaar.delivery.burden.duty import SIDES, Duty, DutyFile, Rates, Rule, Side
from uitvoerbaar.delivery.burden.span import Span, total
from uitvoerbaar.delivery.burden.target import Target

FOR_PEOPLE = Text("Vraag voor mensen.", "Question for people.")
STEPS = (10, 50, 100, 250, 500)
"""Thresholds of jobs that are tried as a lighter alternative."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer; `open` when people must answer it (too)."""

    id: str
    question: Text
    answer: Text
    open: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same duties from so many jobs: on how many businesses, and euros a year."""

    jobs_from: int
    businesses: float
    euros: Span


def alternatives(file: DutyFile, rates: Rates, target: Target) -> tuple[Alternative, ...]:
    """What the duties on businesses cost from each threshold of jobs, the rest of their rule as after."""
    found = []
    for step in STEPS:
        tried = [_from(duty, step) for duty in file.duties if _on_businesses(duty)]
        if tried:
            burden = cost(replace(file, duties=tuple(tried)), rates, target, None)
            held = concerned([burden], target, "na")
            found.append(Alternative(step, float(target.weight[held].sum()), burden.sum(lambda line: line.after).euros))
    return tuple(found)


def _on_businesses(duty: Duty) -> bool:
    return "na" in duty.rules and duty.rules["na"].who == "bedrijven"


def _from(duty: Duty, jobs: int) -> Duty:
    rules: dict[Side, Rule] = {"na": replace(duty.rules["na"], jobs_from=jobs, jobs_below=None)}
    return replace(duty, rules=rules)


def atr(burden: Burden, tried: Sequence[Alternative]) -> tuple[Answer, ...]:
    """The four questions of the ATR."""
    file = burden.file
    lighter = [one for one in tried if one.euros.mid < burden.sum(lambda line: line.after).euros.mid]
    use = file.use or FOR_PEOPLE
    return (
        Answer(
            "nut",
            Text(
                "Is er een taak voor de overheid, en zijn regels het beste middel?",
                "Is there a task for government, and are rules the best means?",
            ),
            use,
            True,
        ),
        Answer(
            "alternatieven",
            Text("Kan het met minder last?", "Can it be done with less burden?"),
            _lighter(file, lighter),
            True,
        ),
        Answer(
            "werkbaar",
            Text("Is het werkbaar voor wie het moet doen?", "Is it workable for those who must do it?"),
            _workable(burden),
            True,
        ),
        Answer(
            "in_beeld",
            Text("Zijn de gevolgen volledig en juist in beeld?", "Are the effects fully and rightly in view?"),
            _in_view(burden),
            False,
        ),
    )


def _lighter(file: DutyFile, lighter: Sequence[Alternative]) -> Text:
    if not lighter:
        return file.alternatives or FOR_PEOPLE
    parts = [
        Text("vanaf {jobs} banen {money} per jaar", "from {jobs} jobs {money} a year").format(
            jobs=numeral(one.jobs_from), money=spoken_money(100 * one.euros.mid)
        )
        for one in lighter
    ]
    counted = Text("Doorgerekend: {parts}.", "Computed: {parts}.").format(parts=Text("; ", "; ").join(parts))
    told = file.alternatives or Text(
        "Of dat het doel nog haalt, is een vraag voor mensen.",
        "Whether that still reaches the aim is a question for people.",
    )
    return Text("{counted} {told}", "{counted} {told}").format(counted=counted, told=told)


def _workable(burden: Burden) -> Text:
    lines = [line for line in burden.lines if line.after.count.mid > 0]
    if not lines:
        return Text("Na het voornemen rust de plicht op niemand.", "After the proposal the duty falls on nobody.")
    # Hours of one duty and those of another stand under its name: 3 hours and 1 hour of one size would both be said of it.
    parts = []
    for line in lines:
        hours = Text("; ", "; ").join(_hours(line))
        named = Text("{duty}: {hours}", "{duty}: {hours}").format(duty=line.duty.name, hours=hours)
        parts.append(named if len(lines) > 1 else hours)
    return Text(
        "{parts}. Of het past in hun werk, is een vraag voor wie het doet.",
        "{parts}. Whether it fits their work is a question for those who do it.",
    ).format(parts=Text("; ", "; ").join(parts).capital)


def _hours(line: DutyCost) -> list[Text]:
    """The hours a year of one duty: of a business by size, or of an applicant."""
    if not line.by_size:
        return [
            Text("{hours} uur per jaar per aanvrager", "{hours} hours a year for an applicant").format(
                hours=_per_year(line.after)
            )
        ]
    return [
        Text(
            "{name} werkzame personen: {hours} uur per jaar per bedrijf",
            "{name} persons: {hours} hours a year for a business",
        ).format(name=share.name.inside, hours=_per_year(share.after))
        for share in line.by_size
        if share.after.count.mid > 0
    ]


def _per_year(amount: Amount) -> Text:
    return decimal(round(amount.hours.mid / amount.count.mid, 1))


def _in_view(burden: Burden) -> Text:
    facts = [fact for duty in burden.file.duties for fact in duty.facts]
    unsure = sum(fact.unsure for fact in facts)
    bare = [duty.name for duty in burden.file.duties if not duty.once.actions and duty.once.investment is None]
    said = Text(
        "{unsure} van de {all} tijden en kosten zijn een aanname of niet nagezocht.",
        "{unsure} of the {all} times and costs are an assumption or were not looked up.",
    ).format(unsure=numeral(unsure), all=numeral(len(facts)))
    if burden.missing:
        names = Text(", ", ", ").join(duty.name.inside for duty in burden.missing)
        said = Text("{said} Niet geteld: {names}.", "{said} Not counted: {names}.").format(said=said, names=names)
    if bare:
        names = Text(", ", ", ").join(name.inside for name in bare)
        said = Text("{said} Zonder eenmalige kosten: {names}.", "{said} Without one-off costs: {names}.").format(
            said=said, names=names
        )
    return said


def mkb(burden: Burden) -> tuple[Answer, ...]:
    """The MKB-toets: whether it is for the SME, what it costs them by size, and what must be asked of entrepreneurs."""
    shares = [share for line in burden.lines for share in line.by_size]
    touched = sum(s.after.count.mid + s.before.count.mid for s in shares if s.sme)
    if touched:
        need = Text(
            "Ja: bedrijven met minder dan 250 werkzame personen zijn geraakt. Zij dragen nu {before} procent van de last "
            "en na het voornemen {after} procent.",
            "Yes: businesses with fewer than 250 persons are concerned. They bear {before} percent of the burden now and "
            "{after} percent after the proposal.",
        ).format(
            before=_small([(s.sme, s.before.euros) for s in shares]),
            after=_small([(s.sme, s.after.euros) for s in shares]),
        )
    else:
        need = Text(
            "Nee: geen bedrijf met minder dan 250 werkzame personen is geraakt.",
            "No: no business with fewer than 250 persons is concerned.",
        )
    return (
        Answer("nodig", Text("Raakt het voornemen het mkb?", "Does the proposal concern the SME?"), need, False),
        Answer(
            "kosten",
            Text("Wat kost het een bedrijf, naar grootte?", "What does it cost a business, by size?"),
            _by_size(burden),
            False,
        ),
        Answer(
            "veranderd", Text("Wat verandert er voor het mkb?", "What changes for the SME?"), _changed(shares), False
        ),
        Answer(
            "panel",
            Text(
                "Is het duidelijk, past het in het werk, en per wanneer kan het?",
                "Is it clear, does it fit the work, and from when can it be done?",
            ),
            FOR_PEOPLE,
            True,
        ),
    )


def _small(parts: Sequence[tuple[bool, Span]]) -> Text:
    """The percentage of a burden that the SME bears."""
    every = total(euros for _, euros in parts).mid
    return percent(total(euros for sme, euros in parts if sme).mid / every if every else 0.0)


def _by_size(burden: Burden) -> Text:
    by_name: dict[str, list[Share]] = {}
    for line in burden.lines:
        for share in line.by_size:
            by_name.setdefault(share.id, []).append(share)
    parts = [
        Text("{name} werkzame personen: {money} per jaar", "{name} persons: {money} a year").format(
            name=of[0].name.inside, money=spoken_money(100 * _each(of))
        )
        for of in by_name.values()
        if _each(of)
    ]
    return Text("; ", "; ").join(parts).capital if parts else Text("Niets.", "Nothing.")


def _each(shares: Sequence[Share]) -> float:
    """Euros a year of a business of a size that has the duties."""
    return sum(s.after.euros.mid / s.after.count.mid for s in shares if s.after.count.mid)


def _changed(shares: Sequence[Share]) -> Text:
    change = total(s.after.euros for s in shares if s.sme).mid - total(s.before.euros for s in shares if s.sme).mid
    if not change:
        return Text("Niets.", "Nothing.")
    word = Text("meer", "more") if change > 0 else Text("minder", "less")
    return Text("{money} per jaar {word}.", "{money} a year {word}.").format(
        money=spoken_money(100 * abs(change)), word=word
    )


def sentence(burdens: Sequence[Burden], target: Target | None) -> Text | None:
    """What a report says of businesses in one sentence (the row on interaction of the kader); None when no duty is on them."""
    every = list(burdens)
    lines: list[DutyCost] = [line for burden in every for line in burden.lines if line.by_size]
    if not lines or target is None:
        return None
    before, after = (total(getattr(line, side).euros for line in lines).mid for side in ("before", "after"))
    once = total(line.once.euros for line in lines).mid
    counted = [numeral(round(float(target.weight[concerned(every, target, side)].sum()) / 10) * 10) for side in SIDES]
    return Text(
        "Bedrijven: de plichten kosten nu {before} per jaar ({b} bedrijven) en na het voornemen {after} ({a} "
        "bedrijven), en eenmalig {once}.",
        "Businesses: the duties cost {before} a year now ({b} businesses) and {after} after the proposal ({a} "
        "businesses), and {once} once.",
    ).format(
        before=spoken_money(100 * before),
        after=spoken_money(100 * after),
        b=counted[0],
        a=counted[1],
        once=spoken_money(100 * once),
    )
