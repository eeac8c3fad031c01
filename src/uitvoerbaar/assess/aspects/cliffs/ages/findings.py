"""A step along an age that the proposal makes, enlarges or takes away as a finding, and who lives close to a step."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.aspects.cliffs.ages.steps import BIRTH, AgeTrack, Step, age_at, born
from uitvoerbaar.assess.aspects.cliffs.findings import GONE, GRADUALLY, Place, kind_of_fall, place_at, severity_of
from uitvoerbaar.assess.aspects.cliffs.household_types import AgeAxis
from uitvoerbaar.assess.cases.simplest import command, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.claim import of_all
from uitvoerbaar.assess.words import told
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.batch.people import YEAR_STEP, array_of, date_code
from uitvoerbaar.findings import Finding, Outcome, SmallestCase, Text
from uitvoerbaar.law.registers import PERSON


def close_to(ctx: Context, axis: AgeAxis, step: Step) -> Bools:
    """Households with a head (or any child) whose birthday is within the bound of the step.

    For a loss only those that receive the scheme now, when it is one that people apply for.
    """
    role = step.role
    people = ctx.people.of(role)
    at = date_code(step.older.year, step.older.month, step.older.day)
    if axis.table == PERSON:
        births = array_of(people.columns[BIRTH])[ctx.heads]
        found = np.asarray(np.abs(births.astype(np.int64) - at) <= axis.near * YEAR_STEP)
    else:
        children = people.collections["kinderen"]
        births = array_of(children.columns[BIRTH])
        births = births if children.index is None else births[children.index]
        near = np.concatenate([[0], np.cumsum(np.abs(births.astype(np.int64) - at) <= axis.near * YEAR_STEP)])
        found = near[children.stop[ctx.heads]] > near[children.start[ctx.heads]]
    if step.fall(role) and step.scheme is not None and step.scheme.applied is not None:
        column = ctx.household_column(role, step.scheme)
        if column is not None:
            found &= column > 0
    return found


def place_of_step(ctx: Context, step: Step) -> Place:
    """Where the law makes the step."""
    place = step.place
    return place_at(ctx, step.role, place.law, place.article, place.line)


def age_text(ctx: Context, step: Step) -> Text:
    """The age at which the step comes, in words."""
    years, months = age_at(step.older, ctx.sides.of(step.role).date)
    if not months:
        return Text("{years} jaar", "{years} years").format(years=years)
    unit_nl, unit_en = ("maand", "month") if months == 1 else ("maanden", "months")
    return Text(f"{years} jaar en {months} {unit_nl}", f"{years} years and {months} {unit_en}")


def age_findings(ctx: Context, test: str, made: list[AgeTrack]) -> list[Finding]:
    """One finding per article and age: by the household type that it hits hardest."""
    worst: dict[tuple[str, str, str, str], tuple[int, AgeTrack, Step]] = {}
    for track in made:
        for step in track.steps:
            before, after = step.fall("voor"), step.fall("na")
            kind = kind_of_fall(ctx, before, after)
            if kind is None:
                continue
            key = kind, step.place.law, step.place.article, track.axis.id
            if key not in worst or abs(after - before) > worst[key][0]:
                worst[key] = abs(after - before), track, step
    return [_finding(ctx, test, key[0], track, step) for key, (_, track, step) in worst.items()]


def _finding(ctx: Context, test: str, kind: str, track: AgeTrack, step: Step) -> Finding:
    role: Role = "voor" if kind == "weg" else "na"
    place, household, axis = place_of_step(ctx, step), track.household, track.axis
    young, old = (born(household, axis, day) for day in (step.younger, step.older))
    net = ctx.settings.net
    return Finding(
        id=f"{test}-{kind}-{place.law}-{place.article}-leeftijd-{axis.id}".replace(" ", "-"),
        test=test,
        severity=severity_of(ctx, kind, step.fall("na") - step.fall("voor")),
        title=_title(ctx, kind, track, step),
        explanation=_explanation(kind, track, step, place),
        whom=Text("Voorbeeld: {household}", "Example: {household}").format(household=household.name),
        law=place.law,
        article=place.article,
        households=of_all(close_to(ctx, axis, step), ctx.weights, ctx.full, on_people(ctx)).households,
        smallest_case=None if kind == "weg" else _case(ctx, track, step),
        command=command(net.law, net.output, ctx.sides.of(role).date, young, ctx.proposal.called, role, old),
        mend=None if kind == "weg" else GRADUALLY,
        url=place.url,
        file=place.file,
        line=place.line or None,
    )


def _title(ctx: Context, kind: str, track: AgeTrack, step: Step) -> Text:
    age, whose = age_text(ctx, step), track.axis.name
    before, after = step.fall("voor"), step.fall("na")
    at = Text("bij {age} ({whose})", "at {age} ({whose})").format(age=age, whose=whose)
    if kind == "nieuw":
        return Text(
            "Nieuwe sprong {at}: een dag ouder kost {after} per jaar",
            "New cliff {at}: a day older costs {after} a year",
        ).format(at=at, after=money(after))
    if kind == "groter":
        return Text(
            "Grotere sprong {at}: een dag ouder kost {after} in plaats van {before} per jaar",
            "Larger cliff {at}: a day older costs {after} instead of {before} a year",
        ).format(at=at, after=money(after), before=money(before))
    return Text(
        "Sprong verdwijnt {at}: een dag ouder kostte {before} per jaar",
        "Cliff disappears {at}: a day older used to cost {before} a year",
    ).format(at=at, before=money(before))


_CAUSED = Text("De sprong komt door {place}.", "It is caused by {place}.")
_MOST = Text("Het meest verandert {scheme}.", "What changes most is {scheme}.")
_COUNTED = Text(
    "Geteld zijn huishoudens met iemand die binnen {near} van deze leeftijd is en die de regeling nu krijgen.",
    "Counted are households with somebody within {near} of this age that now receive the scheme.",
)


def _explanation(kind: str, track: AgeTrack, step: Step, place: Place) -> Text:
    sentences = [_CAUSED.format(place=place.text)]
    if step.scheme is not None:
        sentences.append(_MOST.format(scheme=step.scheme.name.inside))
    sentences.append(_COUNTED.format(near=track.axis.near_text))
    if kind == "weg":
        sentences.append(GONE)
    return SPACE.join(sentences)


def _case(ctx: Context, track: AgeTrack, step: Step) -> SmallestCase:
    net, household = ctx.settings.net, track.household
    cases = [born(household, track.axis, day) for day in (step.younger, step.older)]
    explained = [ctx.explainer("na").explain(net.law, net.output, ctx.sides.after.date, case) for case in cases]
    values = [int(one.value) for one in explained]
    age, whose = age_text(ctx, step), track.axis.name
    return SmallestCase(
        situation=situation(cases[0], explained, ctx.catalogue),
        before=Outcome(
            Text("{net} een dag voor {age}", "{net} a day before {age}").format(net=net.name, age=age),
            values[0],
            "eurocent_per_jaar",
        ),
        after=Outcome(
            Text("{net} bij {age}", "{net} at {age}").format(net=net.name, age=age), values[1], "eurocent_per_jaar"
        ),
        mistake=None,
        loss=values[0] - values[1],
        ratio=None,
        trace=told(explained[1]),
        loss_reference=-step.size.before,
        story=Text(
            "{household}. Een dag voor de {whose} {age} is, heeft dit huishouden {before} netto "
            "per jaar. Een dag later is dat {after}: {loss} minder.",
            "{household}. A day before the {whose} is {age}, this household has {before} net "
            "a year. A day later that is {after}: {loss} less.",
        ).format(
            household=household.name,
            whose=whose,
            age=age,
            before=money(values[0]),
            after=money(values[1]),
            loss=money(values[0] - values[1]),
        ),
    )
