"""The curve of one household as a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.findings import Figure, Text
from uitvoerbaar.report.html import environment
from uitvoerbaar.report.view import Repeats
from uitvoerbaar.report.words import Lang


def render_curve(figure: Figure, about: Sequence[Text], lang: Lang = "nl") -> str:
    """The page: self-contained HTML with what it is about, the drawing, its jumps and the table of its points."""
    only = {"numbers": {figure.id: "1"}, "repeats": {figure.id: Repeats(None, None)}, "whole": ""}
    return environment(lang).get_template("curve.html.j2").render(f=figure, about=about, v=only)


def render_curves(
    title: Text, figures: Sequence[Figure], about: Sequence[Text], lang: Lang = "nl", kicker: Text | None = None
) -> str:
    """Several curves or tables as one self-contained page, with what they are about; `kicker` stands above the title, without it
    that of variants.
    """
    view = {
        "numbers": {figure.id: str(number) for number, figure in enumerate(figures, start=1)},
        "repeats": {figure.id: Repeats(None, None) for figure in figures},
        "whole": "",
    }
    page = environment(lang).get_template("curves.html.j2")
    return page.render(title=title, figures_shown=figures, about=about, v=view, kicker=kicker)
