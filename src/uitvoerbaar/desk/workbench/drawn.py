"""The course along a number as a drawing: costs and losers over its range, with the turning points in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.workbench.shown import money, spoken
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.face.live import display

WIDE, HIGH = 320, 110
_EDGE = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places in a picture of WIDE by HIGH; `rows` are the same points as words."""

    cost: str
    losers: str
    zero: float
    law: float
    now: float
    rows: tuple[tuple[str, str, str], ...]
    turns: tuple[str, ...]
    complete: bool
    top: str
    bottom: str
    most: str


def drawing_of(part: Mapping[str, Any], turned: Turned) -> Drawing:
    """The drawing of one part of an answer."""
    points = part["points"]
    lo, hi = Decimal(part["lo"]), Decimal(part["hi"])
    costs = [point["treasury"] for point in points]
    top, bottom = max(*costs, 0.0), min(*costs, 0.0)
    most = max(*(point["losers"] for point in points), 1)

    def x(value: Decimal) -> float:
        return round(_EDGE + float((value - lo) / (hi - lo)) * (WIDE - 2 * _EDGE), 1) if hi > lo else _EDGE

    def y(value: float, low: float, high: float) -> float:
        return round(HIGH - _EDGE - (value - low) / ((high - low) or 1.0) * (HIGH - 2 * _EDGE), 1)

    def line(of: str, low: float, high: float) -> str:
        return " ".join(f"{x(Decimal(point['at']))},{y(point[of], low, high)}" for point in points)

    return Drawing(
        line("treasury", bottom, top),
        line("losers", 0.0, float(most)),
        y(0.0, bottom, top),
        x(Decimal(part["law"])),
        x(turned.value),
        tuple(
            (_shown(turned, Decimal(p["at"])), money(p["treasury"], signed=True), spoken(numeral(p["losers"])))
            for p in points
        ),
        tuple(_turn(turn, turned) for turn in part.get("turns", ()) if _is_news(turn, part)),
        "turns" in part,
        money(top, signed=True),
        money(bottom, signed=True),
        spoken(numeral(most)),
    )


def _is_news(turn: Mapping[str, str], part: Mapping[str, Any]) -> bool:
    """That nothing changes where the law stands is no news about the costs."""
    return turn["what"] != "kosteloos" or Decimal(turn["at"]) != Decimal(part["law"])


def _turn(turn: Mapping[str, str], turned: Turned) -> str:
    at, beyond = (_shown(turned, Decimal(turn[name])) for name in ("at", "beyond"))
    if turn["what"] == "kosteloos":
        return tr("Bij {at} kost het niets (op de steekproef).", at=at)
    return tr("Tot {at} gaat er niemand op achteruit, vanaf {beyond} wel (op de steekproef).", at=at, beyond=beyond)


def _shown(turned: Turned, value: Decimal) -> str:
    said = display(turned.dial, value)
    return f"€ {said}" if turned.unit == "€" else f"{said} {turned.unit}".strip()
