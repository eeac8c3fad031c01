"""Make an ensemble: first each assumption alone at both its ends, which tells what it moves; then all of them together."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import carried, tr
from uitvoerbaar.base.version import __version__
from uitvoerbaar.base.whole import ENDING, put, reserved
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS
from uitvoerbaar.population.ensemble.hypercube import latin_hypercube
from uitvoerbaar.population.ensemble.kept import (
    FORMAT,
    EnsembleError,
    Part,
    check_parts,
    data_hash,
    part_data,
    read_part,
)
from uitvoerbaar.population.ensemble.ranges import Reach, load_ranges, others_at
from uitvoerbaar.population.population import HOUSEHOLD
from uitvoerbaar.population.synthetic.balance import balance
from uitvoerbaar.population.synthetic.make import LEAST_HOUSEHOLDS, MANIFEST, make_country
from uitvoerbaar.population.synthetic.write import country_columns, write_rows
from uitvoerbaar.population.tables import assuming, money_of

JOURNAL = "gemaakt.jsonl"
"""A line for every part that is whole, so that work that was broken off goes on."""
SMALL = 5
"""A population with one assumption at an end is so many times smaller than a member."""
COMPOSED = 5
"""For so many members one more with another composition of households."""
LEAST_MEMBERS = 3
_PLACE = frozenset({HOUSEHOLD, "type", "gemeente", "rol", "geslacht", "geboortedatum"})
"""Columns that say who lives with whom and where."""
Told = Callable[[int, int], None]
"""Told how many parts are there, and of how many."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large an ensemble is."""

    members: int
    households: int
    seed: int
    year: int

    @property
    def small(self) -> int:
        """Households of a population with one assumption at an end."""
        return max(self.households // SMALL, LEAST_HOUSEHOLDS)

    @property
    def composed(self) -> int:
        """Members with another composition of households."""
        return self.members // COMPOSED


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A part to make."""

    name: str
    kind: Any
    places: Mapping[str, float]
    households: int


def make_ensemble(
    out: Path, size: Size, workers: int, told: Told, ranges: tuple[Reach, ...] | None = None
) -> Mapping[str, Any]:
    """Make an ensemble in folder `out` and return its manifest; parts that are there and whole are kept.

    `ranges` are what is varied, without everything that has a range. Raises UserError for a wrong number, year or folder.
    """
    if size.members < LEAST_MEMBERS:
        raise UserError(
            tr("--members {members}: geef een getal van {least} of meer", members=size.members, least=LEAST_MEMBERS)
        )
    if size.households < LEAST_HOUSEHOLDS:
        raise UserError(
            tr(
                "--households {households}: geef een getal van {least} of meer",
                households=size.households,
                least=LEAST_HOUSEHOLDS,
            )
        )
    money_of(size.year)
    ranges = load_ranges().varied if ranges is None else ranges
    _check(out)
    with reserved(out):
        return _Maker(out, size, ranges, workers, told).made()


def _check(out: Path) -> None:
    """Refuse a folder with something else in it than an ensemble."""
    known = {MANIFEST, JOURNAL, HOUSEHOLDS, PERSONS, MINORS}
    if out.exists() and not out.is_dir():
        raise UserError(tr("{out}: is een bestand; geef een map", out=out))
    here = sorted(path.name for path in out.iterdir()) if out.is_dir() else []
    strange = [name for name in here if name not in known and not name.endswith(ENDING)]
    if strange:
        raise UserError(
            tr("{out}: deze map bevat iets anders dan een ensemble ({strange}); geef een lege of nieuwe map", out=out,
               strange=strange[0])
        )  # fmt: skip


class _Maker:
    def __init__(self, out: Path, size: Size, ranges: tuple[Reach, ...], workers: int, told: Told) -> None:
        self.out, self.size, self.ranges, self.workers, self.told = out, size, ranges, workers, told
        self.head = {"formaat": FORMAT, "sha256": data_hash(), "seed": size.seed, "jaar": size.year,
                     "huishoudens": size.households, "leden": size.members, "bereiken": [reach.id for reach in ranges]}  # fmt: skip
        self.all = 2 + 2 * len(ranges) + size.members + size.composed
        self.whole: dict[str, Part] = {}

    def made(self) -> Mapping[str, Any]:
        """All parts, those that are missing made now; the manifest is written last."""
        self._begin()
        moved: dict[str, set[str]] = {reach.id: set() for reach in self.ranges}
        self._make([_Wanted("klein", "klein", {}, self.size.small)])
        base = self._tables("klein")
        alone = [
            _Wanted(f"los-{reach.id}-{end}", "los", {reach.id: float(end)}, self.size.small)
            for reach in self.ranges
            for end in (0, 1)
        ]
        self._make(alone)
        for each in alone:
            (id_,) = each.places
            moved[id_] |= _moved(base, self._tables(each.name))
        composed = [reach for reach in self.ranges if moved[reach.id] & _PLACE]
        self._make(self._together(composed))
        return self._finish(moved, {reach.id for reach in composed})

    def _together(self, composed: list[Reach]) -> Iterator[_Wanted]:
        size = self.size
        yield _Wanted("basis", "basis", {}, size.households)
        ids = {reach.id for reach in composed}
        others = [reach.id for reach in self.ranges if reach.id not in ids]
        for kind, names, count in (("lid", others, size.members), ("samenstelling", sorted(ids), size.composed)):
            places = latin_hypercube(names, count, size.seed)
            for number in range(count):
                at = dict(zip(names, (float(f"{place:.6f}") for place in places[number].tolist()), strict=True))
                yield _Wanted(f"{kind}-{number:03}", kind, at, size.households)

    def _begin(self) -> None:
        """Take over what was made by the same code from the same data in the same size."""
        journal = self.out / JOURNAL
        lines = journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else []
        if not lines or lines[0] != json.dumps(self.head):
            (self.out / MANIFEST).unlink(missing_ok=True)
            journal.write_text(json.dumps(self.head) + "\n", encoding="utf-8")
            return
        for line in lines[1:]:
            try:
                part = read_part(json.loads(line))
                check_parts(self.out, [part])
            except (ValueError, KeyError, TypeError, EnsembleError):
                continue  # half a line, or a part that is not whole: it is made again
            self.whole[part.name] = part

    def _make(self, wanted: Iterable[_Wanted]) -> None:
        missing = [each for each in wanted if not self._there(each)]
        with ThreadPoolExecutor(self.workers) as pool, (self.out / JOURNAL).open("a", encoding="utf-8") as journal:
            for part in pool.map(carried(self._part), missing):
                journal.write(json.dumps(part_data(part)) + "\n")
                journal.flush()
                self.whole[part.name] = part
                self.told(len(self.whole), self.all)

    def _there(self, wanted: _Wanted) -> bool:
        part = self.whole.get(wanted.name)
        return part is not None and part.places == wanted.places and part.households == wanted.households

    def _part(self, wanted: _Wanted) -> Part:
        # One thread for each: the assumptions of a block hold in the thread that set them.
        with assuming(others_at(self.ranges, wanted.places)):
            country = make_country(wanted.households, self.size.seed, self.size.year, 1, lambda _step, _points: None)
            tables = country_columns(country, balance(country).weight)
        written: dict[Path, bytes] = {}
        files = []
        for of, values in tables.items():
            stream = io.BytesIO()
            rows = write_rows(stream, of, values)
            name = f"{of}/{wanted.name}.parquet"
            written[self.out / name] = stream.getvalue()
            files.append({"bestand": name, "rijen": rows, "sha256": hashlib.sha256(stream.getvalue()).hexdigest()})
        put(written)
        return Part(wanted.name, wanted.kind, wanted.places, tuple(files))

    def _tables(self, name: str) -> list[pa.Table]:
        return [pq.read_table(self.out / str(entry["bestand"])) for entry in self.whole[name].files]

    def _finish(self, moved: Mapping[str, set[str]], composed: set[str]) -> Mapping[str, Any]:
        order = ("basis", "lid", "samenstelling", "klein", "los")
        parts = sorted(self.whole.values(), key=lambda part: (order.index(part.kind), part.name))
        manifest = {
            **self.head,
            "versie": __version__,
            "aannamen": [
                {
                    "id": reach.id,
                    "nl": reach.name.nl,
                    "en": reach.name.english,
                    "raakt": sorted(moved[reach.id]),
                    "samenstelling": reach.id in composed,
                }
                for reach in self.ranges
            ],
            "delen": [part_data(part) for part in parts],
        }
        put({self.out / MANIFEST: (json.dumps(manifest, ensure_ascii=False) + "\n").encode()})
        return manifest


def _moved(base: list[pa.Table], other: list[pa.Table]) -> set[str]:
    """The columns that are not the same; weights are fitted again and always differ."""
    return {
        name
        for one, two in zip(base, other, strict=True)
        for name in one.column_names
        if name != "gewicht" and not one.column(name).equals(two.column(name))
    }
