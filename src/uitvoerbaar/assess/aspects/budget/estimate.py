"""What the government itself estimated of a proposal, beside what comes out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from uitvoerbaar.assess.backtests.measure import Amounts, measured, off_words, wide
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED, Estimate
from uitvoerbaar.base.confidence import CONFIDENCE_NAMES
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text
from uitvoerbaar.proposal.estimate import OfficialEstimate

_WORDS = {
    "bedrag": Text("{scheme}: verandering, mln euro per jaar", "{scheme}: change, million euros a year"),
    "nieuwe_ontvangers": Text("{scheme}: nieuwe ontvangers, huishoudens", "{scheme}: new recipients, households"),
    "nieuw_per_maand": Text(
        "{scheme}: bedrag van nieuwe ontvangers, euro per maand", "{scheme}: amount of new recipients, euros a month"
    ),
}
_OWN = Text("niet getoond: eigen gegevens", "not shown: own microdata")
_ROUND = {"bedrag": 0, "nieuwe_ontvangers": -3, "nieuw_per_maand": 0}


Ends = Callable[[OfficialEstimate, Estimate], tuple[float, float]]
"""The interval around ours, where another than that of the sample is known."""
NAME = "raming"


def estimate_figure(ctx: Context, test: str, ends: Ends | None = None, method: Text | None = None) -> Figure | None:
    """The estimates of the proposal beside ours with the difference; None when it names none.

    Ours has the interval of the sample, or that of `ends`, which `method` tells of.
    """
    schemes = {scheme.id: scheme for scheme in ctx.settings.schemes}
    rows = [_row(ctx, each, schemes.get(each.scheme), ends) for each in ctx.proposal.estimates]
    if not rows:
        return None
    return figure(
        ctx,
        test,
        NAME,
        Text("De raming van de overheid en de uitkomst hier", "The government's estimate and the outcome here"),
        Text(
            "Per cijfer van de overheid wat er hier uit komt en hoeveel dat scheelt. Een raming is zelf ook een schatting. "
            "Lees een verschil als onzekerheid over beide.",
            "For each figure of the government what comes out here and how far that differs. An estimate is an estimate too. "
            "Read a difference as uncertainty about both.",
        ),
        (
            Column("wat", Text("Wat", "What")),
            Column("raming", Text("Raming", "Estimate")),
            Column("hier", Text("Hier", "Here")),
            Column("verschil", Text("Verschil", "Difference")),
            Column("bron", Text("Bron van de raming", "Source of the estimate")),
            Column("uitleg", Text("Waardoor", "By what")),
        ),
        rows,
        unit="tekst",
        source=on_people(
            ctx, "Raming: per rij; hier: wetten doorgerekend op {}", "Estimate: by row; here: laws run on {}"
        ),
        range_=Range(None, None, method or (EXACT if ctx.full else SAMPLED)),
    )


def _row(ctx: Context, of: OfficialEstimate, scheme: Scheme | None, ends: Ends | None) -> Mapping[str, Cell]:
    name = Text(of.scheme) if scheme is None else scheme.name
    # Words in a table are not looked at by the rule for small groups: of own microdata nothing is set beside an estimate.
    own = rule_of(ctx) is not None
    ours = None if scheme is None or own else _ours(ctx, of, scheme)
    none = _OWN if own else Text("niet te berekenen", "cannot be computed")
    return {
        "wat": _WORDS[of.what].format(scheme=name),
        "raming": decimal(of.value),
        "hier": none if ours is None else _said(of, ours, (ours.low, ours.high) if ends is None else ends(of, ours)),
        "verschil": Text("–") if ours is None else off_words(of.value, float(round(ours.value, _ROUND[of.what]))),
        "bron": Text("{source}, {day} ({sure})", "{source}, {day} ({sure})").format(
            source=of.source, day=of.day, sure=CONFIDENCE_NAMES[of.confidence]
        ),
        "uitleg": Text("–") if of.why is None else of.why,
    }


def _ours(ctx: Context, of: OfficialEstimate, scheme: Scheme) -> Estimate | None:
    before, after = (ctx.household_column(role, scheme) for role in ROLES)
    if before is None or after is None:
        return None
    return measured(of.what, Amounts(wide(before), wide(after), ctx.weights, ctx.full))


def _said(of: OfficialEstimate, ours: Estimate, ends: tuple[float, float]) -> Text:
    value, low, high = (decimal(float(round(part, _ROUND[of.what]))) for part in (ours.value, *ends))
    if ends[0] == ends[1]:
        return value
    return Text("{value} ({low} tot {high})", "{value} ({low} to {high})").format(value=value, low=low, high=high)
