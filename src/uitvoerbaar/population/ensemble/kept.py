"""An ensemble on disk: its parts, and whether it is of this code and these data.

The parts lie beside each other in three folders, as a population does. `basis` is the population as it is made, in the size
of the members; `lid` has every assumption about persons at another place; `samenstelling` those about who lives together,
which give other households; `klein` is the population as it is made in the size of `los`, which has one assumption at an end.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.population.manifest import PopulationFileError, changed
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.read import load_beside
from uitvoerbaar.population.synthetic.make import MANIFEST
from uitvoerbaar.population.tables import sources

FORMAT = "uitvoerbaar-ensemble-1"
_MAKERS = (
    "base/draws.py", "base/fit.py", "population/tables.py", "population/columns.py", "population/ensemble/hypercube.py",
    "population/ensemble/make.py", "population/ensemble/ranges.py",
)  # fmt: skip
"""What a member is made by, beside the steps of the generator: files below the package."""
Kind = Literal["basis", "lid", "samenstelling", "klein", "los"]


class EnsembleError(UserError):
    """An ensemble that cannot be used: not there, of other code or data, or with a file that is not what was made.

    Its words stand in reports, so they name no folder of this machine.
    """


@dataclass(frozen=True, slots=True)
class Part:
    """A population of the ensemble: where its assumptions lie (places from 0 to 1), and its three files."""

    name: str
    kind: Kind
    places: Mapping[str, float]
    files: tuple[Mapping[str, Any], ...]

    @property
    def households(self) -> int:
        """Rows of households."""
        return int(self.files[0]["rijen"])


@dataclass(frozen=True, slots=True)
class Factor:
    """An assumption that was varied: what it is called, and the columns that were other when it was at an end.

    `composition`: it changes who lives together, so that its households are others.
    """

    id: str
    name: Text
    moves: frozenset[str]
    composition: bool


@dataclass(frozen=True)
class Ensemble:
    """A whole ensemble. Made by `open_ensemble`."""

    folder: Path
    manifest: Mapping[str, Any]
    parts: tuple[Part, ...]
    factors: tuple[Factor, ...]

    def of(self, kind: Kind) -> tuple[Part, ...]:
        """The parts of a kind, in their order."""
        return tuple(part for part in self.parts if part.kind == kind)

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return int(self.manifest["seed"])

    @property
    def households(self) -> int:
        """Households of a member."""
        return int(self.manifest["huishoudens"])

    def load(self, parts: Sequence[Part], year: int, columns: Iterable[str] | None = None) -> Population:
        """These parts beside each other as one population. Raises EnsembleError for a file that is not what was made."""
        check_parts(self.folder, parts)
        wanted = None if columns is None else set(columns)
        try:
            return load_beside(self.folder, self.manifest, [part.files for part in parts], year, wanted)
        except PopulationFileError as error:
            raise EnsembleError(tr("wat bewaard is, is niet te lezen")) from error


def data_hash() -> str:
    """SHA-256 of what a member is made of: the code that makes it and the files of data/population."""
    room, digest = Path(__file__).parents[1], hashlib.sha256()
    for path in (*sorted((room / "synthetic").rglob("*.py")), *(room.parent / name for name in _MAKERS)):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for source in sources():
        digest.update(f"{source['bestand']} {source['sha256']}\n".encode())
    return digest.hexdigest()


def kept_folder() -> Path:
    """Where an assessment looks for an ensemble: UITVOERBAAR_ENSEMBLE, else the user's cache."""
    named = os.environ.get("UITVOERBAAR_ENSEMBLE")
    return Path(named) if named else cache_dir() / "ensemble"


def check_parts(folder: Path, parts: Iterable[Part]) -> None:
    """Raises EnsembleError when a file of a part is gone or is not what was made."""
    try:
        wrong = changed(folder, [entry for part in parts for entry in part.files])
    except OSError as error:
        raise EnsembleError(tr("een deel van het ensemble ontbreekt")) from error
    for name in wrong:
        raise EnsembleError(tr("{name} is veranderd sinds het ensemble is gemaakt", name=name))


def open_ensemble(folder: Path) -> Ensemble:
    """The ensemble in a folder. Raises EnsembleError when there is none of this code and these data."""
    path = folder / MANIFEST
    if not os.path.isfile(path):
        raise EnsembleError(tr("er is er geen bewaard, of het is nog niet heel"))
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        parts = tuple(read_part(raw) for raw in manifest["delen"])
        factors = tuple(
            Factor(f["id"], Text(f["nl"], f["en"]), frozenset(f["raakt"]), bool(f["samenstelling"]))
            for f in manifest["aannamen"]
        )
        made = manifest["formaat"], manifest["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnsembleError(tr("wat bewaard is, is niet te lezen")) from error
    if made != (FORMAT, data_hash()):
        raise EnsembleError(tr("wat bewaard is, is met andere code of andere gegevens gemaakt"))
    return Ensemble(folder, manifest, parts, factors)


def read_part(raw: Mapping[str, Any]) -> Part:
    """A part as it stands in a manifest. Raises KeyError and TypeError for another shape."""
    return Part(str(raw["naam"]), raw["soort"], dict(raw["plaatsen"]), tuple(raw["bestanden"]))


def part_data(part: Part) -> dict[str, Any]:
    """A part as it stands in a manifest."""
    return {"naam": part.name, "soort": part.kind, "plaatsen": dict(part.places), "bestanden": list(part.files)}
