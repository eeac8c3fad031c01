"""The compute process, as the web workers ask it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk import configuration
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.desk.making import MEANWHILE
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.serve import POPULATION


def population_folder() -> Path | None:
    """The folder of the population; while that is made the small one; None when there is none yet."""
    return next((folder for name in (POPULATION, MEANWHILE) if (folder := _whole(name)) is not None), None)


def being_made() -> bool:
    """Whether the population is still made beside the server."""
    return MEANWHILE in os.environ and _whole(POPULATION) is None


def no_people() -> str:
    """Why there is nobody to compute on, and what to do."""
    if being_made():
        return tr("De bevolking wordt nog gemaakt. Wacht enkele seconden en probeer het opnieuw.")
    return tr("Er is nog geen bevolking om op te rekenen; start de server met --population MAP.")


def _whole(name: str) -> Path | None:
    named = os.environ.get(name)
    folder = Path(named) if named else None
    return folder if folder is not None and (folder / "manifest.json").is_file() else None


@cache
def _client(data: Path, population: Path | None) -> Compute:
    return Compute(data, population)


def compute() -> Compute:
    """The client of this process. Raises Mistake when there is no population to compute on."""
    folder = population_folder()
    if folder is None:
        raise Mistake(404, no_people())
    return _client(configuration.data_folder(), folder)


def anyhow() -> Compute:
    """The client of this process also without a population, for what can be asked of laws alone."""
    return _client(configuration.data_folder(), population_folder())
