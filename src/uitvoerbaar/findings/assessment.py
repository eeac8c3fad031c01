"""The whole uitvoeringstoets as one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.text import Command, Source, Text
from uitvoerbaar.findings.basis import LawUsed, PopulationSummary, ProposalSummary, Software, TestRun
from uitvoerbaar.findings.codec import decode, encode
from uitvoerbaar.findings.figure import Figure
from uitvoerbaar.findings.finding import Finding
from uitvoerbaar.findings.kader import KaderRow, Verdict

FORMAT = "uitvoeringstoets/1"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A whole uitvoeringstoets: everything a report shows, and nothing that it does not.

    ``key_figures`` names the figures on the first screen (budget before and after, households that gain or lose), in
    order: figures with one ``value``, or ``before_after_bars``.
    """

    proposal: ProposalSummary
    laws: tuple[LawUsed, ...]
    population: PopulationSummary
    tests: tuple[TestRun, ...]
    verdict: Verdict
    kader: tuple[KaderRow, ...]
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    reproduce: tuple[Command, ...]
    software: Software
    date: str
    duration_s: float
    assumptions: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    fictional: bool = False
    key_figures: tuple[str, ...] = ()
    format: str = FORMAT

    def to_json(self) -> dict[str, Any]:
        """This assessment as plain JSON values. Raises ``ValueError`` naming the place when a value is not finite
        or not JSON.
        """
        encoded = encode(self)
        assert isinstance(encoded, dict)
        return encoded

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Assessment:
        """The assessment that ``to_json`` wrote. Raises ``ValueError`` naming the place when a field is missing,
        unknown or of another type.
        """
        return decode(cls, data)
