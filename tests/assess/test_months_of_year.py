"""What one day for a whole year costs: run month by month for who reaches an age, and told with households and euros."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.fixtures.town import Town, child, single
from uitvoerbaar.assess import months_of_year
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.disclosure.texts import softened
from uitvoerbaar.assess.months_of_year import _between, _is_nothing, gaps, in_euros
from uitvoerbaar.assess.part_of_year import part_of_year
from uitvoerbaar.assess.people.totals import Estimate

AOW_MONTH = 163_757 + 10_655
"""In eurocent, with the holiday allowance: January 2026 (SVB)."""


def only(ctx: Context, *schemes: str) -> Context:
    """A context that knows some schemes, so that no other law is run."""
    ctx.settings = replace(ctx.settings, schemes=tuple(s for s in ctx.settings.schemes if s.id in schemes))
    return ctx


def differences(ctx: Context, *homes: int) -> dict[str, list[int]]:
    chosen = np.zeros(len(ctx.heads), np.bool_)
    chosen[list(homes)] = True
    return {gap.scheme.id: gap.difference.tolist() for gap in gaps(ctx, "na", chosen) if gap.difference.any()}


def test_the_months_beside_the_day(town: Town) -> None:
    pensioner = {**single("a", wage=0, rent=0), "huurt": False, "geboren": "1959-07-11"}
    parent: dict[str, Any] = {**single("b", wage=2_000_000, rent=0), "huurt": False}
    older = {**child("b"), "geboren": "2014-05-05", "uren": 0, "betaald": 0}
    made = differences(town("huurtoeslag-2026", [pensioner, parent], [older]), 0, 1)
    # On 1 January no pension; from 11 July 21 of 31 days and five months, by the amounts of 1 January.
    assert made["aow"] == [round(AOW_MONTH * 21 / 31) + 5 * AOW_MONTH, 0]
    # Twelve in May: two quarters of 421,53 in place of 358,30, and 724 euro a year of child budget from June, rounded.
    assert made["kinderbijslag"] == [0, 2 * (42_153 - 35_830)]
    assert made["kindgebonden_budget"] == [0, 641_800 - 599_600]
    assert set(made) == {"aow", "kinderbijslag", "kindgebonden_budget"}


def test_only_the_named_households_are_run(town: Town) -> None:
    older = {**child("b"), "geboren": "2014-05-05", "uren": 0, "betaald": 0}
    ctx = only(town("huurtoeslag-2026", [single("a"), single("b")], [older]), "kinderbijslag")
    assert differences(ctx, 0) == {}
    assert "kinderbijslag" in differences(ctx, 1)


def test_who_did_not_apply_gets_nothing_in_any_month(town: Town) -> None:
    """A tenant of 21 in August: rent allowance as an adult from September, for who applied."""
    young = {**single("a", wage=1_000_000, rent=80_000), "geboren": "2005-08-01"}
    silent = {**young, "huis": "b", "vraagt_huur": False, "vraagt_zorg": False}
    for person, moved in ((young, True), (silent, False)):
        made = differences(only(town("huurtoeslag-2026", [person]), "huurtoeslag"), 0)
        assert bool(made.get("huurtoeslag")) is moved


def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the town were a population that was made: then amounts of few records are told too."""
    monkeypatch.setattr(months_of_year, "rule_of", lambda _ctx: None)


def test_the_report_says_how_many_households_and_how_much(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    pensioner = {**single("a", wage=0, rent=0), "huurt": False, "geboren": "1959-07-11"}
    ctx = only(town("huurtoeslag-2026", [pensioner, single("b")]), "aow")
    (alone,) = part_of_year(ctx)  # a town is own microdata: no amount of one record
    assert "€" not in alone.nl
    made_up(monkeypatch)
    who, cost, how = part_of_year(ctx)
    assert "67 jaar: 1 huishouden." in who.nl
    assert ": 1 household." in who.english
    # In a report on own microdata no count of so few is left, in the list of ages neither.
    rule = Rule(10, 5, 1000, 10)
    for told in (softened(who, rule), softened(cost, rule), softened(how, rule)):
        assert re.search(r"(?<!minder dan )\b1 huishouden", told.nl) is None
        assert re.search(r"(?<!less than )\b1 household", told.english) is None
    # 9.902,10 euro, to three figures; every household of the town was run, so there is no interval.
    assert "samen € 9.900 meer" in cost.nl.replace("\u00a0", " ")
    assert "together get €9,900 more" in cost.english
    assert "AOW +€\u00a09.900 (anders in 1 huishouden)" in cost.nl
    assert "interval" not in cost.nl
    assert "alleen de leeftijden bewegen" in how.nl


def test_a_birth_in_the_year_is_counted_where_the_data_know_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up(monkeypatch)
    born = {**child("a"), "geboren": "2026-05-20", "uren": 0, "betaald": 0}
    who, cost, _ = part_of_year(only(town("huurtoeslag-2026", [single("a")], [born]), "kinderbijslag"))
    assert "geboren: 1" in who.nl
    assert "Geboorten" not in who.nl
    # Two quarters of 295,07, by the amounts of 1 January.
    assert "€ 590 meer" in cost.nl.replace("\u00a0", " ")


def test_nothing_is_said_of_nobody(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    assert in_euros(ctx, "na", np.zeros(len(ctx.heads), np.bool_)) == ()


def test_a_sample_has_an_interval(contexts: Callable[[str], Context]) -> None:
    made = contexts("huurtoeslag-2026")
    [who, cost, _] = part_of_year(only(replace(made), "kinderbijslag"))
    assert "95 %-interval" in cost.nl
    assert "95% interval" in cost.english
    assert len(who.nl) < 700
    for text in (cost.nl, cost.english):
        assert len(text) < 400, "a sentence to read"
    for number in re.findall(r"\d[\d.,]*\d", cost.nl):
        assert len(number.strip("0.,").replace(".", "").replace(",", "")) <= 3, "not finer than the interval"


def test_an_interval_that_holds_nothing_says_so_and_nothing_has_no_sign() -> None:
    assert _is_nothing(Estimate(1_760_000_000.0, 1_830_000_000.0))
    assert not _is_nothing(Estimate(1_760_000_000.0, 0.0))
    told = _between(Estimate(1_760_000_000.0, 1_830_000_000.0)).nl.replace("\u00a0", " ")
    assert told == " (95 %-interval € 0 tot +€ 40 miljoen)"
