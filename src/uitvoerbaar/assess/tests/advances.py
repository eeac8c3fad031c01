"""Advances: who must repay, how much against a month of income, how often in five years, before and after."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.advance_count import BINS, Bools, Tally, in_months, measures, published, tally, uses
from uitvoerbaar.assess.advance_draws import NEEDED, YEARS
from uitvoerbaar.assess.advance_rules import AWIR, LawLookupError, allowances, settle
from uitvoerbaar.assess.context import ROLES, Context, Role
from uitvoerbaar.assess.estimate import EXACT, SAMPLED, count, households, mean, share, total
from uitvoerbaar.assess.model import Cell, ChartKind, Column, Encoding, Figure, Finding, Range, TestRun, Text, Unit
from uitvoerbaar.assess.registry import Outcome, Test
from uitvoerbaar.assess.sample import Sample
from uitvoerbaar.assess.words import decimal_nl

ID = "voorschotten"
TITLE = Text("Voorschotten en terugvorderingen", "Advances and recoveries")
_SIDE = {"voor": Text("Voor", "Before"), "na": Text("Na", "After")}
_ALL = Text("Alle toeslagen samen", "All allowances together")
_KANT = Column("kant", Text("Voor of na", "Before or after"))


def run(ctx: Context) -> Outcome:
    """Pay the advance on the estimated income, settle by the Awir of each side, and count who must repay."""
    lacking = [name for name in NEEDED if name not in ctx.people["na"].columns]
    if lacking:
        return _left(
            Text(
                f"De bevolking mist per persoon: {', '.join(lacking)}.",
                f"The population lacks per person: {', '.join(lacking)}.",
            )
        )
    if not all(allowances(ctx, role) for role in ROLES):
        return _left(
            Text("Geen toeslag is aan beide kanten te berekenen.", "No allowance can be computed on both sides.")
        )
    sample = Sample(ctx)
    try:
        found: dict[Role, Tally] = {role: tally(settle(sample, role)) for role in ROLES}
    except LawLookupError as error:
        return _left(
            Text(f"De Awir van deze datum is niet te koppelen: {error}", f"The Awir cannot be linked: {error}")
        )
    figures = [_shares(sample, found), _amounts(sample, found)]
    figures += [_months(sample, found)] if ctx.by_net else []
    figures += [_years(sample, found), _beside(sample, found)]
    missing = () if ctx.by_net else (_no_net(ctx),)
    run_ = TestRun(ID, TITLE, _intro(), "gedeeltelijk" if missing else "uitgevoerd", missing)
    return Outcome(run_, _findings(sample, found), figures)


def _left(why: Text) -> Outcome:
    return Outcome(TestRun(ID, TITLE, _intro(), "niet_uitgevoerd", (why,)))


def _no_net(ctx: Context) -> Text:
    why = ctx.sides["na"].missing.get("netto") or ctx.sides["voor"].missing.get("netto") or ""
    return Text(
        f"Terugbetalen naast het maandinkomen kan niet: netto inkomen is niet te berekenen ({why}).",
        f"Repaying beside monthly income is not possible: net income cannot be computed ({why}).",
    )


def _intro() -> Text:
    return Text(
        "Een toeslag is eerst een voorschot op het inkomen dat mensen schatten. Blijkt het inkomen hoger, dan vordert de "
        "dienst terug. Hier krijgt elk huishouden een voorschot op zijn geschatte inkomen; de Awir van voor en van na het "
        "voornemen stelt de toeslag daarna vast. Het gaat om de toeslagen van het hoofd en de partner.",
        "An allowance is first an advance on the income that people estimate. If income turns out higher, the service "
        "recovers it. Here every household gets an advance on its estimated income; the Awir before and after the proposal "
        "then settles the allowance. These are the allowances of the head and the partner.",
    )


_NOTE = Text(
    "Aanname: hoeveel inkomens afwijken van de schatting volgt de gepubliceerde verdeling van inkomensveranderingen, en een "
    "vijfde van de veranderingen wordt op tijd gemeld. Die vijfde is een aanname, afgesteld op 30 procent huishoudens met een "
    "terugvordering. Alleen het inkomen verandert, niet de huur, de opvang of het huishouden.",
    "Assumption: how much incomes differ from the estimate follows the published distribution of income changes, and a fifth "
    "of the changes is reported in time. That fifth is an assumption, set to 30 percent of households with a recovery. Only "
    "income changes, not rent, childcare or the household.",
)


def _figure(
    sample: Sample,
    name: str,
    title: Text,
    reading: Text,
    unit: Unit,
    columns: tuple[Column, ...],
    rows: list[Mapping[str, Cell]],
    chart: ChartKind = "table",
    encoding: Encoding | None = None,
) -> Figure:
    return Figure(
        id=f"voorschotten-{name}",
        test=ID,
        title=title,
        reading=reading,
        unit=unit,
        range=Range(None, None, EXACT if sample.full else SAMPLED),
        source=_source(sample),
        date=sample.ctx.sides["na"].date,
        reproduce=sample.ctx.command,
        chart=chart,
        columns=columns,
        rows=tuple(rows),
        encoding=encoding or Encoding(),
        assumption=True,
        note=_NOTE,
    )


def _source(sample: Sample) -> str:
    part = "" if sample.one_in == 1 else f", 1 op de {sample.one_in} huishoudens"
    return f"Awir en toeslagwetten van voor en na, op {sample.ctx.population_name}{part}"


def _shares(sample: Sample, found: Mapping[Role, Tally]) -> Figure:
    rows: list[Mapping[str, Cell]] = []

    def add(label: Text, role: Role, chosen: Bools, among: Bools) -> None:
        part = share(chosen, among, sample.weights, sample.full)
        rows.append({
            "toeslag": label, "kant": _SIDE[role], "aandeel": part.value, "laag": max(0.0, part.low),
            "hoog": min(1.0, part.high), "huishoudens": round(count(chosen, sample.weights, sample.full).value),
        })  # fmt: skip

    for position, part in enumerate(found["na"].parts):
        for role in ROLES:
            own = next((p for p in found[role].parts if p.scheme.id == part.scheme.id), None)
            if own is not None:
                add(found["na"].parts[position].scheme.name, role, own.recovery[0] > 0, uses(own))
    for role in ROLES:
        add(_ALL, role, found[role].must, found[role].users)
    return _figure(
        sample,
        "aandeel",
        Text("Wie moet terugbetalen, van wie de toeslag heeft", "Who must repay, of those who have the allowance"),
        Text(
            "Per toeslag het deel van de gebruikers met een terugvordering na afloop van het jaar.",
            "For each allowance the share of users with a recovery after the year.",
        ),
        "aandeel",
        (
            Column("toeslag", Text("Toeslag", "Allowance")),
            _KANT,
            Column("aandeel", Text("Moet terugbetalen", "Must repay"), "aandeel"),
            Column("laag", Text("Ondergrens", "Lower bound"), "aandeel"),
            Column("hoog", Text("Bovengrens", "Upper bound"), "aandeel"),
            Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        ),
        rows,
        "before_after_bars",
        Encoding(category="toeslag", value="aandeel", low="laag", high="hoog", series="kant"),
    )


def _amounts(sample: Sample, found: Mapping[Role, Tally]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        for part in found[role].parts:
            must = part.recovery[0] > 0
            spared = (part.overpaid > 0) & ~must
            rows.append({
                "toeslag": part.scheme.name, "kant": _SIDE[role],
                "totaal": round(total(part.recovery[0], sample.weights, sample.full).value),
                "gemiddeld": _euros(mean(part.recovery[0], must, sample.weights, sample.full).value),
                "termijn": _euros(mean(part.term, must, sample.weights, sample.full).value),
                "bij": round(total(part.extra, sample.weights, sample.full).value),
                "krijgt_bij": round(count(part.extra > 0, sample.weights, sample.full).value),
                "gespaard": round(count(spared, sample.weights, sample.full).value),
                "kwijt": round(total(np.where(spared, part.overpaid, 0), sample.weights, sample.full).value),
            })  # fmt: skip
    return _figure(
        sample,
        "bedragen",
        Text("Bedragen van terugvorderingen en nabetalingen", "Amounts of recoveries and additional payments"),
        Text(
            "Wat de dienst terugvordert en bijbetaalt, hoeveel iemand gemiddeld terugbetaalt, in welke termijn per maand, en "
            "voor hoeveel huishoudens een klein bedrag blijft liggen (doelmatigheidsgrens).",
            "What the service recovers and pays in addition, how much someone repays on average, in which monthly term, and "
            "for how many households a small amount is left (efficiency threshold).",
        ),
        "eurocent_per_jaar",
        (
            Column("toeslag", Text("Toeslag", "Allowance")),
            _KANT,
            Column("totaal", Text("Terug, totaal", "Recovered in all"), "eurocent_per_jaar"),
            Column("gemiddeld", Text("Terug, gemiddeld", "Recovered, mean"), "eurocent_per_jaar"),
            Column("termijn", Text("Termijn bij betalingsregeling", "Term of the arrangement"), "eurocent_per_maand"),
            Column("bij", Text("Nabetaald, totaal", "Paid extra in all"), "eurocent_per_jaar"),
            Column("krijgt_bij", Text("Krijgen bij", "Get extra"), "huishoudens"),
            Column("gespaard", Text("Niet teruggevorderd: te klein", "Not recovered: too small"), "huishoudens"),
            Column("kwijt", Text("Bedrag dat zo blijft liggen", "Amount left like this"), "eurocent_per_jaar"),
        ),
        rows,
    )


def _euros(cents: float) -> int:
    return round(cents / 100) * 100


def _months(sample: Sample, found: Mapping[Role, Tally]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    bins = {role: in_months(found[role].repay, sample.ctx.outcome(role)[0][sample.households]) for role in ROLES}
    for number, (_, label) in enumerate(BINS):
        for role in ROLES:
            part = count(found[role].must & (bins[role] == number), sample.weights, sample.full)
            rows.append({
                "deel": label, "kant": _SIDE[role], "huishoudens": round(part.value),
                "laag": max(0, round(part.low)), "hoog": round(part.high),
            })  # fmt: skip
    return _figure(
        sample,
        "maandinkomen",
        Text("Terugbetalen naast een maand netto inkomen", "Repaying against a month of net income"),
        Text(
            "Alle terugvorderingen van een huishouden over een jaar samen, als deel van een maand netto inkomen.",
            "All recoveries of a household over a year together, as a part of a month of net income.",
        ),
        "huishoudens",
        (
            Column("deel", Text("Terug te betalen", "To repay")),
            _KANT,
            Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
            Column("laag", Text("Ondergrens", "Lower bound"), "huishoudens"),
            Column("hoog", Text("Bovengrens", "Upper bound"), "huishoudens"),
        ),
        rows,
        "histogram",
        Encoding(category="deel", value="huishoudens", series="kant"),
    )


def _years(sample: Sample, found: Mapping[Role, Tally]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        users = found[role].users
        kinds = [
            (Text(f"in {number} van {YEARS} jaren", f"in {number} of {YEARS} years"), found[role].years == number)
            for number in range(YEARS + 1)
        ]
        kinds.append(
            (Text("twee of meer terugvorderingen tegelijk", "two or more at a time"), found[role].at_once >= 2)
        )
        rows += [_years_row(sample, role, label, chosen, users) for label, chosen in kinds]
    return _figure(
        sample,
        "vijf-jaar",
        Text("Terugvorderingen in vijf jaar, en meer tegelijk", "Recoveries in five years, and several at a time"),
        Text(
            "Van de huishoudens met een toeslag: in hoeveel van vijf jaren zij moeten terugbetalen, en hoeveel er in een jaar "
            "twee of meer terugvorderingen hebben. Elk jaar verandert het inkomen opnieuw, los van het jaar ervoor.",
            "Of households with an allowance: in how many of five years they must repay, and how many have two or more "
            "recoveries in one year. Every year income changes anew, apart from the year before.",
        ),
        "aandeel",
        (
            Column("hoe_vaak", Text("Hoe vaak", "How often")),
            _KANT,
            Column("aandeel", Text("Deel van de gebruikers", "Share of users"), "aandeel"),
            Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        ),
        rows,
    )


def _years_row(sample: Sample, role: Role, label: Text, chosen: Bools, users: Bools) -> Mapping[str, Cell]:
    return {
        "hoe_vaak": label,
        "kant": _SIDE[role],
        "aandeel": share(chosen, users, sample.weights, sample.full).value,
        "huishoudens": round(count(chosen & users, sample.weights, sample.full).value),
    }


def _beside(sample: Sample, found: Mapping[Role, Tally]) -> Figure:
    values = {role: measures(sample.weights, found[role]) for role in ROLES}
    rows: list[Mapping[str, Cell]] = []
    for entry in published():
        cells = {role: values[role].get(entry.measure) for role in ROLES}
        if any(cell is not None for cell in cells.values()):
            rows.append({
                "maat": entry.name, "voor": _say(cells["voor"], entry.unit), "na": _say(cells["na"], entry.unit),
                "gepubliceerd": _say(entry.value, entry.unit), "jaren": entry.years, "bron": entry.source,
            })  # fmt: skip
    return _figure(
        sample,
        "gepubliceerd",
        Text("Naast gepubliceerde cijfers", "Beside published figures"),
        Text(
            "De uitkomst van het model naast wat is gepubliceerd. De wetten, de jaren en de groep verschillen: zie het als "
            "een ordegrootte.",
            "The outcome of the model beside what was published. Laws, years and groups differ: see it as an order of "
            "magnitude.",
        ),
        "aandeel",
        (
            Column("maat", Text("Wat", "What")),
            Column("voor", Text("Model, voor", "Model, before")),
            Column("na", Text("Model, na", "Model, after")),
            Column("gepubliceerd", Text("Gepubliceerd", "Published")),
            Column("jaren", Text("Jaren", "Years")),
            Column("bron", Text("Bron", "Source")),
        ),
        rows,
    )


def _say(value: float | None, unit: Unit) -> Text | None:
    """A number of mixed units as words: percent, numbers in thousands, euros in millions."""
    if value is None:
        return None
    if unit == "aandeel":
        return Text(f"{decimal_nl(round(100 * value, 1))} %", f"{100 * value:.1f}%")
    if unit == "eurocent_per_jaar":
        millions = round(value / 100_000_000)
        return Text(f"{decimal_nl(millions)} miljoen euro", f"{millions:,} million euros")
    thousands = round(value / 1000)
    return Text(f"{decimal_nl(thousands)} duizend", f"{thousands:,} thousand")


def _findings(sample: Sample, found: Mapping[Role, Tally]) -> list[Finding]:
    """More households that must repay is a finding."""
    either = found["na"].users | found["voor"].users
    paired = found["na"].must.astype(np.int64) - found["voor"].must.astype(np.int64)
    rise = mean(paired, either, sample.weights, sample.full)
    if rise.value < sample.ctx.settings.norm("terugvordering_toename") or rise.low <= 0:
        return []
    parts = {role: share(found[role].must, found[role].users, sample.weights, sample.full).value for role in ROLES}
    new = found["na"].must & ~found["voor"].must
    owed = mean(found["na"].repay, new, sample.weights, sample.full)
    serious = rise.value >= sample.ctx.settings.norm("terugvordering_toename_ernstig")
    nl, en = ([f(100 * parts[role]) for role in ROLES] for f in (_nl, _en))
    return [
        Finding(
            id=f"{ID}-vaker-terugbetalen",
            test=ID,
            severity="ernstig" if serious else "aandacht",
            title=Text(
                f"Meer huishoudens moeten toeslag terugbetalen: van {nl[0]} naar {nl[1]} procent van wie een toeslag heeft",
                f"More households must repay: from {en[0]} to {en[1]} percent of those with an allowance",
            ),
            explanation=Text(
                f"Wie er door het voornemen bij komt, betaalt gemiddeld {decimal_nl(round(owed.value / 100))} euro terug. "
                "Dit rust op een aanname over hoe inkomens veranderen.",
                f"Those who are added by the proposal repay {round(owed.value / 100):,} euros on average. This rests on an "
                "assumption about how incomes change.",
            ),
            whom=Text("Huishoudens met een toeslag van wie het inkomen stijgt", "Households whose income rises"),
            law=AWIR,
            article="26",
            households=households(new, sample.weights, sample.full, _source(sample),
                                  round(float(sample.weights[either].sum()) / 1000)),
            smallest_case=None,
            command=sample.ctx.command,
            mend=Text(
                "Gebruik een inkomen dat al vaststaat, of pas het voorschot tijdens het jaar vanzelf aan.",
                "Use an income that is already known, or adjust the advance by itself during the year.",
            ),
        )
    ]  # fmt: skip


def _nl(percent: float) -> str:
    return decimal_nl(round(percent, 1))


def _en(percent: float) -> str:
    return f"{percent:.1f}"


TEST = Test(ID, 60, run)
