"""An interval says what it comes from: a margin of other cases is no measurement of this proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import sample
from uitvoerbaar.base.text import Ground
from uitvoerbaar.findings import Assessment, Figure, Range, Text
from uitvoerbaar.report import render_html
from uitvoerbaar.report.grounds import grounds_said
from uitvoerbaar.report.story import lines_of
from uitvoerbaar.report.view import TREASURY, build
from uitvoerbaar.report.words import LANGS, Lang, catalogue, money

_HOW = Text("Terugblik.", "Looking back.")


def _with(low: int, high: int, *grounds: Ground, value: int) -> Assessment:
    a = sample()
    model = next(f for f in a.figures if f.value is not None)
    cost: Figure = replace(
        model, id=TREASURY, unit="eurocent_per_jaar", value=value, range=None, wider=Range(low, high, _HOW, grounds)
    )
    others = tuple(f for f in a.figures if f.id != TREASURY)
    return replace(a, figures=(cost, *others), key_figures=(TREASURY,))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("ground", ["terugblik", "ensemble"])
def test_the_first_screen_says_what_its_interval_comes_from(ground: Ground, lang: Lang) -> None:
    a = _with(5 * 10**9, 20 * 10**9, ground, ground, value=10 * 10**9)
    phrase = catalogue(lang)["grounds"][ground]
    page = render_html(a.to_json(), lang)
    first = page[page.index('id="kort"') : page.index('class="cards"')]
    assert first.count(phrase) == 2  # in the sentence, and at the number
    assert phrase in " ".join(line.told for line in lines_of(a, build(a), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_ends_of_two_kinds_are_told_apart_and_turn_with_the_sign(lang: Lang) -> None:
    fixed = catalogue(lang)
    looked, chance = fixed["grounds"]["terugblik"], fixed["grounds"]["steekproef"]
    a = _with(-20 * 10**9, -5 * 10**9, "terugblik", "steekproef", value=-10 * 10**9)
    assert grounds_said(Range(1, 3, _HOW, ("terugblik", "steekproef")), lang) == fixed["grounds_of_ends"].format(
        low=looked, high=chance
    )
    told = " ".join(line.told for line in lines_of(a, build(a), lang))
    assert fixed["grounds_of_ends"].format(low=chance, high=looked) in told


@pytest.mark.parametrize("lang", LANGS)
def test_an_interval_that_does_not_say_it_is_called_wider(lang: Lang) -> None:
    assert grounds_said(Range(1, 3, _HOW), lang) == catalogue(lang)["with_assumptions"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_saved_may_also_be_a_cost_and_the_sentence_says_so_with_its_own_signs(lang: Lang) -> None:
    """`Saves 10 million (between -30 and 8)` would say that it may save 8 and may cost 30: it is the other way round."""
    a = _with(-3 * 10**9, 8 * 10**8, "aannamen", "steekproef", value=-(10**9))
    told = " ".join(line.told for line in lines_of(a, build(a), lang))
    between = catalogue(lang)["between"].format(low=money(-8 * 10**8, lang), high=money(3 * 10**9, lang))
    assert between in told
