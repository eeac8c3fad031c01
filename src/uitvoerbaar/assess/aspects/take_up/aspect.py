"""Take-up: who is entitled but does not apply, what is left, and what better reach would change."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.take_up.data import load_reach_data
from uitvoerbaar.assess.aspects.take_up.figures import ID, left_step, per_group, per_scheme, scenarios
from uitvoerbaar.assess.aspects.take_up.measure import Reach, all_reach
from uitvoerbaar.assess.aspects.take_up.published import beside_published
from uitvoerbaar.assess.changed import blamed
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.rounded import at_step
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.findings import Finding, Severity, TestRun, TestStatus, Text

_TITLE = Text("Bereik: wie vraagt niet aan", "Reach: who does not apply")
_MILLION = 100 * 1_000_000


def run(ctx: Context) -> Outcome:
    """Non-take-up before and after; one finding per scheme of which the proposal leaves more behind."""
    ctx = part_of(ctx)
    found = all_reach(ctx)
    asked = [scheme for scheme in ctx.settings.schemes if scheme.applied is not None]
    missing = tuple(
        Text(
            "{scheme}: niet te berekenen voor en na het voornemen.",
            "{scheme}: cannot be computed before and after the proposal.",
        ).format(scheme=scheme.name)
        for scheme in asked
        if scheme.id not in found
    )
    if not found:
        return not_done(ID, _TITLE, _intro(), *missing)
    data = load_reach_data()
    findings = [f for f in (_finding(ctx, sides) for sides in found.values()) if f is not None]
    figures = [per_scheme(ctx, found), *per_group(ctx, found), scenarios(ctx, found, data)]
    figures.append(beside_published(ctx, found, data))
    status: TestStatus = "gedeeltelijk" if missing else "uitgevoerd"
    return Outcome(TestRun(ID, _TITLE, _intro(), status, missing), findings, figures)


def _intro() -> Text:
    return Text(
        "Een recht helpt alleen wie het krijgt. Hier staat wie recht heeft maar niet aanvraagt, hoeveel geld er blijft liggen, "
        "en wat een brief of toekennen zonder aanvraag zou veranderen. Wie nieuw recht krijgt, vraagt hier even vaak aan als "
        "wie het al had; in het eerste jaar is dat in werkelijkheid minder.",
        "A right only helps who gets it. Here is who has a right but does not apply, how much money is left, and what a letter "
        "or a grant without an application would change. Who gets a new right applies here as often as who had one; in "
        "reality that is less in the first year.",
    )


def _finding(ctx: Context, sides: Pair[Reach]) -> Finding | None:
    """A finding when the proposal leaves more money or more people behind than the norm allows."""
    before, after = sides.before, sides.after
    money = total(after.left - before.left, ctx.weights, ctx.full)
    people = total(after.missed - before.missed, ctx.weights, ctx.full)
    was = total(before.left, ctx.weights, ctx.full).value
    norm = ctx.settings.norm
    more_money = money.low > 0 and money.value > was * norm("bereik_meer_aandeel")
    more_people = people.low > 0 and people.value > norm("bereik_meer_huishoudens")
    if not (more_money or more_people):
        return None
    severity: Severity = "ernstig" if people.low > norm("bereik_ernstig_huishoudens") else "aandacht"
    scheme = after.scheme.name.inside
    step = left_step(ctx, sides)
    difference = at_step(total(after.left, ctx.weights, ctx.full).value, step) - at_step(was, step)
    millions = decimal(round(difference / _MILLION, 2 if abs(difference) >= _MILLION else 3))
    new = total(after.with_right - before.with_right, ctx.weights, ctx.full).value
    more = (after.left > before.left) & (after.missed > 0)
    who = Text("de huishoudens met recht op {scheme}", "households with a right to {scheme}").format(scheme=scheme)
    counted = claim(more, after.with_right > 0, ctx.weights, ctx.full, on_people(ctx), who)
    _, article, url = blamed([c for c in ctx.proposal.changes if c.law == after.scheme.law])
    return Finding(
        id=f"{ID}-{after.scheme.id}",
        test=ID,
        severity=severity,
        title=Text(
            "Wie niet aanvraagt, loopt samen per jaar {millions} miljoen euro meer {scheme} mis",
            "People who do not apply together miss {millions} million euros more {scheme} a year",
        ).format(millions=millions, scheme=scheme),
        explanation=Text(
            "Door het voornemen hebben {applicants} aanvragers recht op {scheme}. {missed} van hen die recht "
            "hebben, vragen niet aan. Dat volgt uit het niet-gebruik van nu; het voornemen zelf verandert daar niets aan.",
            "By the proposal {applicants} applicants have a right to {scheme}. {missed} of those with a "
            "right do not apply. This follows from non-take-up as it is now; the proposal itself does not change that.",
        ).format(applicants=_more(new), scheme=scheme, missed=_more(people.value)),
        whom=Text(
            "Huishoudens die niet aanvragen en bij wie meer blijft liggen dan voor het voornemen",
            "Households that do not apply and miss more than before the proposal",
        ),
        law=after.scheme.law,
        article=article,
        households=counted.households,
        smallest_case=None,
        command=ctx.command,
        mend=Text(
            "Ken {scheme} toe zonder aanvraag waar de overheid de gegevens al heeft, of schrijf wie recht heeft aan.",
            "Grant {scheme} without an application where the government already holds the data, or write to those entitled.",
        ).format(scheme=scheme),
        url=url,
    )


def _more(number: float) -> Text:
    """A difference in words: 12.000 meer / 12,000 more."""
    change = Text("{size} meer", "{size} more") if number >= 0 else Text("{size} minder", "{size} fewer")
    return change.format(size=numeral(round(abs(number) / 100) * 100))


TEST = Test(ID, run)
