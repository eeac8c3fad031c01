"""Income effects: who gains, who loses and how much, by group."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.aspects.income_effects.households import sampled_households
from uitvoerbaar.assess.aspects.income_effects.sizes import sizes_of_change
from uitvoerbaar.assess.aspects.income_effects.tenths import bounds_of_tenths
from uitvoerbaar.assess.aspects.income_effects.treasury import sums_of_change
from uitvoerbaar.assess.changed import blamed
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, bounds, figure, on_people, per_row
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.claim import of_all
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.left_out import with_left_out
from uitvoerbaar.assess.people.totals import EXACT, MILLI, SAMPLED, exact_total, mean, whole_euros
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.numbers import decimal, numeral, part_in_percents
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Finding, Group, Range, TestRun, Text

ID = "inkomenseffecten"

_CLASSES: tuple[tuple[str, Text, int], ...] = (
    ("veel_minder", Text("veel minder", "much less"), -1),
    ("minder", Text("minder", "less"), -1),
    ("gelijk", Text("gelijk", "the same"), 0),
    ("meer", Text("meer", "more"), 1),
    ("veel_meer", Text("veel meer", "much more"), 1),
)


def run(ctx: Context) -> Outcome:
    """Compare what every household has before and after, by group."""
    title = Text("Wie gaat erop voor- of achteruit", "Who gains and who loses")
    if not ctx.common_outcome:
        reason = ctx.sides.after.missing | ctx.sides.before.missing
        why = "; ".join(sorted({text.nl for text in reason.values()}))
        english = "; ".join(sorted({str(text.en) for text in reason.values()}))
        why_not = (Text(f"Geen uitkomst is voor en na te berekenen: {why}", f"No outcome can be computed: {english}"),)
        return not_done(ID, title, _intro(ctx), *why_not)
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after - before
    classes = classes_of(ctx, before, change)
    figures = [_key(ctx, classes, (0, 1), "verliezers"), _key(ctx, classes, (3, 4), "winnaars")]
    for grouping in groupings(ctx):
        figures.append(_shares(ctx, grouping, classes))
        figures.append(_means(ctx, grouping, change))
    figures += sizes_of_change(ctx, ID, change, classes)
    figures += sums_of_change(ctx, ID, change, classes, _what(ctx))
    figures += bounds_of_tenths(ctx, ID)
    figures += sampled_households(ctx, ID, before, after)
    findings = _findings(ctx, before, change, classes)
    missing = () if ctx.by_net else (_not_net(ctx),)
    run_ = TestRun(ID, title, _intro(ctx), "uitgevoerd" if ctx.by_net else "gedeeltelijk", missing)
    return Outcome(run_, findings, figures, [figures[0].id, figures[1].id])


def _what(ctx: Context) -> Text:
    if ctx.by_net:
        return Text("netto besteedbaar inkomen", "net disposable income")
    return Text("de toeslagen samen", "the allowances together")


def _of_what(ctx: Context) -> Text:
    """Behind a part of what a household has: nothing of net income, else of what; a reader takes it for income."""
    return Text("") if ctx.by_net else Text(" (van hun toeslagen samen)", " (of their allowances together)")


def _intro(ctx: Context) -> Text:
    same = round(100 * ctx.settings.norm("inkomen_gelijk_aandeel"), 2)
    much = round(100 * ctx.settings.norm("inkomen_veel_aandeel"), 2)
    what = _what(ctx)
    return Text(
        "Per huishouden: het verschil in {what} per jaar, alle wetten samen. Een verschil van minder dan "
        "{same} procent (of minder dan 1 euro) telt als gelijk, meer dan {much} procent als veel.",
        "Per household: the change in {what} a year, all laws together. A change of less than {same} "
        "percent (or less than 1 euro) counts as the same, more than {much} percent as much.",
    ).format(what=what, same=decimal(same), much=decimal(much))


def _not_net(ctx: Context) -> Text:
    why = ctx.sides.after.missing.get(NET) or ctx.sides.before.missing.get(NET) or Text("", "")
    parts = ", ".join(s.name.nl for s in ctx.settings.schemes if s.id in ctx.common_outcome)
    english = ", ".join(str(s.name.en) for s in ctx.settings.schemes if s.id in ctx.common_outcome)
    return Text(
        f"Netto inkomen is voor dit jaar niet te berekenen ({why.nl}). De effecten zijn op de som van: {parts}.",
        f"Net income cannot be computed for this year ({why.en}). Effects are on the sum of: {english}.",
    )


def classes_of(ctx: Context, before: Ints, change: Ints) -> NDArray[np.int64]:
    """Per household the number of its class in `_CLASSES`."""
    reference = np.maximum(np.abs(before), 1)
    relative = change / reference
    same = (np.abs(relative) < ctx.settings.norm("inkomen_gelijk_aandeel")) | (np.abs(change) < 100)
    much = np.abs(relative) > ctx.settings.norm("inkomen_veel_aandeel")
    classes = np.where(change < 0, np.where(much, 0, 1), np.where(much, 4, 3))
    return np.where(same, 2, classes).astype(np.int64)


def _key(ctx: Context, classes: NDArray[np.int64], which: tuple[int, ...], name: str) -> Figure:
    found = of_all(np.isin(classes, which), ctx.weights, ctx.full, _source(ctx)).households
    loses = name == "verliezers"
    same = round(100 * ctx.settings.norm("inkomen_gelijk_aandeel"), 2)
    return figure(
        ctx,
        ID,
        name,
        (_LOSE if loses else _GAIN).format(same=decimal(same), of=_of_what(ctx)),
        (_AT_LEAST_NET if ctx.by_net else _AT_LEAST).format(
            same=decimal(same), loses=Text("minder", "less") if loses else Text("meer", "more")
        ),
        unit="huishoudens",
        source=_source(ctx),
        range_=Range(found.low, found.high, EXACT if ctx.full else SAMPLED),
        value=found.value,
    )


_LOSE = Text(
    "Huishoudens die er {same} procent of meer op achteruitgaan{of}", "Households that lose {same} percent or more{of}"
)
_GAIN = Text(
    "Huishoudens die er {same} procent of meer op vooruitgaan{of}", "Households that gain {same} percent or more{of}"
)
_AT_LEAST_NET = Text(
    "Huishoudens met ten minste {same} procent {loses} netto besteedbaar inkomen na het voornemen. Een kleiner verschil telt als "
    "gelijk.",
    "Households with at least {same} percent {loses} net disposable income after the proposal. A smaller change counts as the "
    "same.",
)
_AT_LEAST = Text(
    "Huishoudens met na het voornemen ten minste {same} procent {loses} aan toeslagen samen; hun inkomen is niet te berekenen. Een "
    "kleiner verschil telt als gelijk.",
    "Households with at least {same} percent {loses} in allowances together after the proposal; their income cannot be computed. "
    "A smaller change counts as the same.",
)


def _source(ctx: Context) -> Text:
    return on_people(ctx, "Alle wetten samen doorgerekend op {}", "All laws together, run on {}")


def _shown(ctx: Context, grouping: Grouping) -> list[int]:
    """Groups that are large enough to show."""
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    return [i for i, n in enumerate(np.bincount(grouping.codes, minlength=len(grouping.labels))) if n >= least]


def _note(ctx: Context, grouping: Grouping) -> Text | None:
    shown = set(_shown(ctx, grouping))
    return with_left_out(None, [label for number, label in enumerate(grouping.labels) if number not in shown])


def _sizes(grouping: Grouping, weights: Ints) -> list[int]:
    """How many households of the country each group holds of those that have these weights."""
    return [round(w / MILLI) for w in np.bincount(grouping.codes, weights=weights, minlength=len(grouping.labels))]


def _shares(ctx: Context, grouping: Grouping, classes: NDArray[np.int64]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    parts = shares_by(grouping.codes, len(grouping.labels), classes, len(_CLASSES), ctx.weights, ctx.full)
    sizes = _sizes(grouping, ctx.weights)
    for number in _shown(ctx, grouping):
        for found, (_, label, sign) in zip(parts[number], _CLASSES, strict=True):
            rows.append(
                {
                    "groep": grouping.labels[number],
                    "klasse": label,
                    "aandeel": found.value,
                    "richting": sign,
                    "laag": max(found.low, 0.0),
                    "hoog": min(found.high, 1.0),
                    "_van": sizes[number],
                }
            )
    return figure(
        ctx,
        ID,
        f"aandelen-{grouping.id}",
        Text("Wie gaat erop voor- of achteruit: {grouping}", "Who gains and who loses: {grouping}").format(
            grouping=grouping.title.lower
        ),
        Text(
            "Links van het midden staat welk deel van de groep erop achteruitgaat, rechts welk deel vooruit.",
            "Left of the middle: which part of the group loses; right: which part gains.",
        ),
        (
            Column("groep", grouping.title),
            Column("klasse", Text("Gevolg", "Effect")),
            Column("aandeel", Text("Aandeel", "Share"), "aandeel"),
            Column("richting", Text("Richting (-1 minder, 1 meer)", "Sign (-1 less, 1 more)"), "aantal"),
            *bounds("aandeel"),
        ),
        rows,
        unit="aandeel",
        source=_source(ctx),
        range_=per_row(ctx.full),
        chart="diverging",
        encoding=Encoding(category="groep", value="aandeel", low="laag", high="hoog", series="klasse", sign="richting"),
        note=_note(ctx, grouping),
    )


def _means(ctx: Context, grouping: Grouping, change: Ints) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    means = means_by(grouping.codes, len(grouping.labels), change, ctx.weights, ctx.full)
    sizes = _sizes(grouping, ctx.weights)
    for number in _shown(ctx, grouping):
        found = means[number]
        rows.append(
            {
                "groep": grouping.labels[number],
                "gemiddeld": whole_euros(found.value),
                "laag": whole_euros(found.low),
                "hoog": whole_euros(found.high),
                "huishoudens": sizes[number],
            }
        )
    what = _what(ctx)
    tiles = grouping.id == "provincie"
    return figure(
        ctx,
        ID,
        f"gemiddeld-{grouping.id}",
        Text("Gemiddelde verandering per huishouden: {grouping}", "Mean change per household: {grouping}").format(
            grouping=grouping.title.lower
        ),
        Text(
            "De gemiddelde verandering van {what} per jaar, over alle huishoudens van de groep.",
            "The mean change of {what} a year, over all households of the group.",
        ).format(what=what),
        (
            Column("groep", grouping.title),
            Column("gemiddeld", Text("Gemiddeld per jaar", "Mean per year"), "eurocent_per_jaar"),
            *bounds("eurocent_per_jaar"),
            HOUSEHOLDS,
        ),
        rows,
        unit="eurocent_per_jaar",
        source=_source(ctx),
        range_=per_row(ctx.full),
        chart="tile_map" if tiles else "bars",
        encoding=Encoding(category="groep", value="gemiddeld")
        if tiles
        else Encoding(category="groep", value="gemiddeld", low="laag", high="hoog"),
        note=_note(ctx, grouping),
    )


_ON_AVERAGE = Text(
    "Gemiddeld verliezen zij {euros} euro {what} per jaar.", "On average they lose {euros} euros of {what} a year."
)
_TOO_FEW = Text(
    "Hoeveel euro {what} per jaar zij gemiddeld verliezen, is met zo weinig huishoudens in de steekproef niet te zeggen.",
    "How many euros of {what} a year they lose on average cannot be said from so few households in the sample.",
)


def _findings(ctx: Context, before: Ints, change: Ints, classes: NDArray[np.int64]) -> list[Finding]:
    """A finding when some households lose much; serious when that is a large part of all, or of all money."""
    much = classes == 0
    if not much.any():
        return []
    counted = of_all(much, ctx.weights, ctx.full, _source(ctx))
    serious = counted.share > ctx.settings.norm("verliezers_ernstig_aandeel") or _costly(ctx, before, change, much)
    lost = mean(-change, much, ctx.weights, ctx.full)
    known = int(much.sum()) >= ctx.settings.norm("kleinste_groep_huishoudens")
    what = _what(ctx) if ctx.by_net else Text("van de toeslagen samen", "the allowances together")
    bound = 100 * ctx.settings.norm("inkomen_veel_aandeel")
    groups = _groups(ctx, much)
    law, article, url = blamed(ctx.proposal.changes)
    return [
        Finding(
            id="inkomen-veel-achteruit",
            test=ID,
            severity="ernstig" if serious else "aandacht",
            title=Text(
                "{part} gaat er meer dan {bound} procent op achteruit{of}", "{part} lose more than {bound} percent{of}"
            ).format(part=counted.part, bound=decimal(bound), of=_of_what(ctx)),
            explanation=(_ON_AVERAGE if known else _TOO_FEW).format(euros=numeral(round(lost.value / 100)), what=what),
            whom=_whom(groups),
            law=law,
            article=article,
            households=counted.households,
            smallest_case=None,
            command=ctx.command,
            mend=Text(
                "Verzacht het verlies voor deze huishoudens of spreid het over jaren, en zeg wie dat betaalt.",
                "Soften the loss for these households or spread it over years, and say who pays for it.",
            ),
            groups=groups,
            url=url,
        )
    ]


def _costly(ctx: Context, before: Ints, change: Ints, much: Bools) -> bool:
    """Whether those who lose much lose together a large part of what all households have."""
    lost = exact_total(np.where(much, -change.astype(np.int64), 0), ctx.weights)
    return lost > ctx.settings.norm("verlies_ernstig_inkomen_aandeel") * exact_total(before, ctx.weights) > 0


def _groups(ctx: Context, chosen: Bools) -> tuple[Group, ...]:
    """The groups in which the largest part is chosen, at most three."""
    found: list[Group] = []
    for grouping in groupings(ctx):
        groups = len(grouping.labels)
        parts = shares_by(grouping.codes, groups, chosen.astype(np.int64), 2, ctx.weights, ctx.full)
        sizes = _sizes(grouping, np.where(chosen, ctx.weights, 0))
        for number in _shown(ctx, grouping):
            part, size = parts[number][1].value, sizes[number]
            label, title = grouping.labels[number], grouping.title
            # A label as '5' says nothing outside its chart.
            named = Text("{title}: {label}", "{title}: {label}").format(title=title, label=label)
            found.append(Group(named, size, part))
    found.sort(key=lambda g: (-(g.share or 0.0), -g.households))
    return tuple(g for g in found[:3] if g.share)


def _whom(groups: tuple[Group, ...]) -> Text:
    if not groups:
        return Text("Verspreid over alle groepen", "Spread over all groups")
    share = Text("{group} ({part} procent)", "{group} ({part} percent)")
    told = [share.format(group=g.label, part=part_in_percents(g.share or 0.0, 1)) for g in groups]
    return Text("Het vaakst: {groups}", "Most often: {groups}").format(groups=Text("; ", "; ").join(told))


TEST = Test(ID, run)
