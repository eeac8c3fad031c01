"""Every bound can be looked up: docs/limits.md lists its variable and its size."""

from __future__ import annotations

import re

import pytest

from tests.places import ROOT
from uitvoerbaar.base import limits
from uitvoerbaar.base.limits import LIMITS, Limit

_ROW = re.compile(r"\| `(UITVOERBAAR_MAX_\w+)` \| ([\d,]+) \|")


def test_the_page_of_limits_lists_each_with_its_size() -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert {name: int(most.replace(",", "")) for name, most in _ROW.findall(page)} == {
        limit.variable: limit.default for limit in LIMITS
    }


def test_the_list_of_bounds_is_complete() -> None:
    assert set(LIMITS) == {each for each in vars(limits).values() if isinstance(each, Limit)}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_a_bound_says_how_many_of_what(limit: Limit) -> None:
    assert str(limit.default) in limit.told()
    assert limit.variable in limit.hint
