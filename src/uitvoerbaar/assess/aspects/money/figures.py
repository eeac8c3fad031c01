"""The figures on money: five years, cover, the arithmetic of the work, and which assumptions move the outcome most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED
from uitvoerbaar.base.numbers import decimal, numeral, spoken_money
from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.delivery.money import Line, Swing, Table, WorkCost
from uitvoerbaar.delivery.money.sensitivity import AssumedUnit
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, Text
from uitvoerbaar.findings.cost_terms import LASTING, PARTS, PAYERS

ID = "geld"
CENTS = 100
Rows = list[Mapping[str, Cell]]
_SOURCE = (
    "Budget zoals geteld op {}; uren en tarieven van data/organisations en data/money, dekking van het voornemen",
    "Budget as counted on {}; hours and rates of data/organisations and data/money, cover of the proposal",
)


def cents(euros: float) -> int:
    """Euros as the eurocents of a figure."""
    return round(euros * CENTS)


def rounded(euros: float) -> float:
    """A sum as it is printed: to a million from a billion on, to a hundred thousand from a hundred million on."""
    step = _step(euros)
    return float(round(euros / step) * step)


def _step(euros: float) -> int:
    return 10**6 if abs(euros) >= 10**9 else 10**5 if abs(euros) >= 10**8 else 1000


def _outward(years: Iterable[float], to: Callable[[float], int]) -> list[float]:
    """The ends of an interval, rounded so that what lies within it still does."""
    return [float(to(euros / _step(euros)) * _step(euros)) for euros in years]


_PRICES = Text(
    "Alle bedragen zijn in prijzen van {level}, zonder indexering; {first} is het jaar van ingang (t).",
    "All amounts are in prices of {level}, without indexation; {first} is the year of entry into force (t).",
)


def prices(first: int, level: int) -> Text:
    """In which prices the table stands."""
    sums = Text(
        "Bruto en netto zijn de som van de regels zoals zij er staan; onderkant en bovenkant zijn naar buiten afgerond.",
        "Gross and net are the sum of the lines as they stand; the lower and upper ends are rounded outward.",
    )
    return SPACE.join([_PRICES.format(level=level, first=first), sums])


def five_years(ctx: Context, table: Table, level: int, growth: Text, behind: int) -> Figure:
    """The table of t to t+4: every line, gross, net, and the ends of net."""
    rows: Rows = [_line(line, behind) for line in table.lines]
    low, high = table.ends()
    sums: list[tuple[Text, Iterable[float]]] = [
        (Text("Bruto", "Gross"), table.gross()),
        (Text("Netto", "Net"), table.net()),
        (Text("Netto, onderkant", "Net, lower end"), _outward(low, floor)),
        (Text("Netto, bovenkant", "Net, upper end"), _outward(high, ceil)),
    ]
    for name, years in sums:
        rows.append({"post": name, "duur": None, "betaler": None, **_cells(years), "_anders": behind})
    return figure(
        ctx,
        ID,
        "vijf-jaar",
        Text("Wat het voornemen kost: vijf jaar", "What the proposal costs: five years"),
        Text(
            "Programma is wat de regelingen meer of minder geven of heffen; uitvoering is het werk van organisaties. Onder nul "
            "is minder uitgeven of meer ontvangen. Bruto is alles wat meer wordt uitgegeven; netto is na aftrek van wat minder "
            "wordt uitgegeven of meer binnenkomt. {growth}",
            "Programme is what schemes give or levy more or less; delivery is the work of organisations. Below zero is less "
            "spent or more received. Gross is everything that is spent more; net is less what is saved or comes in. {growth}",
        ).format(growth=growth),
        (
            Column("post", Text("Post", "Item")),
            Column("duur", Text("Duur", "Duration")),
            Column("betaler", Text("Wie betaalt", "Who pays")),
            *_years(table),
        ),
        rows,
        unit="eurocent",
        source=on_people(ctx, *_SOURCE),
        range_=Range(None, None, EXACT if ctx.full else SAMPLED),
        assumption=True,
        note=prices(table.first, level),
    )


def _line(line: Line, behind: int) -> Mapping[str, Cell]:
    name = line.name
    if line.kind == "programma":
        name = Text("Programma: {name}", "Programme: {name}").format(name=name.inside)
    if line.given:
        name = Text("{name} (opgave van de organisatie)", "{name} (stated by the organisation)").format(name=name)
    return {
        "post": name,
        "duur": LASTING[line.lasting],
        "betaler": PAYERS[line.payer],
        **_cells(line.years),
        "_anders": behind,
    }


def _cells(years: Iterable[float]) -> dict[str, Cell]:
    return {f"t{number}": cents(amount) for number, amount in enumerate(years)}


def _years(table: Table) -> list[Column]:
    return [
        Column(
            f"t{n}",
            Text(
                f"{table.first + n} (t{f'+{n}' if n else ''})"[:12], f"{table.first + n} (t{f'+{n}' if n else ''})"[:12]
            ),
            "eurocent",
        )
        for n in range(5)
    ]


def cover(ctx: Context, table: Table, level: int, behind: int) -> Figure:
    """By who pays: net cost, what is there to pay it, and what is left."""
    rows: Rows = []
    for payer in table.payers():
        for name, years in (
            (Text("Netto kosten", "Net cost"), table.net(payer)),
            (Text("Bestaand budget", "Existing budget"), table.covered(payer, existing=True)),
            (Text("Nieuwe dekking", "New cover"), table.covered(payer, existing=False)),
            (Text("Niet gedekt", "Not covered"), table.unfunded(payer)),
        ):
            rows.append({"betaler": PAYERS[payer], "post": name, **_cells(years), "_anders": behind})
    named = Text("; ", "; ").join(
        Text("{name} ({source}; {how})", "{name} ({source}; {how})").format(
            name=one.name, source=one.source, how=CONFIDENCE_NAMES[one.confidence]
        )
        for one in table.cover
    )
    return figure(
        ctx,
        ID,
        "dekking",
        Text("Dekking: wat er is, en wat niet", "Cover: what is there, and what is not"),
        Text(
            "Dekking van de een betaalt niet voor de ander, en over van een jaar gaat niet mee naar het volgende. {named}",
            "Cover of one pays for nobody else, and what is left of a year is not carried to the next. {named}",
        ).format(
            named=Text("Genoemd zijn: {named}.", "Named are: {named}.").format(named=named)
            if table.cover
            else Text("Het voornemen noemt geen dekking.", "The proposal names no cover.")
        ),
        (Column("betaler", Text("Wie betaalt", "Who pays")), Column("post", Text("Post", "Item")), *_years(table)),
        rows,
        unit="eurocent",
        source=on_people(ctx, *_SOURCE),
        range_=Range(None, None, EXACT if ctx.full else SAMPLED),
        assumption=True,
        note=_PRICES.format(level=level, first=table.first),
    )


def work(ctx: Context, costs: Sequence[WorkCost], productive: Fact, behind: int) -> Figure:
    """The arithmetic of the cost of delivery: count x share x hours x rate."""
    rows: Rows = [
        {
            "werk": cost.work.name,
            "organisatie": cost.work.organisation,
            "onderdeel": PARTS[cost.work.part],
            "duur": LASTING[cost.work.lasting],
            "geteld": cost.work.counted,
            "deel": cost.work.share.value,
            "uren_per": decimal(round(cost.work.hours.value, 2)),
            "tarief": cents(cost.work.rate.value),
            "uren": round(cost.hours),
            "bedrag": cents(round(cost.euros)),
            "laag": cents(round(cost.low)),
            "hoog": cents(round(cost.high)),
            "_anders": behind,
        }
        for cost in costs
    ]
    return figure(
        ctx,
        ID,
        "uitvoering",
        Text("Kosten van uitvoering, uitgeschreven", "Cost of delivery, written out"),
        Text(
            "Elk bedrag is het aantal maal het deel dat een mens vraagt, maal de uren per zaak, maal het uurtarief. Structureel "
            "is per jaar. Een fte is {hours} productieve uren ({source}).",
            "Each amount is the count times the share that asks a person, times hours a case, times the hourly rate. Structural "
            "is per year. One fte is {hours} productive hours ({source}).",
        ).format(hours=numeral(round(productive.value)), source=productive.source),
        (
            Column("werk", Text("Werk", "Work")),
            Column("organisatie", Text("Organisatie", "Organisation")),
            Column("onderdeel", Text("Onderdeel", "Part")),
            Column("duur", Text("Duur", "Duration")),
            Column("geteld", Text("Geteld", "Counted")),
            Column("deel", Text("Deel met een mens", "Share with a person"), "aandeel"),
            Column("uren_per", Text("Uren per zaak", "Hours a case")),
            Column("tarief", Text("Tarief", "Rate"), "eurocent_per_uur"),
            Column("uren", Text("Uren", "Hours"), "aantal"),
            Column("bedrag", Text("Bedrag", "Amount"), "eurocent"),
            Column("laag", Text("Ondergrens", "Lower bound"), "eurocent"),
            Column("hoog", Text("Bovengrens", "Upper bound"), "eurocent"),
        ),
        rows,
        unit="eurocent",
        source=on_people(ctx, *_SOURCE),
        assumption=True,
        note=_unsure(costs),
    )


def _unsure(costs: Sequence[WorkCost]) -> Text:
    """Which numbers are assumed or were not looked up; the reason of each stands in the data."""
    kinds = [
        (Text("deel met een mens", "share with a person"), [c.work.share for c in costs]),
        (Text("uren per zaak", "hours a case"), [c.work.hours for c in costs]),
        (Text("tarief", "rate"), [c.work.rate for c in costs]),
    ]
    said = [
        Text("{name}: {how}", "{name}: {how}").format(
            name=name, how=COMMA.join(dict.fromkeys(CONFIDENCE_NAMES[fact.confidence] for fact in facts))
        )
        for name, facts in kinds
        if facts
    ]
    return Text(
        "Hoe zeker elk getal is: {said}. De reden en de bron van elk staan in data/organisations en data/money.",
        "How certain each number is: {said}. The reason and source of each stand in data/organisations and data/money.",
    ).format(said=Text("; ", "; ").join(said))


def sensitivity(ctx: Context, swings: Sequence[Swing], base: float, asked: int, behind: int) -> Figure:
    """The tornado: the net cost of five years at both ends of each assumption."""
    rows: Rows = [
        {
            "aanname": swing.assumption.name,
            "verschil": cents(round(swing.width)),
            "laag": cents(round(min(swing.at_low, swing.at_high))),
            "hoog": cents(round(max(swing.at_low, swing.at_high))),
            "van": _end(swing.assumption.low, swing.assumption.unit),
            "tot": _end(swing.assumption.high, swing.assumption.unit),
            "bron": Text(swing.assumption.source, law=True),
            "_anders": behind,
        }
        for swing in swings
    ]
    return figure(
        ctx,
        ID,
        "gevoeligheid",
        Text("Welke aannamen de kosten het meest verschuiven", "Which assumptions move the cost most"),
        Text(
            "Netto kosten van vijf jaar samen: {base}. Elke staaf is hoe ver dat verschuift als een aanname van haar laagste naar "
            "haar hoogste waarde gaat en de andere blijven. De {shown} grootste van {many} staan hier.",
            "Net cost of five years together: {base}. Each bar is how far that moves when one assumption goes from its lowest "
            "to its highest value and the others stay. The {shown} largest of {many} stand here.",
        ).format(base=spoken_money(cents(base)), shown=len(swings), many=asked),
        (
            Column("aanname", Text("Aanname", "Assumption")),
            Column("verschil", Text("Verschuift de kosten", "Moves the cost by"), "eurocent"),
            Column("laag", Text("Kosten, laagste", "Cost, lowest"), "eurocent"),
            Column("hoog", Text("Kosten, hoogste", "Cost, highest"), "eurocent"),
            Column("van", Text("Aanname van", "Assumption from")),
            Column("tot", Text("Aanname tot", "Assumption to")),
            Column("bron", Text("Bron", "Source")),
        ),
        rows,
        unit="eurocent",
        source=on_people(ctx, *_SOURCE),
        chart="bars",
        encoding=Encoding(category="aanname", value="verschil"),
        assumption=True,
        note=Text(
            "In deze lijst staan alleen de aannamen van dit hoofdstuk, niet die waarmee de bevolking is gemaakt.",
            "This list has the assumptions of this chapter only, not those with which the population was made.",
        ),
    )


def _end(value: float, unit: AssumedUnit) -> Text:
    """An end of an assumption in its unit: a bare number could be a share, a year or an hour."""
    if unit == "rand":
        return _EDGES[value > 0]
    part = unit in ("aandeel", "aandeel_per_jaar")
    count = decimal(float(f"{100 * value:g}")) if part else decimal(float(f"{value:g}"))
    return (_ONE_YEAR if unit == "jaren" and value == 1 else _UNITS[unit]).format(count=count)


_EDGES = (Text("onderste grens", "lower end"), Text("bovenste grens", "upper end"))
_ONE_YEAR = Text("{count} jaar", "{count} year")
_UNITS: Mapping[AssumedUnit, Text] = {
    "keer": Text("{count} keer", "{count} times"),
    "jaren": Text("{count} jaar", "{count} years"),
    "aandeel": Text("{count} procent", "{count} percent"),
    "aandeel_per_jaar": Text("{count} procent per jaar", "{count} percent a year"),
    "uren": Text("{count} uur", "{count} hours"),
}
