"""A small made population that the tests of this folder share."""

from pathlib import Path

import pytest

from uitvoerbaar.population import Population, load, make

HOUSEHOLDS, SEED, YEAR = 20_000, 7, 2026


def silent(step: str, points: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a population of 20,000 households."""
    folder = tmp_path_factory.mktemp("bevolking")
    make(folder, HOUSEHOLDS, SEED, YEAR, threads=2, progress=silent)
    return folder


@pytest.fixture(scope="session")
def loaded(made: Path) -> Population:
    """The same population as columns."""
    return load(made)
