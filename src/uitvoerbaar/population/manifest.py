"""The manifest of a made population: which files belong to it, and whether they are still what was made.

Sums are computed once for a file as it is now (name, size, time of change) and remembered under the user's own seal, so
checking a population again costs next to nothing; a file that was changed is read again and found out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from uitvoerbaar.base import sealed
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.files import leads_out, read_own_text
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.language import carried, tr
from uitvoerbaar.base.strict_json import loads
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS
from uitvoerbaar.population.own.mapping import MAPPING
from uitvoerbaar.population.synthetic.make import FORMAT, MANIFEST

_KEPT, _DAYS = 200, 180
"""Populations whose sums are remembered, and days that one stays unused."""


class PopulationFileError(UserError):
    """A population folder that cannot be read: what is wrong and what to do about it."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a made population. Raises PopulationFileError when the folder has none that we know."""
    path = folder / MANIFEST
    if not os.path.isfile(path):
        raise PopulationFileError(
            tr(
                "{folder}: geen bevolking: {manifest} of {mapping} ontbreekt; maak er een met: {command_line}",
                folder=folder,
                manifest=MANIFEST,
                mapping=MAPPING,
                command_line=command_line("population make", out=str(folder)),
            )
        )
    try:
        manifest = loads(read_own_text(path, str(path)))
    except LawFileError as error:
        raise PopulationFileError(str(error)) from error
    except ValueError as error:
        raise PopulationFileError(
            tr("{path}: geen leesbare JSON ({error}); maak de bevolking opnieuw", path=path, error=error)
        ) from error
    if not isinstance(manifest, dict) or manifest.get("formaat") != FORMAT:
        raise PopulationFileError(
            tr(
                "{path}: verwacht: formaat '{format}'; maak de bevolking opnieuw met deze versie",
                path=path,
                format=FORMAT,
            )
        )
    return manifest


def check_files(folder: Path, manifest: Mapping[str, Any], *, full: bool = False) -> None:
    """Compare the files of a population with its manifest; `full` computes every sum again.

    Raises PopulationFileError for a file that is missing, differs, lies elsewhere, or is there without being named.
    """
    entries = manifest.get("uitvoer")
    if not isinstance(entries, list) or not all(_entry(entry) for entry in entries):
        raise PopulationFileError(
            tr(
                "{folder}: 'uitvoer': verwacht bestand, rijen en sha256; maak de bevolking opnieuw",
                folder=folder / MANIFEST,
            )
        )
    named = [str(entry["bestand"]) for entry in entries]
    there = {f"{of}/{path.name}" for of in (HOUSEHOLDS, PERSONS, MINORS) for path in (folder / of).glob("*.parquet")}
    for name in named:
        if name not in there or leads_out(folder / name, folder):
            what = (
                tr("bestand ontbreekt")
                if Path(name).parts[:-1] in {(of,) for of in (HOUSEHOLDS, PERSONS, MINORS)}
                else (
                    tr(
                        "ligt buiten de mappen van een bevolking ({households}, {persons}, {minors})",
                        households=HOUSEHOLDS,
                        persons=PERSONS,
                        minors=MINORS,
                    )
                )
            )
            raise PopulationFileError(
                tr("{folder}: {what}; maak de bevolking opnieuw", folder=folder / name, what=what)
            )
    for name in sorted(there - set(named)):
        raise PopulationFileError(
            tr(
                "{folder}: staat niet in {manifest}; maak de bevolking opnieuw, of haal het weg",
                folder=folder / name,
                manifest=MANIFEST,
            )
        )
    if len(set(named)) != len(named):
        raise PopulationFileError(
            tr("{folder}: een bestand staat er twee keer in; maak de bevolking opnieuw", folder=folder / MANIFEST)
        )
    _check_complete(folder, manifest, entries)
    for name in changed(folder, entries, full=full):
        raise PopulationFileError(
            tr(
                "{folder}: is veranderd sinds de bevolking is gemaakt (sha256 anders dan in {manifest}); "
                "maak de bevolking opnieuw, of neem het bestand op als eigen gegevens",
                folder=folder / name,
                manifest=MANIFEST,
            )
        )


def changed(folder: Path, entries: Iterable[Mapping[str, Any]], *, full: bool = False) -> list[str]:
    """The files (`bestand`) whose sum is not the one they were made with (`sha256`); `full` computes every sum again.

    Raises OSError for a file that is not there.
    """
    sums = {str(entry["bestand"]): entry["sha256"] for entry in entries}
    remembered = {} if full else _remembered(folder)
    with ThreadPoolExecutor(cores()) as pool:
        seen = dict(zip(sums, pool.map(carried(_sum), (folder / name for name in sums), map(remembered.get, sums)),
                        strict=True))  # fmt: skip
    if any(remembered.get(name) != found for name, found in seen.items()):
        sealed.write(_place(folder), json.dumps({**remembered, **seen}).encode(), most=_KEPT, days=_DAYS)
    return [name for name, found in seen.items() if found[1] != sums[name]]


_TOTALS = {HOUSEHOLDS: "huishoudens", PERSONS: "volwassenen", MINORS: "minderjarigen"}
"""Per table the number of the manifest that its rows add up to."""


def _check_complete(folder: Path, manifest: Mapping[str, Any], entries: list[Any]) -> None:
    """Every table has the same provinces, and as many rows as the manifest says: a province left out is no small country."""
    parts: dict[str, set[str]] = {of: set() for of in _TOTALS}
    rows = dict.fromkeys(_TOTALS, 0)
    for entry in entries:
        of, _, name = str(entry["bestand"]).partition("/")
        if of in parts:
            parts[of].add(name)
            rows[of] += entry["rijen"]
    everywhere = set.union(*parts.values())
    for of, total in _TOTALS.items():
        for name in sorted(everywhere - parts[of]):
            raise PopulationFileError(
                tr(
                    "{folder}: 'uitvoer' mist {file}; maak de bevolking opnieuw",
                    folder=folder / MANIFEST,
                    file=f"{of}/{name}",
                )
            )
        if rows[of] != manifest.get(total):
            raise PopulationFileError(
                tr(
                    "{folder}: de bestanden van {table} hebben samen {rows} rijen, '{name}' zegt {said}; "
                    "maak de bevolking opnieuw",
                    folder=folder / MANIFEST,
                    table=of,
                    rows=rows[of],
                    name=total,
                    said=manifest.get(total),
                )
            )


def _entry(entry: object) -> bool:
    return (
        isinstance(entry, Mapping)
        and isinstance(entry.get("bestand"), str)
        and isinstance(entry.get("sha256"), str)
        and isinstance(entry.get("rijen"), int)
        and entry["rijen"] >= 0
    )


def _place(folder: Path) -> Path:
    return cache_dir() / "sums" / (hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:40] + ".json")


def _remembered(folder: Path) -> dict[str, list[str]]:
    raw = sealed.read(_place(folder))
    return {} if raw is None else json.loads(raw)


def _sum(path: Path, before: list[str] | None) -> list[str]:
    """What the file looks like from outside, and its sum; computed again only when it looks different."""
    about = path.stat()
    outside = f"{about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"
    if before is not None and before[0] == outside:
        return before
    with path.open("rb") as file:
        return [outside, hashlib.file_digest(file, "sha256").hexdigest()]
