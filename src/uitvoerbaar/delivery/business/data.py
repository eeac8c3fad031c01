"""What businesses are made of: data/businesses/sectoren.yaml and parameters.yaml, each figure with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.delivery.read_fact import read_facts, wrong

YEARS = (2020, 2025)
"""Years of which the number of businesses by size is there."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A section of the SBI 2008 (or some together): businesses by size, jobs, and what a job earns and turns over.

    `alone`, `below_50` and `below_250` count businesses with one, fewer than 50 and fewer than 250 persons. `jobs` are thousands,
    `wage` and `turnover` euros a job and year. `loss` is the share of turnover that fell away in the second quarter of 2020,
    weighted by jobs, and `spread` how far businesses lie apart in it.
    """

    id: str
    name: Text
    businesses: int
    alone: int
    below_50: int
    below_250: int
    from_250_to_500: int
    jobs: int
    wage: int
    turnover: int
    loss: float
    spread: float


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A class by persons who work there, both ends included (`last` None: no end), and its group of the SME.

    `count` is how many businesses it has, by year, `pattern` how many of a sector, where published. `legal` is the part of
    them that is a legal person.
    """

    first: int
    last: int | None
    name: Text
    count: Mapping[int, int]
    pattern: Mapping[str, int]
    group: str
    legal: float


@dataclass(frozen=True, slots=True)
class BusinessData:
    """Sectors, size classes, the names of the groups of sizes, and figures by name."""

    sectors: tuple[Sector, ...]
    sizes: tuple[SizeClass, ...]
    groups: Mapping[str, Text]
    facts: Mapping[str, Fact]


def businesses_dir() -> Path:
    """The shipped figures of businesses."""
    return data_dir() / "businesses"


def load_business_data(folder: Path | None = None) -> BusinessData:
    """The figures of a folder (ours when None). Raises LawFileError for a malformed file."""
    where = folder or businesses_dir()
    file = read_entries(where / "sectoren.yaml")
    groups = file.texts("groepen")
    sectors = tuple(_sector(e) for e in file.objects("sectoren"))
    sizes = tuple(_size(e, groups) for e in file.objects("grootten"))
    file.check()
    other = read_entries(where / "parameters.yaml")
    facts = read_facts(other.object("parameters"))
    other.check()
    return BusinessData(sectors, sizes, groups, facts)


def _sector(e: Entries) -> Sector:
    e.choice("zekerheid", tuple(CONFIDENCE_NAMES))
    read = Sector(
        e.word("sectie"),
        e.text("naam"),
        e.number("bedrijven"),
        e.number("een"),
        e.number("tot_50"),
        e.number("tot_250"),
        e.number("van_250_tot_500"),
        e.number("banen"),
        e.number("jaarloon"),
        e.number("omzet_per_baan"),
        e.decimal("omzetdaling"),
        e.decimal("spreiding"),
    )
    if not 0 <= read.alone <= read.below_50 <= read.below_250 <= read.businesses:
        told = tr("sector {id}: 'een', 'tot_50', 'tot_250' en 'bedrijven' moeten oplopen", id=read.id)
        wrong(e, "bedrijven", told)
    elif read.from_250_to_500 > read.businesses - read.below_250:
        wrong(e, "van_250_tot_500", tr("sector {id}: meer dan er bedrijven van 250 of meer zijn", id=read.id))
    if not 0 <= read.loss < 1:
        wrong(e, "omzetdaling", tr("'omzetdaling' is {loss}; verwacht: van 0 tot 1", loss=f"{read.loss:g}"))
    return read


def _size(e: Entries, groups: Mapping[str, Text]) -> SizeClass:
    counted = "aantal" in e
    count, pattern = (e.object("aantal"), e.object("patroon")) if counted else (None, None)
    return SizeClass(
        e.number("van"),
        e.number("tot") if "tot" in e else None,
        e.text("naam"),
        {} if count is None else {year: count.number(str(year)) for year in YEARS},
        {} if pattern is None else {name: pattern.number(name) for name in pattern.names()},
        e.choice("groep", groups),
        e.decimal("rechtspersoon"),
    )
