"""The row 'portfolio': what the proposal asks beside all that lies there, and what gives when it is pushed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.text import SPACE, Text
from uitvoerbaar.delivery.plan.decide import decide
from uitvoerbaar.delivery.plan.load import load_portfolio
from uitvoerbaar.delivery.plan.model import Claim, Measure, Mode, Origin, Portfolio
from uitvoerbaar.delivery.plan.moves import moves
from uitvoerbaar.delivery.plan.quarter import quarter_from
from uitvoerbaar.delivery.plan.with_one_more import with_measure
from uitvoerbaar.findings import KaderRow
from uitvoerbaar.findings.kader import KaderStatus
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.delivery_block import DeliveryBlock

_SECONDS = 10.0


def row(proposal: Proposal, block: DeliveryBlock) -> KaderRow:
    """The row of the kader. What cannot be computed is told in it: an unknown portfolio, no solver, a day beyond its end."""
    try:
        portfolio = load_portfolio(str(block.portfolio))
        measure = measure_of(proposal, block)
        unknown = sorted({c.capacity for c in block.claims} - {c.id for c in portfolio.capacities})
        if unknown:
            return _not(
                Text("De portefeuille kent niet: {names}.", "The portfolio does not know: {names}."), ", ".join(unknown)
            )
        wanted = quarter_from(date.fromisoformat(proposal.effective)).minus(portfolio.first)
        if not 0 <= wanted < portfolio.quarters:
            return _not(
                Text(
                    "De ingangsdatum valt buiten de portefeuille {names}.",
                    "The date lies outside the portfolio {names}.",
                ),
                portfolio.id,
            )
        return _beside(with_measure(portfolio, measure), measure, wanted, portfolio, portfolio.example or block.unsure)
    except UserError as error:
        return _not(Text("Niet te berekenen: {names}", "Cannot be computed: {names}"), str(error))


def measure_of(proposal: Proposal, block: DeliveryBlock) -> Measure:
    """The proposal as a measure; its value plays no part, for it is asked whether and at whose cost it can be done."""
    claims = tuple(Claim(claim.capacity, claim.amounts) for claim in block.claims)
    mode = Mode("gewoon", Text("Gewoon", "Normal"), block.quarters or 1, claims)
    return Measure(
        proposal.id, proposal.title, 0, (mode,), Origin(block.source.nl, "eigen opgave"), touches=block.touches
    )


def _beside(wider: Portfolio, measure: Measure, wanted: int, portfolio: Portfolio, assumed: bool) -> KaderRow:
    base = decide(portfolio, seconds=_SECONDS, explain=False)
    if base.plan is None:
        return _not(
            Text("De portefeuille {names} heeft zelf geen plan.", "The portfolio {names} has no plan itself."),
            portfolio.id,
        )
    pushed = decide(wider, pushes={measure.id: wanted}, last=base.plan, seconds=_SECONDS)
    asked = Text("; ", "; ").join(
        Text("{name}: {most} {unit} in het drukste kwartaal", "{name}: {most} {unit} in the busiest quarter").format(
            name=(capacity := portfolio.capacity(claim.capacity)).name,
            most=max(claim.amounts, default=0),
            unit=capacity.unit,
        )
        for claim in measure.modes[0].claims
    )
    status: KaderStatus = "gedeeltelijk" if assumed else "beoordeeld"
    said = [Text("Vraagt {asked}.", "Asks {asked}.").format(asked=asked)] if measure.modes[0].claims else []
    if portfolio.example:
        said.append(
            Text("De portefeuille is een voorbeeld met aannames.", "The portfolio is an example with assumptions.")
        )
    if pushed.plan is None:
        words = Text("past niet", "does not fit") if pushed.why_not else Text("niet beslist", "not decided")
        said.append(
            Text(
                "Op de ingangsdatum past het niet naast wat moet.",
                "On its date it does not fit beside what must be done.",
            )
            if pushed.why_not
            else Text("Binnen de tijd niet beslist.", "Not decided in time.")
        )
        return _row("beoordeeld" if pushed.why_not and not assumed else "gedeeltelijk", words, said)
    moved = [m for m in moves(wider, base.plan, pushed.plan) if m.measure != measure.id and m.before is not None]
    if not moved:
        said.append(Text("Geen andere maatregel schuift.", "No other measure moves."))
        return _row(status, Text("past", "fits"), said)
    names = Text(", ", ", ").join(wider.measure(m.measure).name for m in moved)
    said.append(Text("Hiervoor wijken: {names}.", "These give way: {names}.").format(names=names))
    one = Text("past als 1 maatregel wijkt", "fits if 1 measure gives way")
    more = Text("past als {n} maatregelen wijken", "fits if {n} measures give way").format(n=str(len(moved)))
    return _row(status, one if len(moved) == 1 else more, said)


def _row(status: KaderStatus, words: Text, said: Sequence[Text]) -> KaderRow:
    return KaderRow("portfolio", status, words.nl, SPACE.join(said), words=words)


def _not(why: Text, names: str) -> KaderRow:
    return KaderRow("portfolio", "niet_beoordeeld", None, why.format(names=names))
