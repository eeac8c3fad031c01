"""The curve of one household as a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitvoerbaar.findings import Figure, Software, Text
from uitvoerbaar.report.html import environment, one_file
from uitvoerbaar.report.tongues import shown_in
from uitvoerbaar.report.view import Repeats
from uitvoerbaar.report.words import Lang, plain


@dataclass(frozen=True, slots=True)
class CurveHead:
    """What stands around a curve, as a name and what is said: above it of what, under which law and on which data it was
    drawn, below it what the household is."""

    facts: Sequence[tuple[Text, Text]]
    household: Sequence[tuple[Text, Text]]
    software: Software


def render_curve(figure: Figure, head: CurveHead, lang: Lang = "nl", *, both: bool = False) -> str:
    """The page: self-contained HTML with what it is about, the drawing, its jumps and the table of its points. With `both` it
    opens in `lang` and holds the other language as well."""
    only = {"numbers": {figure.id: "1"}, "repeats": {figure.id: Repeats(None, None)}, "whole": ""}

    def half(tongue: Lang) -> str:
        return (
            environment(tongue)
            .get_template("curve.html.j2")
            .render(f=figure, v=only, facts=head.facts, household=head.household, software=head.software)
        )

    tongues = shown_in(lang, both=both)
    return one_file({each: half(each) for each in tongues}, {each: plain(figure.title, each) for each in tongues})


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
