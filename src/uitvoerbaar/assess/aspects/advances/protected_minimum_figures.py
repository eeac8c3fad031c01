"""The figures and the finding on recoveries against the beslagvrije voet, and on recoveries that pile up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.advances.figures import TEST_ID, WITH_ALLOWANCE, advance_figure, advance_table, source
from uitvoerbaar.assess.aspects.advances.protected_minimum import Protection, below, stack, ways
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, bounds
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.people.totals import count, mean, share, whole_euros
from uitvoerbaar.assess.reading.awir import PROTECTION
from uitvoerbaar.assess.settlement.draws import YEARS
from uitvoerbaar.assess.settlement.tally import Tally
from uitvoerbaar.base.numbers import decimal_nl, money
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Finding, Text

WAYS: Mapping[str, Text] = {
    "ineens": Text("in één keer, binnen zes weken", "at once, within six weeks"),
    "termijnen": Text("in de standaardtermijnen, ten hoogste 24 maanden", "in the standard terms, 24 months at most"),
    "verzoek": Text("naar draagkracht, na een verzoek", "by ability to pay, after a request"),
}
_LEAST = Text("beslagvrije voet", "protected minimum (beslagvrije voet)")
Sides = Pair[Tally]
Protected = Pair[Protection]


_FLOOR_FIGURE_TABLE = advance_table(
    "beslagvrije-voet",
    Text("Terugbetalen en de beslagvrije voet", "Repaying and the protected minimum"),
    Text(
        "Van wie moet terugbetalen: wie houdt in een maand minder over dan de beslagvrije voet (het deel van het inkomen "
        "waar een schuldeiser van af moet blijven). Die van de hoofdbewoner en de partner tellen samen; spaargeld telt niet. "
        "Alleen wie erom vraagt, betaalt naar draagkracht.",
        "Of those who must repay: who has less left in a month than the protected minimum (the part of income that a "
        "creditor must leave alone). Those of the head and the partner count together; savings do not count. Only who asks "
        "for it pays by ability.",
    ),
    (
        Column("manier", Text("Terugbetalen", "Repaying")),
        KANT,
        Column("aandeel", Text("Komt onder de voet", "Goes below"), "aandeel"),
        *bounds("aandeel"),
        HOUSEHOLDS,
        Column("tekort", Text("Tekort per maand, gemiddeld", "Short a month, on average"), "eurocent_per_maand"),
    ),
    unit="aandeel",
    chart="before_after_bars",
    encoding=Encoding(category="manier", value="aandeel", low="laag", high="hoog", series="kant"),
)


def floor_figure(sample: Sample, found: Sides, protected: Protected) -> Figure:
    """Of those who must repay, who goes below the beslagvrije voet, by the way of paying."""
    rows: list[Mapping[str, Cell]] = []
    for way, label in WAYS.items():
        for role in ROLES:
            low = below(found.of(role), protected.of(role), way)
            part = share(low, found.of(role).must, sample.weights, sample.full)
            short = protected.of(role).short(ways(found.of(role), protected.of(role))[way])
            rows.append(
                {
                    "manier": label,
                    "kant": SIDE.of(role),
                    "aandeel": part.value,
                    "laag": max(0.0, part.low),
                    "hoog": min(1.0, part.high),
                    "huishoudens": round(count(low, sample.weights, sample.full).value),
                    "tekort": whole_euros(mean(short, low, sample.weights, sample.full).value),
                }
            )
    return advance_figure(sample, _FLOOR_FIGURE_TABLE, rows)


_STACK_FIGURE_TABLE = advance_table(
    "stapeling",
    Text("Terugvorderingen die zich opstapelen", "Recoveries that pile up"),
    Text(
        "Van de huishoudens met een toeslag van hoofdbewoner of partner, in {years} jaren: wie meer terugvorderingen tegelijk "
        "heeft, en wie met de standaardtermijnen die dan lopen onder de beslagvrije voet komt. Een regeling "
        "van 24 maanden loopt door in het jaar erna; het inkomen blijft hier dat van het eerste jaar.",
        "Of households with an allowance of the head or partner, in {years} years: who has more recoveries at the same time, "
        "and who goes below the protected minimum with the standard terms that run then. An arrangement "
        "of 24 months runs on in the next year; income stays that of the first year here.",
    ),
    (
        Column("wat", Text("Wat", "What")),
        KANT,
        Column("aandeel", Text("Deel van de gebruikers", "Share of users"), "aandeel"),
        *bounds("aandeel"),
        HOUSEHOLDS,
    ),
    unit="aandeel",
    chart="before_after_bars",
    encoding=Encoding(category="wat", value="aandeel", low="laag", high="hoog", series="kant"),
)


def stack_figure(sample: Sample, found: Sides, protected: Protected) -> Figure:
    """Over the years: recoveries at the same time, and terms that together go below the beslagvrije voet."""
    rows: list[Mapping[str, Cell]] = []
    piled = each_side(lambda role: stack(found.of(role), protected.of(role)))
    kinds = [
        (
            Text("twee of meer terugvorderingen in een jaar", "two or more recoveries in one year"),
            each_side(lambda role: piled.of(role).most_at_once >= 2),
        ),
        (
            Text("termijnen van twee jaren tegelijk", "terms of two years at the same time"),
            each_side(lambda role: piled.of(role).overlapping > 0),
        ),
        (
            Text("een jaar of langer onder de beslagvrije voet", "below the protected minimum for a year or more"),
            each_side(lambda role: piled.of(role).below > 0),
        ),
        (
            Text(
                "drie jaar of langer onder de beslagvrije voet", "below the protected minimum for three years or more"
            ),
            each_side(lambda role: piled.of(role).below >= 3),
        ),
    ]
    for label, chosen in kinds:
        for role in ROLES:
            part = share(chosen.of(role), found.of(role).users, sample.weights, sample.full)
            rows.append(
                {
                    "wat": label,
                    "kant": SIDE.of(role),
                    "aandeel": part.value,
                    "laag": max(0.0, part.low),
                    "hoog": min(1.0, part.high),
                    "huishoudens": round(
                        count(chosen.of(role) & found.of(role).users, sample.weights, sample.full).value
                    ),
                }
            )
    return advance_figure(sample, _STACK_FIGURE_TABLE.filled(years=YEARS), rows)


def floor_findings(sample: Sample, found: Sides, protected: Protected) -> list[Finding]:
    """A finding when the proposal pushes more households below the beslagvrije voet by the terms that run together."""
    either = found.after.users | found.before.users
    piled = each_side(lambda role: stack(found.of(role), protected.of(role)))
    low = each_side(lambda role: piled.of(role).below > 0)
    rise = mean(low.after.astype(np.int64) - low.before.astype(np.int64), either, sample.weights, sample.full)
    norm = sample.ctx.settings.norm
    if rise.value < norm("onder_beslagvrije_voet_toename") or rise.low <= 0:
        return []
    new = low.after & ~low.before
    counts = each_side(lambda role: round(count(low.of(role), sample.weights, sample.full).value))
    short = whole_euros(mean(piled.after.short, new, sample.weights, sample.full).value)
    nl, en = ([f(counts.of(role)) for role in ROLES] for f in (decimal_nl, "{:,}".format))
    counted = claim(new, either, sample.weights, sample.full, source(sample), WITH_ALLOWANCE)
    return [
        Finding(
            id=f"{TEST_ID}-onder-beslagvrije-voet",
            test=TEST_ID,
            severity="ernstig" if rise.value >= norm("onder_beslagvrije_voet_toename_ernstig") else "aandacht",
            title=Text(
                "{part} komt door het voornemen met de standaardtermijnen onder de {least}",
                "{part} go below the {least} by the proposal and the standard terms",
            ).format(part=counted.part, least=_LEAST),
            explanation=Text(
                f"In totaal gaat het van {nl[0]} naar {nl[1]} huishoudens. "
                "In {years} jaren, met alle termijnen die tegelijk lopen. Wie er door het voornemen bij komt, houdt dan gemiddeld "
                "{short} per maand te weinig over. Een regeling naar draagkracht voorkomt dat, maar die komt er alleen op "
                "verzoek. Dit rust op een aanname over hoe inkomens veranderen.",
                f"In all it goes from {en[0]} to {en[1]} households. "
                "In {years} years, with all terms that run at the same time. Those who are added by the proposal are then "
                "{short} a month short on average. An arrangement by ability to pay prevents that, but only on "
                "request. This rests on an assumption about how incomes change.",
            ).format(years=YEARS, short=money(short)),
            whom=Text(
                "Huishoudens met een laag inkomen en een terugvordering", "Households with a low income and a recovery"
            ),
            law=PROTECTION,
            article="475d",
            households=counted.households,
            smallest_case=None,
            command=sample.ctx.command,
            mend=Text(
                "Bied een regeling naar draagkracht uit eigen beweging aan: het inkomen is al bekend.",
                "Offer an arrangement by ability to pay unasked: the income is already known.",
            ),
        )
    ]
