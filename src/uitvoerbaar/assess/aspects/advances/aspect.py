"""Advances: who must repay, how much against a month of income, how often in five years, before and after."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.aspects.advances.figures import (
    TEST_ID,
    WITH_ALLOWANCE,
    amounts,
    beside,
    months,
    shares,
    source,
    years,
)
from uitvoerbaar.assess.aspects.advances.protected_minimum import Protection, below, protection
from uitvoerbaar.assess.aspects.advances.protected_minimum_figures import floor_figure, floor_findings, stack_figure
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.people.totals import mean, share
from uitvoerbaar.assess.reading.awir import AWIR
from uitvoerbaar.assess.settlement.settle import LawLookupError
from uitvoerbaar.assess.settlement.sides import settlements
from uitvoerbaar.assess.settlement.tally import Tally
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.numbers import decimal_nl, numeral
from uitvoerbaar.findings import Finding, TestRun, Text

ID = TEST_ID
TITLE = Text("Voorschotten en terugvorderingen", "Advances and recoveries")
_NO_FLOOR = Text(
    "Terugbetalen naast de beslagvrije voet ontbreekt: de wet van deze datum heeft die niet, of geen regeling naar "
    "draagkracht (beide zijn vanaf 2024 gemodelleerd).",
    "Repaying beside the protected minimum is left out: the law of this date does not have it, or has no arrangement by "
    "ability to pay (both are modelled from 2024 on).",
)


def run(ctx: Context) -> Outcome:
    """Pay the advance on the estimated income, settle by the Awir of each side, and count who must repay."""
    settled = settlements(ctx)
    if settled.found is None:
        assert settled.why is not None
        return not_done(ID, TITLE, _intro(), settled.why)
    sample, found, undecided = settled.sample, settled.found, list(settled.undecided)
    figures = [shares(sample, found), amounts(sample, found)]
    figures += [months(sample, found)] if ctx.by_net else []
    missing: tuple[Text, ...] = () if ctx.by_net else (_no_net(ctx),)
    protected: Pair[Protection] | None = None
    try:
        protected = each_side(lambda role: protection(sample, role, found.of(role)))
    except LawLookupError:
        missing += (_NO_FLOOR,)
    findings = _findings(sample, found, protected)
    if protected is not None:
        figures += [floor_figure(sample, found, protected), stack_figure(sample, found, protected)]
        findings += floor_findings(sample, found, protected)
    figures += [years(sample, found), beside(sample, found)]
    run_ = TestRun(ID, TITLE, _intro(), "gedeeltelijk" if missing else "uitgevoerd", missing)
    return Outcome(run_, findings, figures, undecided=undecided)


def _no_net(ctx: Context) -> Text:
    why = ctx.no_net
    return Text(
        "Terugbetalen naast het maandinkomen ontbreekt. {why}", "Repaying beside monthly income is left out. {why}"
    ).format(why=why)


def _intro() -> Text:
    return Text(
        "Een toeslag is eerst een voorschot op het inkomen dat mensen schatten. Blijkt het inkomen hoger, dan vordert de "
        "dienst terug. Hier krijgt elk huishouden een voorschot op zijn geschatte inkomen; de Awir van voor en van na het "
        "voornemen stelt de toeslag daarna vast. Het gaat om de toeslagen van de hoofdbewoner en de partner. "
        "AANNAME: niemand krijgt het verwijt van opzet of grove schuld, dat tot 2021 een regeling in termijnen uitsloot.",
        "An allowance is first an advance on the income that people estimate. If income turns out higher, the service "
        "recovers it. Here every household gets an advance on its estimated income; the Awir before and after the proposal "
        "then settles the allowance. These are the allowances of the head and the partner. ASSUMPTION: nobody is blamed for "
        "intent or gross negligence, which ruled out paying in terms until 2021.",
    )


def _findings(sample: Sample, found: Pair[Tally], protected: Pair[Protection] | None) -> list[Finding]:
    """More households that must repay is a finding."""
    either = found.after.users | found.before.users
    paired = found.after.must.astype(np.int64) - found.before.must.astype(np.int64)
    rise = mean(paired, either, sample.weights, sample.full)
    if rise.value < sample.ctx.settings.norm("terugvordering_toename") or rise.low <= 0:
        return []
    parts = each_side(lambda role: share(found.of(role).must, either, sample.weights, sample.full).value)
    new = found.after.must & ~found.before.must
    owed = mean(found.after.repay, new, sample.weights, sample.full)
    serious = rise.value >= sample.ctx.settings.norm("terugvordering_toename_ernstig")
    nl, en = ([f(100 * parts.of(role)) for role in ROLES] for f in (_nl, _en))
    least = _at_once(sample, found, protected, new)
    counted = claim(new, either, sample.weights, sample.full, source(sample), WITH_ALLOWANCE)
    return [
        Finding(
            id=f"{ID}-vaker-terugbetalen",
            test=ID,
            severity="ernstig" if serious else "aandacht",
            title=Text(
                "{part} moet door het voornemen toeslag terugbetalen, en zonder het voornemen niet",
                "{part} will have to repay, and did not before the proposal",
            ).format(part=counted.part),
            explanation=Text(
                f"Van wie aan een kant een toeslag heeft, moest {nl[0]} procent terugbetalen en wordt dat {nl[1]} procent. "
                "Wie er door het voornemen bij komt, betaalt gemiddeld {owed} euro terug. "
                "{least}Dit rust op een aanname over hoe inkomens veranderen.",
                f"Of those with an allowance on either side {en[0]} percent had to repay; that becomes {en[1]} percent. "
                "Those who are added by the proposal repay {owed} euros on average. {least}This rests on "
                "an assumption about how incomes change.",
            ).format(owed=numeral(round(owed.value / 100)), least=least),
            whom=Text(
                "Huishoudens met een toeslag van wie het inkomen stijgt",
                "Households with an allowance whose income rises",
            ),
            law=AWIR,
            article="26",
            households=counted.households,
            smallest_case=None,
            command=sample.ctx.command,
            mend=Text(
                "Gebruik een inkomen dat al vaststaat, of pas het voorschot tijdens het jaar vanzelf aan.",
                "Use an income that is already known, or adjust the advance by itself during the year.",
            ),
        )
    ]


def _at_once(sample: Sample, found: Pair[Tally], protected: Pair[Protection] | None, new: Bools) -> Text:
    """How many of those who are added go below the beslagvrije voet when they pay at once; empty when it is unknown."""
    if protected is None:
        return Text("", "")
    low = below(found.after, protected.after, "ineens")
    part = 100 * share(low, new, sample.weights, sample.full).value
    return Text(
        f"Wie van hen in één keer betaalt, komt in {_nl(part)} procent van de gevallen onder de beslagvrije voet. ",
        f"Of those who pay it at once, {_en(part)} percent go below the protected minimum (beslagvrije voet). ",
    )


def _nl(percent: float) -> str:
    return decimal_nl(round(percent, 1))


def _en(percent: float) -> str:
    return f"{percent:.1f}"


TEST = Test(ID, run)
