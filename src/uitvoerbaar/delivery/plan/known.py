"""The organisations of a portfolio held against data/organisations: who they are, what staff and slots they have, and what their
forecasts were worth. What the data do not have is left out and said, never made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.delivery.fact import UNSURE, Fact
from uitvoerbaar.delivery.organisations import Organisation as Known
from uitvoerbaar.delivery.organisations import Organisations, load_organisations
from uitvoerbaar.delivery.organisations.load import FOLDER
from uitvoerbaar.delivery.organisations.model import NORM, RELEASES, STAFF, TURNOVER
from uitvoerbaar.delivery.plan.model import Organisation, Origin, Realised

FORECAST = "omzet_begroot"
"""What an organisation forecast of the turnover that came out, which is what work is measured by here."""


def organisations_of_data() -> Organisations | None:
    """Every organisation of the data; None when the data have no folder of them. Raises LawFileError for a broken file."""
    return load_organisations() if (data_dir() / FOLDER).is_dir() else None


def named(said: str, organisations: Organisations) -> Known:
    """The organisation that a portfolio calls `said`. Raises UserError when there is none, when it may be several, or when it is
    no organisation but a line of norms."""
    found = organisations.find(said)
    if found.kind == NORM:
        raise UserError(tr("'{name}' is een regel met normen, geen organisatie", name=said))
    return found


def with_data(organisation: Organisation, known: Sequence[Known]) -> Organisation:
    """The organisation with what the data have of those that it stands for; its own past goes first."""
    return replace(
        organisation,
        known=tuple(each.id for each in known),
        staff=_together(known, STAFF),
        slots=_together(known, RELEASES),
        realised=organisation.realised or (past(known[0]) if len(known) == 1 else ()),
        past_of_data=not organisation.realised,
    )


def past(known: Known) -> tuple[Realised, ...]:
    """Forecast and outcome of the turnover of every whole year of which both are known; the outcome's source stands for both."""
    forecasts, outcomes = _yearly(known, FORECAST), _yearly(known, TURNOVER)
    return tuple(
        Realised(
            year, round(forecasts[year].value), round(outcomes[year].value), _origin(forecasts[year], outcomes[year])
        )
        for year in sorted(forecasts.keys() & outcomes.keys())
        if round(forecasts[year].value) > 0
    )


def _yearly(known: Known, measure: str) -> Mapping[int, Fact]:
    """A measure by year: of whole years only, for a part of a year is no year."""
    return {f.fact.year: f.fact for f in known.facts if f.measure.id == measure and not f.period}


def _origin(forecast: Fact, outcome: Fact) -> Origin:
    confidence = next((f.confidence for f in (forecast, outcome) if f.confidence in UNSURE), outcome.confidence)
    return Origin(outcome.source, confidence, outcome.year, outcome.url)


def _together(known: Sequence[Known], measure: str) -> Fact | None:
    """A figure of all together; None when one lacks it, or when they are of different years and so cannot be added."""
    facts = [found.fact for each in known if (found := each.latest(measure)) is not None]
    if not facts or len(facts) < len(known) or len({fact.year for fact in facts}) > 1:
        return None
    first, *rest = facts
    if not rest:
        return first
    ranged = all(fact.low is not None and fact.high is not None for fact in facts)
    return replace(
        first,
        value=sum(fact.value for fact in facts),
        low=sum(fact.low or 0.0 for fact in facts) if ranged else None,
        high=sum(fact.high or 0.0 for fact in facts) if ranged else None,
        source="; ".join(dict.fromkeys(fact.source for fact in facts)),
        confidence=next((f.confidence for f in facts if f.confidence in UNSURE), first.confidence),
        url=None,
    )
