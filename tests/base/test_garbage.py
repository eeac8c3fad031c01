"""Garbage is looked for seldom during a long job, and as before after it."""

from __future__ import annotations

import gc

import pytest

from uitvoerbaar.base.garbage import seldom_collected


def _fail() -> None:
    with seldom_collected():
        assert gc.get_threshold()[0] > 2_000
        raise RuntimeError


def test_the_usual_threshold_comes_back_also_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError):
        _fail()
    assert gc.get_threshold() == before


def test_a_collector_that_was_switched_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
