"""What the first screen says: in how many parts nothing was found, and what people lose before other findings."""

from __future__ import annotations

from dataclasses import replace

from tests.fixtures.polderland import Assess
from tests.report.sample import sample
from uitvoerbaar.assess.verdict import propose
from uitvoerbaar.findings.order import weight


def test_no_serious_finding_says_of_what_it_says_nothing() -> None:
    said = propose([])
    assert said.value == "uitvoerbaar"
    assert "over de rest zegt dit oordeel niets" in said.explanation.nl
    assert "of the rest this verdict says nothing" in said.explanation.english


def test_what_people_lose_comes_before_a_larger_number_of_the_same_weight() -> None:
    counted = next(f for f in sample().findings if f.households is not None)
    assert counted.households is not None
    many = replace(counted, severity="aandacht", test="stapeling", smallest_case=None)
    few = replace(many, test="inkomenseffecten", households=replace(counted.households, value=1, under_rule=False))
    assert sorted([many, few], key=weight) == [few, many]


def test_the_key_figures_say_from_which_part_a_change_counts(assess: Assess) -> None:
    found = assess("lager-deel")
    for name, words in (("verliezers", "op achteruitgaan"), ("winnaars", "op vooruitgaan")):
        title = next(f for f in found.figures if f.id == f"inkomenseffecten-{name}").title
        assert title.nl.startswith("Huishoudens die er ")
        assert f"procent of meer {words}" in title.nl
