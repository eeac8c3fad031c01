"""Harmless edits: nothing new is said of them, no problem, no finding and no other outcome of a property."""

from __future__ import annotations

import importlib.util

import pytest

from tests.whole.faults.cases import Catcher, Edit, read
from tests.whole.faults.conftest import InWorld
from tests.whole.faults.world import World

HARMLESS = read("harmless.yaml")
SOLVER = importlib.util.find_spec("z3") is not None


def said(world: World, edit: Edit, catcher: Catcher, *, planted: bool) -> set[str]:
    """Everything that a watcher says, without lines and places."""
    if catcher.kind == "check":
        return {f"{p.level}: {p.message}" for p in world.problems(edit, planted=planted)}
    if catcher.kind == "property":
        return {world.proof(edit, catcher, planted=planted)}
    return {f"{f.id} ({f.severity})" for f in world.findings(edit, catcher.name, planted=planted)}


@pytest.mark.parametrize("edit", [pytest.param(edit, id=edit.id) for edit in HARMLESS])
def test_a_harmless_edit_is_left_alone(world: InWorld, edit: Edit) -> None:
    here = world(edit.country)
    for catcher in edit.catchers:
        if catcher.kind == "property" and not SOLVER:
            pytest.skip("no solver: install 'uitvoerbaar[prove]'")
        new = said(here, edit, catcher, planted=True) - said(here, edit, catcher, planted=False)
        assert not new, f"{catcher} says of a harmless edit: {new}"


def test_there_are_at_least_eight() -> None:
    assert len({edit.id for edit in HARMLESS}) >= 8
