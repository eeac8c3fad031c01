"""A figure of a data file as a `Fact`: its value with unit, year, source and how far it can be trusted."""

from __future__ import annotations

from typing import cast

from uitvoerbaar.base.confidence import CONFIDENCES
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.delivery.fact import Confidence, Fact

YEARS = range(1900, 2101)


def read_fact(e: Entries, unit: str | None = None) -> Fact:
    """The figure that an object of a data file holds; what is wrong with it is noted in the file (see `Entries`).

    `laag` and `hoog` stand together or not at all, around `waarde`. `unit`: that of the figure where its file fixes it, so
    that it names none; without it the object says its `eenheid`.
    """
    value = e.decimal("waarde")
    low, high = (e.decimal(key) if key in e else None for key in ("laag", "hoog"))
    if (low is None) != (high is None):
        wrong(
            e, "hoog" if low is None else "laag", tr("'laag' en 'hoog' horen bij elkaar: geef beide of geen van beide")
        )
    elif low is not None and high is not None and not low <= value <= high:
        said = tr(
            "'waarde' ({value}) ligt niet tussen 'laag' en 'hoog' ({low} - {high})",
            value=f"{value:g}",
            low=f"{low:g}",
            high=f"{high:g}",
        )
        wrong(e, "waarde", said)
    return Fact(
        value,
        e.word("eenheid") if unit is None else unit,
        e.number("jaar", within=YEARS),
        e.word("bron"),
        read_confidence(e),
        low,
        high,
        e.word("url") if "url" in e else None,
    )


def read_facts(e: Entries) -> dict[str, Fact]:
    """The figures of an object whose keys are their names."""
    return {name: read_fact(e.object(name)) for name in e.names()}


def read_confidence(e: Entries) -> Confidence:
    """How far the figures of an object can be trusted."""
    return cast(Confidence, e.choice("zekerheid", CONFIDENCES))


def wrong(e: Entries, key: str, message: str, hint: str | None = None) -> None:
    """Note that what stands at a key of an object cannot be."""
    e.problems.append(Problem(e.file, e.raw.line_of(key), message, hint=hint))
