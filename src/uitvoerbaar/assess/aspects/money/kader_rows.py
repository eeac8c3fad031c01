"""The rows of the kader on the cost of delivery and on staff, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.assess.aspects.money.figures import ID, cents
from uitvoerbaar.assess.aspects.money.model import Model
from uitvoerbaar.base.add_up import add_up
from uitvoerbaar.base.numbers import decimal, spoken_money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.delivery.money import Table, WorkCost, staff_of
from uitvoerbaar.findings import KaderAmount, KaderRow, Text, Unit
from uitvoerbaar.findings.cost_terms import LASTING, PARTS, Lasting, Part


def cost_row(model: Model, table: Table) -> KaderRow:
    """Uitvoeringskosten: incidental and structural, each in the three printed parts, as the table of five years has them."""
    amounts = [
        KaderAmount(lasting, PARTS[part], cents(_of(table, part, lasting)), _UNIT[lasting])
        for lasting in LASTING
        for part in PARTS
    ]
    once, yearly = (sum(a.value for a in amounts if a.kind == lasting) for lasting in LASTING)
    words = Text("{once} incidenteel, {yearly} structureel per jaar", "{once} one-off, {yearly} lasting a year").format(
        once=_printed(once), yearly=_printed(yearly)
    )
    return KaderRow(
        "uitvoeringskosten",
        "gedeeltelijk",
        words.nl,
        SPACE.join([_arithmetic(model.costs()), *_stated(model), _LIMIT]),
        tuple(amounts),
        figures=(f"{ID}-uitvoering", f"{ID}-vijf-jaar"),
        words=words,
    )


def _printed(amount: float) -> Text:
    """An amount in eurocent in two figures: hours and rates support no more."""
    return spoken_money(float(f"{amount:.2g}"))


_UNIT: Mapping[Lasting, Unit] = {"incidenteel": "eurocent", "structureel": "eurocent_per_jaar"}
_LIMIT = Text(
    "Uren en tarieven zijn aannamen of niet nagezocht; de organisatie kan ze vervangen (geld/uitvoering in proposal.yaml).",
    "Hours and rates are assumptions or were not looked up; the organisation can replace them (geld/uitvoering in "
    "proposal.yaml).",
)


def _of(table: Table, part: Part, lasting: Lasting) -> float:
    """Euros of a part at full effect: the first year when incidental, the last when structural."""
    lines = [line for line in table.lines if line.part == part and line.lasting == lasting]
    return sum(sum(line.years) if lasting == "incidenteel" else line.years[-1] for line in lines)


def _arithmetic(costs: Sequence[WorkCost]) -> Text:
    """The two largest sums written out."""
    if not costs:
        return Text("Geen werk volgt uit de doorrekening.", "No work follows from the run.")
    largest = sorted(costs, key=lambda cost: -abs(cost.euros))[:2]
    said = [
        Text(
            "{name}: {counted} × {share} × {hours} uur × € {rate} = {euros}",
            "{name}: {counted} × {share} × {hours} hours × €{rate} = {euros}",
        ).format(
            name=cost.work.name,
            counted=cost.work.counted,
            share=decimal(cost.work.share.value),
            hours=decimal(round(cost.work.hours.value, 2)),
            rate=decimal(cost.work.rate.value),
            euros=spoken_money(cents(round(cost.euros))),
        )
        for cost in largest
    ]
    return Text(
        "Aantal × deel met een mens × uren × tarief. De grootste posten: {said}.",
        "Count × share with a person × hours × rate. The largest: {said}.",
    ).format(said=Text("; ", "; ").join(said))


def _stated(model: Model) -> list[Text]:
    """What an organisation states in the place of what the program computes, with what that was."""
    costs, said = model.costs(), []
    for lasting in LASTING:
        for part in PARTS:
            if model.stated(part, lasting):
                ours = sum(c.euros for c in costs if c.work.part == part and c.work.lasting == lasting)
                said.append(
                    Text(
                        "{part} ({lasting}) is een opgave van de organisatie; de machine kwam op {ours}.",
                        "{part} ({lasting}) is stated by the organisation; the machine came to {ours}.",
                    ).format(part=PARTS[part], lasting=LASTING[lasting], ours=spoken_money(cents(round(ours))))
                )
    return said


def staff_row(model: Model) -> KaderRow:
    """Personele gevolgen: hours by productive hours of one fte."""
    productive, costs = model.data.productive_hours, model.costs()
    amounts = [
        KaderAmount(lasting, PARTS[part], value, "fte")
        for lasting in LASTING
        for part, value in zip(
            PARTS, add_up([_fte(model, costs, part, lasting) for part in PARTS], steps=10), strict=True
        )
    ]
    once, yearly = (round(sum(a.value for a in amounts if a.kind == lasting), 1) for lasting in LASTING)
    hours = {lasting: sum(c.hours for c in costs if c.work.lasting == lasting) for lasting in LASTING}
    explanation = Text(
        "Uren gedeeld door {productive} productieve uren per fte ({source}): {once} uur incidenteel in het eerste jaar en {yearly} "
        "uur structureel per jaar. Werving, opleiding en verloop zitten er niet in.",
        "Hours divided by {productive} productive hours per fte ({source}): {once} hours one-off in the first year and "
        "{yearly} hours lasting a year. Recruitment, training and turnover are not in it.",
    ).format(
        productive=decimal(productive.value),
        source=productive.source,
        once=decimal(round(hours["incidenteel"])),
        yearly=decimal(round(hours["structureel"])),
    )
    words = Text("{once} fte incidenteel, {yearly} fte structureel", "{once} fte one-off, {yearly} fte lasting").format(
        once=decimal(once), yearly=decimal(yearly)
    )
    figures = (f"{ID}-uitvoering",)
    return KaderRow("personeel", "gedeeltelijk", words.nl, explanation, tuple(amounts), figures=figures, words=words)


def _fte(model: Model, costs: Sequence[WorkCost], part: Part, lasting: Lasting) -> float:
    given = [line.fte for line in model.given_fte if line.part == part and line.lasting == lasting]
    if any(fte is not None for fte in given):
        return sum(fte or 0.0 for fte in given)
    of = [cost for cost in costs if cost.work.part == part]
    return staff_of(of, lasting, model.data.productive_hours)
