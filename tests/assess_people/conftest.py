"""A small made population, and contexts of the shipped proposals on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.population import make
from uitvoerbaar.proposal import load_proposal

HOUSEHOLDS, SEED, YEAR = 4_000, 5, 2026


@pytest.fixture(scope="session")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Context]:
    """The context of a shipped proposal on a population of 4,000 households; made once."""
    folder: Path = tmp_path_factory.mktemp("bevolking")
    make(folder, HOUSEHOLDS, SEED, YEAR, threads=2, progress=lambda *_: None)
    made: dict[str, Context] = {}

    def get(proposal: str) -> Context:
        if proposal not in made:
            made[proposal] = make_context(load_proposal(proposal), folder, "uitvoerbaar assess")
        return made[proposal]

    return get
