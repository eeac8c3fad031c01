"""What the title of a finding says and what it counts are one claim: a difference between them is refused."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.findings import Assessment, Text
from uitvoerbaar.findings.check import ReportError, check_report

Assess = Callable[..., Assessment]
NAMES = ("lager-deel", "alles-of-niets", "hard-blijft-hard")


def test_a_claim_counts_and_shares_the_same_households() -> None:
    weights = np.array([1000, 2000, 3000, 4000])
    chosen, among = np.array([True, True, False, True]), np.array([True, True, True, False])
    made = claim(chosen, among, weights, True, Text("bron", "source"))
    assert (made.households.value, made.households.of) == (3, 6)
    assert made.share == 0.5
    assert made.said.nl == "50 procent"


def test_a_share_that_rounds_to_nothing_is_not_nothing() -> None:
    weights = np.full(10_000, 1000)
    chosen = np.arange(10_000) == 0
    assert claim(chosen, np.ones(10_000, bool), weights, True, Text("b", "s")).said.nl == "Minder dan 0,1 procent"


@pytest.mark.parametrize("name", NAMES)
def test_no_finding_contradicts_itself_or_is_about_nobody(assess: Assess, name: str) -> None:
    found = assess(name)
    check_report(found.to_json())
    for finding in found.findings:
        assert finding.severity == "kritiek" or finding.households is None or finding.households.high > 0
        if finding.households is not None and finding.households.of is not None:
            assert finding.households.value <= finding.households.of


def planted(report: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> str:
    broken = copy.deepcopy(report)
    finding = next(f for f in broken["findings"] if f["households"])
    finding["title"]["nl"] = "25 procent van de huishoudens gaat erop achteruit"
    finding["households"].update(value=50, low=40, high=60, of=200)
    broken["population"]["represents"] = 1000
    change(finding)
    try:
        check_report(broken)
    except ReportError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: None, ""),
        (
            lambda f: f["households"].update(value=60),
            "noemt 25 procent, maar 'households' telt 60 van 200, dat is 30.0 procent",
        ),
        (lambda f: f["households"].update(of=None), "zegt niet van hoeveel"),
        (lambda f: f["households"].update(value=250, high=260), "is meer dan het geheel"),
        (lambda f: f["households"].update(of=0), "50 van 0 huishoudens kan niet"),
        (lambda f: f["title"].update(nl="Minder dan 0,1 procent van de huishoudens verliest"), "noemt 0,1 procent"),
        (
            lambda f: f["groups"].append({"label": {"nl": "wie"}, "households": 5, "share": 1.01}),
            "ligt buiten de grens 1",
        ),
    ],
)
def test_a_planted_difference_is_refused(assess: Assess, change: Callable[[dict[str, Any]], None], says: str) -> None:
    said = planted(assess("lager-deel").to_json(), change)
    assert says in said
    assert bool(says) == bool(said)
