"""Findings on poverty: people or children who come below a line, and those who come above it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uitvoerbaar.assess.aspects.poverty.figures import ID, rounded, said
from uitvoerbaar.assess.changed import blamed
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.groups import mostly, types_hit
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.assess.poverty.change import Change, change, play
from uitvoerbaar.assess.poverty.lines import Who
from uitvoerbaar.assess.poverty.measure import Measured
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.findings import Finding, Severity, Text

_WHO: dict[Who, Text] = {"kinderen": Text("kinderen", "children"), "personen": Text("mensen", "people")}
_HOMES: dict[Who, Text] = {
    "kinderen": Text("de huishoudens met kinderen", "the households with children"),
    "personen": Text("de huishoudens die meetellen", "the households that count"),
}


def findings(ctx: Context, lines: Sequence[Measured]) -> list[Finding]:
    """For each line one finding when many come below it, and one, for information, when far more come above it."""
    return [made for each in lines for made in (_below(ctx, each), _above(ctx, each)) if made is not None]


def _below(ctx: Context, each: Measured) -> Finding | None:
    """Who comes below a line: told of children where enough of them do, else of everybody.

    Of whom the model can measure that there are more or fewer goes first: a change of children that is too small to measure
    would hide one of everybody that is certain, and take its severity along.
    """
    least = ctx.settings.norm("armoede_bevinding_aandeel")
    enough: list[tuple[Who, Estimate, Change]] = []
    for who in _WHO:
        fallen = each.people(who, each.fallen)
        if fallen.low > 0 and fallen.value > least * each.everybody(who) > 0:
            enough.append((who, fallen, change(each, who, play(ctx))))
    if not enough:
        return None
    who, fallen, net = next((one for one in enough if one[2].telling), enough[0])
    return _finding(ctx, each, who, each.fallen, fallen, net, _severity(ctx, each, who, net), below=True)


def _above(ctx: Context, each: Measured) -> Finding | None:
    least = ctx.settings.norm("armoede_bevinding_aandeel")
    for who in ("kinderen", "personen"):
        net = change(each, who, play(ctx))
        if net.telling and -net.value > least * each.everybody(who) > 0:
            risen = each.people(who, each.risen)
            return _finding(ctx, each, who, each.risen, risen, net, "informatie", below=False)
    return None


def _severity(ctx: Context, each: Measured, who: Who, net: Change) -> Severity:
    grave = ctx.settings.norm("armoede_ernstig_aandeel") * each.everybody(who)
    return "ernstig" if net.telling and net.value > grave else "aandacht"


def _finding(
    ctx: Context,
    each: Measured,
    who: Who,
    crossing: Bools,
    crossed: Estimate,
    net: Change,
    severity: Severity,
    *,
    below: bool,
) -> Finding:
    holds = each.homes.counted & (each.homes.of[who] > 0)
    crossing = np.asarray(crossing & holds, dtype=np.bool_)
    counted = claim(crossing, holds, each.weights, each.full, on_people(ctx), _HOMES[who])
    law, article, url = blamed(ctx.proposal.changes)
    parts = {"count": rounded(crossed.value), "who": _WHO[who], "line": each.line.name.inside}
    title = (
        Text("{count} {who} komen onder de {line}", "{count} {who} fall below the {line}")
        if below
        else Text("{count} {who} komen boven de {line}", "{count} {who} rise above the {line}")
    )
    return Finding(
        id=f"{ID}-{each.line.id}-{'onder' if below else 'boven'}",
        test=ID,
        severity=severity,
        title=title.format(**parts),
        explanation=Text(
            "Per saldo leven er {net} onder deze grens. De grens is deels aangenomen: zie wat in deze toets ontbreekt.",
            "On balance {net} live below this line. The line is partly assumed: see what is missing in this test.",
        ).format(net=_net(net)),
        whom=mostly(ctx, crossing, Text("Verspreid over alle groepen", "Spread over all groups")),
        law=law,
        article=article,
        households=counted.households,
        smallest_case=None,
        command=ctx.command,
        mend=_MEND if below else None,
        groups=types_hit(ctx, crossing),
        url=url,
    )


_MEND = Text(
    "Zie wie onder de grens komt en door welke regeling, en houd die huishoudens op hun inkomen van nu.",
    "See who comes below the line and by which scheme, and keep those households at their income of now.",
)


def _net(net: Change) -> Text:
    """The net change inside a sentence."""
    if net.value == 0:
        return Text("evenveel", "as many")
    if not net.telling:
        return Text("iets meer of minder (te weinig om te meten)", "slightly more or fewer (too few to measure)")
    return said(net)
