"""The figures of non-take-up: per scheme, per group, per scenario, and beside what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from uitvoerbaar.assess.aspects.take_up.data import ReachData
from uitvoerbaar.assess.aspects.take_up.measure import Reach
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import KANT, SIDE, TableSpec, bounds, on_people, per_row
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.by_group import Measure, ratios
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.groups_of_heads import VULNERABLE, mark, take_up_groups
from uitvoerbaar.assess.people.left_out import of_grouping, with_left_out
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.assess.people.totals import Estimate, total, whole_euros
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text

All = Mapping[str, Pair[Reach]]
ID = "bereik"
_DRAWN = Text(
    "Wie er niet om vraagt, is in de bevolking getrokken naar groepen met een gepubliceerd cijfer: bijstand, zelfstandig, pas "
    "gepensioneerd en overig. Hoe hoog het bedrag is, telt daarbij niet mee, terwijl kleine bedragen in werkelijkheid vaker "
    "blijven liggen. Het bedrag hier is dus eerder te hoog dan te laag. Verschillen tussen andere groepen komen alleen door "
    "hun samenstelling.",
    "Who does not apply was drawn in the population by groups with a published figure: social assistance, self-employed, "
    "newly retired and other. How high the amount is plays no part, while in reality small amounts are left more often. So "
    "the amount here is rather too high than too low. Differences between other groups come from their make-up only.",
)


reach_table = partial(TableSpec, ID, assumption=True, note=_DRAWN)
"""A table of this test."""


def reach_figure(
    ctx: Context, table: TableSpec, rows: Sequence[Mapping[str, Cell]], left: Sequence[Text] = ()
) -> Figure:
    """A figure of this test: with the source, the sampling note, the assumption behind it and the groups that it leaves out."""
    return table.figure(
        ctx,
        rows,
        source=on_people(
            ctx,
            "Niet-gebruik: CPB 2025 (data/population/niet_gebruik.csv); doorgerekend op {}",
            "Non-take-up: CPB 2025 (data/population/niet_gebruik.csv); run on {}",
        ),
        range_=per_row(ctx.full),
        note=with_left_out(table.note, left),
    )


def share_missed(ctx: Context, found: Reach) -> Estimate:
    """Which part of those with a right did not apply."""
    codes = np.zeros(len(ctx.heads), dtype=np.int64)
    missed, right = (Measure(values.astype(float), ctx.weights) for values in (found.missed, found.with_right))
    part = ratios(codes, 1, missed, right, ctx.full)
    return Estimate(float(part.value[0]), float(part.half[0]))


_PER_SCHEME_TABLE = reach_table(
    "regelingen",
    Text("Wat blijft liggen, per regeling", "What is left, per scheme"),
    Text(
        "Geld dat de wet geeft aan mensen die er niet om vragen, per jaar, voor en na het voornemen. Een paar telt als één "
        "aanvraag.",
        "Money that the law gives to people who do not apply, a year, before and after the proposal. A couple counts as "
        "one application.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        KANT,
        Column("blijft_liggen", Text("Blijft liggen", "Left"), "eurocent_per_jaar"),
        *bounds("eurocent_per_jaar"),
        Column("recht", Text("Hebben recht (aanvragen)", "Have a right (applications)"), "aantal"),
        Column("missen", Text("Vragen niet aan", "Do not apply"), "aantal"),
        Column("aandeel", Text("Deel dat niet aanvraagt", "Part that does not apply"), "aandeel"),
        Column("per_jaar", Text("Gemiddeld gemist", "Missed on average"), "eurocent_per_jaar"),
    ),
    unit="eurocent_per_jaar",
    chart="before_after_bars",
    encoding=Encoding(category="regeling", value="blijft_liggen", low="laag", high="hoog", series="kant"),
)


def left_step(ctx: Context, sides: Pair[Reach]) -> int:
    """The step to which what is left of a scheme is rounded before and after, so that their difference is what is told."""
    before, after = (total(sides.of(role).left, ctx.weights, ctx.full).value for role in ROLES)
    return step_of([(before, after)])


def per_scheme(ctx: Context, found: All) -> Figure:
    """Who has a right, who misses it and how much is left, per scheme before and after."""
    rows: list[Mapping[str, Cell]] = []
    for sides in found.values():
        step = left_step(ctx, sides)
        for role in ROLES:
            side = sides.of(role)
            left = total(side.left, ctx.weights, ctx.full)
            part = share_missed(ctx, side)
            missed = total(side.missed, ctx.weights, ctx.full)
            rows.append(
                {
                    "regeling": side.scheme.name,
                    "kant": SIDE.of(role),
                    "blijft_liggen": at_step(left.value, step),
                    "laag": at_step(left.low, step),
                    "hoog": at_step(left.high, step),
                    "recht": round(total(side.with_right, ctx.weights, ctx.full).value),
                    "missen": round(missed.value),
                    "aandeel": round(part.value, 4),
                    "per_jaar": _mean(left.value, missed.value),
                }
            )
    return reach_figure(ctx, _PER_SCHEME_TABLE, rows)


def _mean(amount: float, number: float) -> int:
    """A mean in eurocent, to the euro."""
    return whole_euros(amount / number) if number else 0


def per_group(ctx: Context, found: All) -> list[Figure]:
    """Per group: which part of the households with any right misses something, and how much, before and after."""

    def some(what: str) -> Pair[Measure]:
        return each_side(lambda role: Measure((sum_of(found, role, what) > 0).astype(float), ctx.weights))

    missed, right = some("missed"), some("with_right")
    left = each_side(lambda role: Measure(sum_of(found, role, "left").astype(float), ctx.weights))
    rows: list[Mapping[str, Cell]] = []
    drawn: list[Mapping[str, Cell]] = []
    left_out: list[Text] = []
    not_drawn: list[Text] = []
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    for grouping in _groupings(ctx):
        size = len(grouping.labels)
        codes = grouping.codes
        parts = Pair(*(ratios(codes, size, missed.of(role), right.of(role), ctx.full) for role in ROLES))
        money = Pair(*(left.of(role).by(codes, size)[0] for role in ROLES))
        few = [
            label for i, label in enumerate(grouping.labels) if min(parts.of(role).rows[i] for role in ROLES) < least
        ]
        left_out += of_grouping(grouping.title, few)
        not_drawn += few if grouping.id == "niet_gebruik" else []
        for i, label in enumerate(grouping.labels):
            if label in few:
                continue
            row: dict[str, Cell] = {"indeling": grouping.title, "groep": label}
            for role in ROLES:
                row[f"aandeel_{role}"] = round(float(parts.of(role).value[i]), 4)
                row[f"bedrag_{role}"] = round(float(money.of(role)[i]))
            row["laag"] = round(max(0.0, float(parts.after.value[i] - parts.after.half[i])), 4)
            row["hoog"] = round(min(1.0, float(parts.after.value[i] + parts.after.half[i])), 4)
            rows.append(row)
            if grouping.id == "niet_gebruik":
                drawn.append(row)
    return [
        reach_figure(ctx, _DRAWN_GROUPS_TABLE, drawn, not_drawn),
        reach_figure(ctx, _GROUP_TABLE_TABLE, rows, left_out),
    ]


_GROUP_COLUMNS = (
    Column("indeling", Text("Indeling", "Division")),
    Column("groep", Text("Groep", "Group")),
    Column("aandeel_voor", Text("Mist iets, voor", "Misses something, before"), "aandeel"),
    Column("aandeel_na", Text("Mist iets, na", "Misses something, after"), "aandeel"),
    Column("laag", Text("Ondergrens (na)", "Lower bound (after)"), "aandeel"),
    Column("hoog", Text("Bovengrens (na)", "Upper bound (after)"), "aandeel"),
    Column("bedrag_voor", Text("Blijft liggen, voor", "Left, before"), "eurocent_per_jaar"),
    Column("bedrag_na", Text("Blijft liggen, na", "Left, after"), "eurocent_per_jaar"),
)


_DRAWN_GROUPS_TABLE = reach_table(
    "groepen",
    Text("Wie mist iets waar recht op is", "Who misses something they have a right to"),
    Text(
        "Van de huishoudens met recht op ten minste één regeling: het deel dat er ten minste één niet aanvraagt, na het "
        "voornemen.",
        "Of the households with a right to at least one scheme: the part that does not apply for at least one, after the "
        "proposal.",
    ),
    _GROUP_COLUMNS,
    unit="aandeel",
    chart="bars",
    encoding=Encoding(category="groep", value="aandeel_na", low="laag", high="hoog"),
)


_GROUP_TABLE_TABLE = reach_table(
    "alle-groepen",
    Text("Wie mist iets: alle groepen", "Who misses something: all groups"),
    Text(
        "Hetzelfde voor alle groepen, met het bedrag dat blijft liggen, voor en na het voornemen.",
        "The same for all groups, with the amount that is left, before and after the proposal.",
    ),
    _GROUP_COLUMNS,
    unit="aandeel",
)


def _groupings(ctx: Context) -> Iterator[Grouping]:
    marks = [mark(ctx, name) for name in VULNERABLE]
    for grouping in (take_up_groups(ctx), *groupings(ctx), *marks):
        if grouping is not None and grouping.id != "provincie":
            yield grouping


def sum_of(found: All, role: Role, what: str) -> Ints:
    """A column of all schemes together, per household."""
    return np.asarray(sum(getattr(sides.of(role), what) for sides in found.values()), dtype=np.int64)


_SCENARIOS_TABLE = reach_table(
    "scenarios",
    Text("Wat eenvoudiger of automatisch toekennen verandert", "What a simpler or automatic grant changes"),
    Text(
        "Hoeveel aanvragen er meer worden bereikt, en wat dat per jaar extra kost aan uitkering. De kosten van uitvoering "
        "zelf zitten er niet bij.",
        "How many more applications are reached, and what that costs extra in payments a year. The cost of delivery "
        "itself is not included.",
    ),
    (
        Column("scenario", Text("Scenario", "Scenario")),
        Column("regeling", Text("Regeling", "Scheme")),
        Column("erbij_voor", Text("Extra bereikt, zonder het voornemen", "Reached, without the proposal"), "aantal"),
        Column("erbij_na", Text("Extra bereikt, met het voornemen", "Reached, with the proposal"), "aantal"),
        Column("kosten_voor", Text("Extra kosten, zonder", "Extra cost, without"), "eurocent_per_jaar"),
        Column("kosten_na", Text("Extra kosten, met", "Extra cost, with"), "eurocent_per_jaar"),
        Column("laag", Text("Ondergrens (met)", "Lower bound (with)"), "eurocent_per_jaar"),
        Column("hoog", Text("Bovengrens (met)", "Upper bound (with)"), "eurocent_per_jaar"),
        Column("bereik", Text("Bereik daarna", "Reach then"), "aandeel"),
    ),
    unit="eurocent_per_jaar",
    note=Text("{drawn} Aannames: {sources}.", "{drawn} Assumptions: {sources}."),
)


def scenarios(ctx: Context, found: All, data: ReachData) -> Figure:
    """What better reach would cost, and how many more it would reach, per scheme before and after."""
    rows: list[Mapping[str, Cell]] = []
    for scenario in data.scenarios:
        for sides in found.values():
            cost = Pair(*(total(sides.of(role).left, ctx.weights, ctx.full) for role in ROLES))
            people = Pair(*(total(sides.of(role).missed, ctx.weights, ctx.full) for role in ROLES))
            part = share_missed(ctx, sides.after)
            rows.append(
                {
                    "scenario": scenario.name,
                    "regeling": sides.after.scheme.name,
                    "erbij_voor": round(people.before.value * scenario.part),
                    "erbij_na": round(people.after.value * scenario.part),
                    "kosten_voor": round(cost.before.value * scenario.part),
                    "kosten_na": round(cost.after.value * scenario.part),
                    "laag": round(cost.after.low * scenario.part),
                    "hoog": round(cost.after.high * scenario.part),
                    "bereik": round(1 - part.value * (1 - scenario.part), 4),
                }
            )
    sources = "; ".join(f"{scenario.name.nl}: {scenario.source.nl}" for scenario in data.scenarios)
    english = "; ".join(f"{scenario.name.en}: {scenario.source.en}" for scenario in data.scenarios)
    return reach_figure(ctx, _SCENARIOS_TABLE.filled(drawn=_DRAWN, sources=Text(sources, english)), rows)
