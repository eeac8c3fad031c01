"""The record of the backtests: nine of ten lie within the factor, and a case does not vouch for itself."""

from __future__ import annotations

import math

import pytest

from uitvoerbaar.assess.uncertainty.track import Compared, track_of, track_record


def _compared(scheme: str, *factors: float) -> list[Compared]:
    return [Compared(f"{scheme}-{n}", "", scheme, factor) for n, factor in enumerate(factors)]


def test_the_factor_holds_nine_of_ten_of_those_of_the_scheme() -> None:
    known = _compared("a", *(1 + n / 10 for n in range(1, 21))) + _compared("b", 9.0)
    track = track_of(known, ["a"], "voorstel")
    assert track is not None
    assert (track.factor, track.comparisons, track.own_scheme) == (pytest.approx(2.9), 20, True)


def test_with_too_few_of_the_scheme_all_count() -> None:
    track = track_of(_compared("a", *[1.5] * 9) + _compared("b", 3.0), ["b"], "voorstel")
    assert track is not None
    assert (track.comparisons, track.own_scheme) == (10, False)
    assert track.factor == 3.0
    assert track_of(_compared("a", *[1.5] * 8), ["a"], "voorstel") is None


def test_a_case_and_the_case_of_a_proposal_are_left_out_of_their_own_interval() -> None:
    known = [*_compared("a", *[1.2] * 9), Compared("geval", "voorstel", "a", 50.0)]
    for own in ("geval", "voorstel"):
        track = track_of(known, ["a"], own)
        assert track is not None
        assert track.factor == 1.2
    other = track_of(known, ["a"], "iets-anders")
    assert other is not None
    assert other.factor == 50.0


def test_the_shipped_record_is_of_every_comparison_that_tests_something() -> None:
    known = track_record()
    assert len(known) > 30
    assert all(each.factor >= 1 and math.isfinite(each.factor) for each in known)
    assert any("huurtoeslag-2026" in (each.case, each.proposal) for each in known)
