"""The test `bewijzen`: not done unasked; with time it says what the proposal breaks and what it restores."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest

from tests.fixtures.people import Populations
from uitvoerbaar.assess.aspects.proven import background
from uitvoerbaar.assess.aspects.proven.ask import ask
from uitvoerbaar.assess.aspects.proven.aspect import TEST
from uitvoerbaar.assess.context import Context, Proving
from uitvoerbaar.assess.make_context import make_context, without_people
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.engine.prove import property as property_
from uitvoerbaar.engine.prove.property import find_property, load_properties
from uitvoerbaar.findings import Finding, TestRun
from uitvoerbaar.proposal import load_proposal

pytestmark = pytest.mark.usefixtures("nothing_shipped")
needs_solver = pytest.mark.skipif(importlib.util.find_spec("z3") is None, reason="z3 is not installed (extra 'prove')")


@pytest.fixture(scope="module")
def people(populations: Populations) -> Path:
    return populations(1000, 1)


def proofs(proposal: str, people: Path, seconds: float | None) -> tuple[TestRun, dict[str, Finding]]:
    proving = None if seconds is None else Proving(seconds)
    ctx = make_context(load_proposal(proposal), people, "uitvoerbaar assess", proving=proving)
    outcome = TEST.run(ctx)
    return outcome.run, {f.id: f for f in outcome.findings}


def test_without_time_for_it_nothing_is_proven_and_the_report_says_so(people: Path) -> None:
    run, findings = proofs("huurtoeslag-2026", people, None)
    assert run.status == "niet_uitgevoerd"
    assert "--prove" in run.missing[0].nl
    assert not findings


@needs_solver
def test_the_rent_limit_refuted_before_is_proven_gone_after(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Huurtoeslag 2025 has a cliff at the maximum rent, the system of 2026 has none."""
    rent = find_property(load_properties(), "a-huur")
    monkeypatch.setattr(property_, "load_properties", lambda: rent)
    _, findings = proofs("huurtoeslag-2026", people, 600)
    restored = findings["bewijzen-a-huur-hoogte_huurtoeslag"]
    assert restored.severity == "informatie"
    assert restored.title.nl.startswith("Nu bewezen")
    assert "weerlegd. Erna: bewezen" in restored.explanation.nl
    assert restored.command == "uitvoerbaar prove huurtoeslag-2026 --property a-huur"
    assert all(f.severity != "kritiek" for f in findings.values())


@needs_solver
def test_a_process_beside_the_assessment_proves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process decided is there for who asks without time; before it, nothing was."""
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
    nobody = without_people(load_proposal("alles-of-niets-2026"))
    before = _decided(nobody)
    beside = background.start("alles-of-niets-2026")
    while beside.process.poll() is None and _decided(nobody) <= before:
        time.sleep(0.2)
    assert beside.stop()
    assert _decided(nobody) > before


def _decided(ctx: Context) -> int:
    return sum(asked.result(role) in ("proven", "refuted") for asked in ask(ctx, 0.0, count=False) for role in ROLES)


@needs_solver
def test_a_process_that_breaks_off_is_told(tmp_path: Path) -> None:
    beside = background.start(str(tmp_path / "bestaat niet"))
    beside.process.wait()
    assert not beside.stop()
