"""Figures on poverty: how many live below each line, how far, by household type, and our level beside what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec, before_after, bounds, figure, on_people, per_row
from uitvoerbaar.assess.pair import ROLES, each_side
from uitvoerbaar.assess.people.grouped import shares_by
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.left_out import with_left_out
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.assess.people.totals import MILLI, total, whole_euros
from uitvoerbaar.assess.poverty.change import Change, change, median, play
from uitvoerbaar.assess.poverty.lines import WHO, Who
from uitvoerbaar.assess.poverty.measure import Measured
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.confidence import CONFIDENCE_NAMES
from uitvoerbaar.base.numbers import decimal, numeral, supported
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text

ID = "armoede"
_TYPES = "huishoudtype"
_LINE = Column("grens", Text("Grens", "Line"))
_MONTHS = 12
SMALLER = Text("kleiner dan het model kan meten", "smaller than the model can measure")
_NOTHING = Text("verandert niet", "does not change")
_SOURCE = ("Alle wetten samen doorgerekend op {}", "All laws together, run on {}")
HULL = Text(
    "De randen bevatten de steekproef, een grens die iets hoger of lager ligt (zie de normen) en een niveau dat hier hoger is dan "
    "gepubliceerd.",
    "The ends hold the sample, a line that lies a little higher or lower (see the norms), and a level that is higher here than "
    "was published.",
)


_ASSUMED = Text(
    "De grenzen zijn deels aangenomen; wat ontbreekt, staat bovenaan deze toets.",
    "The lines are partly assumed; what is missing stands at the top of this test.",
)


def _behind(each: Measured, who: Who) -> dict[str, Cell]:
    """How many households with somebody of a group a row rests on: those below the line on each side, of all."""
    return {
        "_voor": _homes(each, who, each.poor.before),
        "_na": _homes(each, who, each.poor.after),
        "_van": _homes(each, who, each.homes.counted),
    }


def _crossing(each: Measured, who: Who) -> dict[str, Cell]:
    """How many households with somebody of a group come below the line, and above it: four people may be one home."""
    return {"_eronder": _homes(each, who, each.fallen), "_erboven": _homes(each, who, each.risen)}


def _homes(each: Measured, who: Who, chosen: Bools) -> int:
    return round(int(each.weights[chosen & (each.homes.of[who] > 0)].sum()) / MILLI)


_OVERVIEW = TableSpec(
    ID,
    "overzicht",
    Text("Onder de grens, voor en na het voornemen", "Below the line, before and after the proposal"),
    Text(
        "Per grens hoeveel mensen, kinderen en werkenden in een huishouden eronder leven, en hoeveel dat er meer of minder zijn. "
        "Werkenden hebben meer inkomen uit werk dan uit uitkering of pensioen.",
        "For each line how many people, children and workers live in a household below it, and how many more or fewer that are. "
        "Workers have more income from work than from benefits or pensions.",
    ),
    (
        _LINE,
        Column("wie", Text("Wie", "Who")),
        Column("voor", Text("Voor", "Before"), "personen"),
        Column("na", Text("Na", "After"), "personen"),
        Column("eronder", Text("Komt eronder", "Falls below"), "personen"),
        Column("erboven", Text("Komt erboven", "Rises above"), "personen"),
        Column("verandering", Text("Meer of minder", "More or fewer"), "personen"),
        *bounds("personen"),
        Column("zegt", Text("Wat het zegt", "What it says")),
    ),
    unit="personen",
    assumption=True,
)


def overview(ctx: Context, lines: Sequence[Measured]) -> Figure:
    """People, children and workers below each line on both sides, with the change and whether it tells anything."""
    note = SPACE.join([HULL, _ASSUMED])
    return _OVERVIEW.figure(
        ctx, list(_overview(ctx, lines)), source=on_people(ctx, *_SOURCE), range_=per_row(ctx.full), note=note
    )


def _overview(ctx: Context, lines: Sequence[Measured]) -> Iterator[Mapping[str, Cell]]:
    for each in lines:
        for who, name in WHO.items():
            found = change(each, who, play(ctx))
            before, fallen, risen = (each.people(who, chosen) for chosen in (each.poor.before, each.fallen, each.risen))
            counts = [round(count.value) for count in (before, fallen, risen)]
            yield {
                "grens": each.line.name,
                "wie": name,
                "voor": counts[0],
                "na": counts[0] + counts[1] - counts[2],
                "eronder": counts[1],
                "erboven": counts[2],
                "verandering": counts[1] - counts[2],
                "laag": round(found.low),
                "hoog": round(found.high),
                "zegt": said(found),
                **_behind(each, who),
                **_crossing(each, who),
            }


def rounded(people: float) -> Text:
    """How many people, in two figures: one way for a title and the sentence below it, which may tell the same number."""
    return numeral(round(abs(supported(people, abs(people) / 10))))


def said(found: Change) -> Text:
    """A change in words: so many more, or that it is smaller than can be measured."""
    if found.value == 0:
        return _NOTHING
    if not found.telling:
        return SMALLER
    size = rounded(found.value)
    words = Text("{size} meer", "{size} more") if found.value > 0 else Text("{size} minder", "{size} fewer")
    return words.format(size=size)


def level(ctx: Context, lines: Sequence[Measured]) -> Figure:
    """Our level beside what was published: the difference says how far a level of ours can be trusted."""
    return figure(
        ctx,
        ID,
        "niveau",
        Text("Ons niveau naast het gepubliceerde", "Our level beside what was published"),
        Text(
            "Welk deel van een groep onder de grens leeft, hier en volgens gepubliceerde cijfers. Is het hier hoger, dan leven in "
            "deze bevolking te veel mensen van te weinig: kijk dan naar de verandering en niet naar het niveau.",
            "Which part of a group lives below the line, here and in published figures. Where it is higher here, too many people "
            "in this population live on too little: look at the change then, and not at the level.",
        ),
        (
            _LINE,
            Column("wie", Text("Wie", "Who")),
            Column("hier", Text("Hier, voor het voornemen", "Here, before the proposal"), "aandeel"),
            Column("gepubliceerd", Text("Gepubliceerd", "Published"), "aandeel"),
            Column("jaar", Text("Jaar", "Year"), "tekst"),
            Column("zekerheid", Text("Zekerheid", "Confidence")),
            Column("bron", Text("Bron", "Source")),
        ),
        list(_level(lines)),
        unit="aandeel",
        source=on_people(ctx, *_SOURCE),
        range_=per_row(ctx.full),
        assumption=True,
        note=_ASSUMED,
    )


def _level(lines: Sequence[Measured]) -> Iterator[Mapping[str, Cell]]:
    for each in lines:
        for published in each.line.published:
            yield {
                "grens": each.line.name,
                "wie": WHO[published.who],
                "hier": round(each.share(published.who, "voor"), 4),
                "gepubliceerd": published.fact.value,
                "jaar": str(published.fact.year),
                "zekerheid": CONFIDENCE_NAMES[published.fact.confidence],
                "bron": published.fact.source,
                **_behind(each, published.who),
            }


_DEPTH = TableSpec(
    ID,
    "tekort",
    Text("Hoe ver onder de grens", "How far below the line"),
    Text(
        "Wat het middelste huishouden onder de grens per maand tekortkomt, en wat zij samen per jaar tekortkomen. Een inkomen "
        "onder nul telt voor dat totaal als nul.",
        "What the middle household below the line lacks a month, and what they lack together a year. For that total an income "
        "below zero counts as zero.",
    ),
    (
        _LINE,
        Column("kant", Text("Voor of na", "Before or after")),
        Column("maand", Text("Middelste tekort per maand", "Median shortfall a month"), "eurocent_per_maand"),
        *bounds("eurocent_per_maand"),
        Column("samen", Text("Samen per jaar", "Together a year"), "eurocent_per_jaar"),
        Column("huishoudens", Text("Huishoudens eronder", "Households below"), "huishoudens"),
    ),
    unit="eurocent_per_maand",
    assumption=True,
)


def depth(ctx: Context, lines: Sequence[Measured]) -> Figure:
    """What households below a line lack: the middle one a month, and all together a year."""
    return _DEPTH.figure(
        ctx, list(_depth(lines)), source=on_people(ctx, *_SOURCE), range_=per_row(ctx.full), note=_ASSUMED
    )


def _depth(lines: Sequence[Measured]) -> Iterator[Mapping[str, Cell]]:
    for each in lines:
        gaps = each_side(each.gap)
        sums = [total(np.minimum(gaps.of(role), each.limit.of(role)), each.weights, each.full).value for role in ROLES]
        step = step_of([(sums[0], sums[1])])
        for side, role, sum_ in zip(SIDE, ROLES, sums, strict=True):
            poor = each.poor.of(role)
            middle = median(gaps.of(role)[poor], each.weights[poor], each.full)
            yield {
                "grens": each.line.name,
                "kant": side,
                "maand": whole_euros(middle.value / _MONTHS),
                "laag": whole_euros(middle.low / _MONTHS),
                "hoog": whole_euros(middle.high / _MONTHS),
                "samen": at_step(sum_, step),
                "huishoudens": round(int(each.weights[poor].sum()) / MILLI),
            }


def by_type(ctx: Context, each: Measured) -> Figure | None:
    """Which part of each household type is below a line, before above after; None where no type is known or none changes."""
    types = next((g for g in groupings(ctx) if g.id == _TYPES), None)
    if types is None or not (each.fallen.any() or each.risen.any()):
        return None
    spec = before_after(
        ID,
        f"{each.line.id}-huishoudtype",
        Text("Onder de {line}: soort huishouden", "Below the {line}: household type"),
        Text(
            "Welk deel van de huishoudens van elke soort onder de {line} leeft, voor en na het voornemen.",
            "Which part of the households of each type lives below the {line}, before and after the proposal.",
        ),
        Column("groep", types.title),
        Column("aandeel", Text("Deel van de huishoudens", "Part of the households"), "aandeel"),
        assumption=True,
        note=_ASSUMED,
    ).filled(line=each.line.name.inside)
    rows = list(_by_type(ctx, each, types))
    shown = {row["groep"] for row in rows}
    note = with_left_out(spec.note, [label for label in types.labels if label not in shown])
    source = on_people(ctx, *_SOURCE)
    return spec.figure(ctx, rows, source=source, range_=per_row(ctx.full), note=note) if rows else None


def _by_type(ctx: Context, each: Measured, types: Grouping) -> Iterator[Mapping[str, Cell]]:
    counted = each.homes.counted
    codes, weights = types.codes[counted], each.weights[counted]
    many = np.bincount(codes, minlength=len(types.labels))
    sizes = np.bincount(codes, weights=weights, minlength=len(types.labels)) / MILLI
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    found = [
        shares_by(codes, len(types.labels), each.poor.of(role)[counted].astype(np.int64), 2, weights, each.full)
        for role in ROLES
    ]
    for number in np.flatnonzero(many >= least):
        for side, part in zip(SIDE, found, strict=True):
            below = part[number][1]
            yield {
                "groep": types.labels[number],
                "kant": side,
                "aandeel": round(below.value, 4),
                "laag": round(max(below.low, 0.0), 4),
                "hoog": round(min(below.high, 1.0), 4),
                "_van": round(sizes[number]),
            }


def key(ctx: Context, each: Measured, who: Who) -> Figure | None:
    """The change of a group as a number for the first screen; None where it is small or smaller than can be measured."""
    found = change(each, who, play(ctx))
    least = ctx.settings.norm("armoede_bevinding_aandeel") * each.everybody(who)
    if not found.telling or abs(found.value) < least:
        return None
    more = found.value > 0
    low, high = (found.low, found.high) if more else (-found.high, -found.low)
    title = (
        Text("Meer mensen onder de {line}", "More people below the {line}")
        if more
        else Text("Minder mensen onder de {line}", "Fewer people below the {line}")
    )
    name = f"{each.line.id}-{who}"
    crossing = each.fallen | each.risen
    ctx.behind[f"{ID}-{name}"] = round(int(each.weights[crossing].sum()) / MILLI)
    return figure(
        ctx,
        ID,
        name,
        title.format(line=each.line.name.inside),
        Text(
            "In ons model leeft voor het voornemen {before} procent van de mensen onder deze grens en erna {after} procent.",
            "In our model {before} percent of the people live below this line before the proposal and {after} percent after it.",
        ).format(
            before=decimal(round(100 * each.share(who, "voor"), 2)),
            after=decimal(round(100 * each.share(who, "na"), 2)),
        ),
        unit="personen",
        source=on_people(ctx, *_SOURCE),
        range_=Range(round(low), round(high), HULL),
        value=round(abs(found.value)),
        assumption=True,
        note=each.line.caveat,
    )
