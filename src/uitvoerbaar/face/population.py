"""A population to run laws on: a synthetic Netherlands, or your own microdata with a mapping.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.typed import digits
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.given import COUNT, PATH, TRUTH, WHOLE, takes
from uitvoerbaar.face.progress import bar

if TYPE_CHECKING:
    from uitvoerbaar.population import Population as Loaded
    from uitvoerbaar.population.check.municipalities import Spread
    from uitvoerbaar.population.check.summary import Nearness
    from uitvoerbaar.population.check.validate import Row

_THOUSAND = 1000
_SHAPE = "{desc:<16}{bar:30} {percentage:3.0f}% {elapsed}"


@dataclass(frozen=True, repr=False)
class Population:
    """A population in a folder, read once for each year that is asked. Made by `uv.population`."""

    folder: Path
    year: int
    """Of the money and the ages; a run for another day brings the amounts to the year of that day."""
    _years: dict[int, Loaded] = field(default_factory=dict, compare=False)

    def of_year(self, year: int) -> Loaded:
        """The columns of persons and households in the money of a year. Raises UserError when that cannot be made."""
        from uitvoerbaar.population import load

        if year not in self._years:
            self._years[year] = load(self.folder, year)
        return self._years[year]

    @property
    def manifest(self) -> Mapping[str, Any]:
        """How it was made: seed, sources with their hash, what was calibrated, what a small sample misses."""
        return self.of_year(self.year).manifest

    @property
    def households(self) -> int:
        """Rows: households in the files."""
        return len(self.of_year(self.year).head)

    @property
    def represents(self) -> int:
        """Households in the country that they stand for, by their weights."""
        return round(int(self.of_year(self.year).weight.sum(dtype="int64")) / _THOUSAND)

    def __repr__(self) -> str:
        adults = self.of_year(self.year).people.n
        return tr(
            "<bevolking {folder}: {households}, {adults}, jaar {year}>",
            folder=self.folder,
            households=trn(self.households, "{n} huishouden", "{n} huishoudens"),
            adults=trn(adults, "{n} volwassene", "{n} volwassenen"),
            year=self.year,
        )

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.outcomes_html import population_html

        return population_html(self)


@takes(folder=PATH, year=WHOLE.like("2026"))
def population(folder: str | Path, year: int | None = None) -> Population:
    """The population in a folder: made by `uv.make_population`, or your own tables with a mapping.yaml.

    >>> import uitvoerbaar as uv
    >>> from uitvoerbaar.base.folders import data_dir
    >>> folk = uv.population(data_dir() / "population" / "voorbeeld")
    >>> folk.households, folk.year
    (2, 2026)

    `year` is that of the money and the ages; without, the year for which it was made. Raises UserError
    (PopulationFileError, MappingError, OwnDataError) for a folder that cannot be read.
    """
    need_tables()
    from uitvoerbaar.population import load

    loaded = load(Path(folder), year)
    return Population(Path(folder), loaded.year, {loaded.year: loaded})


@takes(folder=PATH, households=COUNT, seed=WHOLE, year=WHOLE.like("2026"), threads=WHOLE)
def make_population(
    folder: str | Path,
    households: int | None = 100_000,
    *,
    seed: int = 1,
    year: int = 2026,
    threads: int | None = None,
) -> Population:
    """Make a synthetic population as Parquet files in `folder`, from published totals. The same seed, the same files.

    >>> import uitvoerbaar as uv
    >>> import tempfile
    >>> folk = uv.make_population(tempfile.mkdtemp() + "/bevolking", 1000)
    >>> folk.households
    1000

    `households` None makes all of the country; fewer are a sample whose weights together are the whole country. Raises
    UserError for a wrong number or year, or a folder that cannot be used.
    """
    made = make_files(Path(folder), households, seed, year, threads)
    return population(folder, int(made["jaar"]))


def make_files(
    folder: Path, households: int | None, seed: int, year: int, threads: int | None = None, *, quiet: bool = False
) -> Mapping[str, Any]:
    """The files of a synthetic population, and the manifest that says how they were made; `quiet` shows no bar."""
    need_tables()
    from uitvoerbaar.population.synthetic import make

    if quiet:
        return make.make(folder, households, seed, year, threads or cores(), lambda _step, _points: None)
    with bar(make.STEPS, desc=tr("bevolking"), bar_format=_SHAPE) as told:

        def progress(step: str, points: int) -> None:
            told.set_description(step, refresh=False)
            told.update(points)

        return make.make(folder, households, seed, year, threads or cores(), progress)


def households_of(value: str) -> int | None:
    """The number that --households names; None for the whole country. Raises UserError."""
    if value == "all":
        return None
    found = digits(value)
    if found is None:
        raise UserError(tr("--households '{value}': geef een getal of 'all'", value=value))
    return found


@dataclass(frozen=True, repr=False)
class Validated:
    """A population beside the published figures: a row per figure, with the deviation from its source."""

    rows: Sequence[Row]
    wrong: Sequence[Row]
    """Calibrated figures that lie further from their source than they may."""
    municipalities: Sequence[Spread] = ()
    """How the errors are spread over the municipalities, for figures that no step read."""

    @property
    def summary(self) -> Sequence[Nearness]:
        """How many figures of each kind lie within 5, 10 and 25 percent of what was published."""
        from uitvoerbaar.population.check.summary import summary

        return summary(self.rows)

    def text(self) -> str:
        """The table as text."""
        from uitvoerbaar.population.check import validate

        return validate.as_text(list(self.rows), self.municipalities)

    def write_csv(self, path: str | Path) -> None:
        """Write the table as CSV."""
        from uitvoerbaar.population.check import validate

        validate.write_csv(Path(path), list(self.rows))

    def write_json(self, path: str | Path) -> None:
        """Write the table as JSON."""
        from uitvoerbaar.population.check import validate

        validate.write_json(Path(path), list(self.rows), self.municipalities)

    def __repr__(self) -> str:
        return tr(
            "<{rows} cijfers, {wrong} geijkte cijfers verder dan 0,1 procent van de bron>",
            rows=len(self.rows),
            wrong=len(self.wrong),
        )


@takes(folder=PATH, with_laws=TRUTH)
def validate_population(folder: str | Path, *, with_laws: bool = True) -> Validated:
    """A population beside the published figures: those it was calibrated on, those it was not, and the laws run on it.

    >>> import uitvoerbaar as uv
    >>> uv.validate_population("out/bevolking", with_laws=False)  # doctest: +SKIP
    <196 cijfers, 0 geijkte cijfers verder dan 0,1 procent van de bron>

    `with_laws` also runs the shipped laws: recipients and amounts. Raises UserError for a folder that cannot be read.
    """
    need_tables()
    from uitvoerbaar.population import load
    from uitvoerbaar.population.check import validate
    from uitvoerbaar.population.check.municipalities import COLUMNS, municipal
    from uitvoerbaar.population.check.origin import CALIBRATED

    folder = Path(folder)
    loaded = load(folder, columns=[*COLUMNS])
    validate.check_files(folder, loaded)
    rows, manifest, places = validate.calibrated(loaded), loaded.manifest, municipal(loaded)
    del loaded
    with bar(desc=tr("toets"), leave=False) as told:
        progress: Callable[[int], object] = told.update
        rows += validate.compared(folder, manifest, progress, with_laws=with_laws)
    wrong = [row for row in rows if row.kind == CALIBRATED and abs(row.deviation) > validate.LIMIT]
    return Validated(rows, wrong, places)


CACHED_HOUSEHOLDS, CACHED_SEED, CACHED_YEAR = 100_000, 1, 2026
"""The population that a program makes for itself where nobody names one."""


def cached_folder(households: int = CACHED_HOUSEHOLDS) -> Path:
    """Where that population, or a smaller one, stands in the user's cache."""
    from uitvoerbaar.base.folders import cache_dir

    return cache_dir() / f"bevolking-{households}-{CACHED_YEAR}-{CACHED_SEED}"


def is_cached(households: int = CACHED_HOUSEHOLDS) -> bool:
    """Whether it is there, made by this version."""
    from uitvoerbaar.population.manifest import PopulationFileError, read_manifest
    from uitvoerbaar.population.synthetic import make

    try:
        return bool(read_manifest(cached_folder(households)).get("code_sha256") == make.code_hash())
    except (PopulationFileError, OSError):
        return False


def cached_population(households: int = CACHED_HOUSEHOLDS) -> Path:
    """Its folder, made when it is not there or was made by another version, which takes some ten seconds.

    Raises UserError as `make_population` does.
    """
    folder = cached_folder(households)
    if not is_cached(households):
        make_population(folder, households, seed=CACHED_SEED, year=CACHED_YEAR)
    return folder
