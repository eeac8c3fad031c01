"""Parts of a report on their own, as HTML for a notebook: a figure, a finding, what an assessment comes to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from markupsafe import Markup

from uitvoerbaar.findings import Assessment, Figure, Finding
from uitvoerbaar.report import view
from uitvoerbaar.report.difference.compare import Difference
from uitvoerbaar.report.difference.page import page_parts
from uitvoerbaar.report.html import environment
from uitvoerbaar.report.view import Repeats
from uitvoerbaar.report.words import Lang


def figure_html(figure: Figure, number: str = "1", lang: Lang = "nl", *, foreign: bool = False) -> str:
    """One figure with its drawing, its table and where it comes from; `number` is the one it has in its report."""
    only = {"numbers": {figure.id: number}, "repeats": {figure.id: Repeats(None, None)}, "whole": ""}
    return _render("figure", lang, f=figure, v=only, foreign=foreign)


def finding_html(finding: Finding, law_names: Mapping[str, str], lang: Lang = "nl", *, foreign: bool = False) -> str:
    """One finding as a card; `law_names` gives the name of a law by its id."""
    return _render("finding", lang, f=finding, v={"law_names": law_names}, foreign=foreign)


def assessment_html(assessment: Assessment, lang: Lang = "nl") -> str:
    """What an assessment comes to: the proposed verdict, the key numbers and a list of the findings."""
    return _render("assessment", lang, a=assessment, v=view.build(assessment))


def difference_html(difference: Difference, lang: Lang = "nl") -> str:
    """What differs between two assessments: findings that come and go, and the numbers that moved."""
    return _render("difference", lang, **page_parts(difference, lang))


@cache
def style() -> str:
    """The style of a part; it holds inside elements of class `uv` only, so that a page around it stays as it is."""
    return resources.files("uitvoerbaar.report").joinpath("templates/fragment.css").read_text(encoding="utf-8")


def _render(kind: str, lang: Lang, **what: object) -> str:
    template = environment(lang).get_template("fragment.html.j2")
    return template.render(kind=kind, fragment_style=Markup(style()), **what)
