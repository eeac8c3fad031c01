"""The first NOW scheme: worked examples that others published, and its edges."""

from __future__ import annotations

import pytest

from uitvoerbaar.engine import evaluate
from uitvoerbaar.law import load_corpus

LAW, DAY = "eerste_noodmaatregel_werkgelegenheid", "2020-04-06"
EMPLOYER = {
    "omzet_referentie": 100_000_000,
    "omzet_verwacht": 70_000_000,
    "omzet_werkelijk": 70_000_000,
    "loonsom_referentie": 2_000_000,
    "loonsom_subsidieperiode": 6_000_000,
    "vaststelling_gevraagd": True,
}


def _of(output: str, **changed: object) -> int:
    return int(evaluate(load_corpus(), LAW, (output,), DAY, {**EMPLOYER, **changed}).outputs[output])


def test_the_published_example_of_an_advance() -> None:
    """Salarisvanmorgen.nl 3-4-2020: 25 percent of 3,500,000 x 3 x 1.3 x 0.9 is 3,071,250, of which 2,457,000 is paid."""
    given = {"loonsom_referentie": 350_000_000, "omzet_verwacht": 75_000_000}
    assert _of("verleende_subsidie", **given) == 307_125_000
    assert _of("voorschot", **given) == 245_700_000


def test_a_lower_wage_bill_is_taken_off_whole() -> None:
    """UWV's example for a later period (30 percent loss, 3 of 10 employees gone) with the factors of the first: the wage
    bill is 18,000 lower than three times 20,000, which takes 18,000 x 1.3 x 0.9 off 21,060.
    """
    assert _of("subsidie") == 2_106_000
    assert _of("subsidie", loonsom_subsidieperiode=4_200_000) == 2_106_000 - 2_106_000


@pytest.mark.parametrize(
    ("turnover", "subsidy"), [(80_000_000, 1_404_000), (80_000_100, 0), (100_000_000, 0), (0, 7_020_000)]
)
def test_below_a_loss_of_20_percent_there_is_nothing(turnover: int, subsidy: int) -> None:
    assert _of("subsidie", omzet_werkelijk=turnover) == subsidy


def test_who_loses_less_than_expected_repays_and_who_loses_more_is_paid() -> None:
    advance = _of("voorschot")
    assert _of("terug_te_betalen", omzet_werkelijk=81_000_000) == advance
    assert _of("terug_te_betalen") == 0
    assert _of("na_te_betalen") == 2_106_000 - advance


def test_who_does_not_ask_for_settlement_repays_all() -> None:
    assert _of("terug_te_betalen", vaststelling_gevraagd=False) == _of("voorschot") > 0


def test_who_got_no_advance_is_settled_at_nothing() -> None:
    assert _of("vastgestelde_subsidie", omzet_verwacht=90_000_000) == 0
