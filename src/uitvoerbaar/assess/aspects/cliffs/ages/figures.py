"""The steps of net income along ages as a table and as lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from uitvoerbaar.assess.aspects.cliffs.ages.findings import age_text, close_to, place_of_step
from uitvoerbaar.assess.aspects.cliffs.ages.steps import AgeTrack, Step, age_at
from uitvoerbaar.assess.aspects.cliffs.findings import change_text
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import KANT, SIDE, figure, on_people, per_row
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.numbers import money
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Text


def age_figures(ctx: Context, test: str, made: list[AgeTrack]) -> list[Figure]:
    """The table of all steps, and for each age the line of the household type that has most to lose."""
    if not made:
        return []
    axes = dict.fromkeys(track.axis.id for track in made)
    drawn = [max((t for t in made if t.axis.id == axis), key=_weight) for axis in axes]
    return [_table(ctx, test, made), *(_line(ctx, test, track) for track in drawn if track.steps)]


def _weight(track: AgeTrack) -> tuple[int, int]:
    """First what the proposal changes at a step, then the deepest fall."""
    change = max((abs(s.size.after - s.size.before) for s in track.steps), default=0)
    return change, max((s.fall(role) for s in track.steps for role in ROLES), default=0)


def _table(ctx: Context, test: str, made: list[AgeTrack]) -> Figure:
    every = [(track, step) for track in made for step in track.steps]
    every.sort(key=lambda item: (-max(item[1].fall(role) for role in ROLES), min(item[1].size)))
    near = made[0].axis.near_text
    return figure(
        ctx,
        test,
        "leeftijden",
        Text("Sprongen langs leeftijden, grootste verlies eerst", "Jumps along ages, largest loss first"),
        Text(
            "Hoeveel een huishouden er per jaar op achteruitgaat als iemand een dag ouder wordt, voor en na het voornemen; "
            "een min betekent vooruit.",
            "How much a household loses a year when somebody gets a day older, before and after the proposal; a minus is a "
            "gain.",
        ),
        (
            Column("huishouden", Text("Huishouden", "Household")),
            Column("langs", Text("Wiens leeftijd", "Whose age")),
            Column("plaats", Text("Bij welke leeftijd", "At which age")),
            Column("voor", Text("Verlies voor", "Loss before"), "eurocent_per_jaar"),
            Column("na", Text("Verlies na", "Loss after"), "eurocent_per_jaar"),
            Column("soort", Text("Door het voornemen", "By the proposal")),
            Column("regeling", Text("Verandert het meest", "Changes most")),
            Column("artikel", Text("Komt door", "Caused by")),
            Column("dichtbij", Text("Huishoudens dichtbij", "Households close to it"), "huishoudens"),
        ),
        [_row(ctx, track, step) for track, step in every],
        unit="eurocent_per_jaar",
        source=on_people(
            ctx,
            "Elke geboortedag een voor een doorgerekend (data/assess/huishoudtypen.yaml); geteld op {}",
            "Every date of birth run one by one (data/assess/huishoudtypen.yaml); counted on {}",
        ),
        range_=per_row(ctx.full),
        note=Text(
            "Dichtbij is: met iemand (de aanvrager, of een kind) die minder dan {near} van deze leeftijd af is. Bij een "
            "verlies tellen alleen huishoudens die de regeling nu krijgen. De andere gegevens blijven gelijk: een kind van "
            "18 is hier nog thuis, en wie AOW krijgt houdt zijn loon.",
            "Close is: with somebody (the applicant, or a child) who is less than {near} away from this age. For a loss "
            "only households that receive the scheme now count. The other facts stay the same: a child of 18 is still at "
            "home here, and who gets state pension keeps the wage.",
        ).format(near=near),
    )


_NO_SCHEME = Text("geen regeling, maar de belasting of premie", "no scheme, but the tax or contribution")


def _row(ctx: Context, track: AgeTrack, step: Step) -> Mapping[str, Cell]:
    return {
        "huishouden": track.household.name,
        "langs": track.axis.name,
        "plaats": age_text(ctx, step),
        "voor": -step.size.before,
        "na": -step.size.after,
        "soort": change_text(ctx, -step.size.before, -step.size.after),
        "regeling": step.scheme.name if step.scheme else _NO_SCHEME,
        "artikel": place_of_step(ctx, step).text,
        "dichtbij": round(count(close_to(ctx, track.axis, step), ctx.weights, ctx.full).value),
    }


def _line(ctx: Context, test: str, track: AgeTrack) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    last = len(track.births) - 1
    for role in ROLES:
        at = {track.births.index(step.older): step for step in track.steps if step.size.of(role)}
        for position in sorted({0, last, *at, *(p - 1 for p in at)}):
            step = at.get(position)
            x = _years(track.births[position], ctx.sides.of(role).date)
            rows.append(
                {
                    "x": x,
                    "netto": int(track.net.of(role)[position]),
                    "kant": SIDE.of(role),
                    "sprong": _mark(ctx, step, step.size.of(role)) if step else None,
                }
            )
    name = track.axis.name
    return figure(
        ctx,
        test,
        f"lijn-{track.household.id}-leeftijd-{track.axis.id}",
        Text("{household}: netto inkomen langs de {name}", "{household}: net income along the {name}").format(
            household=track.household.name, name=name
        ),
        Text(
            "Het netto besteedbare inkomen per jaar, voor en na het voornemen. De andere gegevens blijven gelijk.",
            "Net disposable income a year, before and after the proposal. The other facts stay the same.",
        ),
        (
            Column("x", Text("{name} in jaren", "{name} in years").format(name=name.capital), "aantal"),
            Column("netto", Text("Netto per jaar", "Net a year"), "eurocent_per_jaar"),
            KANT,
            Column("sprong", Text("Sprong", "Jump")),
        ),
        rows,
        unit="eurocent_per_jaar",
        source=Text("Elke geboortedag een voor een doorgerekend", "Every date of birth run one by one"),
        chart="line",
        encoding=Encoding(category="x", value="netto", series="kant", mark="sprong"),
    )


def _years(birth: date, day: str) -> float:
    """An age in years with two decimals; a day before a birthday rounds to that birthday, so that a jump stands upright."""
    years, months = age_at(birth, day)
    on = date.fromisoformat(day)
    part = (on.day - birth.day) / 30.5 % 1
    return round(years + (months + part) / MONTHS, 2)


def _mark(ctx: Context, step: Step, size: int) -> Text:
    place = place_of_step(ctx, step).text
    way = ("verlies", "loss") if size < 0 else ("winst", "gain")
    return Text("{size} {way} ({place})", "{size} {way} ({place})").format(
        size=money(abs(size)), way=Text(*way), place=place
    )
