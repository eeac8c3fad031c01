"""What the rows came to when they were last looked at: data/backtests/vastgelegd.csv.

A row that moves is not wrong, but nobody may have it move unseen: whoever changes law or population records it anew, and the
change of the record says how far every row went.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.assess.backtests.cases import folder
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest

if TYPE_CHECKING:
    from uitvoerbaar.assess.backtests.run import Row

FILE = "vastgelegd.csv"
COLUMNS = ("huishoudens", "jaar", "seed", "id", "waarde", "marge")
MOVED = 0.005
"""A value further from its record than this share of the record has moved; less is the last digit that was written."""


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """Which population: its households, its year and its seed."""

    households: int
    year: int
    seed: int


Records = Mapping[Sample, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that is not as it was recorded; `was` is None for one that was not recorded."""

    id: str
    was: float | None
    now: float


def sample_of(manifest: Mapping[str, Any]) -> Sample | None:
    """The sample of a made population; None for the user's own data, of which nothing is recorded."""
    found = [manifest.get(key) for key in ("huishoudens", "jaar", "seed")]
    return Sample(*found) if all(isinstance(value, int) for value in found) else None  # type: ignore[arg-type]


def load_records(known: Iterable[str], path: Path | None = None) -> dict[Sample, dict[str, float]]:
    """The records by sample and row; `known` are the ids of the rows. Raises LawFileError with every problem and its line."""
    file = path or folder() / FILE
    ids = set(known)
    lines = list(csv.reader(io.StringIO(read_text(file, str(file)))))
    problems: list[Problem] = []
    records: dict[Sample, dict[str, float]] = {}
    if not lines or tuple(lines[0]) != COLUMNS:
        head = ",".join(lines[0]) if lines else ""
        expected = tr("verwacht: {columns}", columns=",".join(COLUMNS))
        raise LawFileError([Problem(str(file), 1, tr("de kop is '{head}'; {expected}", head=head, expected=expected))])
    for number, cells in enumerate(lines[1:], start=2):
        try:
            sample, id_, value = _read(cells)
        except ValueError as error:
            problems.append(Problem(str(file), number, str(error)))
            continue
        if id_ not in ids:
            message = tr("vergelijking '{id_}' staat niet in gevallen.yaml", id_=id_)
            problems.append(Problem(str(file), number, message, hint=suggest(id_, ids)))
        elif id_ in records.setdefault(sample, {}):
            problems.append(Problem(str(file), number, tr("'{id_}' staat er voor deze bevolking twee keer", id_=id_)))
        records.setdefault(sample, {})[id_] = value
    if problems:
        raise LawFileError(problems)
    return records


def explained_of(records: Records) -> Sample | None:
    """The sample to which the explanations in gevallen.yaml belong: the largest that is recorded; None when nothing is."""
    return max(records, default=None)


def _read(cells: list[str]) -> tuple[Sample, str, float]:
    """A line of the file. Raises ValueError with what is wrong."""
    if len(cells) != len(COLUMNS):
        raise ValueError(tr("{n} cellen; verwacht: {columns}", n=len(cells), columns=",".join(COLUMNS)))
    for name, cell in zip(COLUMNS[:3], cells, strict=False):
        if not cell.isdecimal():
            raise ValueError(tr("'{name}' is {cell}; verwacht: een geheel getal", name=name, cell=describe(cell)))
    try:
        value = float(cells[4])
    except ValueError:
        raise ValueError(tr("'waarde' is {cell}; verwacht: een getal", cell=describe(cells[4]))) from None
    return Sample(*(int(cell) for cell in cells[:3])), cells[3], value


def moved(rows: Iterable[Row], recorded: Mapping[str, float]) -> tuple[Moved, ...]:
    """The rows that are not as they were recorded."""
    found = []
    for row in rows:
        was = recorded.get(row.of.id)
        now = row.ours.value
        if was is None or abs(now - was) > MOVED * max(abs(was), 1):
            found.append(Moved(row.of.id, was, now))
    return tuple(found)


def recorded_text(rows: Iterable[Row], sample: Sample, text: str) -> str:
    """The text of the file with these rows in place of those of the same population and id."""
    lines = list(csv.reader(io.StringIO(text)))[1:] if text else []
    fresh = {row.of.id: row for row in rows}
    kept = [cells for cells in lines if not (_sample(cells) == sample and cells[3] in fresh)]
    kept += [
        [
            str(sample.households),
            str(sample.year),
            str(sample.seed),
            id_,
            f"{row.ours.value:.6g}",
            f"{row.ours.half:.3g}",
        ]
        for id_, row in fresh.items()
    ]
    kept.sort(key=lambda cells: (_sample(cells), cells[3]))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *kept])
    return out.getvalue()


def _sample(cells: list[str]) -> Sample:
    return Sample(*(int(cell) for cell in cells[:3]))
