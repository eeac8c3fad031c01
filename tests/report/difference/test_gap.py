"""A difference between two assessments is that of the two numbers beside it."""

from __future__ import annotations

from dataclasses import replace

from tests.report.sample import sample
from tests.report.sample_figures import BUDGET
from uitvoerbaar.findings import Range
from uitvoerbaar.report.difference.compare import Estimate, Move, compare
from uitvoerbaar.report.difference.page import gap, render_difference
from uitvoerbaar.report.words import catalogue


def test_the_gap_is_that_of_the_numbers_as_they_are_printed() -> None:
    """4,85 and 6,32 mld: 1,47, and not 1,48 as the numbers behind them say."""
    before, after = (Estimate(cents, cents, cents) for cents in (484_512_345_678, 632_412_345_678))
    move = Move(BUDGET, (), "eurocent_per_jaar", before, after)
    assert gap(move, "nl").replace("\u00a0", " ") == "+€ 1,47 mld"


def test_a_key_figure_with_a_wider_interval_says_of_which_kind_the_ends_are() -> None:
    """Two reports print the wider ends, and the comparison of them those of the sample: one number with two intervals."""
    a = sample()
    key = next(f for f in a.figures if f.id in a.key_figures and f.value is not None and f.range is not None)
    assert key.range is not None
    wider = replace(key, wider=Range(-(10**12), 10**12, key.range.method))
    with_wider, without = (
        replace(a, figures=tuple(made if f.id == key.id else f for f in a.figures))
        for made in (wider, replace(key, wider=None))
    )
    for lang in ("nl", "en"):
        said = catalogue(lang)["sample_ends"]
        assert said in render_difference(compare(with_wider, with_wider), lang)
        assert said not in render_difference(compare(without, without), lang)


def test_a_minus_is_not_cut_off_from_its_euro_sign() -> None:
    model = next(f for f in sample().figures if f.value is not None)
    key = replace(model, id="schatkist", unit="eurocent_per_jaar", value=10**12, range=None, wider=None)
    a, less = (
        replace(sample(), figures=(*sample().figures, made), key_figures=(*sample().key_figures, key.id))
        for made in (key, replace(key, value=-(10**12)))
    )
    page = render_difference(compare(a, less), "nl")
    assert "\u2212\u2060€" in page
    assert "\u2212€" not in page
