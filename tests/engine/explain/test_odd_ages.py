"""Ages in one case that cannot be: told before the answer, in text and in JSON, by the rule that tables are held to."""

from __future__ import annotations

import pytest

import uitvoerbaar as uv
from uitvoerbaar.engine.explain.odd_ages import odd_ages

ON = "2026-01-01"


def odd(*persons: str, children: tuple[str, ...] = (), mates: tuple[str, ...] = ()) -> tuple[str, ...]:
    tables = {"persoon": persons, "kind": children, "huisgenoot": mates}
    return odd_ages({name: [{"geboortedatum": day} for day in days] for name, days in tables.items()}, ON)


@pytest.mark.parametrize(
    ("persons", "children", "mates", "says"),
    [
        (("2012-01-01",), ("2010-01-01",), (), "kind 1 is niet jonger dan de ouder"),
        (("1990-01-01",), ("2015-01-01", "1990-01-01"), (), "kind 2 is niet jonger dan de ouder"),
        (("2000-01-01",), ("2010-01-01",), (), "kind 1 is minder dan 12 jaar jonger"),
        (("2026-01-02",), (), (), "de persoon is op 2026-01-01 nog niet geboren"),
        (("1990-01-01", "2027-01-01"), (), (), "de partner is op 2026-01-01 nog niet geboren"),
        (("1990-01-01", "2016-01-01"), (), (), "de partner is 10 jaar en heeft een partner"),
        (("2012-01-01", "1990-01-01"), (), (), "de persoon is 14 jaar en heeft een partner"),
        (("1990-01-01",), (), ("2030-01-01",), "huisgenoot 1 is op 2026-01-01 nog niet geboren"),
        (("1990-01-01",), ("2015-01-01", "2026-05-01"), (), "kind 2 is op 2026-01-01 nog niet geboren; de wet telt"),
        (("1900-01-01",), (), (), "ouder dan 115 jaar"),
    ],
)
def test_what_is_odd(persons: tuple[str, ...], children: tuple[str, ...], mates: tuple[str, ...], says: str) -> None:
    [said] = odd(*persons, children=children, mates=mates)
    assert says in said


def test_what_is_ordinary_gets_no_word() -> None:
    assert odd("1990-01-01", "1992-01-01", children=("2015-01-01", "2025-12-31"), mates=("1950-01-01",)) == ()
    assert odd("2009-05-01") == ()  # somebody of 16 may ask
    assert odd("1990-01-01", "2009-05-01") == ()
    assert odd("2005-01-01", "1970-01-01", children=("1995-01-01",)) == ()  # a step-parent may be younger


def test_it_is_told_wherever_the_answer_is() -> None:
    case = uv.case(geboortedatum="2012-01-01", children=[{"geboortedatum": "2010-01-01"}])
    made = uv.laws(on=ON).explain("kindgebonden_budget", case)
    assert "Let op: kind 1 is niet jonger dan de ouder." in made.text()
    assert made.as_json()["odd"] == ["kind 1 is niet jonger dan de ouder."]


def test_a_child_at_home_that_is_older_than_its_parent() -> None:
    people = {
        "persoon": [{"geboortedatum": "1985-01-01"}],
        "huisgenoot": [{"geboortedatum": "1980-01-01", "is_kind": True}],
    }
    [said] = odd_ages(people, ON)
    assert "huisgenoot 1 is een kind (is_kind), maar niet jonger dan de ouder" in said


def test_born_on_29_february_is_a_year_older_on_1_march_as_in_the_law() -> None:
    assert (
        "is 15 jaar en heeft een partner"
        in odd_ages({"persoon": [{"geboortedatum": "2008-02-29"}, {"geboortedatum": "1990-01-01"}]}, "2024-02-28")[0]
    )
    [said] = odd_ages({"persoon": [{"geboortedatum": "2008-02-29"}, {"geboortedatum": "1990-01-01"}]}, "2023-02-28")
    assert "is 14 jaar" in said


def test_married_without_a_partner_is_told() -> None:
    told = uv.laws(on=ON).explain("zorgtoeslag", uv.case(is_gehuwd=True)).text()
    assert "de persoon is gehuwd (is_gehuwd), maar het geval heeft geen partner" in told
    assert "heeft geen partner" not in uv.laws(on=ON).explain("zorgtoeslag", uv.case(is_gehuwd=True, partner={})).text()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"bsn": 5, "partner_bsn": 5}, "niemand is de eigen partner"),
        ({"partner_bsn": 1}, "niemand is de eigen partner"),
        ({"partner_bsn": None, "partner": {"geboortedatum": "1980-01-01"}}, "maar er zijn gegevens van de partner"),
        ({"partner": {"partner_bsn": 77}}, "de partner van de partner is de persoon zelf"),
        ({"partner": {"partner_bsn": None}}, "is leeg; de partner van de partner"),
    ],
)
def test_facts_that_contradict_who_the_partner_is_are_refused(facts: dict[str, object], words: str) -> None:
    with pytest.raises(uv.UserError, match=words):
        uv.laws(on=ON).explain("zorgtoeslag", uv.case(**facts))
