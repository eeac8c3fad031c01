"""The curve of one household as a page of its own and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from uitvoerbaar.base.csv_cells import shielded
from uitvoerbaar.findings import Figure, Text
from uitvoerbaar.report import words
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


def curve_csv(figure: Figure, lang: Lang = "nl") -> str:
    """The points as CSV, amounts in eurocent; the headings are the columns of the figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([shielded(words.plain(column.label, lang)) for column in figure.columns])
    for row in figure.rows:
        cells = (row[column.key] for column in figure.columns)
        texts = (words.plain(cell, lang) if isinstance(cell, Text) else cell for cell in cells)
        writer.writerow([shielded(cell) if isinstance(cell, str) else cell for cell in texts])
    return out.getvalue()
