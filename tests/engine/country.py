"""Random persons with every field of the register catalogue, for tests of the shipped laws."""

from __future__ import annotations

from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.people import Collection, People, Strings
from uitvoerbaar.law.registers import Catalogue, RegisterField

RARE = ("ontvangt_bijstand", "woning_aangepast", "is_student")


def _column(rng: np.random.Generator, field: RegisterField, n: int, born: tuple[int, int]) -> Any:
    spec = field.spec
    if spec.kind == "bool":
        return (rng.random(n) < (0.1 if field.name in RARE else 0.6)).astype(np.uint8)
    if spec.kind == "string":
        assert spec.values is not None
        return Strings(rng.integers(0, len(spec.values), n).astype(np.int8), spec.values)
    if spec.kind == "date":
        year, month, day = rng.integers(*born, n), rng.integers(1, 13, n), rng.integers(1, 29, n)
        return (year * 512 + month * 32 + day).astype(np.int32)
    highest = int(spec.hi) if isinstance(spec.hi, int) else 1000
    ordinary = rng.integers(0, min(highest, 7_000_000), n, endpoint=True)
    extreme = rng.integers(int(spec.lo) if isinstance(spec.lo, int) else 0, highest, n, endpoint=True)
    kind = rng.random(n)
    return np.where(kind < 0.5, 0, np.where(kind < 0.98, ordinary, extreme))


def random_country(catalogue: Catalogue, n: int, seed: int = 1) -> tuple[People, np.ndarray]:
    """`n` persons and the rows of the heads: couples, children of a couple shared, now and then a housemate."""
    rng = np.random.default_rng(seed)
    columns = {
        f.name: _column(rng, f, n, (1930, 2008)) for f in catalogue if f.table == "persoon" and f.name != "partner_bsn"
    }
    partner, head = np.full(n, -1, np.int32), np.ones(n, bool)
    first = np.arange(0, n - 1, 3)
    first = first[rng.random(len(first)) < 0.6]
    partner[first], partner[first + 1], head[first + 1] = first + 1, first, False
    counts = np.where(head, rng.choice(5, n, p=[0.6, 0.16, 0.16, 0.06, 0.02]), 0)
    stop = np.cumsum(counts)
    start, children = stop - counts, int(stop[-1])
    start[first + 1], stop[first + 1] = start[first], stop[first]
    kids = {f.name: _column(rng, f, children, (2005, 2026)) for f in catalogue if f.table == "kind"}
    given = [f for f in catalogue if f.table == "huisgenoot" and f.spec.computed_by is None]
    mates = {f.name: _column(rng, f, n, (1930, 2008)) for f in given}
    living_in = np.where(head & (rng.random(n) < 0.15), 1, 0)
    end = np.cumsum(living_in)
    index = ((np.flatnonzero(living_in) + 7) % n).astype(np.int32)
    return People(n, columns, partner, {
        "kinderen": Collection(start.astype(np.int32), stop.astype(np.int32), kids),
        "huisgenoten": Collection((end - living_in).astype(np.int32), end.astype(np.int32), mates, index),
    }), np.flatnonzero(head).astype(np.int32)  # fmt: skip
