"""A plan (format `uitvoerbaar-plan/1`) as one self-contained page: bars, load, stacking, moves, what more would buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from markupsafe import Markup

from uitvoerbaar.base.confidence import CONFIDENCE_NAMES
from uitvoerbaar.findings import Text
from uitvoerbaar.report.charts.gantt import Bar, draw_gantt
from uitvoerbaar.report.charts.theme import SIZES
from uitvoerbaar.report.html import environment
from uitvoerbaar.report.words import Lang

LEVELS = 5
"""Shades of load: none, and so many from little to full."""


def render_plan(data: Mapping[str, Any], lang: Lang = "nl") -> str:
    """The page of a plan, in Dutch or English."""
    style = resources.files("uitvoerbaar.report").joinpath("templates/plan.css").read_text(encoding="utf-8")
    quarters: Sequence[str] = data["portfolio"]["quarters"]
    moved = {move["measure"] for move in data["moves"]} | set(data["pushes"])
    bars = [_bar(measure, lang, moved) for measure in sorted(data["measures"], key=_order)]
    title = data["portfolio"]["name"][lang]
    page = environment(lang).get_template("plan.html.j2")
    return page.render(
        d=data,
        plan_style=Markup(style),
        gantt=[Markup(draw_gantt(bars, quarters, size, _described(data, lang))) for size in SIZES],
        years=_years(quarters),
        level=level,
        sure=CONFIDENCE_NAMES,
        title=Text(title, title),
        unsure=any(row["unsure"] for row in (*data["measures"], *data["load"])),
    )


def level(asked: int, has: int) -> int:
    """The shade of a cell: 0 nothing, 1 to `LEVELS` for how full it is."""
    return 0 if asked == 0 else LEVELS if asked >= has else 1 + min(LEVELS - 2, asked * (LEVELS - 1) // has)


def _order(measure: Mapping[str, Any]) -> tuple[bool, int, int]:
    """What is done first, by when it is in force; then what is not done."""
    done = measure["effect"] is not None
    return (not done, measure["effect_number"] or 0, measure["start_number"] or 0)


def _bar(measure: Mapping[str, Any], lang: Lang, moved: set[str]) -> Bar:
    return Bar(measure["name"][lang], measure["start_number"], measure["effect_number"], measure["id"] in moved)


def _years(quarters: Sequence[str]) -> list[tuple[str, int]]:
    """The years of a table with how many of their quarters it has."""
    found: dict[str, int] = {}
    for name in quarters:
        found[name[:4]] = found.get(name[:4], 0) + 1
    return list(found.items())


def _described(data: Mapping[str, Any], lang: Lang) -> str:
    done = [m for m in data["measures"] if m["effect"] is not None]
    said = [f"{m['name'][lang]}: {m['effect']}" for m in sorted(done, key=_order)]
    return "; ".join(said)
