"""The fictional country as the country that the program runs in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fictional.country import Household, furnish, households, population
from uitvoerbaar.assess import make_context as making
from uitvoerbaar.assess import run
from uitvoerbaar.assess.context import Context
from uitvoerbaar.findings import Assessment
from uitvoerbaar.proposal import load_proposal

Assess = Callable[..., Assessment]
MakeContext = Callable[..., Context]
COMMAND = "uitvoerbaar assess alles-of-niets --population out/polder"


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the fictional country: laws, registers, norms and proposals."""
    return furnish(tmp_path_factory.mktemp("polderland") / "data")


@pytest.fixture(autouse=True)
def polderland(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program runs in the fictional country."""
    monkeypatch.setenv("UITVOERBAAR_DATA", str(country))


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> MakeContext:
    """A context of a proposal (id or folder) on some households; without, on the whole country."""

    def make(proposal: str, of: list[Household] | None = None) -> Context:
        chosen = households() if of is None else of
        monkeypatch.setattr(making, "load", lambda _folder, year: population(chosen, year))
        return making.make_context(load_proposal(proposal), Path("out/polder"), COMMAND)

    return make


@pytest.fixture
def assess(monkeypatch: pytest.MonkeyPatch) -> Assess:
    """A whole assessment of a proposal on some households; without, on the whole country."""

    def make(proposal: str, of: list[Household] | None = None) -> Assessment:
        chosen = households() if of is None else of
        monkeypatch.setattr(making, "load", lambda _folder, year: population(chosen, year))
        return run.assess(load_proposal(proposal), Path("out/polder"), COMMAND)

    return make
