"""Proofs that lie beside the laws: the side of a proposal that is law as it stands has them at once, a changed law has none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.assess.aspects.proven.ask import ask
from uitvoerbaar.assess.make_context import without_people
from uitvoerbaar.assess.pair import Pair, each_side
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.engine.prove import property as property_
from uitvoerbaar.engine.prove import shipped
from uitvoerbaar.engine.prove.property import load_properties
from uitvoerbaar.proposal import Proposal, load_proposal

RENT = "huurtoeslag-2026"
ACT = "nl/wet/wet_op_de_huurtoeslag/2026-01-01.yaml"
LIMIT, OTHER = "vermogensgrens: {value: 3847900,", "vermogensgrens: {value: 3847800,"
ASKED = ("a-huur", "a-vermogen", "c-huur-hoger", "f-kinderen")
"""Properties that are decided of the act of 2025 and that of 2026."""


@pytest.fixture(autouse=True)
def nothing_decided_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    few = [prop for prop in load_properties() if prop.id in ASKED]
    monkeypatch.setattr(property_, "load_properties", lambda: few)


def at_once(proposal: Proposal) -> Pair[Counter[str]]:
    """How many properties came out how on each side, when nothing is asked of the solver."""
    found = ask(without_people(proposal), 0.0, count=False)
    return each_side(lambda role: Counter(asked.result(role) for asked in found))


def without_shipped(proposal: Proposal, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Pair[Counter[str]]:
    with monkeypatch.context() as patched:
        patched.setattr(shipped, "folder", lambda: folder)
        return at_once(proposal)


def test_what_is_shipped_answers_for_both_sides_and_not_for_a_law_with_one_other_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = load_proposal(RENT)
    without, there = without_shipped(proposal, tmp_path, monkeypatch), at_once(proposal)
    # Fails when the laws, the properties or the prover changed since the proofs were made: `make proofs`.
    assert without == Pair(Counter(undecided=4), Counter(undecided=4))
    assert there == Pair(Counter(refuted=4), Counter(refuted=1, proven=3)), "run `make proofs`"
    text = (data_dir() / "laws" / ACT).read_text(encoding="utf-8")
    (tmp_path / "laws").mkdir()
    changed = tmp_path / "laws" / "wet_op_de_huurtoeslag.yaml"
    assert LIMIT in text
    changed.write_text(text.replace(LIMIT, OTHER), encoding="utf-8")
    other = replace(proposal, after=replace(proposal.after, laws=(tmp_path / "laws",)))
    found = at_once(other)
    assert found == Pair(Counter(refuted=4), Counter(undecided=4))
