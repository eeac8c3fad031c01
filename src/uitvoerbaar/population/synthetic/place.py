"""Every household gets a municipality, such that each municipality has its published number of persons by age band.

Method: households fall in classes (type x age of the head); the table municipality x class is the entropy-nearest to
"everywhere the same mix" that has the class totals and, through the mean composition of a class, the persons by age
band in every municipality (generalised raking, Deville and Sarndal 1992). Households per municipality follow from it.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.fit import order_of, to_integers
from uitvoerbaar.population.synthetic.compose import Composition
from uitvoerbaar.population.tables import assumption, table

FloatArray = npt.NDArray[np.float64]
_BANDS = (15, 25, 45, 65)
_BAND_COLUMNS = ("aandeel_0_14", "aandeel_15_24", "aandeel_25_44", "aandeel_45_64", "aandeel_65plus")
_HEAD_BANDS = (25, 35, 45, 55, 65, 75)
_TYPE_GROUP = np.array([0, 1, 1, 2, 2, 3, 4], dtype=np.int16)  # married or not does not matter for the place
_CLASSES = 5 * (len(_HEAD_BANDS) + 1)
_ROUNDS = 300
_TOLERANCE = 1e-7
_STEP = 2.0  # Largest change of a multiplier in one Newton step.


def _composition_by_class(homes: Composition, cls: npt.NDArray[np.int16]) -> tuple[FloatArray, FloatArray]:
    """Households per class, and mean persons per age band per household of a class."""
    counts = np.bincount(cls, minlength=_CLASSES).astype(np.float64)
    persons = np.zeros((_CLASSES, len(_BANDS) + 1))

    def add(owner: npt.NDArray[np.int16], age: npt.NDArray[np.int8]) -> None:
        band = np.searchsorted(_BANDS, age, side="right")
        persons.reshape(-1)[:] += np.bincount(owner.astype(np.int64) * (len(_BANDS) + 1) + band, minlength=persons.size)

    add(cls, homes.age1)
    pair = homes.age2 >= 0
    add(cls[pair], homes.age2[pair])
    add(np.repeat(cls, homes.children), homes.child_age)
    add(np.repeat(cls, homes.others), homes.other_age)
    return counts, persons / np.maximum(counts, 1)[:, None]


def _raked(counts: FloatArray, content: FloatArray, persons: FloatArray, tilt: FloatArray) -> FloatArray:
    """Table municipality x class with class totals `counts` and `table @ content` equal to `persons`; `tilt` is the
    start that the solution stays nearest to (how much more a class lives in a municipality than on average)."""
    size = persons.sum(axis=1)
    seed = np.outer(size / size.sum(), counts) * tilt
    multiplier = np.zeros_like(persons)
    column = np.ones(len(counts))
    ridge = 1e-9 * np.eye(content.shape[1])
    result = seed
    for _ in range(_ROUNDS):
        result = seed * np.exp(multiplier @ content.T) * column
        gap = result @ content - persons
        if np.abs(gap / size[:, None]).max() < _TOLERANCE:
            break
        hessian = np.einsum("mc,ca,cb->mab", result, content, content)
        step = np.linalg.solve(hessian + ridge * size[:, None, None], gap[:, :, None])[:, :, 0]
        multiplier -= np.clip(step, -_STEP, _STEP)
        result = seed * np.exp(multiplier @ content.T) * column
        totals = result.sum(axis=0)
        column *= np.divide(counts, totals, out=np.ones_like(counts), where=totals > 0)
    return result


def _scaled_to(bands: FloatArray) -> FloatArray:
    """Published persons per municipality and age band, scaled to `bands` in the country."""
    places = table("gemeenten")
    shares = places.matrix(_BAND_COLUMNS)
    persons = places.numbers("inwoners")[:, None] * shares / shares.sum(axis=1, keepdims=True)
    return np.asarray(persons * (bands / persons.sum(axis=0)))


def persons_by_municipality(by_age: FloatArray) -> FloatArray:
    """Persons per municipality and age band, for a country with `by_age` persons of each age."""
    edges = [0, *_BANDS, len(by_age)]
    return _scaled_to(np.array([by_age[low:high].sum() for low, high in pairwise(edges)]))


def assign_municipality(homes: Composition, draws: Draws) -> npt.NDArray[np.int16]:
    """Index of the row in gemeenten.csv for every household."""
    cls = _TYPE_GROUP[homes.type] * (len(_HEAD_BANDS) + 1) + np.searchsorted(_HEAD_BANDS, homes.age1, side="right")
    cls = cls.astype(np.int16)
    counts, content = _composition_by_class(homes, cls)
    places = table("gemeenten")
    persons = _scaled_to(counts @ content)
    used = counts > 0
    raked = np.zeros((len(places), _CLASSES))
    urban = assumption("alleenstaanden_naar_stedelijkheid")
    tilt = np.ones((len(places), _CLASSES))
    tilt[:, : len(_HEAD_BANDS) + 1] = np.array([urban[int(u) - 1] for u in places.numbers("stedelijkheid")])[:, None]
    raked[:, used] = _raked(counts[used], content[used], persons, tilt[:, used])
    # Households of one class in random order meet the municipalities in fixed order.
    chance = draws.words("gemeente", 0, homes.n) >> np.uint64(36)
    order = order_of((cls.astype(np.int64) << 28) | chance.astype(np.int64))
    offsets = draws.uniform("gemeente_afronding", 0, _CLASSES)
    sequence = np.concatenate(
        [
            np.repeat(np.arange(len(places), dtype=np.int16), to_integers(raked[:, c], int(counts[c]), offsets[c]))
            for c in range(_CLASSES)
        ]
    )
    result = np.empty(homes.n, np.int16)
    result[order] = sequence
    return result
