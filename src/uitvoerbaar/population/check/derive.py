"""Whether a published figure follows by value from the numbers that a population was made of.

Tried are a cell, in any unit; a sum of neighbouring rows; a share of the total of a column; the mean of a column, plain or
weighted by another column of its table; the ratio of two cells. A number can be equal by chance, so how far the search
goes depends on how the two are related: the same published table, the same words, or only a number of six digits or more.
A column that is an assumption from top to bottom has no published total; only its cells are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.language import mark
from uitvoerbaar.population.check.figures import Figure
from uitvoerbaar.population.check.inputs import Series

Floats = npt.NDArray[np.float64]
Relation = Literal["table", "words", "digits"]
_SHARES, _AMOUNTS = (-2, 0, 2), (-6, -3, 0, 3, 6)
"""Powers of ten between two ways to write the same: percent for a share; thousands and millions for the rest."""
_CELL: dict[Relation, int] = {"table": 2, "words": 2, "digits": 6}
_WHOLE: dict[Relation, int] = {"table": 3, "words": 3, "digits": 6}
_PART: dict[Relation, int] = {"table": 4, "words": 5, "digits": 99}
"""Significant digits that a figure must have for a cell, a whole column, or a part of a column to say something."""
_LONG = 150
"""Rows above which parts of a column are not tried: municipalities."""
_VAGUE = 3.0
"""A derived value that is this much less precise than the figure is no evidence that it is the same."""
CELL, SUM, SHARE, MEAN, RATIO, KEY = (
    mark("gelijk aan {name}"),
    mark("som van {name}"),
    mark("aandeel binnen {name}"),
    mark("gemiddelde van {name}"),
    mark("verhouding binnen {name}"),
    mark("dezelfde tabel en regel als {name}"),
)


@dataclass(frozen=True)
class Way:
    """How a figure follows from inputs: a form (with {name} for the column) and the column."""

    form: str
    name: str


def digits(written: str) -> int:
    """Significant digits of a number as written; the noughts at the end of a whole number do not count."""
    bare = written.lstrip("+-").lower().partition("e")[0]
    whole, point, part = bare.partition(".")
    kept = (whole + part) if point else whole.rstrip("0")
    return len(kept.lstrip("0"))


def half_unit(written: str) -> float:
    """Half a unit of the last significant digit: how far the true figure can be from what is written."""
    bare = written.lstrip("+-")
    _, point, part = bare.partition(".")
    if point:
        return float(0.5 * 10.0 ** -len(part))
    return float(0.5 * 10.0 ** (len(bare) - len(bare.rstrip("0")))) if float(bare) else 0.5


def relation(figure: Figure, series: Series, row: int | None = None) -> Relation:
    """How a figure and a column (or one row of it) are related."""
    sources = series.all_sources if row is None else series.sources[row]
    if figure.sources & sources:
        return "table"
    labels = series.all_labels if row is None else series.labels[row]
    about = any(word in series.words for word in figure.quantity) or bool(labels & set(figure.quantity))
    column = " " in figure.measure and any(word in series.words for word in figure.quantity)
    named = bool(figure.wanted) and figure.wanted <= labels
    scheme = figure.run_year is not None and figure.wanted <= labels
    return "words" if about and (column or named or scheme) and figure.wanted <= labels else "digits"


@dataclass(frozen=True)
class _Column:
    """The numbers of a column, and how far each can be from what is written."""

    series: Series
    value: Floats
    half: Floats

    @classmethod
    def of(cls, series: Series) -> _Column:
        # Noughts at the end of an input are what was put in, not rounding.
        halves = [min(half_unit(w), 0.5) for w in series.written]
        return cls(series, np.array([float(w) for w in series.written]), np.array(halves))

    @cached_property
    def sums(self) -> tuple[Floats, Floats]:
        """The sum of every range of rows, and how far it can be off."""
        return _sums(self.value), _sums(self.half)

    @cached_property
    def shares(self) -> tuple[Floats, Floats]:
        """Each of those sums as a share of the total, and how far it can be off."""
        sums, halves = self.sums
        return _ratio(sums, halves, np.full_like(sums, self.value.sum()), np.full_like(sums, self.half.sum()))

    @cached_property
    def ratios(self) -> tuple[Floats, Floats]:
        """Every cell over every other, and how far it can be off."""
        i, j = np.nonzero(~np.eye(len(self.value), dtype=bool))
        return _ratio(self.value[i], self.half[i], self.value[j], self.half[j])


def _met(figure: Figure, value: Floats, half: Floats | float = 0.0) -> npt.NDArray[np.bool_]:
    """Which values are the figure in some unit, as far as both were rounded."""
    own = half_unit(figure.written)
    made = np.zeros(len(value), np.bool_)
    for power in _SHARES if figure.unit == "aandeel" else _AMOUNTS:
        scale = 10.0**power
        far = np.asarray(half) * scale
        off = np.abs(value * scale - figure.value)
        made |= off <= own * (1 + 1e-9)
        if far.any():
            made |= (off <= (own + far) * (1 + 1e-9)) & (far <= _VAGUE * own)
    return made


def _ranges(n: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    return np.triu_indices(n + 1, 1)


def _sums(of: Floats) -> Floats:
    """The sum of every range of neighbouring rows."""
    running = np.concatenate([[0.0], np.cumsum(of)])
    start, stop = _ranges(len(of))
    return np.asarray(running[stop] - running[start])


def _has_row(figure: Figure, series: Series) -> npt.NDArray[np.bool_]:
    """Ranges that hold a row with the words of the figure: all that are wanted, or what it counts."""
    own = set(figure.quantity)
    named = np.array(
        [
            (bool(figure.wanted) and figure.wanted <= labels) or (not figure.wanted and bool(own & labels))
            for labels in series.labels
        ]
    )
    return _sums(named.astype(np.float64)) > 0


def _ratio(a: Floats, a_half: Floats, b: Floats, b_half: Floats) -> tuple[Floats, Floats]:
    """a / b, and how far it can be off by the rounding of both; nothing where b is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        made = a / b
        off = np.abs(made) * (a_half / np.abs(a) + b_half / np.abs(b))
    bad = ~np.isfinite(made) | ~np.isfinite(off)
    return np.where(bad, np.inf, made), np.where(bad, 0, off)


