"""Works on laws and people, through the face. Each is registered at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import FOLDER_ENTRIES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.registry import Tools, register
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.population import population as read_population


def population(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """How many households and adults a population has, and how many households of the country they stand for.

    Arguments: `folder` (without: that of the process) and `year` (without: the one it was made for).
    """
    yield _told(population_of(arguments, tools))


def population_of(arguments: Mapping[str, Any], tools: Tools) -> Population:
    """The population that a question is about, loaded once and held by the process.

    Raises UserError when no folder is named, or one that cannot be read.
    """
    folder, year = folder_of(arguments, tools), arguments.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise UserError(
            tr(
                "vraag: '{name}' is {given}; verwacht: {expected}",
                name="year",
                given=describe(year),
                expected=tr("een jaar"),
            )
        )
    name = f"population {folder} {year} {stamp_of(folder)}"
    return tools.kept(name, lambda: read_population(folder, year), _told)


def folder_of(arguments: Mapping[str, Any], tools: Tools) -> Path:
    """The population folder of a question, else that of the process. Raises UserError when there is neither."""
    named = arguments.get("folder", tools.population)
    if named is None:
        raise UserError(tr("er is geen bevolking gekozen; start het rekenproces met een map, of noem die in 'folder'"))
    if not isinstance(named, str | Path):
        raise UserError(
            tr(
                "vraag: '{name}' is {given}; verwacht: {expected}",
                name="folder",
                given=describe(named),
                expected=tr("een map"),
            )
        )
    return Path(named).resolve()


def stamp_of(folder: Path) -> str:
    """What the files of a population look like from outside: names, sizes, times of change.

    Their content is checked against the sums of the manifest when they are loaded. Raises UserError when there are too many files.
    """
    seen = hashlib.sha256()
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number >= FOLDER_ENTRIES.most:
            raise UserError(
                tr("{folder}: {told} ({hint})", folder=folder, told=FOLDER_ENTRIES.told(), hint=FOLDER_ENTRIES.hint)
            )
        about = path.lstat()
        seen.update(
            f"{path.relative_to(folder)}\0{about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}\0".encode()
        )
    return seen.hexdigest()[:40]


def _told(folk: Population) -> dict[str, Any]:
    return {
        "folder": str(folk.folder),
        "year": folk.year,
        "households": folk.households,
        "adults": folk.of_year(folk.year).people.n,
        "represents": folk.represents,
    }


def _content(arguments: Mapping[str, Any], tools: Tools) -> Any:
    folder = folder_of(arguments, tools)
    return [str(folder), arguments.get("year"), stamp_of(folder)]


register("population", population, content=_content)
