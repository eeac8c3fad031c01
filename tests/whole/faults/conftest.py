"""Both countries, each made once: the fictional one, and ours with a small made population."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fictional.country import furnish
from tests.fixtures.people import Populations
from tests.whole.faults.cases import Country
from tests.whole.faults.world import World

HOUSEHOLDS, SEED = 2_000, 5
InWorld = Callable[[Country], World]


@pytest.fixture(scope="session")
def worlds(
    tmp_path_factory: pytest.TempPathFactory, populations: Populations
) -> dict[Country, tuple[World, Path | None]]:
    """Per country its world, and the data folder when that is not ours."""
    people = populations(HOUSEHOLDS, SEED)
    return {
        "nederland": (World(tmp_path_factory.mktemp("nederland"), people), None),
        "polderland": (World(tmp_path_factory.mktemp("proeven"), None), furnish(tmp_path_factory.mktemp("polder") / "data")),
    }  # fmt: skip


@pytest.fixture
def world(worlds: dict[Country, tuple[World, Path | None]], monkeypatch: pytest.MonkeyPatch) -> InWorld:
    """The world of a country; the program then runs in that country."""

    def enter(country: Country) -> World:
        found, data = worlds[country]
        if data is not None:
            monkeypatch.setenv("UITVOERBAAR_DATA", str(data))
        return found

    return enter
