"""The row on the risk of disruption: the worst of all queues, with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.assess.aspects.queues.findings import LARGE, LEVELS, MEDIUM, MORE, level, phone_level
from uitvoerbaar.assess.aspects.queues.measure import Measured, late
from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.numbers import percent
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Figure, Finding, KaderRow, Text


def row(ctx: Context, found: Measured, made: Sequence[Finding], figures: Sequence[Figure]) -> KaderRow:
    """groot, gemiddeld or klein; always partly assessed, for the staff of today is assumed."""
    worst = max(
        [0, *(level(ctx, each) for each in found.queues), *(phone_level(ctx, each) for _, each in found.phones)]
    )
    if found.full:
        worst = len(LEVELS) - 1
    return KaderRow(
        "procesverstoringen",
        "gedeeltelijk",
        LEVELS[worst],
        _why(ctx, found),
        findings=tuple(each.id for each in made),
        figures=tuple(each.id for each in figures),
    )


def _why(ctx: Context, found: Measured) -> Text:
    """The arithmetic: each queue with its share late, and the bounds."""
    parts = [
        Text(
            "{who}: van de besluiten die een mens neemt is {before} procent te laat en wordt dat {after} procent "
            "(met werving {recruited}).",
            "{who}: of the decisions that a person takes {before} percent are late, and under the proposal {after} percent "
            "({recruited} with recruitment).",
        ).format(who=each.name, **dict(zip(_LATE, (percent(late(o), 0) for o in each.outcomes), strict=True)))
        for each in found.queues
        if each.slowest is not None and not each.unseen
    ]
    parts += [
        Text(
            "{who}, telefoon: in de slechtste maand bereikt {after} procent iemand.",
            "{who}, telephone: in the worst month {after} percent reach somebody.",
        ).format(who=name, after=percent(min(each.after), 1))
        for name, each in found.phones
    ]
    parts += [
        Text("{name}: de voorraad is al boven de norm.", "{name}: the stock is above the norm already.").format(
            name=each.stock.name
        )
        for each in found.full
    ]
    parts.append(
        Text(
            "Klein tot {medium} procent te laat, groot boven {large} procent, als het voornemen er {more} procentpunt "
            "of meer bij doet; "
            "gerekend met de mensen van nu, en die zijn aangenomen.",
            "Small up to {medium} percent late, large above {large} percent, when the proposal adds {more} percentage "
            "point or more; "
            "computed with the staff of today, and that is assumed.",
        ).format(
            medium=percent(ctx.settings.norm(MEDIUM)),
            large=percent(ctx.settings.norm(LARGE)),
            more=percent(ctx.settings.norm(MORE)),
        )
    )
    return SPACE.join(parts)


_LATE = ("before", "after", "recruited")
