"""The verdict that is proposed follows from the gravest finding, and names every grave one with what mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import sample
from uitvoerbaar.assess.verdict import kader, propose
from uitvoerbaar.findings import Finding, Text

FOUND = sample().findings[0]


def of(*severities: str) -> list[Finding]:
    return [
        replace(FOUND, id=f"{severity}-{number}", severity=severity, mend=Text(f"m {severity}", f"m {severity}"))
        for number, severity in enumerate(severities)
    ]


@pytest.mark.parametrize(
    ("severities", "value", "reasons", "interaction"),
    [
        ((), "uitvoerbaar", [], "beperkt"),
        (("aandacht", "informatie"), "uitvoerbaar", [], "beperkt"),
        (("aandacht", "ernstig"), "uitvoerbaar_mits", ["ernstig-1"], "middelgroot"),
        (("ernstig", "aandacht", "kritiek"), "niet_uitvoerbaar", ["kritiek-2", "ernstig-0"], "ingrijpend"),
    ],
)
def test_the_gravest_finding_decides(
    severities: tuple[str, ...], value: str, reasons: list[str], interaction: str
) -> None:
    found = of(*severities)
    verdict = propose(found)
    assert verdict.value == value
    assert list(verdict.reasons) == reasons
    assert [text.nl for text in verdict.conditions] == [f"m {reason.partition('-')[0]}" for reason in reasons]
    rows = {row.id: row for row in kader(found, verdict)}
    assert rows["interactie"].value == interaction
    assert rows["eindoordeel"].value == value


def test_the_same_condition_stands_once() -> None:
    assert len(propose(of("ernstig", "ernstig")).conditions) == 1
