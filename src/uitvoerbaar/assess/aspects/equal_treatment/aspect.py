"""Equal treatment: do groups get, win or lose differently by the proposal, and which facts stand for a ground?"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.equal_treatment.figures import CAN, ID, SHORT, chances, losses, name_of, proxies, shown
from uitvoerbaar.assess.aspects.equal_treatment.measure import Selected, Unequal, select, unequal
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.protected_grounds.grounds import Ground, Measured, load_grounds, measure
from uitvoerbaar.assess.protected_grounds.proxies import associations, inputs
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.engine.explain.dutch import listed, words
from uitvoerbaar.findings import Finding, Group, TestRun, Text

_TITLE = Text("Gelijke behandeling", "Equal treatment")
_SINCE = Text(
    "Kijk of dit verschil een doel dient dat deugt en of het ook anders kan; leg dat vast. Vraag zo nodig onderzoek met "
    "CBS-microdata, ook naar herkomst.",
    "See whether this difference serves a legitimate aim and whether it can be done otherwise; put that on record. If needed "
    "ask for research with CBS microdata, also on origin.",
)


def run(ctx: Context) -> Outcome:
    """Chances, amounts and losses by ground; findings only for what the proposal changes."""
    ctx = part_of(ctx)
    selected = select(ctx) if ctx.common_outcome else None
    if selected is None:
        why = Text(
            "Het voornemen verandert geen regeling die voor en na is te berekenen en iets uitkeert.",
            "The proposal changes no scheme that pays out and can be computed before and after.",
        )
        return not_done(ID, _TITLE, CAN, why)
    measured, missing = measure(ctx, load_grounds())
    found = [unequal(ctx, item, selected) for item in measured]
    protected = [item for item in measured if item.ground.kind == "beschermd"]
    read = ctx.sides.map(lambda side: inputs(side.nodes[s.id] for s in selected.schemes))
    used = read.map(lambda names: {name for name in names if not name.startswith("aanvraag_")})
    most = int(ctx.settings.norm("gelijk_steekproef_huishoudens"))
    codes = {item.ground.id: item.groups.codes for item in protected}
    close = associations(ctx, sorted(used.before | used.after), codes, most)
    figures = [*losses(ctx, found), chances(ctx, found, selected)]
    if close and protected:
        figures.append(proxies(ctx, close, used, [item.ground for item in protected]))
    findings = [
        _hit(ctx, found, selected),
        _less_chance(ctx, found, selected),
        _new_facts(ctx, close, used, [item.ground for item in protected], selected),
    ]
    run_ = TestRun(ID, _TITLE, CAN, "gedeeltelijk" if missing else "uitgevoerd", tuple(missing))
    return Outcome(run_, [f for f in findings if f is not None], figures)


def _candidates(found: list[Unequal]) -> list[tuple[Unequal, int]]:
    """The groups of a protected ground, and of a vulnerable group those who are in it (the second of no and yes)."""
    return [
        (item, i)
        for item in found
        if item.measured.ground.kind != "overig"
        for i in range(item.measured.ground.kind == "kwetsbaar", len(item.measured.groups.labels))
    ]


def _hit(ctx: Context, found: list[Unequal], selected: Selected) -> Finding | None:
    """The groups that lose more often than others, certainly above the norm."""
    norm = ctx.settings.norm
    bad = [
        (item, i, float(item.loses_ratio.value[i]))
        for item, i in _candidates(found)
        if shown(ctx, item.loses, i)
        and item.loses.value[i] >= norm("gelijk_verlies_aandeel")
        and item.loses.value[i] > item.loses.half[i]
        and item.loses_ratio.low[i] > norm("gelijk_verlies_verhouding")
    ]
    if not bad:
        return None
    bad.sort(key=lambda entry: -entry[2])
    names = [_name(item.measured, i) for item, i, _ in bad]
    nl = listed([f"{name.nl} ({_often(ratio)[0]})" for name, (_, _, ratio) in zip(names, bad, strict=True)])
    en = listed([f"{name.en} ({_often(ratio)[1]})" for name, (_, _, ratio) in zip(names, bad, strict=True)], "and")
    first = names[0]
    return _finding(
        ctx,
        "geraakt",
        selected,
        Text(
            f"Vaker achteruit dan anderen: {first.nl}",
            f"Losing more often than others: {first.en}",
        ),
        Text(
            f"Van wie {name_of(selected).nl} krijgt, gaan deze groepen er vaker op achteruit dan anderen: {nl}. {SHORT.nl}",
            f"Of those who get {name_of(selected).en}, these groups lose more often than others: {en}. {SHORT.en}",
        ),
        bad[0][0].measured,
        bad[0][1],
        selected.lost.values > 0,
        tuple(_group(item, i, item.loses.above[i], item.loses.value[i]) for item, i, _ in bad[:3]),
        selected.users.values > 0,
    )


def _often(ratio: float) -> tuple[str, str]:
    if math.isinf(ratio):
        return "anderen niet", "others do not"
    return f"{decimal_nl(round(ratio, 1))} keer zo vaak", f"{ratio:.1f} times as often"


def _less_chance(ctx: Context, found: list[Unequal], selected: Selected) -> Finding | None:
    """The groups whose chance on the scheme falls behind that of others by the proposal, certainly beyond the norm."""
    limit = ctx.settings.norm("gelijk_kans_verhouding")
    bad: list[tuple[Unequal, int, float]] = []
    for item, i in _candidates(found):
        before, after = item.chance_ratio.before, item.chance_ratio.after
        if not math.isfinite(before.value[i]) or math.isinf(after.value[i]) or not shown(ctx, item.chance.after, i):
            continue  # nobody in the group, or nobody else, gets anything
        if not item.chance.after.above.any():
            continue  # nobody at all gets it any more: no group falls behind another
        if math.isnan(after.value[i]):
            change = highest = 0.0  # the group no longer gets anything
        else:
            change = float(after.value[i] / before.value[i])
            # The same households on both sides: taking the two intervals as independent makes this wider, not narrower.
            spread = math.hypot(math.log(after.high[i] / after.value[i]), math.log(before.high[i] / before.value[i]))
            highest = change * math.exp(spread)
        if highest < limit:
            bad.append((item, i, change))
    if not bad:
        return None
    bad.sort(key=lambda entry: entry[2])
    what = name_of(selected)

    def told(item: Unequal, i: int, lang: str) -> str:
        was, now = (item.chance_ratio.of(role).value[i] for role in ROLES)
        name = _name(item.measured, i)
        now = 0.0 if math.isnan(now) else now
        if lang == "nl":
            return (
                f"{name.nl} (van {decimal_nl(round(was, 2))} naar {decimal_nl(round(now, 2))} keer de kans van anderen)"
            )
        return f"{name.en} (from {was:.2f} to {now:.2f} times the chance of others)"

    first = _name(bad[0][0].measured, bad[0][1])
    return _finding(
        ctx,
        "kans",
        selected,
        Text(
            f"Minder kans op {what.nl} tegenover anderen: {first.nl}",
            f"Less chance of {what.en} against others: {first.en}",
        ),
        Text(
            f"Door het voornemen verschuift de kans op {what.nl}: {listed([told(i, n, 'nl') for i, n, _ in bad])}. {SHORT.nl}",
            f"By the proposal the chance of {what.en} shifts: {listed([told(i, n, 'en') for i, n, _ in bad], 'and')}. {SHORT.en}",
        ),
        bad[0][0].measured,
        bad[0][1],
        (selected.amounts.before > 0) & (selected.amounts.after == 0),
        tuple(_group(item, i, item.chance.after.above[i], item.chance.after.value[i]) for item, i, _ in bad[:3]),
    )


def _new_facts(
    ctx: Context,
    close: Mapping[str, Mapping[str, float]],
    used: Pair[set[str]],
    grounds: list[Ground],
    selected: Selected,
) -> Finding | None:
    """Facts that the law uses only after the proposal and that are, or go closely with, a protected ground."""
    limit = ctx.settings.norm("gelijk_samenhang")
    new = used.after - used.before
    found: list[tuple[str, Ground, float | None]] = []
    for ground in grounds:
        for name in sorted(new):
            if name in ground.fields:
                found.append((name, ground, None))
            elif name in close and close[name][ground.id] >= limit:
                found.append((name, ground, close[name][ground.id]))
    if not found:
        return None

    def told(name: str, ground: Ground, v: float | None, lang: str) -> str:
        if lang == "nl":
            how = "is zelf die grond" if v is None else f"samenhang {decimal_nl(round(v, 2))}"
            return f"“{words(name)}” met {ground.name.nl.lower()} ({how})"
        how = "is that ground itself" if v is None else f"association {v:.2f}"
        return f"“{words(name)}” with {str(ground.name.en).lower()} ({how})"

    first = found[0]
    return _finding(
        ctx,
        "gegeven",
        selected,
        Text(
            "De wet gaat “{fact}” gebruiken, dat samengaat met {ground}",
            "The law will use “{fact}”, which goes with {ground}",
        ).format(fact=words(first[0]), ground=first[1].name.lower),
        Text(
            f"Nieuw in de regels: {listed([told(*entry, 'nl') for entry in found])}. Zo'n gegeven kan onderscheid maken zonder "
            "het te noemen; of dat mag, moet worden gewogen.",
            f"New in the rules: {listed([told(*entry, 'en') for entry in found], 'and')}. Such a fact can make a distinction "
            "without naming it; whether that is allowed must be weighed.",
        ),
        None,
        0,
        None,
        (),
    )


def _finding(
    ctx: Context,
    id_: str,
    selected: Selected,
    title: Text,
    explanation: Text,
    measured: Measured | None,
    group: int,
    chosen: np.ndarray[tuple[int], np.dtype[np.bool_]] | None,
    groups: tuple[Group, ...],
    among: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None,
) -> Finding:
    changed = next((c for c in ctx.proposal.changes if c.law in {s.law for s in selected.schemes}), None)
    group_name = None if measured is None else _name(measured, group)
    number = None
    if measured is not None and group_name is not None and chosen is not None:
        here = measured.groups.codes == group
        if among is not None:
            here &= among
        who = "{group}" if among is None else "{group}, die {scheme} krijgt"
        english = "{group}" if among is None else "{group}, of those who get {scheme}"
        told = Text(f"de groep {who}", f"the group {english}").format(group=group_name, scheme=name_of(selected))
        number = claim(chosen, here, ctx.weights, ctx.full, on_people(ctx), told).households
    return Finding(
        id=f"{ID}-{id_}",
        test=ID,
        severity="aandacht",
        title=title,
        explanation=explanation,
        whom=_PROTECTED if group_name is None else group_name.capital,
        law=changed.law if changed else selected.schemes[0].law,
        article=changed.article if changed else None,
        households=number,
        smallest_case=None,
        command=ctx.command,
        mend=_SINCE,
        groups=groups,
        url=changed.url if changed else None,
    )


_PROTECTED = Text("Groepen met een verboden grond", "Protected groups")


def _name(measured: Measured, group: int) -> Text:
    """A group inside a sentence: with what it is a group of, but for who has a mark or not, whose name says that."""
    label = measured.groups.labels[group].lower
    if measured.groups.title in measured.groups.labels:
        return label
    return Text("{ground} {label}", "{ground} {label}").format(ground=measured.ground.name.lower, label=label)


def _group(item: Unequal, group: int, number: float, part: float) -> Group:
    return Group(item.measured.groups.labels[group], round(float(number)), round(float(part), 4))


def _others(number: int) -> tuple[str, str]:
    if not number:
        return "", ""
    return (
        f" en nog {number} groep" + ("en" if number > 1 else ""),
        f" and {number} more group" + ("s" if number > 1 else ""),
    )


TEST = Test(ID, run)
