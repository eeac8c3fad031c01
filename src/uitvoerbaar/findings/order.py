"""In which order findings are told: the rule of docs/report-format.md ("The order of findings"), from a finding alone.

A report is made from its JSON only, so that everything that decides the order stands in the finding itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from uitvoerbaar.findings.finding import SEVERITIES, Finding

PEOPLE = "inkomenseffecten"
"""The test of who gains and who loses: what people lose comes before other findings of the same weight."""
DELIVERY = (
    "werklast",
    "wachtrijen",
    "lokaal",
    "keten",
    "invoering",
    "handhaving",
    "fraude",
    "maakbaarheid",
    "digitaal",
)
"""Tests of those who carry the law out and not of those whom it is for."""
_VULNERABLE = ("1 (laagste inkomens)", "2", "Eenoudergezin")
"""Groups with little to fall back on: the two lowest tenths of income, and single parents."""


def of_delivery(finding: Finding) -> bool:
    """Whether a finding is about carrying the law out."""
    return finding.test in DELIVERY


def added_loss(finding: Finding) -> int:
    """What the smallest case loses by the proposal, in eurocents a year: its loss less that without the proposal.

    Zero where there is no case or where it is a gain.
    """
    case = finding.smallest_case
    return 0 if case is None else max(0, case.loss - max(0, case.loss_reference or 0))


def unchanged(finding: Finding) -> bool:
    """Whether the proposal does not change a finding: its smallest case loses as much, or more, without the proposal."""
    case = finding.smallest_case
    return case is not None and case.loss_reference is not None and 0 < case.loss <= case.loss_reference


def hit(finding: Finding) -> int:
    """Households that a finding really hits: nobody where it counts everybody under a rule, or tells no number."""
    counted = finding.households
    return 0 if counted is None or counted.under_rule else counted.value


def vulnerability(finding: Finding) -> float:
    """From 1 to 2: one more than the largest part of those hit that is in one group with little to fall back on."""
    hits = hit(finding)
    if not hits:
        return 1.0
    parts = (group.households / hits for group in finding.groups if _little(group.label.nl))
    return 1.0 + min(1.0, max(parts, default=0.0))


def _little(label: str) -> bool:
    """Whether a group is one of the vulnerable; a finding may name the grouping before it."""
    return label.rpartition(": ")[2] in _VULNERABLE


def harm(finding: Finding) -> float:
    """How many are hit, times what each loses by the proposal (eurocents a year), times how vulnerable they are."""
    return hit(finding) * added_loss(finding) * vulnerability(finding)


def weight(finding: Finding) -> tuple[int, bool, bool, bool, float, int]:
    """Sorts the heaviest first: severity; what the proposal changes; people before organisations; what people lose of their
    income; harm; and of what has no amount the most households."""
    return (
        SEVERITIES.index(finding.severity),
        unchanged(finding),
        of_delivery(finding),
        finding.test != PEOPLE,
        -harm(finding),
        -hit(finding),
    )


def by_cause(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Findings of one cause together, the first of each in front: the same article of the same law, both heavy or both light.

    A finding that names no article is a cause of its own.
    """
    causes: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        heavy = finding.severity in ("kritiek", "ernstig")
        own = (finding.id,) if finding.law is None or finding.article is None else (finding.law, finding.article, heavy)
        causes.setdefault(own, []).append(finding)
    return [tuple(found) for found in causes.values()]
