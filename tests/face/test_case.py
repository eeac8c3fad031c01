"""A case: names and values are checked when they are given, and the answer is that of the command line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run

DAY = "2026-01-01"
WAGE = "loon_uit_dienstbetrekking"


@pytest.fixture(scope="module")
def laws() -> uv.Laws:
    return uv.laws(on=DAY)


@pytest.mark.parametrize(
    ("amount", "cents"),
    [(25_000, 2_500_000), (0.1, 10), ("19.99", 1999), (Decimal("-3"), -300), (19.99, 1999), (0, 0)],
)
def test_euros_are_whole_cents(amount: float | str | Decimal, cents: int) -> None:
    assert uv.euro(amount) == cents


@pytest.mark.parametrize(
    ("amount", "ways"),
    [("25.000", r"euro\(25_000\) of euro\(25\)"), (" -1.250", r"euro\(-1_250\) of euro\(-1.25\)")],
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_both(amount: str, ways: str) -> None:
    with pytest.raises(uv.UserError, match=ways):
        uv.euro(amount)


@pytest.mark.parametrize("amount", ["0.001", 0.005, "tien", float("nan"), float("inf")])
def test_what_is_no_amount_is_refused(amount: float | str) -> None:
    with pytest.raises(uv.UserError, match=r"euro\("):
        uv.euro(amount)


@pytest.mark.parametrize(
    ("given", "column", "hint"),
    [
        ({"loon_uit_dienstbetreking": 1}, "loon_uit_dienstbetreking", f"bedoelde u '{WAGE}'?"),
        ({"loon": 1}, "loon", f"bedoelde u '{WAGE}'?"),
        ({"partner": {"spargeld": 1}}, "partner.spargeld", "bedoelde u 'spaargeld'?"),
        ({"children": [{}, {"uurtarif": 1}]}, "kind.2.uurtarif", "bedoelde u 'uurtarief'?"),
        ({"housemates": [{"geboortdatum": "1970-01-01"}]}, "huisgenoot.1.geboortdatum", "bedoelde u 'geboortedatum'?"),
    ],
)
def test_a_misspelled_field_is_told_at_once(given: dict[str, object], column: str, hint: str) -> None:
    with pytest.raises(uv.UserError) as told:
        uv.case(**given)  # type: ignore[arg-type]
    assert (told.value.column, told.value.hint) == (column, hint)
    assert hint in str(told.value)


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"geboortedatum": "gisteren"}, "geboortedatum"),
        ({WAGE: -1}, WAGE),
        ({WAGE: 1.5}, WAGE),
        ({"is_student": 3}, "is_student"),
        ({"children": [{"opvangsoort": "dagopvng"}]}, "kind.1.opvangsoort"),
        ({"partner": {"geboortedatum": 1990}}, "partner.geboortedatum"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_was_expected(given: dict[str, object], column: str) -> None:
    with pytest.raises(uv.UserError) as told:
        uv.case(**given)  # type: ignore[arg-type]
    assert told.value.column == column
    assert told.value.expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused_whatever_its_type(value: float | Decimal, laws: uv.Laws) -> None:
    with pytest.raises(uv.UserError, match="geen getal"):
        laws.explain("zorgtoeslag", uv.case(loon_uit_dienstbetrekking=value))


def test_values_of_python_and_numpy_are_the_same_case(laws: uv.Laws) -> None:
    plain = uv.case(geboortedatum="1990-05-01", **{WAGE: 2_500_000}, is_student=False)
    others = uv.case(geboortedatum=date(1990, 5, 1), **{WAGE: np.int64(2_500_000)}, is_student=np.bool_(False))
    assert plain == others
    assert laws.explain("zorgtoeslag", plain).value == 155_000


def test_everybody_who_matters_counts(laws: uv.Laws) -> None:
    """The same household on the command line."""
    case = uv.case(
        **{WAGE: uv.euro(31_000)},
        partner=uv.case(geboortedatum="1987-09-30"),
        children=[{"geboortedatum": "2020-03-01"}],
    )
    assert laws.explain("kindgebonden_budget", case).value == 258_000


def test_an_intermediate_outcome_wins(laws: uv.Laws) -> None:
    poor, rich = ({"gezamenlijk_toetsingsinkomen": uv.euro(amount)} for amount in (10_000, 80_000))
    assert laws.explain("zorgtoeslag", uv.case(given=poor)).value > 0
    assert laws.explain("zorgtoeslag", uv.case(given=rich)).value == 0
    with pytest.raises(uv.UserError, match="bedoelde u 'gezamenlijk_toetsingsinkomen'"):
        laws.explain("zorgtoeslag", uv.case(given={"gezamelijk_toetsingsinkomen": 0}))


def test_a_case_file_and_what_is_named_besides_wins(laws: uv.Laws) -> None:
    file = Path(__file__).resolve().parents[2] / "data" / "personas" / "lotte.yaml"
    asked = laws.explain("huurtoeslag", uv.case(file))
    assert asked.value > 0
    assert laws.explain("huurtoeslag", uv.case(file, is_huurder=False)).value == 0


@pytest.mark.parametrize("what", ["zorgtoeslag", "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"])
def test_the_answer_is_that_of_the_command_line(what: str, laws: uv.Laws, capsys: pytest.CaptureFixture[str]) -> None:
    told = laws.explain(what, uv.case(**{WAGE: uv.euro(25_000)}))
    assert told.value == laws.explain(("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"), {WAGE: 2_500_000}).value
    law, output = "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"
    assert run(["explain", law, output, "--on", DAY, "--with", f"{WAGE}=2500000", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == told.as_json()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("zorgtoeslach", "bedoelde u 'zorgtoeslag'"),
        ("wet_op_de_zorgtoeslag:", "is geen WET:UITKOMST"),
        ("wet_op_de_zorgtoeslach:hoogte_zorgtoeslag", "bedoelde u 'wet_op_de_zorgtoeslag'"),
        (("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslg"), "bedoelde u 'hoogte_zorgtoeslag'"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(what: str, said: str, laws: uv.Laws) -> None:
    with pytest.raises(uv.UserError) as told:
        laws.explain(what)
    assert said in str(told.value)
    assert told.value.expected


def test_a_proposal_and_its_sides() -> None:
    case = uv.case(
        children=[{"opvangsoort": "dagopvang", "opvanguren_per_maand": 100, "uurtarief": 600,
                   "opvangkosten_betaald": uv.euro(7199), "geboortedatum": "2013-01-01"}]
    )  # fmt: skip
    before, after = (
        uv.laws(proposal="kinderopvangtoeslag-evenredig-2019", side=side).explain("kinderopvangtoeslag", case).value
        for side in ("voor", "na")
    )
    assert (before == 0) != (after == 0)
    both = uv.compare("kinderopvangtoeslag", case, on="2019-10-23", proposal="kinderopvangtoeslag-evenredig-2019")
    assert len(both.values) == 2


@pytest.mark.parametrize("wrong", [{"side": "beide"}, {"on": "2026-13-01"}, {"proposal": "huurtoeslag-20266"}])
def test_laws_that_cannot_be_had_are_told(wrong: dict[str, str]) -> None:
    with pytest.raises(uv.UserError) as told:
        uv.laws(**wrong)  # type: ignore[arg-type]
    assert told.value.fields
