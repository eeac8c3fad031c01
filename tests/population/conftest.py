"""A small made population that the tests of this folder share."""

from pathlib import Path

import pytest

from tests.fixtures.people import YEAR, Populations, silent
from uitvoerbaar.population import Population, load

__all__ = ["HOUSEHOLDS", "SEED", "YEAR", "silent"]

HOUSEHOLDS, SEED = 20_000, 7


@pytest.fixture(scope="session")
def made(populations: Populations) -> Path:
    """Folder of a population of 20,000 households."""
    return populations(HOUSEHOLDS, SEED)


@pytest.fixture(scope="session")
def loaded(made: Path) -> Population:
    """The same population as columns."""
    return load(made)
