"""How near the figures are, by kind: how many of them lie within 5, 10 and 25 percent of what was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.population.check.origin import KINDS, NEVER_USED

NEAR = (5, 10, 25)
"""Percent."""
_NAMES = {
    "geijkt": mark("geijkt"), "invoer": mark("invoer"), "afgesteld": mark("afgesteld"), NEVER_USED: mark("nooit gebruikt"),
}  # fmt: skip


ALL, OWN, LAWS, FAR = "alle", "bevolking", "wetten", "ver_in_de_tijd"
_PARTS = {
    ALL: "", OWN: mark(" van de bevolking zelf"), LAWS: mark(" met de wetten gerekend"),
    FAR: mark(" van lang geleden, of met de wetten van een ander jaar"),
}  # fmt: skip


class Compared(Protocol):
    """A figure as far as its nearness is concerned."""

    @property
    def kind(self) -> str:
        """A word of KINDS."""
        ...

    @property
    def deviation(self) -> float:
        """Relative deviation from the published figure."""
        ...

    @property
    def laws(self) -> bool:
        """Whether laws were run for it."""
        ...

    @property
    def far(self) -> bool:
        """Whether its year is far from that of the laws or of the composition of the population."""
        ...


@dataclass(frozen=True, slots=True)
class Nearness:
    """Figures of one kind, or a part of them: how many there are, and how many lie within each of NEAR."""

    kind: str
    part: str
    figures: int
    within: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        near = {f"binnen_{percent}_procent": count for percent, count in zip(NEAR, self.within, strict=True)}
        return {"soort": self.kind, "deel": self.part, "cijfers": self.figures, **near}


def from_data(data: Mapping[str, Any]) -> Nearness:
    """What `as_data` gave, as a record."""
    within = tuple(int(data[f"binnen_{percent}_procent"]) for percent in NEAR)
    return Nearness(str(data["soort"]), str(data["deel"]), int(data["cijfers"]), within)


def _in(part: str, row: Compared) -> bool:
    return {ALL: True, OWN: not row.laws, LAWS: row.laws, FAR: row.far}[part]


def summary(rows: Iterable[Compared]) -> list[Nearness]:
    """One line per kind that there is; for the figures that were never used also for three parts of them."""
    rows = list(rows)
    made = []
    for kind in KINDS:
        for part in (ALL, OWN, LAWS, FAR) if kind == NEVER_USED else (ALL,):
            here = [abs(row.deviation) for row in rows if row.kind == kind and _in(part, row)]
            if here:
                within = tuple(sum(off <= percent / 100 for off in here) for percent in NEAR)
                made.append(Nearness(kind, part, len(here), within))
    return made


def as_lines(of: Iterable[Nearness]) -> list[str]:
    """The summary as lines of text."""
    return [
        tr(
            "{kind}: {n} cijfers, binnen 5 procent {five}, binnen 10 procent {ten}, binnen 25 procent {more}",
            kind=tr(_NAMES[line.kind]) + (tr(_PARTS[line.part]) if _PARTS[line.part] else ""),
            n=line.figures,
            five=line.within[0],
            ten=line.within[1],
            more=line.within[2],
        )
        for line in of
    ]
