"""What was typed for the numbers of an article, and what it means: euro or cent and procent are those that the text counts in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.live import ArticleDial, display, read_typed
from uitvoerbaar.face.units import unit_word

LONGEST = 60
"""Characters of a number that can be meant."""
_STEPS = 200
"""Positions of a slider at least."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A dial with what was typed for it: `value` in the unit of the rule, `trouble` why it could not be read."""

    dial: ArticleDial
    said: str
    value: Decimal
    trouble: str = ""

    @property
    def name(self) -> str:
        """Its name in the query."""
        return f"d.{self.dial.id}"

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere than where the law has it."""
        return self.value != self.dial.value

    @property
    def unit(self) -> str:
        """The unit that stands beside the number."""
        return unit_word(self.dial.unit)

    @property
    def around(self) -> str:
        """A few words of the text around the number, to know it by."""
        return self.dial.around

    @property
    def in_text(self) -> bool:
        """Whether the text of the article says the number."""
        return bool(self.dial.spans)

    @property
    def law(self) -> str:
        """The number of the law, as it is written in the field."""
        return display(self.dial, self.dial.value)

    @property
    def shown(self) -> str:
        """Where it stands, as the text writes numbers and without its unit; what was typed when that could not be read."""
        return self.said if self.trouble else display(self.dial, self.value)

    def as_field(self) -> dict[str, str]:
        """What the field and the slider need: numbers with a point for the slider."""
        lo, hi = (plain(self.dial, bound) for bound in (self.dial.range.lo, self.dial.range.hi))
        return {
            "lo": f"{lo:f}",
            "hi": f"{hi:f}",
            "step": f"{step(lo, hi, self.dial):f}",
            "at": f"{plain(self.dial, self.value):f}",
        }


def plain(dial: ArticleDial, value: Decimal) -> Decimal:
    """A value in the unit of the text."""
    return (value / dial.per).normalize() if value else Decimal(0)


def step(lo: Decimal, hi: Decimal, dial: ArticleDial) -> Decimal:
    """A step of the slider: a round number that the dial has, and fine enough for the hand."""
    finest = plain(dial, Decimal(1).scaleb(-dial.range.decimals))
    found = Decimal(1)
    while found > (hi - lo) / _STEPS:
        found /= 10
    while found * 10 <= (hi - lo) / _STEPS:
        found *= 10
    return max(found, finest)


def turned(dials: tuple[ArticleDial, ...], query: Mapping[str, str]) -> list[Turned]:
    """Every dial of an article with what the query says; one that cannot be read stays where the law has it and says why."""
    found = []
    for dial in dials:
        said = query.get(f"d.{dial.id}", "").strip()
        value, trouble = dial.value, ""
        if len(said) > LONGEST:  # what is cut off may be another number
            said, trouble = f"{said[:LONGEST]}…", tr("te lang: schrijf ten hoogste {most} tekens", most=LONGEST)
        elif said:
            try:
                value = read_typed(dial, said)
            except UserError as error:
                trouble = str(error)
        found.append(Turned(dial, said or display(dial, dial.value), value, trouble))
    return found
