"""Many groups in one pass give what each group gives by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.totals import mean, share

rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(-(10**9), 10**9), st.integers(1, 10**6)),
    min_size=1, max_size=12,
)  # fmt: skip


@given(rows, st.booleans())
def test_groups_together_agree_with_each_group_apart(given_rows: list[tuple[int, int, int, int]], full: bool) -> None:
    codes, classes, column, weights = np.array(given_rows, dtype=np.int64).T
    parts = shares_by(codes, 4, classes, 3, weights, full)
    means = means_by(codes, 4, column, weights, full)
    for group in range(4):
        members = codes == group
        for kind in range(3):
            alone = share(classes == kind, members, weights, full)
            assert parts[group][kind].value == alone.value
            assert parts[group][kind].half == pytest.approx(alone.half)
        alone = mean(column, members, weights, full)
        assert means[group].value == pytest.approx(alone.value, abs=1e-3)
        assert means[group].half == pytest.approx(alone.half, abs=1e-2)
