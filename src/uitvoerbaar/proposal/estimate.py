"""What the government itself estimated of a proposal: the block `raming` of proposal.yaml, to stand beside what comes out here."""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from uitvoerbaar.base.confidence import CONFIDENCES, Confidence
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping, Sequence
from uitvoerbaar.proposal.blocks import day, said

Estimated = Literal["bedrag", "nieuwe_ontvangers", "nieuw_per_maand"]
UNITS: Mapped[Estimated, str] = {
    "bedrag": "mln euro per jaar",
    "nieuwe_ontvangers": "huishoudens",
    "nieuw_per_maand": "euro per maand",
}
"""What can be estimated, each in its own unit: the change of a scheme, who gets it anew, and how much these get."""


@dataclass(frozen=True, slots=True)
class OfficialEstimate:
    """A figure of the government on the effect of a proposal on one scheme. `why` says how ours comes to differ."""

    what: Estimated
    scheme: str
    value: float
    day: str
    source: str
    url: str
    confidence: Confidence
    why: Text | None
    line: int


def read_estimates(path: Path, raw: Mapping, problems: list[Problem]) -> tuple[OfficialEstimate, ...]:
    """The block `raming`: empty when there is none or it has a problem (every one is added to `problems`)."""
    if "raming" not in raw:
        return ()
    given = raw["raming"]
    if not isinstance(given, Sequence):
        message = tr("'raming' is {value}; verwacht: een lijst", value=describe(given))
        problems.append(Problem(str(path), raw.line_of("raming"), message))
        return ()
    # The list alone is read strictly here: the other keys of the proposal have readers of their own.
    whole = Mapping(raw.line)
    whole["raming"] = given
    entries = Entries(str(path), whole)
    found = tuple(_estimate(item) for item in entries.objects("raming"))
    try:
        entries.check()
    except LawFileError as error:
        problems += error.problems
        return ()
    return found


def _estimate(e: Entries) -> OfficialEstimate:
    what = cast(Estimated, e.choice("maat", UNITS))
    unit = e.word("eenheid")
    if what and unit and unit != UNITS[what]:
        e.tell("eenheid", tr("'eenheid' is '{found}'; bij deze maat hoort '{unit}'", found=unit, unit=UNITS[what]))
    return OfficialEstimate(
        what,
        e.word("regeling"),
        e.decimal("waarde"),
        day(e, "datum"),
        e.word("bron"),
        e.word("url"),
        cast(Confidence, e.choice("zekerheid", CONFIDENCES)),
        said(e, "uitleg") if "uitleg" in e else None,
        e.raw.line,
    )
