"""The schemes of data/assess/regelingen.yaml, as far as they are run on a population: which output, for which rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import load
from uitvoerbaar.population.tables import PopulationDataError

NET = "netto"
"""The name of net income, which is no scheme but is run as one."""


@dataclass(frozen=True, slots=True)
class SchemeRun:
    """An output of a law, for which rows it is computed, and the field that says whether it was applied for."""

    law: str
    output: str
    rows: str
    applied: str | None


def shipped_schemes() -> Mapping[str, SchemeRun]:
    """Every scheme by its id, and net income. Raises PopulationDataError for a scheme without what is needed."""
    return _read(data_dir() / "assess" / "regelingen.yaml")


def scheme_named(name: str) -> SchemeRun:
    """One scheme. Raises PopulationDataError for a name that the list lacks."""
    found = shipped_schemes()
    if name not in found:
        raise PopulationDataError(
            tr("regelingen.yaml: geen regeling '{name}'; aanwezig: {found}", name=name, found=", ".join(found))
        )
    return found[name]


@cache
def _read(path: Path) -> Mapping[str, SchemeRun]:
    raw = load(path.read_text(encoding="utf-8"), str(path))
    try:
        entries = {**{item["id"]: item for item in raw["regelingen"]}, NET: raw[NET]}
        return {
            name: SchemeRun(item["wet"], item["uitvoer"], item["rijen"], item.get("aanvraag"))
            for name, item in entries.items()
        }
    except KeyError as missing:
        raise PopulationDataError(tr("{path}: een regeling mist {missing}", path=path, missing=missing)) from None
