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


class Compared(Protocol):
    """A figure as far as its nearness is concerned."""

    @property
    def kind(self) -> str: ...
    @property
    def deviation(self) -> float: ...
    @property
    def laws(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Nearness:
    """Figures of one kind: how many there are, and how many lie within each of NEAR. `laws`: None for all of the kind."""

    kind: str
    laws: bool | None
    figures: int
    within: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        near = {f"binnen_{percent}_procent": count for percent, count in zip(NEAR, self.within, strict=True)}
        return {"soort": self.kind, "met_wetten": self.laws, "cijfers": self.figures, **near}


def from_data(data: Mapping[str, Any]) -> Nearness:
    """What `as_data` gave, as a record."""
    within = tuple(int(data[f"binnen_{percent}_procent"]) for percent in NEAR)
    return Nearness(str(data["soort"]), data["met_wetten"], int(data["cijfers"]), within)


def summary(rows: Iterable[Compared]) -> list[Nearness]:
    """One line per kind that there is; for the figures that were never used also without and with the laws."""
    rows = list(rows)
    made = []
    for kind in KINDS:
        for laws in (None, False, True) if kind == NEVER_USED else (None,):
            here = [abs(row.deviation) for row in rows if row.kind == kind and laws in (None, row.laws)]
            if here:
                within = tuple(sum(off <= percent / 100 for off in here) for percent in NEAR)
                made.append(Nearness(kind, laws, len(here), within))
    return made


def as_lines(of: Iterable[Nearness]) -> list[str]:
    """The summary as lines of text."""
    parts = {None: "", False: tr(" (van de bevolking zelf)"), True: tr(" (met de wetten gerekend)")}
    return [
        tr(
            "{kind}: {n} cijfers, binnen 5 procent {five}, binnen 10 procent {ten}, binnen 25 procent {more}",
            kind=tr(_NAMES[line.kind]) + parts[line.laws],
            n=line.figures,
            five=line.within[0],
            ten=line.within[1],
            more=line.within[2],
        )
        for line in of
    ]
