"""Money: what a proposal costs in five years, who pays, what is not covered, and the cost and staff of delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from uitvoerbaar.assess.amounts import Amounts
from uitvoerbaar.assess.aspects.money import figures
from uitvoerbaar.assess.aspects.money.counts import articles, changed, counts_of, programmes
from uitvoerbaar.assess.aspects.money.cw31 import Part, cw_figure, parts_of
from uitvoerbaar.assess.aspects.money.figures import ID, cents
from uitvoerbaar.assess.aspects.money.kader_rows import cost_row, staff_row
from uitvoerbaar.assess.aspects.money.model import model_of
from uitvoerbaar.assess.aspects.money.options import comparison, options
from uitvoerbaar.assess.aspects.money.work import building, counted_work
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.assess.workload.carried import Workload, workload
from uitvoerbaar.base.numbers import spoken_money
from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.delivery.money import Table, strongest
from uitvoerbaar.delivery.money.data import load_money
from uitvoerbaar.findings import Finding, TestRun, Text
from uitvoerbaar.findings.cost_terms import PAYERS, Payer

_TITLE = Text("Geld", "Money")
_INTRO = Text(
    "Wat het voornemen kost in het jaar van ingang en de vier jaar erna: programma en uitvoering, bruto en netto, wie betaalt, wat "
    "gedekt is en wat niet. En wat het vraagt van wie het uitvoert, in uren, euro's en mensen.",
    "What the proposal costs in the year of entry into force and the four after it: programme and delivery, gross and net, who "
    "pays, what is covered and what is not. And what it asks of who carries it out, in hours, euros and people.",
)
_NO_ONE = Text(
    "Voor niemand in deze bevolking verandert een bedrag, dus er is geen bedrag over vijf jaar te berekenen.",
    "No amount changes for anybody in this population, so nothing can be computed over five years.",
)
_TOO_FEW = Text(
    "Eigen gegevens: te weinig huishoudens veranderen om hun bedragen te tonen.",
    "Own microdata: too few households change to show their amounts.",
)


def run(ctx: Context) -> Outcome:
    """The five years, the cover, the work, the sensitivity and article 3.1; fills the rows on cost and staff of the kader."""
    found, step = changed(ctx)
    if not found:
        return not_done(ID, _TITLE, _INTRO, _NO_ONE)
    behind = _behind(ctx, found)
    rule = rule_of(ctx)
    if rule is not None and rule.hides(behind, rule.whole):
        return not_done(ID, _TITLE, _INTRO, _TOO_FEW)
    here = workload(ctx)
    data = load_money()
    if isinstance(here, Workload):
        data = replace(data, productive_hours=here.hours)
    counted = counted_work(here, data) if isinstance(here, Workload) else []
    counts = [counts_of(ctx, one) for one in found]
    model = model_of(
        ctx.proposal, programmes(ctx, found, step, data), [*counted, *building(ctx, articles(ctx), data)], data
    )
    table, costs, asked = model.table(), model.costs(), model.assumptions()
    parts = parts_of(ctx, table, found, counts)
    money = ctx.proposal.money
    level = money.price_level if money is not None else ctx.sides.after.year
    made = [
        figures.five_years(ctx, table, level, _growth(ctx), behind),
        figures.cover(ctx, table, level, behind),
        figures.sensitivity(ctx, strongest(model.five_years, asked), model.five_years({}), len(asked), behind),
        figures.work(ctx, costs, data.productive_hours, behind),
        cw_figure(ctx, parts),
    ]
    beside, not_compared = options(ctx, here, data)
    made.insert(2, comparison(ctx, beside, data))
    missing = [*_missing(ctx, parts), *_uncounted(here), *not_compared]
    run_ = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", tuple(missing))
    rows = [cost_row(model, table), staff_row(model)]
    return Outcome(run_, _findings(ctx, table, parts), made, kader=rows)


def _behind(ctx: Context, found: list[Amounts]) -> int:
    """How many households have another amount of some scheme: on these all figures rest."""
    differ = np.any([one.change != 0 for one in found], axis=0)
    return round(count(differ, ctx.weights, ctx.full).value)


_PART_OF_YEAR = Text(
    "Het voornemen gaat in de loop van dat jaar in; het eerste jaar telt hier toch als heel jaar.",
    "The proposal enters into force in the course of that year; the first year counts as a whole year here nevertheless.",
)


def _growth(ctx: Context) -> Text:
    money = ctx.proposal.money
    if money is None or not money.growth_given:
        whole = Text(
            "Het voornemen noemt geen ingroei: het hele bedrag staat er vanaf het eerste jaar.",
            "The proposal names no growth path: the whole amount stands there from the first year.",
        )
        return whole if ctx.proposal.effective.endswith("-01-01") else SPACE.join([whole, _PART_OF_YEAR])
    path = ", ".join(f"{share}" for share in money.growth)
    return Text("Ingroei in procent: {path}.", "Growth path in percent: {path}.").format(path=path)


def _missing(ctx: Context, parts: list[Part]) -> list[Text]:
    """What the test could not take into account."""
    said = []
    if ctx.proposal.money is None:
        said.append(
            Text(
                "Het voornemen zegt niet wie betaalt en waaruit (geld in proposal.yaml).",
                "The proposal does not say who pays and from what (geld in proposal.yaml).",
            )
        )
    silent = [part.name.inside for part in parts if part.missing]
    if silent:
        said.append(
            Text(
                "Van Comptabiliteitswet artikel 3.1 ontbreekt: {parts}.",
                "Of Comptabiliteitswet article 3.1 is missing: {parts}.",
            ).format(parts=COMMA.join(silent))
        )
    return said


def _uncounted(here: Workload | Text) -> list[Text]:
    """Whose work is not in the cost of delivery."""
    if isinstance(here, Workload):
        return list(here.unknown)
    return [
        Text("Werk aan zaken is niet te berekenen: {why}", "Work on cases cannot be computed: {why}").format(why=here)
    ]


def _findings(ctx: Context, table: Table, parts: list[Part]) -> list[Finding]:
    """What is not covered, in euros and in words; weighs only when the proposal speaks of money at all."""
    given = ctx.proposal.money is not None
    left = {payer: table.unfunded(payer) for payer in table.payers()}
    total = sum(sum(years) for years in left.values())
    made = []
    laws = sorted(ctx.proposal.changed_laws) or [scheme.law for scheme in changed_schemes(ctx)] or [""]
    if total > 0:
        by = Text("; ", "; ").join(
            Text("{payer} {amount}, waarvan {first} in {year}", "{payer} {amount}, of which {first} in {year}").format(
                payer=PAYERS[payer],
                amount=spoken_money(cents(sum(years))),
                first=spoken_money(cents(years[0])),
                year=table.first,
            )
            for payer, years in left.items()
            if sum(years) > 0
        )
        made.append(
            rule_finding(
                ctx,
                ID,
                "niet-gedekt",
                "aandacht" if given else "informatie",
                _uncovered(left, total),
                Text(
                    "{by}. {why} Zonder dekking komt dit bedrag ten laste van wie betaalt.",
                    "{by}. {why} Without cover this falls on who pays.",
                ).format(
                    by=by,
                    why=Text(
                        "Dit is wat overblijft na de genoemde dekking.",
                        "This is what is left after the cover that is named.",
                    )
                    if given
                    else Text("Het voornemen noemt geen dekking.", "The proposal names no cover."),
                ),
                changed_schemes(ctx),
                laws[0],
                mend=Text(
                    "Noem in het voornemen waaruit het wordt betaald, of verlaag de kosten.",
                    "Say in the proposal from what it is paid, or lower the cost.",
                )
                if given
                else None,
            )
        )
    return made


def _uncovered(left: Mapping[Payer, tuple[float, ...]], total: float) -> Text:
    """What is not covered, with whom it lands: what one payer lacks another may save, so it is no sum of the whole state."""
    payers = [PAYERS[payer] for payer, years in left.items() if sum(years) > 0]
    return Text(
        "Niet gedekt bij {payers}: {total} in vijf jaar", "Not covered at {payers}: {total} in five years"
    ).format(payers=COMMA.join(payers), total=spoken_money(cents(total)))


TEST = Test(ID, run)
