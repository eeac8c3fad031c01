"""data/assess/wetstechniek.yaml: fixed change dates, other governments, forbidden data, and the measures of complexity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.assess.reading.complexity import MEASURES
from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class Hygiene:
    """Everything in wetstechniek.yaml: days (MM-DD) by kind of proposal, names by which another government is known, names
    of data that are a protected ground, and the name of each measure of complexity.
    """

    fixed: Mapping[str, tuple[str, ...]]
    other_governments: re.Pattern[str]
    forbidden: re.Pattern[str]
    measures: Mapping[str, Text]


def load_hygiene() -> Hygiene:
    """The rules of legal hygiene. Raises LawFileError for a malformed file."""
    file = read_assess("wetstechniek.yaml")
    fixed, measures = file.object("vaste_momenten"), file.object("maten")
    read = Hygiene(
        {kind: fixed.words(kind) for kind in fixed.names()},
        file.pattern("medeoverheden"),
        file.pattern("verboden_gegevens"),
        {name: measures.text(name) for name in MEASURES},
    )
    file.check()
    return read
