"""Own data without a field that a changed law reads: said first, and what rests on people is done in part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fictional.country import households, population
from uitvoerbaar.assess import make_context as making
from uitvoerbaar.assess import run
from uitvoerbaar.findings import Assessment
from uitvoerbaar.findings.check import check_report
from uitvoerbaar.population import Population
from uitvoerbaar.proposal import load_proposal


def assessed(monkeypatch: pytest.MonkeyPatch, missing: list[str]) -> Assessment:
    def load(_folder: Path, year: int) -> Population:
        made = population(households(), year)
        made.manifest = {**made.manifest, "ontbrekend": missing}
        return made

    monkeypatch.setattr(making, "load", load)
    return run.assess(
        load_proposal("lager-deel"), Path("out/eigen"), "uitvoerbaar assess lager-deel --population eigen"
    )


@pytest.mark.usefixtures("polderland")
def test_a_field_that_the_changed_law_reads_is_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = assessed(monkeypatch, ["opvangkosten_betaald", "huur_per_maand"])
    said = "De gegevens missen wat een gewijzigde wet leest: opvangkosten_betaald."
    assert found.limits[0].nl.startswith(said)
    assert found.population.notes[0] == found.limits[0]
    assert found.verdict.explanation.nl.startswith(said)
    status = {test.id: test.status for test in found.tests}
    assert status["begroting"] == status["vergissingen"] == "gedeeltelijk"
    of_laws = next(test for test in found.tests if test.id == "wetstechniek")
    assert found.limits[0] not in of_laws.missing
    check_report(found.to_json())


@pytest.mark.usefixtures("polderland")
def test_a_field_that_no_changed_law_reads_is_not_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = assessed(monkeypatch, ["huur_per_maand"])
    assert not any("De gegevens missen" in limit.nl for limit in found.limits)
    assert {test.id: test.status for test in found.tests}["begroting"] == "uitgevoerd"
