"""A higher loss of extra wage as a finding: for how many, by which law, and the simplest household it happens to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from uitvoerbaar.assess.aspects.marginal_rates.measure import LARGE, Kept
from uitvoerbaar.assess.cases.simplest import case_of_row, command, simplest, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.cases import invented
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.claim import Claim, claim
from uitvoerbaar.assess.people.groups import mostly, types_hit
from uitvoerbaar.assess.people.totals import mean, share
from uitvoerbaar.assess.words import told
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import decimal_nl, money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.reference.values import EvaluationError, is_number
from uitvoerbaar.findings import Finding, Outcome, Severity, SmallestCase, Text
from uitvoerbaar.law.registers.nodes import WAGE

_TRIES = 50
"""Households tried as a simple case, those with the fewest people first."""


def describe(ctx: Context, test: str, kept: Pair[Kept], who: Bools, bound: float) -> Finding | None:
    """The finding that the proposal makes more households lose over `bound` of 1,000 euros; None when it does not."""
    over = each_side(lambda role: kept.of(role).loses_more_than(bound, LARGE))
    paired = over.after.astype(np.int64) - over.before.astype(np.int64)
    rise = mean(paired, who, ctx.weights, ctx.full)
    if rise.value < ctx.settings.norm("marginale_druk_toename") or rise.low <= 0:
        return None
    new = over.after & ~over.before
    case = _find(ctx, kept, new, bound)
    if case is None:
        return None
    shares = each_side(lambda role: share(over.of(role), who, ctx.weights, ctx.full).value)
    blame = _Blame.of(ctx, case)
    counted = claim(new, who, ctx.weights, ctx.full, on_people(ctx), _WITH_WAGE)
    return Finding(
        id=f"{test}-boven-{round(100 * bound)}",
        test=test,
        severity=_severity(ctx, rise.value, bound),
        title=_title(counted, bound),
        explanation=_explanation(shares, counted.share, bound, blame),
        whom=mostly(
            ctx, new, Text("Huishoudens waarvan de hoofdbewoner loon heeft", "Households of which the head has wage")
        ),
        law=blame.law,
        article=blame.article,
        households=counted.households,
        smallest_case=_smallest(ctx, case),
        command=command(
            ctx.settings.net.law,
            ctx.settings.net.output,
            ctx.sides.after.date,
            case,
            ctx.proposal.called,
            "beide" if ctx.one_day else "na",
            earning_more(case),
        ),
        mend=Text(
            "Laat de afbouw langzamer lopen of over een groter stuk inkomen, zodat van meer loon genoeg overblijft.",
            "Let the phase-out run slower or over a wider range of income, so that enough is left of more wage.",
        ),
        groups=types_hit(ctx, new),
        url=blame.url,
    )


def _severity(ctx: Context, rise: float, bound: float) -> Severity:
    """Serious when many more households have less after earning more; else attention."""
    everything = bound >= ctx.settings.norm("marginale_druk_alles")
    return "ernstig" if everything and rise >= ctx.settings.norm("marginale_druk_toename_ernstig") else "aandacht"


def earning_more(case: PersonCase) -> PersonCase:
    """The same household with 1,000 euros more wage for the head."""
    return replace(case, person={**case.person, WAGE: int(case.person.get(WAGE, 0)) + LARGE})


def kept_of(ctx: Context, role: Role, case: PersonCase, scheme: Scheme | None = None) -> int | None:
    """What the scheme (net income when None) changes by 1,000 euros more wage; None when the law has no answer."""
    try:
        values = [_explain(ctx, role, c, scheme).value for c in (case, earning_more(case))]
    except EvaluationError:
        return None
    return int(values[1] - values[0]) if all(is_number(v) for v in values) else None


def _explain(ctx: Context, role: Role, case: PersonCase, scheme: Scheme | None = None) -> Explanation:
    asked = scheme or ctx.settings.net
    return ctx.explainer(role).explain(asked.law, asked.output, ctx.sides.of(role).date, case)


def _find(ctx: Context, kept: Pair[Kept], new: Bools, bound: float) -> PersonCase | None:
    """A household with as few people as can be, made simple, that crosses the bound by the proposal."""
    rows = np.flatnonzero(new)
    order = rows[np.lexsort((kept.after.by_step[LARGE][rows], ctx.members[rows]))][:_TRIES]

    def crosses(case: PersonCase) -> bool:
        if not case.person.get(WAGE):
            return False
        before, after = (kept_of(ctx, role, case) for role in ROLES)
        least = LARGE - bound * LARGE
        return before is not None and after is not None and after < least <= before

    for row in order:
        case = case_of_row(ctx.people.after, int(ctx.heads[row]), ctx.catalogue)
        if crosses(case):
            shown = invented(ctx, simplest(case, crosses), crosses)
            if shown is not None:
                return shown
    return None


@dataclass(frozen=True, slots=True)
class _Blame:
    """The scheme by which the household loses most more than before, and its article."""

    scheme: Scheme | None
    law: str | None = None
    article: str | None = None
    url: str | None = None

    @staticmethod
    def of(ctx: Context, case: PersonCase) -> _Blame:
        worst: tuple[int, Scheme] | None = None
        for scheme in ctx.settings.schemes:
            if not all(scheme.id in ctx.sides.of(role).nodes for role in ROLES):
                continue
            before, after = (kept_of(ctx, role, case, scheme) for role in ROLES)
            if before is None or after is None:
                continue
            more = (before - after) * (1 if scheme.spends else -1)
            if more > 0 and (worst is None or more > worst[0]):
                worst = more, scheme
        if worst is None:
            return _Blame(None)
        top = _explain(ctx, "na", case, worst[1]).trace
        law = ctx.sides.after.corpus.select(worst[1].law, ctx.sides.after.date)
        url = next((a.url for a in law.articles if a.number == top.article), None)
        return _Blame(worst[1], top.law, top.article, url)


_WITH_WAGE = Text("de huishoudens waarvan de hoofdbewoner loon heeft", "households of which the head has wage")


def _title(counted: Claim, bound: float) -> Text:
    return Text(
        "{part} houdt door het voornemen minder dan {kept} procent over van extra loon, en zonder het voornemen meer",
        "{part} will keep less than {kept} percent of any extra wages, and kept more before the proposal",
    ).format(part=counted.part, kept=round(100 * (1 - bound)))


def _nl(percent: float) -> str:
    return decimal_nl(round(percent, 2))


_KEEP_LESS = Text(
    "Van 1.000 euro meer loon per jaar houden zij minder dan {kept} euro over.",
    "Of 1,000 euros more wage a year they keep less than {kept} euros.",
)
_BLAMED = Text("Dat komt in het eenvoudigste geval door {scheme}.", "In the simplest case this is because of {scheme}.")


def _explanation(shares: Pair[float], new: float, bound: float, blame: _Blame) -> Text:
    before, after = (100 * shares.of(role) for role in ROLES)
    sentences = [
        Text(
            f"In totaal gaat het van {_nl(before)} naar {_nl(after)} procent van de huishoudens "
            "waarvan de hoofdbewoner loon heeft.",
            f"In all it goes from {before:.2f} to {after:.2f} percent of households of which the head has wage.",
        ),
        *_out(new - (shares.after - shares.before)),
        _KEEP_LESS.format(kept=round(1000 * (1 - bound))),
    ]
    if blame.scheme is not None:
        sentences.append(_BLAMED.format(scheme=blame.scheme.name.inside))
    return SPACE.join(sentences)


def _out(share: float) -> list[Text]:
    """Of which part it is no longer so: without it what comes in does not add up to how the whole moves."""
    told = round(100 * share, 2)
    if told <= 0:
        return []
    return [
        Text(
            f"Bij {_nl(told)} procent is het niet meer zo; daarom stijgt het geheel minder dan er bij komt.",
            f"Of {told:.2f} percent it is no longer so; that is why the whole rises by less than what is added.",
        )
    ]


def _smallest(ctx: Context, case: PersonCase) -> SmallestCase:
    kept = each_side(lambda role: kept_of(ctx, role, case) or 0)
    return SmallestCase(
        situation=situation(case, [_explain(ctx, role, case) for role in ROLES], ctx.catalogue),
        before=Outcome(
            Text("over van 1.000 euro meer loon, zonder het voornemen", "left of 1,000 euros more wage, without it"),
            kept.before,
            "eurocent_per_jaar",
        ),
        after=Outcome(
            Text(
                "over van 1.000 euro meer loon, met het voornemen", "left of 1,000 euros more wage, with the proposal"
            ),
            kept.after,
            "eurocent_per_jaar",
        ),
        mistake=None,
        loss=kept.before - kept.after,
        ratio=None,
        trace=told(_explain(ctx, "na", earning_more(case))),
        story=Text(
            "Wie {person} verdient en 1.000 euro meer gaat verdienen, houdt daarvan "
            "{after} over. Zonder het voornemen is dat {before}.",
            "Someone who earns {person} and gets 1,000 euros more keeps "
            "{after} of it. Without the proposal that is {before}.",
        ).format(person=money(int(case.person[WAGE])), after=money(kept.after), before=money(kept.before)),
    )
