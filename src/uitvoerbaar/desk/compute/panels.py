"""The work behind the panels beside the figures, each asked apart: more wage, mistakes, cliffs, sources of income.

Arguments are those of `live`. The figures rest on the sample; the dearer panels on a part of it, whose size is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from uitvoerbaar.desk.compute.live import Asked, position, sample_article
from uitvoerbaar.desk.compute.registry import PANELS, Tools, register
from uitvoerbaar.desk.compute.works import folder_of, stamp_of
from uitvoerbaar.face.edges import edges_at
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.panels import Panels, panels_of, rates_at, rates_meter, slip_meter, slips_at, sources_at

T = TypeVar("T")
_KEPT = 3
"""Articles of which what a panel made ready is kept."""


def income_sources(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Who gains and loses by source of income."""
    asked, live = sample_article(arguments, tools)
    tools.progress(0, 0)
    yield sources_at(live, asked.values)


def rates(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """What is lost of more wage."""
    asked, live = sample_article(arguments, tools)
    panels = _panels(asked, live, arguments, tools)
    meter = _made("loondruk", asked, arguments, tools, lambda: rates_meter(panels))
    tools.progress(0, 0)
    yield rates_at(panels, meter, asked.values)


def slips(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """What a mistake costs."""
    asked, live = sample_article(arguments, tools)
    panels = _panels(asked, live, arguments, tools)
    meter = _made("vergissingen", asked, arguments, tools, lambda: slip_meter(panels))
    tools.progress(0, 0)
    yield slips_at(panels, meter, asked.values, tools.check)


def edges(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Where income jumps."""
    asked, live = sample_article(arguments, tools)
    yield edges_at(live, asked.values, tools.progress)


def _panels(asked: Asked, live: LiveArticle, arguments: Mapping[str, Any], tools: Tools) -> Panels:
    return _made("delen", asked, arguments, tools, lambda: panels_of(live))


def _made(family: str, asked: Asked, arguments: Mapping[str, Any], tools: Tools, make: Callable[[], T]) -> T:
    """What does not move with the dials, kept for the next position."""
    tools.compiling()
    stamp = stamp_of(folder_of(arguments, tools))

    def tell(_: T) -> dict[str, Any]:
        return {"law": asked.law, "article": asked.article, "day": asked.day}

    return tools.kept(family, f"{asked.name} {stamp}", make, tell, _KEPT)


register("income_sources", income_sources, content=position, rank=PANELS)
register("rates", rates, content=position, rank=PANELS)
register("slips", slips, content=position, rank=PANELS)
register("edges", edges, content=position, rank=PANELS)
