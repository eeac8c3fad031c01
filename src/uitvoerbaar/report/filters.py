"""What the templates call to write a value in the language of the page. Everything is escaped on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from uitvoerbaar.base.numbers import capital
from uitvoerbaar.findings import Cell, Column, Figure, SmallestCase, Text
from uitvoerbaar.findings.order import unchanged
from uitvoerbaar.report import words
from uitvoerbaar.report.calendars import draw_calendars
from uitvoerbaar.report.case_words import tell
from uitvoerbaar.report.charts import Drawing, draw
from uitvoerbaar.report.charts.laws import draw_laws
from uitvoerbaar.report.charts.smallest import draw_case
from uitvoerbaar.report.explorer import dot_legend, draw_households
from uitvoerbaar.report.grounds import grounds_said
from uitvoerbaar.report.multiples import draw_groups
from uitvoerbaar.report.people import draw_person
from uitvoerbaar.report.tables import Interval, table_of
from uitvoerbaar.report.telling import telling
from uitvoerbaar.report.words import Lang


class Words(str):
    """Fixed words of a page. What is filled in is escaped once: as it comes when a filter escaped it already."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> Markup:
        """The words with their values, as markup."""
        return escape(str(self)).format(*values, **named)


def on_page(fixed: Any) -> Any:
    """A catalogue of fixed words, or a part of it, as templates use it."""
    if isinstance(fixed, dict):
        return {name: on_page(value) for name, value in fixed.items()}
    if isinstance(fixed, list):
        return [on_page(value) for value in fixed]
    return Words(fixed) if isinstance(fixed, str) else fixed


def text(value: Text | str | None, lang: Lang) -> Markup:
    """Words for readers; Dutch on an English page is marked as Dutch, so that it is read out as Dutch."""
    if lang == "en" and isinstance(value, Text) and not value.en:
        return Markup('<span lang="nl">{}</span>').format(words.together(words.calm(value.nl)))
    return escape(words.together(words.calm(words.plain(value, lang))))


def opening(value: Text, lang: Lang) -> str:
    """Words at the start of a sentence."""
    return capital(words.plain(value, lang))


def dutch(value: str, lang: Lang) -> Markup:
    """Words that the format holds in Dutch only, such as the name of a public body."""
    return text(Text(value), lang)


def printed(value: str, lang: Lang) -> Markup:
    """An answer in the kader that has no fixed words: a date in full, anything else as it was printed."""
    date = words.day(value, lang)
    return dutch(value, lang) if date == value else escape(date)


def cell(value: Cell | Interval, lang: Lang, unit: str = "tekst") -> Markup:
    """A value in its unit, without the words of that unit; its interval stands below it."""
    if isinstance(value, Interval):
        ends = Markup('<span class="ends">{} – {}</span>').format(
            cell(value.low, lang, unit), cell(value.high, lang, unit)
        )
        return cell(value.value, lang, unit) + ends
    if unit == "bewijs":
        return Markup('<span class="proof {}">{}</span>').format(value or "nvt", words.show(value or "nvt", unit, lang))
    if isinstance(value, str) and unit == "tekst" and any(letter.isalpha() for letter in value):
        return text(
            Text(value), lang
        )  # words that the format holds once are Dutch, such as a source or the name of a law
    return (
        text(value, lang)
        if isinstance(value, Text)
        else escape(words.calm(words.unbroken(words.show(value, unit, lang))))
    )


def headline(figure: Figure, lang: Lang) -> Markup:
    """What the title of a chart tells; empty where it has its name only."""
    return escape(words.together(telling(figure, lang)))


def draw_houses(figure: Figure, lang: Lang) -> Drawing:
    """Households as dots with the words of their colours."""
    return Drawing(draw_households(figure, lang), dot_legend(lang))


def full(value: Cell, lang: Lang, unit: str) -> Markup:
    """A value in its unit with the words of that unit behind it: € 1.200 per jaar."""
    counted = isinstance(value, int | float) and not isinstance(value, bool)
    behind = words.unit_word(unit, lang) if counted else ""
    return Markup("{} {}").format(cell(value, lang, unit), behind) if behind else cell(value, lang, unit)


def signed(value: Cell, lang: Lang, unit: str) -> Markup:
    """An amount of money that is a change, with its sign, also where it is more."""
    plus = isinstance(value, int | float) and value > 0 and unit.startswith("eurocent")
    return Markup("{}{}").format(words.PLUS if plus else "", full(value, lang, unit))


def heading_unit(column: Column, lang: Lang) -> str:
    """The unit to print behind a heading, unless the heading says it already."""
    return words.unit_beside(words.plain(column.label, lang), column.unit, lang)


def command(value: str) -> Markup:
    """A command that may break between its words only, so that --with stays whole."""
    return Markup(" ").join(Markup("<span>{}</span>").format(part) for part in value.split())


def told(case: SmallestCase, lang: Lang) -> list[Markup]:
    """The smallest case in paragraphs: the story that was written, or its facts when nobody wrote one."""
    return [text(case.story, lang)] if case.story is not None else [escape(line) for line in tell(case, lang)]


def filters(lang: Lang) -> dict[str, Callable[..., Any]]:
    """The filters of the templates for one language."""
    by_language: dict[str, Callable[..., Any]] = {
        "t": text,
        "opening": opening,
        "dutch": dutch,
        "printed": printed,
        "cell": cell,
        "full": full,
        "signed": signed,
        "grounds": grounds_said,
        "day": words.day,
        "estimate": words.estimate,
        "count": words.count,
        "times": words.times,
        "unit_word": words.unit_word,
        "heading_unit": heading_unit,
        "told": told,
        "drawing": draw,
        "case_drawing": draw_case,
        "law_drawing": draw_laws,
        "person_drawing": draw_person,
        "panel_drawing": draw_groups,
        "calendar_drawing": draw_calendars,
        "house_drawing": draw_houses,
        "telling": headline,
    }
    bound = {name: _in(lang, function) for name, function in by_language.items()}
    return {**bound, "command": command, "table": table_of, "unchanged": unchanged}


def _in(lang: Lang, function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *rest: function(value, lang, *rest)
