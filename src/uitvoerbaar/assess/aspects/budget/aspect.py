"""Budget: what every scheme costs or yields a year, before and after, with the sampling interval."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, bounds, figure, on_people, per_row
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test
from uitvoerbaar.assess.pair import ROLES, Pair, Role
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, TestRun, Text

ID = "begroting"


def run(ctx: Context) -> Outcome:
    """Total amount and number of recipients per scheme on both sides, and the difference."""
    rows: list[Mapping[str, Cell]] = []
    changes: list[Figure] = []
    changed: list[Scheme] = []
    missing: list[Text] = []
    for scheme in ctx.settings.schemes:
        columns = Pair(*(ctx.household_column(role, scheme) for role in ROLES))
        for role in ROLES:
            column = columns.of(role)
            if column is None:
                missing.append(_missing(ctx, scheme, role))
                continue
            amount = total(column, ctx.weights, ctx.full)
            users = count(column > 0, ctx.weights, ctx.full)
            rows.append(_row(scheme, role, amount, users))
        before, after = columns.before, columns.after
        if before is not None and after is not None:
            # Two sums beside each other tell of those who differ: they stand behind the second.
            differ = round(count(before != after, ctx.weights, ctx.full).value)
            rows[-1] = {**rows[-1], "_anders": differ}
            ctx.behind[f"{ID}-{scheme.id}-verschil"] = differ
        if before is not None and after is not None and (before != after).any():
            changed.append(scheme)
            changes.append(_change(ctx, scheme, total(after - before, ctx.weights, ctx.full)))
    moved = [row for row in rows if row["regeling"] in [scheme.name for scheme in changed]]
    figures = [_figure(ctx, moved, drawn=True)] if moved else []
    figures += changes
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
    largest = sorted(changes, key=lambda figure: -abs(figure.value or 0))  # what moves most is read first
    return Outcome(run_, figures=figures, key_figures=[figure.id for figure in largest[:2]])


def _missing(ctx: Context, scheme: Scheme, role: Role) -> Text:
    side = ctx.sides.of(role)
    why = side.missing[scheme.id]
    return Text(
        "{scheme}: niet te berekenen op {date} ({why}).", "{scheme}: cannot be computed on {date} ({why})."
    ).format(scheme=scheme.name, date=side.date, why=why)


def _row(scheme: Scheme, role: Role, amount: Estimate, users: Estimate) -> Mapping[str, Cell]:
    return {
        "regeling": scheme.name,
        "kant": SIDE.of(role),
        "bedrag": round(amount.value),
        "laag": round(amount.low),
        "hoog": round(amount.high),
        "huishoudens": round(users.value),
    }


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


def _change(ctx: Context, scheme: Scheme, change: Estimate) -> Figure:
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
        range_=change.range(ctx.full),
        value=round(change.value),
    )


def _source(ctx: Context) -> Text:
    return on_people(
        ctx,
        "Wetten doorgerekend op {}; wie een regeling aanvraagt volgens gepubliceerd niet-gebruik",
        "Laws run on {}; who applies for a scheme by published figures of non-take-up",
    )


TEST = Test(ID, run)
