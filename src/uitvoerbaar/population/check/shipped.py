"""The validations that are shipped (data/population/validatie): what came out for a population of a size, and of which stand.

Each is data made by tools/validation.py. A report tells the summary of the one that fits its population; it never validates
itself, which takes minutes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.folders import data_dir, laws_dir
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.base.text import Text
from uitvoerbaar.population.check.origin import NEVER_USED
from uitvoerbaar.population.check.summary import ALL, Nearness, from_data
from uitvoerbaar.population.tables import sources

FORMAT = "uitvoerbaar-validatie-1"


@dataclass(frozen=True)
class Shipped:
    """A validation that is shipped: of which population (`people`: a hash of its files), at which stand of code and data."""

    households: int
    seed: int
    year: int
    people: str
    stand: str
    summary: tuple[Nearness, ...]
    figures: tuple[Mapping[str, Any], ...]

    @property
    def never_used(self) -> Nearness:
        """The line of all figures that were never used."""
        return next(line for line in self.summary if line.kind == NEVER_USED and line.part == ALL)


def folder() -> Path:
    """Where the validations stand."""
    return data_dir() / "population" / "validatie"


def people_hash(manifest: Mapping[str, Any]) -> str:
    """Which population it is: SHA-256 over its files."""
    files = [[entry["bestand"], entry["sha256"]] for entry in manifest.get("uitvoer", ())]
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()


def stand() -> str:
    """What a validation follows from beside the population: the code that makes, loads and checks it, the published figures and
    the laws. How own tables are read and what an ensemble is does not matter to it."""
    code = source_hash(Path(__file__).parents[1], without=("own", "ensemble"))
    made = hashlib.sha256(code.encode() + json.dumps(sources(), sort_keys=True).encode())
    for path in sorted(laws_dir().rglob("*.yaml")):
        made.update(path.relative_to(laws_dir()).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def as_data(manifest: Mapping[str, Any], summary: list[Any], places: list[Any], figures: list[Any]) -> dict[str, Any]:
    """A validation as it is shipped: the summary, the errors by municipality and the figures, each as plain data."""
    return {
        "formaat": FORMAT,
        "bevolking": {
            "huishoudens": manifest["huishoudens"],
            "seed": manifest["seed"],
            "jaar": manifest["jaar"],
            "sha256": people_hash(manifest),
        },
        "stand_sha256": stand(),
        "samenvatting": summary,
        "gemeenten": places,
        "cijfers": figures,
    }


def shipped() -> tuple[Shipped, ...]:
    """Every validation that is shipped, the smallest population first."""
    found = []
    for path in folder().glob("bevolking-*.json"):
        raw = json.loads(path.read_text(encoding="utf-8"))
        of = raw["bevolking"]
        found.append(
            Shipped(
                of["huishoudens"],
                of["seed"],
                of["jaar"],
                of["sha256"],
                raw["stand_sha256"],
                tuple(from_data(line) for line in raw["samenvatting"]),
                tuple(raw["cijfers"]),
            )
        )
    return tuple(sorted(found, key=lambda one: one.households))


def told(manifest: Mapping[str, Any]) -> Text:
    """One line on how far a made population agrees with published figures, or that this one was not laid beside them."""
    kept = shipped()
    if not kept:
        return _NONE
    people = people_hash(manifest)
    same = next((one for one in kept if one.people == people), None)
    near = same or min(kept, key=lambda one: abs(one.households - int(manifest.get("huishoudens", 0))))
    line = near.never_used
    counts = {name: numeral(count) for name, count in zip(("five", "ten", "more"), line.within, strict=True)}
    said = (_SAME if same else _OTHER).format(
        n=numeral(line.figures), households=numeral(near.households), seed=numeral(near.seed), **counts
    )
    return said if near.stand == stand() else Text("{said} {since}", "{said} {since}").format(said=said, since=_SINCE)


_SAME = Text(
    "Deze bevolking is naast gepubliceerde cijfers gelegd. Van de {n} die nooit zijn gebruikt om haar te maken, liggen er {five} "
    "binnen 5 procent, {ten} binnen 10 procent en {more} binnen 25 procent.",
    "This population was laid beside published figures. Of the {n} that were never used to make it, {five} are within 5 percent, "
    "{ten} within 10 percent and {more} within 25 percent.",
)
_OTHER = Text(
    "Deze bevolking is zelf niet naast gepubliceerde cijfers gelegd; een andere wel, van {households} huishoudens (zaad {seed}). "
    "Van de {n} cijfers die nooit zijn gebruikt om die te maken, liggen er {five} binnen 5 procent, {ten} binnen 10 procent en "
    "{more} binnen 25 procent.",
    "This population itself was not laid beside published figures; another was, of {households} households (seed {seed}). Of the "
    "{n} figures that were never used to make that one, {five} are within 5 percent, {ten} within 10 percent and {more} within 25 "
    "percent.",
)
_SINCE = Text(
    "Sindsdien zijn het programma, de cijfers of de wetten veranderd.",
    "Since then the program, the figures or the laws have changed.",
)
_NONE = Text(
    "Deze bevolking is niet naast gepubliceerde cijfers gelegd.",
    "This population was not laid beside published figures.",
)
