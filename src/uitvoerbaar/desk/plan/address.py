"""The address of a plan: which portfolio, and which measures were pushed where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

HERE = "/plan"
PORTFOLIO, PUSH, MEASURE, TO = "portefeuille", "schuif", "maatregel", "naar"
MOST_PUSHES = 20
_NAME = re.compile(r"[\w.-]{1,80}\Z", re.ASCII)
_QUARTER = re.compile(r"\d{4}K[1-4]\Z", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """A portfolio (the id of a shipped one, or of one that was sent in) with pushes by measure (`2024K1`)."""

    portfolio: str
    pushes: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The pushes as the compute process takes them."""
        return [f"{measure}={quarter}" for measure, quarter in self.pushes.items()]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query, as names and values."""
        return [(PORTFOLIO, self.portfolio), *((PUSH, f"{m}~{q}") for m, q in self.pushes.items())]

    @property
    def address(self) -> str:
        """Where this stands."""
        return f"{HERE}?{urlencode(self.pairs)}"

    def without(self, measure: str) -> Asked:
        """The same without one push."""
        return replace(self, pushes={m: q for m, q in self.pushes.items() if m != measure})


def read(query: QueryDict, first: str) -> Asked:
    """What an address asks; what cannot be read in it is left out. `first` is the portfolio when none is named."""
    name = query.get(PORTFOLIO, "")
    said = [tuple(each.split("~", 1)) for each in query.getlist(PUSH) if "~" in each]
    said.append((query.get(MEASURE, ""), query.get(TO, "")))
    pushes = {m: q for m, q in said if _NAME.match(m) and _QUARTER.match(q)}
    kept = dict(list(pushes.items())[-MOST_PUSHES:])
    return Asked(name if _NAME.match(name) else first, kept)