def _cell(figure: Figure, column: _Column) -> bool:
    known = digits(figure.written)
    return any(
        known >= _CELL[relation(figure, column.series, int(row))] for row in np.flatnonzero(_met(figure, column.value))
    )


def _within(figure: Figure, column: _Column) -> Iterator[str]:
    """The forms that need one column."""
    series, n, related = column.series, len(column.value), relation(figure, column.series)
    known = digits(figure.written)
    if n < 2 or series.assumed or not series.whole or known < _CELL[related]:
        return
    total, off = column.value.sum(), column.half.sum()
    if known >= _WHOLE[related]:
        if _met(figure, np.array([total]), off).any():
            yield SUM
        if related != "digits" and _met(figure, np.array([column.value.mean()]), column.half.mean()).any():
            yield MEAN
    if related == "digits" or n > _LONG:
        return
    sums, halves = column.sums
    named = _has_row(figure, series)
    tried = np.ones_like(named) if known >= _PART[related] else named
    if known >= _WHOLE[related] and (_met(figure, sums, halves) & tried).any():
        yield SUM
    share, loose = column.shares
    if (_met(figure, share, loose) & tried & (share < 1)).any():
        yield SHARE
    if known >= _PART[related] and _met(figure, *column.ratios).any():
        yield RATIO


def _weighted(figure: Figure, values: _Column, weights: _Column) -> bool:
    """The mean of a column, weighted by another of the same rows, over all of them or (precise enough) some."""
    related, known = relation(figure, values.series), digits(figure.written)
    if known < _WHOLE[related] or related == "digits" or (weights.value < 0).any():
        return False
    mean, _ = _ratio(_sums(values.value * weights.value), np.zeros(1), _sums(weights.value), np.zeros(1))
    start, stop = _ranges(len(values.value))
    tried = (stop - start > 1) & ((stop - start == len(values.value)) | (known >= _PART[related]))
    return bool((_met(figure, mean, float(values.half.max())) & tried).any())


def _across(figure: Figure, one: _Column, other: _Column) -> bool:
    """The ratio of two columns in one row."""
    if digits(figure.written) < _PART[relation(figure, one.series)]:
        return False
    return bool(_met(figure, *_ratio(one.value, one.half, other.value, other.half)).any())


def _distance(figure: Figure, series: Series) -> int:
    """Columns that hold what the figure counts are looked at first, so that a way is told by the column that is meant."""
    return 0 if any(word in series.column for word in figure.quantity) else 1


class Inputs:
    """The numbers that were read, ready to be compared with many figures."""

    def __init__(self, series: Sequence[Series]) -> None:
        self.columns = [_Column.of(one) for one in series]
        self.keys = {key: one.name for one in series for key in one.keys if key}
        self.beside = [
            (one, other)
            for one in self.columns
            for other in self.columns
            if one is not other and _together(one.series, other.series)
        ]

    def way(self, figure: Figure) -> Way | None:
        """The first way in which a figure follows from the inputs; None when no way was found."""
        if figure.key in self.keys:
            return Way(KEY, self.keys[figure.key])
        if digits(figure.written) < 2:
            return None
        nearest = sorted(self.columns, key=lambda column: _distance(figure, column.series))
        for column in nearest:
            if _cell(figure, column):
                return Way(CELL, column.series.name)
        for column in nearest:
            for form in _within(figure, column):
                return Way(form, column.series.name)
        for one, other in self.beside:
            if _weighted(figure, one, other):
                return Way(MEAN, one.series.name)
            if _across(figure, one, other):
                return Way(RATIO, one.series.name)
        return None


def _together(one: Series, other: Series) -> bool:
    """Whether two columns of one table were read in whole, so that one can weigh the other; not both assumed."""
    return (
        one.table == other.table
        and one.labels == other.labels
        and one.whole
        and other.whole
        and len(one.written) <= _LONG
        and not (one.assumed and other.assumed)
    )
