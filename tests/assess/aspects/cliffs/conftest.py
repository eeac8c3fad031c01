"""What several modules of this folder look at: worked out once for each proposal."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from uitvoerbaar.assess.aspects.cliffs import aspect
from uitvoerbaar.assess.aspects.cliffs.tracks import Track, tracks
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome

Outcomes = Callable[[str], Outcome]
Followed = Callable[[str], tuple[list[Track], list[str]]]


@pytest.fixture(scope="session")
def outcomes(contexts: Callable[[str], Context]) -> Outcomes:
    """What the test on cliffs says of a shipped proposal."""
    return cache(lambda proposal: aspect.TEST.run(contexts(proposal)))


@pytest.fixture(scope="session")
def followed_tracks(contexts: Callable[[str], Context]) -> Followed:
    """Every household type along each of its facts, and what could not be followed."""
    return cache(lambda proposal: tracks(contexts(proposal)))
