"""A time on the command line: a number of seconds that can be counted."""

from __future__ import annotations

import math
from typing import Any

import click

from uitvoerbaar.base.typed import MOST_SECONDS


class Seconds(click.FloatRange):
    """Seconds from `min` to `MOST_SECONDS`; what is no number (nan) is within any bounds and refused by itself."""

    def __init__(self, min: float) -> None:
        super().__init__(min=min, max=MOST_SECONDS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds. Raises click.BadParameter."""
        found: float = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value!r} is not a valid float.", param, ctx)
        return found
