"""A proposal with a place: who decides, its terms, the cases of its area and what is claimed of the same ground."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from tests.places import TESTS
from uitvoerbaar.assess.aspects.local import plan_area
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.assess.workload.counts import Cases
from uitvoerbaar.delivery.organisations import Organisations, UnknownOrganisationError, load_organisations
from uitvoerbaar.delivery.organisations.area import (
    area_problems,
    authorities,
    counted_once,
    load_governments,
    overlap,
)
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.findings import Text
from uitvoerbaar.proposal import Proposal, load_proposal
from uitvoerbaar.proposal.model import ProposalError

FIXTURE = TESTS / "data" / "omgevingsplan-verzonnen"


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return load_organisations()


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return load_proposal(str(FIXTURE))


def context(proposal: Proposal, monkeypatch: pytest.MonkeyPatch) -> Context:
    """Three hundred households that stand for ten each: a third in Ede, a third in Barneveld, a third in Amsterdam."""
    places = Strings(np.repeat(np.arange(3, dtype=np.int16), 100), ("GM0228", "GM0203", "GM0363"))
    provinces = Strings(np.repeat(np.array([0, 0, 1], dtype=np.int16), 100), ("Gelderland", "Noord-Holland"))
    monkeypatch.setattr(plan_area, "on_people", lambda ctx: Text("de bevolking"))
    made: Any = SimpleNamespace(
        proposal=proposal,
        base=SimpleNamespace(households={"gemeente": places, "provincie": provinces}, manifest={"seed": 1}),
        weights=np.full(300, 10 * MILLI, dtype=np.int64),
        settings=SimpleNamespace(norm=lambda name: 100),
        sides=SimpleNamespace(after=SimpleNamespace(date="2026-01-01")),
        command="uitvoerbaar assess",
    )
    return cast(Context, made)


def cases() -> Cases:
    """In Barneveld everybody gains a right, in Ede nobody; in Amsterdam everybody had it."""
    before, after = np.repeat([0, 0, 1], 100), np.repeat([0, 1, 1], 100)
    none = np.zeros(300, dtype=np.int64)
    gained = after - before
    return Cases(cast(Any, None), Pair(before, after), gained, none, none, none, Pair(before * 1000, after * 1000))


def test_each_area_has_its_bodies_and_its_own_cases(
    proposal: Proposal, organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plan_area.area_plan(context(proposal, monkeypatch), organisations, [cases()])
    assert found is not None
    rows = {str(getattr(row["gebied"], "nl", "")): row for row in found.figures[0].rows}
    assert list(rows) == ["Ede", "Barneveld", "Waterschap Vallei en Veluwe"]
    assert (rows["Ede"]["voor"], rows["Ede"]["na"]) == (0, 0)
    assert (rows["Barneveld"]["voor"], rows["Barneveld"]["na"]) == (0, 1000)
    assert rows["Waterschap Vallei en Veluwe"]["na"] is None
    assert rows["Waterschap Vallei en Veluwe"]["hoe"] == Text("niet te berekenen", "cannot be computed")
    assert rows["Ede"]["regels"] == Text("gemeenteraad", "municipal council")
    assert "hele land" in found.missing[0].nl


def test_decisions_are_those_of_the_kinds_of_authority_in_the_area(
    proposal: Proposal, organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Awb 3:16: six weeks for views; Omgevingswet 16.64: eight weeks and six more for a regular permit."""
    found = plan_area.area_plan(context(proposal, monkeypatch), organisations, [])
    assert found is not None
    terms = {str(getattr(row["besluit"], "nl", "")): row for row in found.figures[1].rows}
    assert "omgevingsverordening wijzigen" not in terms, "no province is named"
    assert (
        terms["omgevingsvergunning (gewone procedure)"]["weken"],
        terms["omgevingsplan wijzigen"]["zienswijzen"],
    ) == (8, 6)
    assert found.figures[1].assumption


def test_what_a_portfolio_claims_of_the_same_ground_is_stacked(
    proposal: Proposal, organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three measures of the shipped portfolio touch the Veluwe, so the proposal is the fourth; De Peel is elsewhere."""
    found = plan_area.area_plan(context(proposal, monkeypatch), organisations, [])
    assert found is not None
    claims = found.figures[2]
    assert {getattr(row["gebied"], "en", "") for row in claims.rows} == {"Veluwe and Gelderse Vallei"}
    assert len(claims.rows) == 3
    assert "zijn het er 4" in claims.reading.nl


def test_without_a_portfolio_it_is_said(
    proposal: Proposal, organisations: Organisations, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plan_area.area_plan(context(replace(proposal, delivery=None), monkeypatch), organisations, [])
    assert found is not None
    assert len(found.figures) == 2
    assert "noemt geen portefeuille" in found.missing[-1].nl


def test_the_whole_country_is_no_area(organisations: Organisations, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load_proposal("huurtoeslag-2026")
    assert whole.areas == ()
    assert plan_area.area_plan(context(whole, monkeypatch), organisations, []) is None


def test_ground_is_shared_by_a_municipality_and_its_province(organisations: Organisations) -> None:
    ede, gelderland, amsterdam = (authorities([name], organisations) for name in ("Ede", "PV25", "Amsterdam"))
    assert overlap(ede, gelderland)
    assert overlap(gelderland, ede)
    assert not overlap(amsterdam, gelderland)
    assert counted_once([*ede, *gelderland]) == gelderland


def test_every_kind_of_authority_has_its_bodies() -> None:
    assert set(load_governments()) == {"gemeente", "provincie", "waterschap"}


def test_a_name_that_is_no_area_is_told_with_its_line(organisations: Organisations) -> None:
    told = [p.message for p in area_problems(["Eede", "SVB", "Utrecht", "Ede", "GM0228"], organisations, "p.yaml", 9)]
    assert "Ede" in told[0]
    assert "geen gemeente, provincie of waterschap" in told[1]
    assert "kan 2 organisaties zijn" in told[2]
    assert "twee keer" in told[3]
    with pytest.raises(UnknownOrganisationError):
        authorities(["Nergenshuizen"], organisations)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("[]", "verwacht: NL, of namen"),
        ("[NL, Ede]", "noemt het hele land"),
        ("3", "verwacht: NL, of namen"),
        ("[Ede, 3]", "verwacht: NL, of namen"),
    ],
)
def test_a_place_that_cannot_be_read(tmp_path: Path, place: str, words: str) -> None:
    """It used to be written down and never read: a proposal on one municipality was tested as one on the country."""
    text = (FIXTURE / "proposal.yaml").read_text(encoding="utf-8")
    old = "[Ede, GM0203, Waterschap Vallei en Veluwe]"
    (tmp_path / "proposal.yaml").write_text(text.replace(old, place), encoding="utf-8")
    with pytest.raises(ProposalError, match=words):
        load_proposal(str(tmp_path))
