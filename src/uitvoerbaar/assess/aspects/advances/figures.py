"""The figures of the test on advances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from uitvoerbaar.assess.aspects.advances.data import published
from uitvoerbaar.assess.context import one_of
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, TableSpec, bounds, per_row
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.people.totals import count, mean, share, total
from uitvoerbaar.assess.settlement.draws import YEARS
from uitvoerbaar.assess.settlement.tally import BINS, Tally, in_months, measures, uses
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import decimal_nl, numeral
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text, Unit

TEST_ID = "voorschotten"
WITH_ALLOWANCE = Text(
    "de huishoudens met een toeslag van hoofdbewoner of partner", "households with an allowance of the head or partner"
)
_ALL = Text("Alle toeslagen samen", "All allowances together")
_NOTE = Text(
    "Hoeveel inkomens afwijken van de schatting volgt de gepubliceerde verdeling van inkomensveranderingen, en een "
    "vijfde van de veranderingen wordt op tijd gemeld. Die vijfde is een aanname, afgesteld op 30 procent huishoudens met een "
    "terugvordering. Alleen het inkomen verandert, niet de huur, de opvang of het huishouden.",
    "How much incomes differ from the estimate follows the published distribution of income changes, and a fifth "
    "of the changes is reported in time. That fifth is an assumption, set to 30 percent of households with a recovery. Only "
    "income changes, not rent, childcare or the household.",
)


advance_table = partial(TableSpec, TEST_ID, assumption=True, note=_NOTE)


def advance_figure(sample: Sample, table: TableSpec, rows: Sequence[Mapping[str, Cell]]) -> Figure:
    """A figure of this test, with its source."""
    return table.figure(sample.ctx, rows, source=source(sample), range_=per_row(sample.full))


def source(sample: Sample) -> Text:
    """Where the numbers come from."""
    people = one_of(sample.ctx.population_name, sample.one_in)
    return Text(
        "Awir en toeslagwetten van voor en na, op {people}", "Awir and allowance laws, before and after, on {people}"
    ).format(people=people)


_SHARES_TABLE = advance_table(
    "aandeel",
    Text("Wie moet terugbetalen, van wie de toeslag heeft", "Who must repay, of those who have the allowance"),
    Text(
        "Per toeslag het deel van de gebruikers met een terugvordering na afloop van het jaar.",
        "For each allowance the share of users with a recovery after the year.",
    ),
    (
        Column("toeslag", Text("Toeslag", "Allowance")),
        KANT,
        Column("aandeel", Text("Moet terugbetalen", "Must repay"), "aandeel"),
        *bounds("aandeel"),
        HOUSEHOLDS,
    ),
    unit="aandeel",
    chart="before_after_bars",
    encoding=Encoding(category="toeslag", value="aandeel", low="laag", high="hoog", series="kant"),
)


def shares(sample: Sample, found: Pair[Tally]) -> Figure:
    """Who must repay, per allowance and in all."""
    rows: list[Mapping[str, Cell]] = []

    def add(label: Text, role: Role, chosen: Bools, among: Bools) -> None:
        part = share(chosen, among, sample.weights, sample.full)
        rows.append(
            {
                "toeslag": label,
                "kant": SIDE.of(role),
                "aandeel": part.value,
                "laag": max(0.0, part.low),
                "hoog": min(1.0, part.high),
                "huishoudens": round(count(chosen, sample.weights, sample.full).value),
            }
        )

    for position, part in enumerate(found.after.parts):
        for role in ROLES:
            own = next((p for p in found.of(role).parts if p.scheme.id == part.scheme.id), None)
            if own is not None:
                add(found.after.parts[position].scheme.name, role, own.recovery[0] > 0, uses(own))
    for role in ROLES:
        add(_ALL, role, found.of(role).must, found.of(role).users)
    return advance_figure(sample, _SHARES_TABLE, rows)


_AMOUNTS_TABLE = advance_table(
    "bedragen",
    Text("Bedragen van terugvorderingen en nabetalingen", "Amounts of recoveries and additional payments"),
    Text(
        "Wat de dienst terugvordert en bijbetaalt, hoeveel iemand gemiddeld terugbetaalt, in welke termijn per maand, en "
        "voor hoeveel huishoudens een klein bedrag blijft liggen (doelmatigheidsgrens).",
        "What the service recovers and pays in addition, how much someone repays on average, in which monthly term, and "
        "for how many households a small amount is left (efficiency threshold).",
    ),
    (
        Column("toeslag", Text("Toeslag", "Allowance")),
        KANT,
        Column("totaal", Text("Terug, totaal", "Recovered in all"), "eurocent_per_jaar"),
        Column("gemiddeld", Text("Terug, gemiddeld", "Recovered, mean"), "eurocent_per_jaar"),
        Column("termijn", Text("Termijn bij betalingsregeling", "Term of the arrangement"), "eurocent_per_maand"),
        Column("bij", Text("Nabetaald, totaal", "Paid extra in all"), "eurocent_per_jaar"),
        Column("krijgt_bij", Text("Krijgen bij", "Get extra"), "huishoudens"),
        Column("gespaard", Text("Niet teruggevorderd: te klein", "Not recovered: too small"), "huishoudens"),
        Column("kwijt", Text("Bedrag dat zo blijft liggen", "Amount left like this"), "eurocent_per_jaar"),
    ),
    unit="eurocent_per_jaar",
)


def amounts(sample: Sample, found: Pair[Tally]) -> Figure:
    """What is recovered and paid in addition, and what the threshold leaves."""
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        for part in found.of(role).parts:
            must = part.recovery[0] > 0
            spared = (part.overpaid > 0) & ~must
            rows.append(
                {
                    "toeslag": part.scheme.name,
                    "kant": SIDE.of(role),
                    "totaal": round(total(part.recovery[0], sample.weights, sample.full).value),
                    "gemiddeld": _euros(mean(part.recovery[0], must, sample.weights, sample.full).value),
                    "termijn": _euros(mean(part.terms[0], must, sample.weights, sample.full).value),
                    "bij": round(total(part.extra, sample.weights, sample.full).value),
                    "krijgt_bij": round(count(part.extra > 0, sample.weights, sample.full).value),
                    "gespaard": round(count(spared, sample.weights, sample.full).value),
                    "kwijt": round(total(np.where(spared, part.overpaid, 0), sample.weights, sample.full).value),
                    "_moet": round(count(must, sample.weights, sample.full).value),
                }
            )
    return advance_figure(sample, _AMOUNTS_TABLE, rows)


def _euros(cents: float) -> int:
    return round(cents / 100) * 100


_MONTHS_TABLE = advance_table(
    "maandinkomen",
    Text("Terugbetalen naast een maand netto inkomen", "Repaying against a month of net income"),
    Text(
        "Alle terugvorderingen van een huishouden over een jaar samen, als deel van een maand netto inkomen.",
        "All recoveries of a household over a year together, as a part of a month of net income.",
    ),
    (
        Column("deel", Text("Terug te betalen", "To repay")),
        KANT,
        HOUSEHOLDS,
        *bounds("huishoudens"),
    ),
    unit="huishoudens",
    chart="histogram",
    encoding=Encoding(category="deel", value="huishoudens", series="kant"),
)


def months(sample: Sample, found: Pair[Tally]) -> Figure:
    """Recoveries against a month of net income."""
    rows: list[Mapping[str, Cell]] = []
    bins = each_side(lambda role: in_months(found.of(role).repay, sample.ctx.outcome(role)[0][sample.households]))
    for number, (_, label) in enumerate(BINS):
        for role in ROLES:
            part = count(found.of(role).must & (bins.of(role) == number), sample.weights, sample.full)
            rows.append(
                {
                    "deel": label,
                    "kant": SIDE.of(role),
                    "huishoudens": round(part.value),
                    "laag": max(0, round(part.low)),
                    "hoog": round(part.high),
                }
            )
    return advance_figure(sample, _MONTHS_TABLE, rows)


_YEARS_TABLE = advance_table(
    "vijf-jaar",
    Text("Terugvorderingen in vijf jaar, en meer tegelijk", "Recoveries in five years, and several at a time"),
    Text(
        "Van de huishoudens met een toeslag van hoofdbewoner of partner: in hoeveel van vijf jaren zij moeten terugbetalen, "
        "en hoeveel er in een jaar twee of meer terugvorderingen hebben. Elk jaar verandert het inkomen opnieuw, "
        "los van het jaar ervoor.",
        "Of households with an allowance of the head or partner: in how many of five years they must repay, "
        "and how many have two or more recoveries in one year. Every year income changes anew, apart from the year before.",
    ),
    (
        Column("hoe_vaak", Text("Hoe vaak", "How often")),
        KANT,
        Column("aandeel", Text("Deel van de gebruikers", "Share of users"), "aandeel"),
        HOUSEHOLDS,
    ),
    unit="aandeel",
)


def years(sample: Sample, found: Pair[Tally]) -> Figure:
    """In how many years, and how many at a time."""
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        users = found.of(role).users
        kinds = [
            (
                Text("in {number} van {years} jaren", "in {number} of {years} years").format(
                    number=number, years=YEARS
                ),
                found.of(role).years == number,
            )
            for number in range(YEARS + 1)
        ]
        kinds.append(
            (Text("twee of meer terugvorderingen tegelijk", "two or more at a time"), found.of(role).at_once >= 2)
        )
        rows += [_years_row(sample, role, label, chosen, users) for label, chosen in kinds]
    return advance_figure(sample, _YEARS_TABLE, rows)


def _years_row(sample: Sample, role: Role, label: Text, chosen: Bools, users: Bools) -> Mapping[str, Cell]:
    return {
        "hoe_vaak": label,
        "kant": SIDE.of(role),
        "aandeel": share(chosen, users, sample.weights, sample.full).value,
        "huishoudens": round(count(chosen & users, sample.weights, sample.full).value),
    }


_BESIDE_TABLE = advance_table(
    "gepubliceerd",
    Text("Naast gepubliceerde cijfers", "Beside published figures"),
    Text(
        "De uitkomst van het model naast wat is gepubliceerd. De wetten, de jaren en de groep verschillen: zie het als "
        "een ordegrootte.",
        "The outcome of the model beside what was published. Laws, years and groups differ: see it as an order of "
        "magnitude.",
    ),
    (
        Column("maat", Text("Wat", "What")),
        Column("voor", Text("Model, voor", "Model, before")),
        Column("na", Text("Model, na", "Model, after")),
        Column("gepubliceerd", Text("Gepubliceerd", "Published")),
        Column("jaren", Text("Jaren", "Years")),
        Column("bron", Text("Bron", "Source")),
    ),
    unit="aandeel",
)


def beside(sample: Sample, found: Pair[Tally]) -> Figure:
    """The model beside published numbers."""
    values = each_side(lambda role: measures(sample.weights, found.of(role)))
    rows: list[Mapping[str, Cell]] = []
    for entry in published():
        cells = Pair(*(values.of(role).get(entry.measure) for role in ROLES))
        if any(cell is not None for cell in cells):
            rows.append(
                {
                    "maat": entry.name,
                    "voor": _say(cells.before, entry.unit),
                    "na": _say(cells.after, entry.unit),
                    "gepubliceerd": _say(entry.value, entry.unit),
                    "jaren": entry.years,
                    "bron": entry.source,
                }
            )
    return advance_figure(sample, _BESIDE_TABLE, rows)


def _say(value: float | None, unit: Unit) -> Text | None:
    """A number of mixed units as words: percent, numbers in thousands, euros in millions."""
    if value is None:
        return None
    if unit == "aandeel":
        return Text(f"{decimal_nl(round(100 * value, 1))} %", f"{100 * value:.1f}%")
    if unit == "eurocent_per_jaar":
        millions = round(value / 100_000_000)
        return Text("{millions} miljoen euro", "{millions} million euros").format(millions=numeral(millions))
    thousands = round(value / 1000)
    return Text("{thousands} duizend", "{thousands} thousand").format(thousands=numeral(thousands))
