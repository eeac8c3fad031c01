"""Every planted fault is caught by the test, check or property that is named for it, and the law without it is not."""

from __future__ import annotations

import importlib.util
from collections import Counter

import pytest

from tests.whole.faults.cases import Catcher, Edit, read
from tests.whole.faults.conftest import InWorld
from tests.whole.faults.world import World

PLANTED = read("planted.yaml")
SOLVER = importlib.util.find_spec("z3") is not None


def catches(world: World, edit: Edit, catcher: Catcher, *, planted: bool) -> bool:
    """Whether the named test or property notices something."""
    if catcher.kind == "check":
        return any(catcher.name in p.message for p in world.problems(edit, planted=planted))
    if catcher.kind == "property":
        return world.proof(edit, catcher, planted=planted) == "refuted"
    return any(
        f.id.startswith(catcher.detail) and f.severity == (catcher.severity or f.severity)
        for f in world.findings(edit, catcher.name, planted=planted)
    )


def told(world: World, edit: Edit, catcher: Catcher) -> str:
    """What was said instead."""
    if catcher.kind == "check":
        return "; ".join(p.message for p in world.problems(edit, planted=True)) or "no problem"
    if catcher.kind == "property":
        return world.proof(edit, catcher, planted=True)
    return "; ".join(f"{f.id} ({f.severity})" for f in world.findings(edit, catcher.name, planted=True)) or "no finding"


@pytest.mark.parametrize("edit", [pytest.param(edit, id=edit.id) for edit in PLANTED])
def test_a_planted_fault_is_caught(world: InWorld, edit: Edit) -> None:
    here = world(edit.country)
    for catcher in edit.catchers:
        if catcher.kind == "property" and not SOLVER:
            pytest.skip("no solver: install 'uitvoerbaar[prove]'")
        assert not catches(here, edit, catcher, planted=False), f"{catcher} also speaks of the law without the fault"
        assert catches(here, edit, catcher, planted=True), f"{catcher}, but: {told(here, edit, catcher)}"


def test_there_are_at_least_forty_faults_each_with_its_own_name() -> None:
    names = Counter(edit.id for edit in PLANTED)
    assert len(names) >= 40
    assert set(names.values()) == {1}
