"""Cliffs: where net income jumps or bends along income, rent, savings, childcare and ages, and by which article."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.cliffs.ages.figures import age_figures
from uitvoerbaar.assess.aspects.cliffs.ages.findings import age_findings
from uitvoerbaar.assess.aspects.cliffs.ages.steps import age_tracks
from uitvoerbaar.assess.aspects.cliffs.figures import kinks
from uitvoerbaar.assess.aspects.cliffs.findings import Near, change_text, findings, kind_of, place_of, shown
from uitvoerbaar.assess.aspects.cliffs.household_types import field_of
from uitvoerbaar.assess.aspects.cliffs.near import Key, key_of, near
from uitvoerbaar.assess.aspects.cliffs.tracks import JumpPair, Track, fall, tracks
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import KANT, SIDE, figure, on_people, per_row
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Role, each_side
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import money
from uitvoerbaar.engine.piecewise.jumps import Jump, points
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, TestRun, Text, Unit

ID = "sprongen"
TITLE = Text("Sprongen en knikken in het netto inkomen", "Cliffs and kinks in net income")
_UNITS: dict[str, Unit] = {
    "inkomen": "eurocent_per_jaar", "huur": "eurocent_per_maand", "spaargeld": "eurocent", "opvanguren": "aantal",
    "opvangkosten": "eurocent_per_jaar",
}  # fmt: skip
_DRAWN, _MARKS, _FIRST = 6, 5, 2
"""Curves drawn at most, jumps marked on each line, and curves drawn along each fact."""
_COMPARED = 10
_TWO_DAYS = Text(
    "Langs leeftijden is niet gekeken: de wet voor en na wordt op verschillende dagen toegepast.",
    "Ages were not followed: the law before and after is applied on different days.",
)


def run(ctx: Context) -> Outcome:
    """Follow the net income of every household type along every fact, on both sides, by algebra."""
    if not ctx.by_net:
        return not_done(ID, TITLE, _intro(ctx), ctx.no_net)
    made, left = tracks(ctx)
    close = _close(ctx, made)
    figures = [_jumps(ctx, made, close)]
    figures += [_curve(ctx, track) for track in _drawn(made)]
    figures.append(kinks(ctx, ID, made))
    aged, unaged = age_tracks(ctx) if ctx.one_day else ([], [_TWO_DAYS])
    figures += age_figures(ctx, ID, aged)
    lacking = (
        *(Text("Niet te volgen: {what}", "Cannot be followed: {what}").format(what=what) for what in left),
        *unaged,
    )
    lacking += tuple(_coarse(track) for track in made if _is_coarse(ctx, track))
    run_ = TestRun(ID, TITLE, _intro(ctx), "gedeeltelijk" if lacking else "uitgevoerd", lacking)
    return Outcome(run_, findings(ctx, ID, made, close) + age_findings(ctx, ID, aged), figures)


def _close(ctx: Context, made: list[Track]) -> Near:
    """Who lives close to each jump, per side."""

    def of(role: Role) -> dict[Key, Bools]:
        jumps = [(jump, field_of(t.axis, t.household), t.axis) for t in made for jump in t.jumps.of(role)]
        return near(ctx, role, jumps)

    return each_side(of)


def _is_coarse(ctx: Context, track: Track) -> bool:
    """Whether rounding alone could hide a jump of the smallest size within a piece."""
    least = ctx.settings.norm("sprong_kleinste_eurocent")
    return any(line.profile.spread >= least for line in track.lines)


def _coarse(track: Track) -> Text:
    spread = max(float(line.profile.spread) for line in track.lines)
    return Text(
        "{household}, langs {axis}: de wet rondt hier zo grof af dat een sprong tot {spread} ongezien kan blijven.",
        "{household}, along {axis}: the law rounds so coarsely here that a cliff of up to {spread} may stay unseen.",
    ).format(household=track.household.name, axis=track.axis.name, spread=money(spread))


def _intro(ctx: Context) -> Text:
    least = ctx.settings.norm("sprong_kleinste_eurocent")
    return Text(
        "Van zes gewone huishoudens is het netto inkomen gevolgd terwijl een ding verandert: het inkomen, de huur, het "
        "spaargeld, de uren opvang of de betaalde kosten van opvang. Dat gebeurt niet met stappen maar met algebra: elke "
        "voorwaarde in de wet waar het bedrag omslaat of knikt, is gevonden, met het artikel. Langs leeftijden is elke "
        "geboortedag doorgerekend. Een sprong telt vanaf {least} per jaar.",
        "The net income of six ordinary households was followed while one thing changes: income, rent, savings, hours of "
        "childcare or the costs paid for it. This is done by algebra and not by steps: every condition in the law at which "
        "the amount jumps or bends was found, with its article. Along ages every date of birth was run. A jump counts from "
        "{least} a year.",
    ).format(least=money(least))


def _jumps(ctx: Context, made: list[Track], close: Near) -> Figure:
    every = [(track, alike) for track in made for alike in _alike(ctx, track)]
    every.sort(key=lambda item: -_depth(item[1][0]))
    return figure(
        ctx,
        ID,
        "tabel",
        Text("Sprongen in het netto inkomen, grootste eerst", "Jumps in net income, largest first"),
        Text(
            "Hoeveel een huishouden er per jaar op achteruitgaat als het net over de grens gaat, voor en na het voornemen; "
            "een min betekent vooruit.",
            "How much a household loses a year when it just crosses the limit, before and after the proposal; a minus is a "
            "gain.",
        ),
        (
            Column("huishouden", Text("Huishouden", "Household")),
            Column("langs", Text("Wat verandert", "What changes")),
            Column("plaats", Text("Waar de sprong ligt", "Where the jump is")),
            Column("voor", Text("Verlies voor", "Loss before"), "eurocent_per_jaar"),
            Column("na", Text("Verlies na", "Loss after"), "eurocent_per_jaar"),
            Column("soort", Text("Door het voornemen", "By the proposal")),
            Column("artikel", Text("Komt door", "Caused by")),
            Column(
                "dichtbij", Text("Krijgt de regeling en zit er vlak bij", "Receives it and is close"), "huishoudens"
            ),
        ),
        [_row(ctx, track, alike, close) for track, alike in every],
        unit="eurocent_per_jaar",
        source=_source(ctx),
        range_=per_row(ctx.full),
        note=Text(
            "Vlak bij is: " + "; ".join(f"{t.axis.name.nl} binnen {t.axis.near_text.nl}" for t in _axes(made)) + ". "
            "Leeg betekent: niet te tellen, omdat de voorwaarde over huisgenoten gaat of geen ja of nee is. "
            "De telling geldt voor de voorwaarde in "
            "de wet en is daarom voor alle soorten huishoudens samen.",
            "Close is: " + "; ".join(f"{t.axis.name.en} within {t.axis.near_text.en}" for t in _axes(made)) + ". "
            "Empty means: cannot be counted, because the condition is about housemates or is no yes or no. "
            "The count is for the condition in the "
            "law and so for all kinds of households together.",
        ),
    )


def _axes(made: list[Track]) -> list[Track]:
    """One track for every fact that varies."""
    return list({track.axis.id: track for track in made}.values())


def _depth(pair: JumpPair) -> int:
    return max(fall(pair.before), fall(pair.after))


def _alike(ctx: Context, track: Track) -> list[list[JumpPair]]:
    """Jumps of one article with the same lot (a table with many steps) together, the deepest first."""
    groups: dict[tuple[str | None, Text | None], list[JumpPair]] = {}
    for pair in sorted(track.pairs, key=_depth, reverse=True):
        place = place_of(ctx, "na" if pair.after else "voor", pair.shown)
        groups.setdefault((kind_of(ctx, pair), place.text if place else None), []).append(pair)
    return list(groups.values())


def _row(ctx: Context, track: Track, alike: list[JumpPair], close: Near) -> Mapping[str, Cell]:
    pair, more = alike[0], len(alike) - 1
    role: Role = "na" if pair.after else "voor"
    place = place_of(ctx, role, pair.shown)
    at = shown(track, pair.shown.start)
    if more:
        at = Text(
            "{at}; ook op {more} andere plaatsen, minder diep", "{at}; also in {more} other places, less deep"
        ).format(at=at, more=more)
    name = field_of(track.axis, track.household)
    counted = [close.of(role)[key] for p in alike if (key := key_of(p.shown, name)) in close.of(role)]
    losses = [0 if jump is None else jump.loss for jump in (pair.before, pair.after)]
    return {
        "huishouden": track.household.name,
        "langs": track.axis.name,
        "plaats": at,
        "voor": losses[0],
        "na": losses[1],
        "soort": change_text(ctx, *losses),
        "artikel": place.text if place else None,
        "dichtbij": round(count(np.any(counted, axis=0), ctx.weights, ctx.full).value) if counted else None,
    }


def _drawn(made: list[Track]) -> list[Track]:
    """The curves to draw: per fact those that the proposal changes most; when none changes, the first along income."""
    changed = [(change, track) for track in made if (change := _change(track))]
    drawn: list[Track] = []
    for axis in dict.fromkeys(track.axis.id for track in made):
        along = sorted((item for item in changed if item[1].axis.id == axis), key=lambda item: -item[0])
        drawn += [track for _, track in along[:_FIRST]]
    return drawn[:_DRAWN] or [t for t in made if t.axis.id == "inkomen"][:_FIRST]


def _change(track: Track) -> int:
    """The largest difference between before and after at the jumps and at points spread evenly along the fact."""
    parts = track.lines.after.profile.parts
    low, high = parts[0].low, parts[-1].high
    places = {low + (high - low) * i // _COMPARED for i in range(_COMPARED + 1)}
    places |= {jump.after for role in ROLES for jump in track.jumps.of(role)}
    values = ((track.lines.before.exact.at(x), track.lines.after.exact.at(x)) for x in places)
    return max((abs(one - other) for one, other in values if one is not None and other is not None), default=0)


def _curve(ctx: Context, track: Track) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        worst = sorted(track.jumps.of(role), key=lambda jump: -abs(jump.size))[:_MARKS]
        marks = {jump.x: _mark(ctx, role, jump) for jump in worst}
        marked: set[int] = set()
        for x, value in points(track.lines.of(role), track.jumps.of(role)):
            rows.append(
                {
                    "x": x,
                    "netto": value,
                    "kant": SIDE.of(role),
                    "sprong": None if x in marked else marks.get(x),
                }
            )
            marked.add(x)
    return figure(
        ctx,
        ID,
        f"lijn-{track.household.id}-{track.axis.id}",
        Text("{household}: netto inkomen langs {axis}", "{household}: net income along {axis}").format(
            household=track.household.name, axis=track.axis.name
        ),
        Text(
            "Het netto besteedbare inkomen per jaar, voor en na het voornemen. Een steile val is een sprong; het artikel "
            "staat erbij. De andere gegevens van het huishouden blijven gelijk.",
            "Net disposable income a year, before and after the proposal. A steep fall is a jump, with its article. The "
            "other facts of the household stay the same.",
        ),
        (
            Column("x", _upper(track.axis.name), _UNITS[track.axis.id]),
            Column("netto", Text("Netto per jaar", "Net a year"), "eurocent_per_jaar"),
            KANT,
            Column("sprong", Text("Sprong", "Jump")),
        ),
        rows,
        unit="eurocent_per_jaar",
        source=Text(
            "Wetten als stukken van veeltermen, exact op elk getekend punt",
            "Laws as pieces of polynomials, exact at every drawn point",
        ),
        chart="line",
        encoding=Encoding(category="x", value="netto", series="kant", mark="sprong"),
    )


def _upper(text: Text) -> Text:
    return Text(text.nl[:1].upper() + text.nl[1:], (text.en or "")[:1].upper() + (text.en or "")[1:])


def _mark(ctx: Context, role: Role, jump: Jump) -> Text:
    place = place_of(ctx, role, jump)
    why = place.text if place else Text("", "")
    way = ("verlies", "loss") if jump.loss > 0 else ("winst", "gain")
    size = abs(jump.size)
    return Text("{size} {way} ({why})", "{size} {way} ({why})").format(size=money(size), way=Text(*way), why=why)


def _source(ctx: Context) -> Text:
    return on_people(
        ctx,
        "Wetten als stukken van veeltermen, voor zes huishoudens (data/assess/huishoudtypen.yaml); geteld op {}",
        "Laws as pieces of polynomials, for six households (data/assess/huishoudtypen.yaml); counted on {}",
    )


TEST = Test(ID, run, cases=True)
