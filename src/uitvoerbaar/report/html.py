"""One self-contained page of HTML from a report: inline style and drawings, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from uitvoerbaar.assess.model import KADER, Assessment, Cell, Column, Finding, Text
from uitvoerbaar.report import view, words
from uitvoerbaar.report.charts import draw
from uitvoerbaar.report.charts.smallest import draw_case
from uitvoerbaar.report.check import check_report
from uitvoerbaar.report.tables import table_of
from uitvoerbaar.report.words import Lang


def render_html(data: Mapping[str, Any], lang: Lang = "nl") -> str:
    """The page for a report in the format uitvoeringstoets/1, in Dutch or English.

    Text that was written in Dutch only stays Dutch in an English page and is marked as such. Raises ``ReportError``
    naming every problem when ``data`` does not fit the format.
    """
    check_report(data)
    assessment = Assessment.from_json(data)
    template = _environment(lang).get_template("report.html.j2")
    return template.render(a=assessment, v=view.build(assessment), KADER=KADER)


@cache
def _environment(lang: Lang) -> Environment:
    """Templates with the words and number forms of one language. An unknown word is an error, not an empty place."""
    environment = Environment(
        loader=PackageLoader("uitvoerbaar.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = resources.files("uitvoerbaar.report").joinpath("templates/report.css").read_text(encoding="utf-8")

    def text(value: Text | str | None) -> Markup:
        if lang == "en" and isinstance(value, Text) and not value.en:
            return Markup('<span lang="nl">{}</span>').format(words.together(value.nl))
        return escape(words.together(words.plain(value, lang)))

    def cell(value: Cell, unit: str = "tekst") -> Markup:
        return text(value) if isinstance(value, Text) else escape(words.show(value, unit, lang))

    def full(value: Cell, unit: str) -> Markup:
        """A value with the words of its unit behind it."""
        behind = words.unit_word(unit, lang) if isinstance(value, int | float) and not isinstance(value, bool) else ""
        return Markup("{} {}").format(cell(value, unit), behind) if behind else cell(value, unit)

    def dutch(value: str) -> Markup:
        """Words that the format holds in Dutch only, such as the name of a public body."""
        return text(Text(value))

    def printed(value: str) -> Markup:
        """An answer in the kader that has no fixed words: a date in full, anything else as it was printed."""
        date = words.day(value, lang)
        return dutch(value) if date == value else escape(date)

    def heading_unit(column: Column) -> str:
        """The unit to print behind a heading, unless the heading is that word already."""
        unit = words.unit_word(column.unit, lang)
        return "" if unit.casefold() == words.plain(column.label, lang).casefold() else unit

    def command(value: str) -> Markup:
        """A command that may break between its words only, so that --with stays whole."""
        return Markup(" ").join(Markup("<span>{}</span>").format(part) for part in value.split())

    def case_line(finding: Finding) -> str:
        case = finding.smallest_case
        assert case is not None
        return str(words.catalogue(lang)["case_short"]).format(
            before=words.plain(case.before.label, lang),
            before_value=full(case.before.value, case.before.unit),
            after=words.plain(case.after.label, lang),
            after_value=full(case.after.value, case.after.unit),
            loss=full(case.loss, "eurocent_per_jaar"),
        )

    environment.filters.update(
        t=text,
        cell=cell,
        full=full,
        day=lambda value: words.day(value, lang),
        money=lambda value: words.money(value, lang),
        estimate=lambda value: words.estimate(value, lang),
        count=lambda value: words.count(value, lang),
        share=lambda value: words.share(value, lang),
        times=lambda value: words.times(value, lang),
        case_line=case_line,
        command=command,
        dutch=dutch,
        printed=printed,
        table=table_of,
        heading_unit=heading_unit,
        drawing=lambda figure: draw(figure, lang),
        case_drawing=lambda case: draw_case(case, lang),
    )
    environment.globals.update(w=words.catalogue(lang), lang=lang, style=Markup(style))
    return environment
