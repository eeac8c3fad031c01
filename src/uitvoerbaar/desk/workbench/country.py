"""The compute process, as the web workers ask it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk import configuration
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.serve import POPULATION


def population_folder() -> Path | None:
    """The folder of the population, None when there is none yet."""
    named = os.environ.get(POPULATION)
    folder = Path(named) if named else None
    return folder if folder is not None and (folder / "manifest.json").is_file() else None


@cache
def _client(data: Path, population: Path | None) -> Compute:
    return Compute(data, population)


def compute() -> Compute:
    """The client of this process. Raises Mistake when there is no population to compute on."""
    folder = population_folder()
    if folder is None:
        raise Mistake(404, tr("Er is nog geen bevolking om op te rekenen; start de server met --population MAP."))
    return _client(configuration.data_folder(), folder)


def anyhow() -> Compute:
    """The client of this process also without a population, for what can be asked of laws alone."""
    return _client(configuration.data_folder(), population_folder())
