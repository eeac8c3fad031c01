"""Budget: what every scheme costs or yields a year, before and after, with the sampling interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.assess.amounts import Amounts, amounts_of, changed_of, cost_of
from uitvoerbaar.assess.aspects.budget.assistance import paid_by_municipalities, told
from uitvoerbaar.assess.aspects.budget.estimate import estimate_figure
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, bounds, figure, on_people, per_row
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.rounded import CENT, at_step
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED, count, total
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, TestRun, Text

ID = "begroting"
_LARGEST = 2
"""Schemes on the first screen beside the total."""


def run(ctx: Context) -> Outcome:
    """Total amount and number of recipients per scheme on both sides, and the difference."""
    rows: list[Mapping[str, Cell]] = []
    found = amounts_of(ctx, ctx.settings.schemes)
    missing = [_missing(ctx, a.scheme, role) for a in found for role in ROLES if a.columns.of(role) is None]
    changed, step = changed_of(found)
    for amounts in found:
        rows += _rows(ctx, amounts, step if amounts in changed else CENT)
    changes = [_change(ctx, amounts, step) for amounts in changed]
    moved = [row for row in rows if row["regeling"] in [amounts.scheme.name for amounts in changed]]
    figures = [_figure(ctx, moved, drawn=True)] if moved else []
    changes.sort(key=lambda figure: -abs(figure.value or 0))  # what moves most is read first
    treasury = [_treasury(ctx, changed, step)] if changed else []
    official = estimate_figure(ctx, ID)
    figures += [*treasury, *changes, *([] if official is None else [official])]
    figures += [_figure(ctx, rows, drawn=False)] if rows else []
    run_ = TestRun(
        ID,
        Text("Begroting", "Budget"),
        Text(
            "Wat elke regeling per jaar kost of opbrengt, en hoeveel huishoudens haar krijgen of betalen: voor en na "
            "het voornemen. Wie geen aanvraag doet, telt niet mee.",
            "What each scheme costs or yields a year and how many households receive or pay it: before and after the "
            "proposal. Households that do not apply are not counted.",
        ),
        status="gedeeltelijk" if missing and rows else "niet_uitgevoerd" if missing else "uitgevoerd",
        missing=tuple(dict.fromkeys(missing)),
    )
    # The change of the only scheme that changes is the total again.
    largest = changes[:_LARGEST] if len(changes) > 1 else [] if treasury else changes
    return Outcome(run_, figures=figures, key_figures=[figure.id for figure in (*treasury, *largest)])


_COSTS = Text("Wat het voornemen de schatkist per jaar kost", "What the proposal costs the treasury a year")
_YIELDS = Text(
    "Wat het voornemen de schatkist per jaar kost (min: het levert op)",
    "What the proposal costs the treasury a year (minus: it yields)",
)


def _treasury(ctx: Context, changed: Sequence[Amounts], step: int) -> Figure:
    """What all schemes together cost the state more (above 0) or less, levies counted against benefits."""
    caveats = [a.scheme.caveat for a in changed if a.scheme.caveat is not None]
    signs = [1 if a.scheme.spends else -1 for a in changed]
    value = sum(sign * a.difference(step) for sign, a in zip(signs, changed, strict=True))
    half = total(cost_of(changed), ctx.weights, ctx.full).half
    beside = told(paid_by_municipalities(ctx, changed), value, step)
    caveats += [] if beside is None else [beside]
    return figure(
        ctx,
        ID,
        "schatkist",
        _COSTS if value >= 0 else _YIELDS,
        Text(
            "Alle doorgerekende regelingen samen: wat er meer wordt uitgegeven, min wat er meer aan inkomensheffing binnenkomt. "
            "Onder nul levert het voornemen geld op. Gedrag, uitvoeringskosten en andere belastingen zijn niet meegerekend.",
            "All schemes that were computed together: what is spent more, minus what comes in more as income tax. Below zero "
            "the proposal yields money. Behaviour, cost of delivery and other taxes are not counted.",
        ),
        unit="eurocent_per_jaar",
        source=_source(ctx),
        range_=_rounded(ctx, value, half, step),
        value=value,
        note=SPACE.join(caveats) if caveats else None,
    )


def _rounded(ctx: Context, value: int, half: float, step: int) -> Range:
    """The interval around a value that was rounded to a step, to the same step."""
    wide = at_step(half, step)
    return Range(value - wide, value + wide, EXACT if ctx.full else SAMPLED)


def _missing(ctx: Context, scheme: Scheme, role: Role) -> Text:
    side = ctx.sides.of(role)
    why = side.missing[scheme.id]
    return Text(
        "{scheme}: niet te berekenen op {date} ({why}).", "{scheme}: cannot be computed on {date} ({why})."
    ).format(scheme=scheme.name, date=side.date, why=why)


def _rows(ctx: Context, amounts: Amounts, step: int) -> list[Mapping[str, Cell]]:
    """A row for each side that has the scheme."""
    made: list[Mapping[str, Cell]] = []
    for role in ROLES:
        column, amount = amounts.columns.of(role), amounts.totals.of(role)
        if column is not None and amount is not None:
            users = count(column > 0, ctx.weights, ctx.full)
            made.append(
                {
                    "regeling": amounts.scheme.name,
                    "kant": SIDE.of(role),
                    "bedrag": at_step(amount.value, step),
                    "laag": at_step(amount.low, step),
                    "hoog": at_step(amount.high, step),
                    "huishoudens": round(users.value),
                }
            )
    before, after = amounts.columns
    if before is not None and after is not None:
        # Two sums beside each other tell of those who differ: they stand behind the second.
        differ = round(count(before != after, ctx.weights, ctx.full).value)
        made[-1] = {**made[-1], "_anders": differ}
        ctx.behind[f"{ID}-{amounts.scheme.id}-verschil"] = differ
    return made


_DRAWN = (
    Text(
        "Regelingen die veranderen: bedrag per jaar, voor en na",
        "Schemes that change: amount per year, before and after",
    ),
    Text(
        "Elke regeling heeft twee staven: voor en na het voornemen. Regelingen zonder verschil staan alleen in de tabel "
        "van alle regelingen.",
        "Each scheme has two bars: before and after the proposal. Schemes without a change are only in the table of all "
        "schemes.",
    ),
)
_TABLE = (
    Text("Alle regelingen: bedrag per jaar, voor en na", "All schemes: amount per year, before and after"),
    Text(
        "Alles wat is doorgerekend, ook wat gelijk blijft. De inkomensheffing is een ontvangst, de rest zijn uitgaven.",
        "Everything that was computed, also what stays the same. Income tax is revenue, the rest is spending.",
    ),
)


def _figure(ctx: Context, rows: list[Mapping[str, Cell]], *, drawn: bool) -> Figure:
    title, reading = _DRAWN if drawn else _TABLE
    return figure(
        ctx,
        ID,
        "veranderd" if drawn else "regelingen",
        title,
        reading,
        (
            Column("regeling", Text("Regeling", "Scheme")),
            KANT,
            Column("bedrag", Text("Bedrag per jaar", "Amount per year"), "eurocent_per_jaar"),
            *bounds("eurocent_per_jaar"),
            HOUSEHOLDS,
        ),
        rows,
        unit="eurocent_per_jaar",
        source=_source(ctx),
        range_=per_row(ctx.full),
        chart="before_after_bars" if drawn else "table",
        encoding=Encoding(category="regeling", value="bedrag", low="laag", high="hoog", series="kant")
        if drawn
        else Encoding(),
    )


def _change(ctx: Context, amounts: Amounts, step: int) -> Figure:
    scheme, value = amounts.scheme, amounts.difference(step)
    half = total(amounts.change, ctx.weights, ctx.full).half
    what = ("uitgaven", "spending") if scheme.spends else ("ontvangsten", "revenue")
    return figure(
        ctx,
        ID,
        f"{scheme.id}-verschil",
        Text("{scheme}: verandering van de {what}", "{scheme}: change in {what}").format(
            scheme=scheme.name, what=Text(*what)
        ),
        Text(
            "Zoveel veranderen de {what} aan {scheme} per jaar door het voornemen (min is minder).",
            "How much {what} on {scheme} changes a year by the proposal (minus is less).",
        ).format(what=Text(*what), scheme=scheme.name.inside),
        unit="eurocent_per_jaar",
        source=_source(ctx),
        range_=_rounded(ctx, value, half, step),
        value=value,
    )


def _source(ctx: Context) -> Text:
    return on_people(
        ctx,
        "Wetten doorgerekend op {}; wie een regeling aanvraagt volgens gepubliceerd niet-gebruik",
        "Laws run on {}; who applies for a scheme by published figures of non-take-up",
    )


TEST = Test(ID, run)
