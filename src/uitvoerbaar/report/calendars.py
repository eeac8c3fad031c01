"""The years of several kinds of households as one picture, instead of a calendar for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts import Drawing
from uitvoerbaar.report.charts.calendar import YEAR
from uitvoerbaar.report.charts.theme import SIZES
from uitvoerbaar.report.charts.years import Block, draw_years, year_notes
from uitvoerbaar.report.words import Lang, catalogue, plain

_NAME = ": "
"""A calendar is called "One year: somebody": what they share up to here is not said again."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of one chapter that are one picture; ``folded`` are their ids."""

    figures: tuple[Figure, ...]

    @property
    def folded(self) -> frozenset[str]:
        """The ids of the figures that the picture shows."""
        return frozenset(figure.id for figure in self.figures)

    @property
    def test(self) -> str:
        """The chapter that they stand in."""
        return self.figures[0].test

    def blocks(self, lang: Lang) -> list[Block]:
        """Each year with the name of its kind of household."""
        titles = [plain(figure.title, lang) for figure in self.figures]
        heads = {title.partition(_NAME)[0] for title in titles}
        names = [title.partition(_NAME)[2] for title in titles] if len(heads) == 1 else titles
        return [Block(name or title, figure) for name, title, figure in zip(names, titles, self.figures, strict=True)]


def calendars_of(figures: Mapping[str, Figure]) -> Calendars | None:
    """Two or more calendars of one chapter, each of one year; None where there are none."""
    by_test: dict[str, list[Figure]] = {}
    for figure in figures.values():
        if figure.chart == "timeline" and figure.rows and _one_year(figure):
            by_test.setdefault(figure.test, []).append(figure)
    found = next((found for found in by_test.values() if len(found) > 1), None)
    return None if found is None else Calendars(tuple(found))


def _one_year(figure: Figure) -> bool:
    return all(int(str(row[figure.encoding.month or ""])) <= YEAR for row in figure.rows)


def draw_calendars(calendars: Calendars, lang: Lang) -> Drawing:
    """The picture at every size, with what happens in words."""
    blocks = calendars.blocks(lang)
    said = f"{catalogue(lang)['charts']['calendars'].format(count=len(blocks))}. {catalogue(lang)['charts']['calendar_reading']}"
    svgs = tuple(draw_years(blocks, lang, size, said) for size in SIZES)
    return Drawing(svgs, (), year_notes(blocks, lang))
