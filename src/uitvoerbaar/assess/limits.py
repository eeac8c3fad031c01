"""What every report says about its own limits, assumptions and sources."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.part import part_limit
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Source, Text

_ROLE = {"voor": "before", "na": "after"}
_SYNTHETIC = Text(
    "De bevolking is synthetisch: gemaakt uit gepubliceerde totalen, niet uit gegevens van echte mensen. Uitkomsten voor "
    "kleine groepen zijn onzekerder dan het interval laat zien.",
    "The population is synthetic: made from published totals, not from data on real people. Outcomes for small groups are "
    "less certain than the interval shows.",
)
_OWN = Text(
    "De bevolking is die van de gebruiker. Of zij bij het land past, is hier niet nagegaan.",
    "The population is the user's own. Whether it fits the country was not checked here.",
)
_ALWAYS = (
    Text(
        "Elke wet is toegepast met de situatie op de datum van de toets, het hele jaar door. Mensen veranderen hun gedrag "
        "niet.",
        "Each law is applied with the situation on the date of the assessment, all year. People do not change their "
        "behaviour.",
    ),
    Text(
        "Alleen wat in de hoofdstukken staat, is getoetst. Gevolgen voor bedrijven, voor de rechtspraak en voor de "
        "organisatie die de wet uitvoert zijn niet getoetst.",
        "Only what the chapters show was tested. Effects on businesses, on the courts and on the organisation that carries "
        "out the law were not tested.",
    ),
)


def limits(ctx: Context) -> tuple[Text, ...]:
    """The limits that hold for every assessment, and those of this one."""
    made = [_SYNTHETIC if _synthetic(ctx) else _OWN, *_ALWAYS]
    for (role, scheme), undecided in ctx.undecided.items():
        made.append(
            Text(
                f"Voor {undecided.rows} rijen van de bevolking gaf de wet geen antwoord op {scheme} ({role}): "
                f"{undecided.message.nl}. {'Zij zijn daar weggelaten' if undecided.left_out else 'Zij tellen als 0'}.",
                f"For {undecided.rows} rows of the population the law gave no answer on {scheme} ({_ROLE[role]}): "
                f"{undecided.message.en}. {'They are left out there' if undecided.left_out else 'They count as 0'}.",
            )
        )
    made += part_limit(ctx)
    for role, side in ctx.sides.items():
        if side.missing:
            found = [inside(s.name.nl) for s in _all(ctx) if s.id in side.missing]
            english = [inside(s.name.en) for s in _all(ctx) if s.id in side.missing]
            made.append(
                Text(
                    f"Niet te berekenen op {side.date} ({role}): {', '.join(found)}. De wetten van dat jaar staan niet in het "
                    "corpus.",
                    f"Cannot be computed on {side.date} ({_ROLE[role]}): {', '.join(english)}. The laws of that year are not "
                    "in the corpus.",
                )
            )
    return tuple(made)


def _all(ctx: Context) -> tuple[Scheme, ...]:
    return (*ctx.settings.schemes, ctx.settings.net)


def assumptions(ctx: Context) -> tuple[Text, ...]:
    """The norms by which outcomes are weighed that are a choice of this project, and where incomes come from."""
    chosen = [(name, norm) for name, norm in ctx.settings.norms.items() if norm.assumed]
    return (
        Text(
            "Kleine vergissingen van burgers zijn aannames van de registercatalogus (data/registers): de soort en de "
            "grootte, niet hoe vaak zij voorkomen.",
            "Small mistakes of citizens are assumptions of the register catalogue (data/registers): their kind and size, "
            "not how often they happen.",
        ),
        *(
            Text(f"{norm.source.nl} ({name} = {norm.value:g})", f"{norm.source.en} ({name} = {norm.value:g})")
            for name, norm in chosen
        ),
    )


def sources(ctx: Context) -> tuple[Source, ...]:
    """Where rules and numbers come from: the laws with their official text, and the files of the population."""
    found: dict[str, Source] = {}
    for side in ctx.sides.values():
        for laws in side.laws.values():
            for law in laws:
                found.setdefault(law.id, Source(law_name(law), law.url, law.valid_from))
    if not _synthetic(ctx):
        return tuple(found.values())
    return (*found.values(), Source("CBS StatLine en andere gepubliceerde cijfers; per bestand in data/population"))


def _synthetic(ctx: Context) -> bool:
    """Whether the population was made by us; an own one has no seed."""
    return ctx.base.manifest.get("seed") is not None
