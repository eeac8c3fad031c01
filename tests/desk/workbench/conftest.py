"""A population and a compute process for the pages of the workbench."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.places import ROOT
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.workbench import country


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(2_000, 5)


@pytest.fixture(scope="module")
def served(folk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A compute process of this module, gone after it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(POPULATION, str(folk))
        patch.setenv("UITVOERBAAR_DESK", str(tmp_path_factory.mktemp("desk")))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        country._client.cache_clear()
        yield
        country.compute().end()
        country._client.cache_clear()
