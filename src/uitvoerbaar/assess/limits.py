"""What every report says about its own limits, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.assess.context import Context, Undecided
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.left_out import left_out
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.only_partner import only_partner
from uitvoerbaar.assess.people.part import part_limit
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Source, Text
from uitvoerbaar.law.horizon import together

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
        "Alleen wat in de hoofdstukken staat, is getoetst. Werk en kosten van de rechtspraak zijn niet getoetst, gevolgen voor "
        "bedrijven alleen als het voornemen hun plichten meegeeft. De systemen van een uitvoerder zijn niet bekeken: wat daarover "
        "staat, volgt uit wat aan wet en gegevens verandert.",
        "Only what the chapters show was tested. Work and costs of the courts were not tested, effects on businesses only when "
        "the proposal brings their duties along. The systems of a provider were not looked at: what is said of them follows from "
        "what changes in law and data.",
    ),
)


def limits(
    ctx: Context, undecided: Iterable[Undecided] = (), in_year: Iterable[Text] = (), left: Iterable[Text] | None = None
) -> tuple[Text, ...]:
    """The limits that hold for every assessment, and those of this one.

    `undecided` is what its tests add to the columns, `in_year` what `part_of_year` says,
    `left` what `left_out` says, for who asked it before.
    """
    made = [*_found(ctx), _SYNTHETIC if _synthetic(ctx) else _OWN, *_ALWAYS]
    made += [_no_answer(gap, rule_of(ctx)) for gap in (*ctx.undecided, *undecided)]
    made += part_limit(ctx)
    made += only_partner(ctx)
    made += in_year
    made += left_out(ctx) if left is None else left
    for role, side in ctx.sides.items():
        told = together(dict.fromkeys(one for found in side.carried.values() for one in found))
        if told is not None:
            made.append(Text(f"{told.nl[:-1]} ({role}).", f"{(told.en or told.nl)[:-1]} ({_ROLE[role]})."))
    for role, side in ctx.sides.items():
        if side.missing:
            schemes = COMMA.join(s.name.inside for s in _all(ctx) if s.id in side.missing)
            made.append(
                Text(
                    "Niet te berekenen op {date} ({side}): {schemes}. De wetten van dat jaar staan niet in het corpus, of zijn "
                    "zo lang daarvoor voor het laatst bekend dat er niet mee is gerekend.",
                    "Cannot be computed on {date} ({side}): {schemes}. The laws of that year are not in the corpus, or are "
                    "last known so long before it that they were not used.",
                ).format(date=side.date, side=Text(role, _ROLE[role]), schemes=schemes)
            )
    return tuple(made)


def _found(ctx: Context) -> list[Text]:
    """How a new scheme counts that the proposal does not name."""
    return [
        Text(
            "{name} is een nieuwe regeling die het voornemen niet noemt: zij is herkend aan haar besluit en telt als bedrag "
            "per jaar, per {unit}, voor iedereen die er recht op heeft. Een regel onder 'nieuwe_regelingen' zegt het anders.",
            "{name} is a new scheme that the proposal does not name: it was known by its decision and counts as an amount a year, "
            "per {unit}, for everybody with a right to it. A line under 'nieuwe_regelingen' says it otherwise.",
        ).format(
            name=scheme.name,
            unit=Text("persoon of paar", "person or couple")
            if scheme.rows == "eenheden"
            else Text("persoon", "person"),
        )
        for scheme in ctx.proposal.new_schemes
        if scheme.found
    ]


def _no_answer(gap: Undecided, rule: Rule | None) -> Text:
    """What the law gave no answer on; of own microdata without the message, which may quote a record."""
    rows, why = Text(str(gap.rows), str(gap.rows)), Text(": {why}", ": {why}").format(why=gap.message)
    if rule is not None:
        few = Text("minder dan {least}", "fewer than {least}").format(least=rule.records)
        rows, why = (few if gap.rows < rule.records else numeral(round(gap.rows, -1))), Text("", "")
    return Text(
        f"Voor {rows.nl} rijen van de bevolking gaf de wet geen antwoord op {gap.what} ({gap.role})"
        f"{why.nl}. {'Zij zijn daar weggelaten' if gap.left_out else 'Zij tellen als 0'}.",
        f"For {rows.en} rows of the population the law gave no answer on {gap.what} ({_ROLE[gap.role]})"
        f"{why.en}. {'They are left out there' if gap.left_out else 'They count as 0'}.",
    )


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
            Text("{source} ({name} = {norm})", "{source} ({name} = {norm})").format(
                source=norm.source, name=name, norm=f"{norm.value:g}"
            )
            for name, norm in chosen
        ),
    )


def sources(ctx: Context) -> tuple[Source, ...]:
    """Where rules and numbers come from: the laws with their official text, and the files of the population."""
    found: dict[str, Source] = {}
    for side in ctx.sides:
        for laws in side.laws.values():
            for law in laws:
                found.setdefault(law.id, Source(law_name(law), law.url, law.valid_from))
    if not _synthetic(ctx):
        return tuple(found.values())
    return (*found.values(), Source("CBS StatLine en andere gepubliceerde cijfers; per bestand in data/population"))


def _synthetic(ctx: Context) -> bool:
    """Whether the population was made by us; an own one has no seed."""
    return ctx.base.manifest.get("seed") is not None
