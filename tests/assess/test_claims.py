"""What the title of a finding says and what it counts are one claim: a difference between them is refused."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from uitvoerbaar.assess.people.claim import claim, of_all
from uitvoerbaar.assess.words import any_of
from uitvoerbaar.findings import Assessment, Text
from uitvoerbaar.findings.check import ReportError, check_report

Assess = Callable[..., Assessment]
NAMES = ("lager-deel", "alles-of-niets", "hard-blijft-hard")


def test_a_claim_counts_and_shares_the_same_households() -> None:
    weights = np.array([1000, 2000, 3000, 4000])
    chosen, among = np.array([True, True, False, True]), np.array([True, True, True, False])
    made = claim(chosen, among, weights, True, Text("bron", "source"), Text("de huurders", "tenants"))
    assert made.part == Text("50 procent van de huurders", "50 percent of tenants")
    assert (made.households.value, made.households.of) == (3, 6)
    assert made.share == 0.5
    assert made.said.nl == "50 procent"


def test_a_share_that_rounds_to_nothing_is_not_nothing() -> None:
    weights = np.full(10_000, 1000)
    chosen = np.arange(10_000) == 0
    assert of_all(chosen, weights, True, Text("b", "s")).said.nl == "Minder dan 0,1 procent"


@pytest.mark.parametrize("name", NAMES)
def test_no_finding_contradicts_itself_or_is_about_nobody(assess: Assess, name: str) -> None:
    found = assess(name)
    check_report(found.to_json())
    for finding in found.findings:
        assert finding.severity == "kritiek" or finding.households is None or finding.households.high > 0
        counted = finding.households
        if counted is not None:
            assert counted.of is not None, "one denominator"
            assert counted.among is not None, "which says of whom"
            assert 0 < counted.value <= counted.of or finding.severity == "kritiek"
            assert counted.low <= counted.value <= counted.high
        for group in finding.groups:
            assert group.share is None or 0 < group.share <= 1
            assert counted is None or group.households <= counted.value + 1


def planted(report: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> str:
    broken = copy.deepcopy(report)
    finding = next(f for f in broken["findings"] if f["households"])
    finding["title"] = {
        "nl": "25 procent van de huishoudens gaat erop achteruit",
        "en": "25 percent of households lose",
    }
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
        (lambda f: f["title"].update(en="24 percent of households lose"), "noemt 24 procent"),
        (lambda f: f["title"].update(nl="50 huishoudens gaan er meer dan 5 procent op achteruit"), ""),
        (
            lambda f: f["title"].update(nl="Minder dan 100 huishoudens verliezen", en="Fewer than 100 households lose"),
            "",
        ),
        (lambda f: f["title"].update(nl="Minder dan 20 huishoudens verliezen"), "noemt 20 huishoudens"),
        (lambda f: f["title"].update(nl="51.000 huishoudens gaan erop achteruit"), "noemt 51000 huishoudens"),
        (lambda f: f["title"].update(nl="Voor 26 procent van wie iets krijgt wordt het minder"), "noemt 26 procent"),
        (
            lambda f: (
                f["households"].update(value=0, low=0, high=0),
                f.update(severity="aandacht"),
                f.update(title={"nl": "Zo"}),
            ),
            "gaat over niemand",
        ),
        (lambda f: f["households"].update(value=0, low=0, high=9, of=0), "0 van 0 huishoudens kan niet"),
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


def test_who_has_one_of_several_schemes_is_told_with_or() -> None:
    """They are counted when they have any of them: "a, b and c" would be who has all three."""
    names = [Text("huurtoeslag", "rent allowance"), Text("AOW", "state pension"), Text("bijstand", "social assistance")]
    assert any_of(names) == Text("huurtoeslag, AOW of bijstand", "rent allowance, state pension or social assistance")
    assert any_of(names[:1]) == names[0]
