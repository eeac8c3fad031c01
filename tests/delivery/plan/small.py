"""Small portfolios for the tests of the plan."""

from __future__ import annotations

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.plan.model import Capacity, Claim, Measure, Mode, Organisation, Origin, Portfolio, Touched
from uitvoerbaar.delivery.plan.quarter import Quarter

ORIGIN = Origin("test", "aanname")


def named(word: str) -> Text:
    return Text(word, word)


def mode(quarters: int, amounts: tuple[int, ...] = (), capacity: str = "fte", id_: str = "gewoon") -> Mode:
    return Mode(id_, named(id_), quarters, (Claim(capacity, amounts),) if amounts else ())


def measure(id_: str, value: int, *modes: Mode, **more: object) -> Measure:
    return Measure(id_, named(id_), value, modes, ORIGIN, **more)  # type: ignore[arg-type]


def portfolio(
    *measures: Measure, quarters: int = 4, has: int = 1, groups: tuple[str, ...] = (), **more: object
) -> Portfolio:
    return Portfolio(
        "klein",
        named("klein"),
        Quarter(2022, 1),
        quarters,
        (Organisation("o", named("o")),),
        (Capacity("fte", "o", named("fte"), "fte", (has,) * quarters, 30, ORIGIN),),
        measures,
        tuple(Touched(g, "doelgroep", named(g)) for g in groups),
        **more,  # type: ignore[arg-type]
    )
