"""Make a synthetic population: from the published tables to Parquet files and a manifest that says how."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from uitvoerbaar.base.draws import Blocks, Draws
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.base.version import __version__
from uitvoerbaar.base.whole import ENDING, replaced, reserved
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS
from uitvoerbaar.population.notes import SYNTHETIC
from uitvoerbaar.population.reads import Reads, recorded
from uitvoerbaar.population.synthetic import care, housing, income, means, wealth, work
from uitvoerbaar.population.synthetic.balance import balance
from uitvoerbaar.population.synthetic.compose import all_households, compose
from uitvoerbaar.population.synthetic.country import Country, settle
from uitvoerbaar.population.synthetic.place import assign_municipality
from uitvoerbaar.population.synthetic.write import write_country
from uitvoerbaar.population.tables import assumptions, money_of, sources

MANIFEST = "manifest.json"
FORMAT = "uitvoerbaar-bevolking-1"
LEAST_HOUSEHOLDS = 500
_BLOCK = 1 << 17
Progress = Callable[[str, int], None]
"""Told the name of a step and how many of the STEPS points it took."""

_STEPS: tuple[tuple[str, int, Callable[[Country], None]], ...] = (
    (mark("aanleg"), 1, work.latent_scores),
    (mark("werk"), 6, work.assign_work),
    (mark("inkomen"), 10, income.assign_income),
    (mark("wonen"), 8, housing.assign_housing),
    (mark("vermogen"), 8, wealth.assign_wealth),
    (mark("kinderopvang"), 2, care.assign_childcare),
    (mark("zorg"), 2, care.assign_insurance),
    (mark("kwetsbaarheid"), 5, means.assign_vulnerability),
    (mark("aanvragen"), 4, means.assign_take_up),
    (mark("schattingen"), 4, means.assign_estimates),
)
STEPS = 10 + sum(points for _, points, _ in _STEPS) + 5 + 35


def make_country(
    households: int, seed: int, year: int, threads: int, progress: Progress, read: dict[str, Reads] | None = None
) -> Country:
    """The country in memory with all its columns. `read` is filled with what each step reads of data/population."""
    read = {} if read is None else read
    with recorded() as read["bedragen"]:
        money = money_of(year)
    draws, blocks = Draws(seed), Blocks(_BLOCK, threads)
    with recorded() as read["samenstelling"]:
        homes = compose(households, draws)
    progress(mark("huishoudens"), 5)
    with recorded() as read["gemeenten"]:
        municipality = assign_municipality(homes, draws)
        country = settle(homes, municipality, draws, blocks, money)
    progress(mark("gemeenten"), 5)
    del homes
    for name, points, step in _STEPS:
        with recorded() as read[name]:
            step(country)
        progress(name, points)
    return country


def make(out: Path, households: int | None, seed: int, year: int, threads: int, progress: Progress) -> dict[str, Any]:
    """Make a population in folder `out` and return its manifest.

    `households`: None for all of the country. Raises UserError for a wrong number, year or folder.
    """
    everything = all_households()
    households = everything if households is None else households
    if not LEAST_HOUSEHOLDS <= households <= everything:
        raise UserError(
            tr(
                "--households {households}: geef een getal van {least_households} tot en met {everything}, of 'all'",
                households=households,
                least_households=LEAST_HOUSEHOLDS,
                everything=everything,
            )
        )
    money_of(year)  # A year without figures is told before anything is cleared.
    _check(out)
    with reserved(out), replaced(out) as fresh:
        return _written(fresh, households, seed, year, threads, progress)


def _written(fresh: Path, households: int, seed: int, year: int, threads: int, progress: Progress) -> dict[str, Any]:
    """Make a population in an empty folder and return its manifest, which is written last."""
    read: dict[str, Reads] = {}
    country = make_country(households, seed, year, threads, progress, read)
    with recorded() as read["gewichten"]:
        result = balance(country)
    progress(mark("gewichten"), 5)
    rows = country.households + country.adults + country.minors
    done = [0, 0]

    def written(count: int) -> None:
        done[0] += count
        points = done[0] * 35 // rows
        progress(mark("schrijven"), points - done[1])
        done[1] = points

    with recorded() as read["schrijven"]:
        files = write_country(country, result.weight, fresh, written)
    manifest = {
        "formaat": FORMAT,
        "versie": __version__,
        "code_sha256": code_hash(),
        "seed": seed,
        "jaar": year,
        "huishoudens": country.households,
        "volwassenen": country.adults,
        "minderjarigen": country.minors,
        "staat_voor_huishoudens": all_households(),
        "gewicht": {
            "eenheid": "duizendste huishouden",
            "laagste": int(result.weight.min()),
            "hoogste": int(result.weight.max()),
            "niet_gehaald": result.missed,
            "te_dun": list(result.thin),
        },
        "ijking": [
            {"naam": name, "gepubliceerd": round(target), "bevolking": round(found)}
            for name, target, found in result.met
        ],
        "opmerkingen": list(SYNTHETIC),
        "aannames": assumptions(),
        "invoer": [entry for entry in sources() if Path(entry["bestand"]).stem in _files(read)],
        "gelezen": [{"stap": step, **found.as_data()} for step, found in read.items()],
        "uitvoer": files,
    }
    with (fresh / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _files(read: Mapping[str, Reads]) -> set[str]:
    """The files of data/population that the steps read, without their endings; figures of the check are no source."""
    return {"aannames", "kolommen", *(name for found in read.values() for name in found.tables)}


def code_hash() -> str:
    """SHA-256 of the source files of the whole room: which code made a population."""
    return source_hash(Path(__file__).parents[1])


def _check(out: Path) -> None:
    """Refuse a folder with something else in it than an earlier population."""
    if out.exists() and not out.is_dir():
        raise UserError(tr("{out}: is een bestand; geef een map", out=out))
    tables = (HOUSEHOLDS, PERSONS, MINORS)
    if out.is_dir():
        strange = [
            path.name
            for path in sorted(out.iterdir())
            if path.name not in (MANIFEST, *tables) and not path.name.endswith(ENDING)
        ]
        if strange:
            raise UserError(
                tr(
                    "{out}: deze map bevat iets anders dan een bevolking ({strange}); geef een lege of nieuwe map",
                    out=out,
                    strange=strange[0],
                )
            )
