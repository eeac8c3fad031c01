"""The synthetic businesses, and the first NOW run on them: as text, JSON and a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.businesses import figures
from uitvoerbaar.assess.businesses.now import NowRun, run_now
from uitvoerbaar.assess.duties.figures import Frame
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.numbers import numeral, percent, spoken_money
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.business.data import YEARS, load_business_data
from uitvoerbaar.delivery.business.population import Businesses, make_businesses
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.findings import Figure
from uitvoerbaar.findings.codec import encode
from uitvoerbaar.law import load_corpus

NOW = "NOW-1"
_TWICE = "evenredigheid_verhouding"
PAGE = "now-1.html"


@dataclass(frozen=True, repr=False)
class NowOutcome:
    """The first NOW on synthetic employers. Made by `now`."""

    run: NowRun
    figures: tuple[Figure, ...]

    def text(self) -> str:
        """What it comes to, as lines."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        beside, jump, recoveries, mistakes, _ = self.figures
        yield said(beside.title)
        for row in beside.rows:
            yield "  " + tr(
                "{what}: {here} ({low} tot {high}); gepubliceerd: {published}",
                what=_cell(row["wat"]),
                here=_cell(row["hier"]),
                low=_cell(row["laag"]),
                high=_cell(row["hoog"]),
                published=_cell(row["gepubliceerd"]),
            )
        yield f"  {said(figures.INTERIM)}"
        for figure in (jump, recoveries, mistakes):
            yield ""
            yield said(figure.title)
            yield f"  {said(figure.reading)}"
            if figure is recoveries:
                for row in figure.rows:
                    share = said(percent(float(str(row["aandeel"]))))
                    yield "  " + tr("{who}: {share} procent betaalt terug", who=_cell(row["deel"]), share=share)
            if figure is mistakes:
                for row in figure.rows:
                    yield "  " + _mistake(row)
        yield ""
        yield said(figures.NOTE)

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON values, amounts in eurocent."""
        return {"figures": [encode(figure) for figure in self.figures]}

    def write(self, folder: Path, lang: Lang | None = None) -> tuple[Path, ...]:
        """Write the page in a folder. Raises ExtraMissing where pages cannot be made."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        title = Text("De eerste NOW op bedrijven", "The first NOW on businesses")
        page = folder / PAGE
        put(
            {
                page: render_curves(
                    title, self.figures, [figures.INTERIM, figures.NOTE], lang or active(), figures.KICKER
                ).encode()
            }
        )
        return (page,)

    def __repr__(self) -> str:
        return f"<NOW-1: {said(percent(self.run.middle.share_repay))}%>"


def _cell(value: object) -> str:
    return said(value) if isinstance(value, Text) else str(value)


def _mistake(row: Any) -> str:
    cost = said(spoken_money(row["mediaan"]))
    if row["keer"] is None:
        return tr("{what}: {cost} (middelste)", what=_cell(row["fout"]), cost=cost)
    return tr(
        "{what}: {cost} (middelste), {times} keer de vergissing; meer dan twee keer bij {many} werkgevers",
        what=_cell(row["fout"]),
        cost=cost,
        times=str(row["keer"]).replace(".", ",") if active() == "nl" else row["keer"],
        many=said(numeral(row["twee"])),
    )


def now(seed: int = 1) -> NowOutcome:
    """The first NOW on synthetic employers of 2020: advances, settlements, recoveries, the jump and mistakes."""
    norm = load_settings().norm(_TWICE)
    run = run_now(load_corpus(), norm, seed)
    frame = Frame(run.data.date, f"uitvoerbaar businesses {NOW} --seed {seed}", figures.ID)
    return NowOutcome(run, figures.now_figures(run, frame))


def businesses_text(year: int, seed: int = 1) -> str:
    """The synthetic businesses of a year by sector and size, as lines. Raises UserError for a year that is not there."""
    if year not in YEARS:
        years = ", ".join(map(str, YEARS))
        raise UserError(tr("bedrijven zijn er van {years}, niet van {year}", years=years, year=year))
    return "\n".join(_told(make_businesses(load_business_data(), year, seed)))


def _told(b: Businesses) -> Iterator[str]:
    yield tr(
        "{businesses} bedrijven in {year}, {employers} met banen, {jobs} banen, {wage} loonsom per jaar",
        businesses=_count(b.weight.sum()),
        year=b.year,
        employers=_count(b.total(b.employers)),
        jobs=_count(b.total(b.jobs)),
        wage=said(spoken_money(12 * b.total(b.wage))),
    )
    counts, jobs = b.by_sector(b.weight > 0), b.by_sector(b.jobs)
    for place, sector in enumerate(b.data.sectors):
        yield "  " + tr(
            "{id:<4} {name}: {businesses} bedrijven, {jobs} banen",
            id=sector.id,
            name=said(sector.name),
            businesses=_count(counts[place]),
            jobs=_count(jobs[place]),
        )
    for place, size in enumerate(b.data.sizes):
        here = b.size == place
        yield "  " + tr("{size}: {businesses} bedrijven", size=said(size.name), businesses=_count(b.weight[here].sum()))


def _count(value: float) -> str:
    return said(numeral(round(value)))
