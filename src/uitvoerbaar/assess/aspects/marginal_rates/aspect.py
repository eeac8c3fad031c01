"""Marginal rates: what households lose of 1 and of 1,000 euro more wage, before and after, by group."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.marginal_rates.findings import describe
from uitvoerbaar.assess.aspects.marginal_rates.measure import LARGE, STEPS, Kept, earners, measure
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, before_after, figure, on_people, per_row
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.groups import OWN, Grouping, groupings
from uitvoerbaar.assess.people.left_out import of_grouping, with_left_out
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.totals import count, share
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.findings import Cell, Column, Figure, TestRun, Text

ID = "marginale_druk"
TITLE = Text("Wat blijft er over van meer loon", "What is left of more wage")
_GROUPINGS = ("huishoudtype", "inkomensdeciel")
_STEP = {100: Text("1 euro", "1 euro"), LARGE: Text("1.000 euro", "1,000 euros")}
_BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def run(ctx: Context) -> Outcome:
    """Raise the wage of every head who has wage by 1 and by 1,000 euro and compare net income, on both sides."""
    if not ctx.by_net:
        return not_done(ID, TITLE, _intro(ctx), ctx.no_net)
    ctx = part_of(ctx)
    who = earners(ctx)
    if not who.any():
        nobody = Text("Geen hoofd van een huishouden heeft loon.", "No head of a household has wage.")
        return not_done(ID, TITLE, _intro(ctx), nobody)
    kept = each_side(lambda role: measure(ctx, role, who))
    shown = [g for g in groupings(ctx) if g.id in _GROUPINGS or g.id.startswith(OWN)]
    figures = [_histogram(ctx, kept, who)]
    figures += [_bars(ctx, kept, who, grouping) for grouping in shown]
    figures += [_table(ctx, kept, who, shown)]
    findings = [f for f in (describe(ctx, ID, kept, who, bound) for bound in _bounds(ctx)[::-1]) if f is not None]
    return Outcome(TestRun(ID, TITLE, _intro(ctx)), findings[:1], figures)


def _bounds(ctx: Context) -> tuple[float, float]:
    return ctx.settings.norm("marginale_druk_hoog"), ctx.settings.norm("marginale_druk_alles")


def _percent(value: float) -> str:
    return decimal_nl(round(100 * value, 1))


def _intro(ctx: Context) -> Text:
    high, everything = (round(100 * bound) for bound in _bounds(ctx))
    return Text(
        "Van elk huishouden waarvan de hoofdbewoner loon heeft, gaat het loon 1 euro en 1.000 euro per jaar omhoog. Hoeveel "
        "daarvan verdwijnt in belasting en lagere toeslagen? Meer dan {high} procent verlies is hoog; meer dan {everything} "
        "procent betekent dat iemand die meer verdient minder overhoudt. De belasting en de toeslagen worden op hele euro's "
        "afgerond. Van 1 euro meer blijft daardoor vaak alles of niets over. Het beeld van 1.000 euro is vaster.",
        "For every household of which the head has wage, the wage goes up by 1 euro and by 1,000 euros a year. How much of it "
        "is lost to tax and lower allowances? A loss of more than {high} percent is high; more than {everything} percent "
        "means that who earns more has less. Tax and allowances are rounded to whole euros. So of 1 euro more often all or "
        "nothing is left. The picture of 1,000 euros is steadier.",
    ).format(high=high, everything=everything)


def bin_name(number: int) -> Text:
    """The name of bin `number`: 0 is a gain, the last is a loss of more than all."""
    if number == 0:
        return Text("onder 0 %", "under 0%")
    if number == len(_BINS):
        return Text("boven 100 %", "over 100%")
    low, high = (round(100 * b) for b in _BINS[number - 1 : number + 1])
    return Text("{low} tot {high} %", "{low} to {high}%").format(low=low, high=high)


def bin_of(pressure: np.ndarray) -> np.ndarray:
    """The bin of every pressure; losing exactly all belongs to 90 to 100 percent."""
    return np.where(pressure == _BINS[-1], len(_BINS) - 1, np.searchsorted(_BINS, pressure, side="right"))


_HISTOGRAM_TABLE = before_after(
    ID,
    "verdeling",
    Text("Verlies van 1.000 euro meer loon", "Loss of 1,000 euros more wage"),
    Text(
        "Per deel dat verloren gaat het aantal huishoudens, voor en na het voornemen. Rechts van 100 procent houdt "
        "iemand van meer loon minder over dan eerst.",
        "For each part that is lost the number of households, before and after the proposal. Right of 100 percent "
        "someone with more wage has less than before.",
    ),
    Column("verlies", Text("Deel dat verloren gaat", "Part that is lost")),
    HOUSEHOLDS,
    chart="histogram",
)


def _histogram(ctx: Context, kept: Pair[Kept], who: Bools) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    bins = each_side(lambda role: bin_of(kept.of(role).pressure(LARGE)))
    for number in range(len(_BINS) + 1):
        for role in ROLES:
            found = count(who & kept.of(role).answered & (bins.of(role) == number), ctx.weights, ctx.full)
            rows.append(
                {
                    "verlies": bin_name(number),
                    "kant": SIDE.of(role),
                    "huishoudens": round(found.value),
                    "laag": max(0, round(found.low)),
                    "hoog": round(found.high),
                }
            )
    return _HISTOGRAM_TABLE.figure(ctx, rows, source=_source(ctx), range_=per_row(ctx.full))


def _members(ctx: Context, grouping: Grouping, who: Bools) -> list[tuple[Text, Bools]]:
    """The groups with enough earners to show."""
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    found = [(label, who & (grouping.codes == i)) for i, label in enumerate(grouping.labels)]
    return [(label, members) for label, members in found if int(members.sum()) >= least]


def _unshown(ctx: Context, grouping: Grouping, who: Bools) -> list[Text]:
    shown = {label for label, _ in _members(ctx, grouping, who)}
    return [label for label in grouping.labels if label not in shown]


def _bars(ctx: Context, kept: Pair[Kept], who: Bools, grouping: Grouping) -> Figure:
    bound = _bounds(ctx)[0]
    rows: list[Mapping[str, Cell]] = []
    for label, members in _members(ctx, grouping, who):
        for role in ROLES:
            found = share(kept.of(role).loses_more_than(bound, LARGE), members, ctx.weights, ctx.full)
            rows.append(
                {
                    "groep": label,
                    "kant": SIDE.of(role),
                    "aandeel": found.value,
                    "laag": max(found.low, 0.0),
                    "hoog": min(found.high, 1.0),
                }
            )
    percent = _percent(bound)
    return before_after(
        ID,
        grouping.id,
        Text(
            f"Verliest meer dan {percent} procent van 1.000 euro meer loon: {grouping.title.nl.lower()}",
            f"Loses more than {100 * bound:g} percent of 1,000 euros more wage: {str(grouping.title.en).lower()}",
        ),
        Text(
            "Het deel van de huishoudens waarvan de hoofdbewoner loon heeft, voor en na het voornemen.",
            "The share of households of which the head has wage, before and after the proposal.",
        ),
        Column("groep", grouping.title),
        Column("aandeel", Text("Aandeel", "Share"), "aandeel"),
        note=with_left_out(None, _unshown(ctx, grouping, who)),
    ).figure(ctx, rows, source=_source(ctx), range_=per_row(ctx.full))


def _table(ctx: Context, kept: Pair[Kept], who: Bools, shown: list[Grouping]) -> Figure:
    high, everything = _bounds(ctx)
    groups = [
        (Text("Alle huishoudens waarvan de hoofdbewoner loon heeft", "All households of which the head has wage"), who)
    ]
    groups += [(label, members) for grouping in shown for label, members in _members(ctx, grouping, who)]
    rows: list[Mapping[str, Cell]] = [
        {
            "groep": label,
            "stap": _STEP[step],
            "kant": SIDE.of(role),
            "hoog": share(kept.of(role).loses_more_than(high, step), members, ctx.weights, ctx.full).value,
            "alles": share(kept.of(role).loses_more_than(everything, step), members, ctx.weights, ctx.full).value,
            "huishoudens": round(float(ctx.weights[members].sum()) / 1000),
        }
        for label, members in groups
        for step in STEPS
        for role in ROLES
    ]
    return figure(
        ctx,
        ID,
        "aandelen",
        Text("Wie het meeste verliest van meer loon", "Who loses most of more wage"),
        Text(
            "Het deel van elke groep dat van 1 euro en van 1.000 euro meer loon zoveel verliest, voor en na het voornemen.",
            "The share of each group that loses this much of 1 euro and of 1,000 euros more wage, before and after.",
        ),
        (
            Column("groep", Text("Groep", "Group")),
            Column("stap", Text("Meer loon", "More wage")),
            KANT,
            Column("hoog", Text(f"Verliest meer dan {_percent(high)} %", f"Loses over {100 * high:g}%"), "aandeel"),
            Column(
                "alles",
                Text(f"Verliest meer dan {_percent(everything)} %", f"Loses over {100 * everything:g}%"),
                "aandeel",
            ),
            HOUSEHOLDS,
        ),
        rows,
        unit="aandeel",
        source=_source(ctx),
        note=with_left_out(
            None, [name for each in shown for name in of_grouping(each.title, _unshown(ctx, each, who))]
        ),
    )


def _source(ctx: Context) -> Text:
    return on_people(
        ctx,
        "Netto inkomen met en zonder het extra loon, alle wetten samen doorgerekend op {}",
        "Net income with and without the extra wage, all laws together, run on {}",
    )


TEST = Test(ID, run)
