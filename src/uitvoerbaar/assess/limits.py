"""What every report says about its own limits, assumptions and sources."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.model import Source, Text

_ALWAYS = (
    Text(
        "De bevolking is synthetisch: gemaakt uit gepubliceerde totalen, niet uit gegevens van echte mensen. Uitkomsten "
        "voor kleine groepen zijn onzekerder dan het interval laat zien.",
        "The population is synthetic: made from published totals, not from data on real people. Outcomes for small groups "
        "are less certain than the interval shows.",
    ),
    Text(
        "Elke wet is toegepast met de situatie op de datum van de toets, het hele jaar door. Mensen veranderen hun gedrag "
        "niet.",
        "Each law is applied with the situation on the date of the assessment, all year. People do not change their "
        "behaviour.",
    ),
    Text(
        "Getoetst zijn begroting, inkomenseffecten en vergissingen. Gevolgen voor bedrijven, de uitvoering zelf en de "
        "rechtspraak zijn niet getoetst.",
        "Tested are budget, income effects and mistakes. Effects on businesses, on delivery itself and on the courts were "
        "not tested.",
    ),
)


def limits(ctx: Context) -> tuple[Text, ...]:
    """The limits that hold for every assessment, and those of this one."""
    made = list(_ALWAYS)
    for (role, scheme), undecided in ctx.undecided.items():
        made.append(
            Text(
                f"Voor {undecided.rows} rijen van de bevolking gaf de wet geen antwoord op {scheme} ({role}): "
                f"{undecided.message}. Zij tellen als 0.",
                f"For {undecided.rows} rows of the population the law gave no answer on {scheme} ({role}): "
                f"{undecided.message}. They count as 0.",
            )
        )
    for role, side in ctx.sides.items():
        if side.missing:
            names = ", ".join(sorted(side.missing))
            made.append(
                Text(
                    f"Niet te berekenen op {side.date} ({role}): {names}. De wetten van dat jaar staan niet in het corpus.",
                    f"Cannot be computed on {side.date} ({role}): {names}. The laws of that year are not in the corpus.",
                )
            )
    return tuple(made)


def assumptions(ctx: Context) -> tuple[Text, ...]:
    """The norms by which outcomes are weighed that are a choice of this project, and where incomes come from."""
    chosen = [f"{name.replace('_', ' ')} = {norm.value:g}: {norm.source}" for name, norm in ctx.settings.norms.items()]
    return (
        Text(
            "Kleine vergissingen van burgers zijn aannames van de registercatalogus (data/registers): de soort en de "
            "grootte, niet hoe vaak zij voorkomen.",
            "Small mistakes of citizens are assumptions of the register catalogue (data/registers): their kind and size, "
            "not how often they happen.",
        ),
        *(Text(line) for line in chosen if "AANNAME" in line),
    )


def sources(ctx: Context) -> tuple[Source, ...]:
    """Where rules and numbers come from: the laws with their official text, and the files of the population."""
    found: dict[str, Source] = {}
    for side in ctx.sides.values():
        for laws in side.laws.values():
            for law in laws:
                name = law.name if law.name and not law.name.startswith("#") else law.id.replace("_", " ")
                found.setdefault(law.id, Source(name, law.url, law.valid_from))
    return (*found.values(), Source("CBS StatLine en andere gepubliceerde cijfers; per bestand in data/population"))
