"""What was equally true before a proposal is not the proposal's: every aspect, on a proposal that changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Test
from uitvoerbaar.assess.registry import TESTS

MakeContext = Callable[..., Context]


@pytest.fixture(params=["alles-of-niets", "lager-deel", "hard-blijft-hard"])
def nothing(context: MakeContext, country: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Context:
    """A proposal with on both sides the law as the proposal would make it: hard rules, and all of them there already."""
    source = country / "proposals" / request.param
    folder = shutil.copytree(source, tmp_path / request.param)
    path = folder / "proposal.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("voor: ") for line in lines) == 1
    side = 'voor: {datum: "2026-01-01", wetten: laws}'
    changed = [side if line.startswith("voor: ") else line for line in lines]
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    return context(str(folder))


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_no_aspect_lays_at_a_proposal_what_was_there_before(nothing: Context, test: Test) -> None:
    before, after = nothing.sides
    assert before.nodes, "something is computed"
    assert all(before.nodes[name] is after.nodes[name] for name in before.nodes)
    assert [f.id for f in test.run(nothing).findings if f.severity != "informatie"] == []
