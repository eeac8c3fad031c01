"""Solve for a number of a law or a proposal on a population of this machine: what the command line asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.live import ArticleDial, read_typed
from uitvoerbaar.face.population import population
from uitvoerbaar.face.solve.solve import Look, solve
from uitvoerbaar.face.solve.target import Target
from uitvoerbaar.face.solve.words import lines, value_words
from uitvoerbaar.face.sweep.asked import Place, Sweep
from uitvoerbaar.face.sweep.plan import find_dial


@dataclass(frozen=True)
class Solved:
    """What was found: `found` as JSON values (see `solve`)."""

    dial: ArticleDial
    target: Target
    found: dict[str, Any]

    def lines(self) -> Iterator[str]:
        """The answer in sentences."""
        law = value_words(self.dial, self.dial.value)
        yield tr("Getal: {around} (nu {law})", around=self.dial.around.strip("… "), law=law)
        yield from (line.words for line in lines(self.found, self.dial, self.target))


def solved(
    place: Place, name: str, others: Sequence[str], target: Target, folder: Path, look: Look = lambda _done, _all: None
) -> Solved:
    """Where a target holds along the number `name` of a place, with other numbers as `others` say (`NAME=VALUE`).

    Raises UserError for what does not exist or cannot be computed.
    """
    dial, values = find_dial(place.dials, name), _values(place, others)
    if dial.id in values:
        raise UserError(tr("'{name}' wordt gezocht en kan niet ook met --with vaststaan", name=name))
    moved = [each for each in place.dials if each.id == dial.id or each.id in values]
    live = Sweep(place, tuple(moved), population(folder)).live
    return Solved(dial, target, solve(live, dial, values, target, look))


def _values(place: Place, others: Sequence[str]) -> dict[str, Decimal]:
    values: dict[str, Decimal] = {}
    for each in others:
        name, equals, typed = each.partition("=")
        if not equals or not typed.strip():
            raise UserError(tr("--with {given}: verwacht: GETAL=WAARDE", given=each))
        dial = find_dial(place.dials, name.strip())
        values[dial.id] = read_typed(dial, typed.strip())
    return values
