"""The rules that are compared with other programs are still the laws that we ship."""

from __future__ import annotations

import sys

import pytest

from tests.places import ROOT

PEERS = ROOT / "benchmarks" / "peers"


def test_the_translation_by_hand_gives_what_the_laws_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """In float64 the peers' rules differ by at most one rounding of a euro, in at most one row of a thousand."""
    monkeypatch.syspath_prepend(str(PEERS))
    import compare
    import numpy_rules

    columns = compare.random_columns(20_000, seed=5)
    nodes = compare.link_outputs(
        compare.load_corpus().overlay([PEERS / "simplified"]), "2026-01-01", compare.OUTPUTS, compare.load_registers()
    )
    ours = compare.Batch(nodes).run(compare.people_of(columns))
    assert not ours.errors
    theirs = numpy_rules.compute(columns)
    for name in compare.OUTPUTS:
        assert ours.values[name].any()
        apart = compare.difference(ours.values[name], theirs[name])
        assert apart["max_cents"] <= 100
        assert apart["share_of_rows"] <= 0.001
    for name in ("compare", "numpy_rules", "rules"):
        sys.modules.pop(name, None)
