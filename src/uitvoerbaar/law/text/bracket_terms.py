"""One part of a tariff: a rate times what lies of a subject between two limits."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Steps
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.read.expressions import ROUNDING

Placed = tuple[Any, Path]
"""A value of a rule and its path below the rules."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a tariff. `capped` are the two sides of MIN when there is one (one is the subject, the other the upper limit),
    else the subject alone; `low` is the lower limit, `rate` the rate (None: the whole part)."""

    capped: tuple[Placed, ...]
    low: Placed | None
    rate: Placed | None

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the subject can be."""
        return tuple(raw for raw, _ in self.capped if isinstance(raw, str) and raw.startswith("$"))

    @property
    def high(self) -> Placed | None:
        """The upper limit, when the subject is the other side."""
        return self.capped[1] if len(self.capped) == _TWO else None

    def ends(self, subject: str) -> Iterator[Placed]:
        """The upper limit of a term with this subject."""
        return (one for one in self.capped if one[0] != subject)


def terms_of(raw: Any, path: Path, steps: Steps[str, Placed]) -> list[Term]:
    """An expression as a part of a tariff, through rounding and through steps of the article; nothing when it is none."""
    raw, path = _unwrapped(raw, path, steps)
    if not isinstance(raw, Mapping):
        return []
    values = raw.get("values")
    if raw.get("operation") == "MULTIPLY" and isinstance(values, list) and len(values) == _TWO:
        for at, value in enumerate(values):
            part = _part(value, (*path, "values", at), steps)
            other = values[1 - at]
            if part is not None and not isinstance(other, Mapping | list):
                return [Term(*part, rate=(other, (*path, "values", 1 - at)))]
        return []
    part = _part(raw, path, steps)
    return [] if part is None else [Term(*part, rate=None)]


def _unwrapped(raw: Any, path: Path, steps: Steps[str, Placed]) -> Placed:
    """What stands below rounding and the name of a step."""
    seen: set[str] = set()
    while True:
        if isinstance(raw, str) and raw in steps and raw not in seen:
            seen.add(raw)
            raw, path = steps[raw]
        elif isinstance(raw, Mapping) and raw.get("operation") in ROUNDING:
            raw, path = raw.get("value"), (*path, "value")
        else:
            return raw, path


def _part(raw: Any, path: Path, steps: Steps[str, Placed]) -> tuple[tuple[Placed, ...], Placed | None] | None:
    """MAX(0, MIN(subject, high) - low), without what need not be there."""
    if not isinstance(raw, Mapping):
        return None
    op, values = raw.get("operation"), raw.get("values")
    if not isinstance(values, list) or len(values) != _TWO:
        return None
    if op == "MAX" and 0 in [v for v in values if isinstance(v, int)]:
        at = 1 - values.index(0)
        return _part(values[at], (*path, "values", at), steps)
    if op == "SUBTRACT":
        capped = _capped(values[0], (*path, "values", 0))
        return None if capped is None else (capped, (values[1], (*path, "values", 1)))
    capped = _capped(raw, path) if op == "MIN" else None
    return None if capped is None else (capped, None)


def _capped(raw: Any, path: Path) -> tuple[Placed, ...] | None:
    """MIN(subject, high), or a subject."""
    if isinstance(raw, str):
        return ((raw, path),)
    values = raw.get("values") if isinstance(raw, Mapping) else None
    if (
        not isinstance(raw, Mapping)
        or raw.get("operation") != "MIN"
        or not isinstance(values, list)
        or len(values) != _TWO
    ):
        return None
    return tuple((value, (*path, "values", at)) for at, value in enumerate(values))
