"""What a report says that it cannot say of its group: whom an age within the year and what is not modelled concern."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.left_out import _rule, concerned
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.part_of_year import AskedAge, asked_ages, crossing, part_of_year
from uitvoerbaar.assess.side import link_side
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.people import Array, Collection, People, Strings, date_code
from uitvoerbaar.law import Linker, load_corpus
from uitvoerbaar.law.graph import FieldSpec, Graph
from uitvoerbaar.law.not_modelled import Condition, NotModelled
from uitvoerbaar.law.registers import CHILD, KEY, PERSON, load_registers
from uitvoerbaar.population import Population
from uitvoerbaar.proposal import Situation


def code(iso: str) -> int:
    day = date.fromisoformat(iso)
    return date_code(day.year, day.month, day.day)


def street(persons: list[str], children: list[list[str]], weights: list[int]) -> Population:
    """One person per household, each with children; weights in thousandths."""
    stop = np.cumsum([len(own) for own in children]).astype(np.int32)
    born = np.array([code(child) for own in children for child in own], np.int32)
    people = People(
        len(persons),
        {
            "geboortedatum": np.array([code(one) for one in persons], np.int32),
            "spaargeld": np.array([100 * n for n in range(len(persons))], np.int64),
        },
        np.full(len(persons), -1, np.int32),
        {"kinderen": Collection(np.concatenate([[0], stop[:-1]]).astype(np.int32), stop, {"geboortedatum": born})},
    )
    homes: dict[str, Array | Strings] = {
        "gewicht": np.array(weights, np.int32),
        "head": np.arange(len(persons), dtype=np.int32),
    }
    return Population(people, homes, np.arange(len(persons), dtype=np.int32), {}, 2026)


STREET = street(
    ["1959-05-20", "1959-01-01", "1960-01-01", "1959-01-02"], [["2014-12-31", "2014-01-01"], ["2014-01-01"], [], ["2013-12-31"]],
    [1000, 2000, 3000, 4000],
)  # fmt: skip


@pytest.mark.parametrize(("asked", "homes"), [
    (AskedAge(PERSON, 67 * 12), [0, 3]),  # who reaches it on 1 January has it all year
    (AskedAge(CHILD, 12 * 12), [0]),
    (AskedAge(PERSON, 66 * 12 + 8), [0, 2]),  # 20 January and 1 September
])  # fmt: skip
def test_who_reaches_an_age_within_the_year(asked: AskedAge, homes: list[int]) -> None:
    found = crossing(asked, STREET, 2026)
    assert found is not None
    assert found.tolist() == homes


def rule(*when: tuple[Condition, ...]) -> NotModelled:
    return NotModelled("wet", "1", Text("a", "a"), Text("b", "b"), when, None, None, "wet.yaml", 1)


def test_how_many_households_something_concerns() -> None:
    pensioner, child = Condition(PERSON, "geboortedatum", "leeftijd_vanaf", 67), Condition(CHILD, "", "bestaat", True)
    savings = Condition(PERSON, "spaargeld", "boven", 100)
    assert concerned(rule((pensioner,)), STREET, "2026-01-01") == 2
    assert concerned(rule((pensioner,)), STREET, "2026-12-31") == 1 + 2 + 4
    assert concerned(rule((child, savings)), STREET, "2026-01-01") == 4
    assert concerned(rule((pensioner,), (savings,)), STREET, "2026-01-01") == 2 + 3 + 4
    assert concerned(rule(), STREET, "2026-01-01") is None
    assert concerned(rule((Condition(PERSON, "kale_huur", "boven", 0),)), STREET, "2026-01-01") is None


def test_the_ages_are_those_that_the_laws_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UITVOERBAAR_DATA", raising=False)
    catalogue = load_registers()

    def ages(law: str, output: str, on: str) -> set[AskedAge]:
        linked = Linker(load_corpus(), on, [catalogue.source()]).link(law, (output,), {KEY: FieldSpec("number")})
        return set(asked_ages(linked.outputs.values(), on, catalogue))

    assert ages("algemene_ouderdomswet", "heeft_aow_leeftijd", "2026-01-01") == {AskedAge(PERSON, 804)}
    assert ages("algemene_ouderdomswet", "heeft_aow_leeftijd", "2028-01-01") == {AskedAge(PERSON, 807)}
    assert AskedAge(CHILD, 216) in ages("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", "2026-01-01")
    # Also an age on the first day of the month or quarter, and not one on a day that a fact decides.
    assert AskedAge(CHILD, 72) in ages("algemene_kinderbijslagwet", "hoogte_kinderbijslag", "2026-02-15")


def test_the_report_says_it_or_says_nothing(context: MakeContext) -> None:
    made = context("alles-of-niets")
    side = made.sides.after
    ages = set(asked_ages(side.nodes.values(), side.date, made.catalogue))
    reached = [crossing(asked, made.population[side.year], side.year) for asked in ages]
    someone = any(homes is not None and len(homes) > 0 for homes in reached)
    assert bool(part_of_year(made)) is someone


@pytest.mark.parametrize(("day", "carried", "missing"), [
    ("2026-03-01", False, False), ("2027-03-01", True, False), ("2032-03-01", False, True),
])  # fmt: skip
def test_a_side_carries_laws_forward_or_leaves_a_scheme_out(day: str, carried: bool, missing: bool) -> None:
    side = link_side(Situation(day), load_corpus(), load_settings(), load_registers(), Graph())
    told = {one.law for one in side.carried.get("zorgtoeslag", ())}
    assert ("wet_op_de_zorgtoeslag" in told) is carried
    assert ("zorgtoeslag" in side.missing) is missing
    if missing:
        assert "te ver na" in side.missing["zorgtoeslag"].nl


def test_one_household_is_no_households() -> None:
    told = [_rule(Text("a", "a"), [(rule(), most)]) for most in (1, 2_000)]
    assert [each.nl for each in told] == [
        "a (artikel 1; bij ten hoogste 1 huishouden)", "a (artikel 1; bij ten hoogste 2.000 huishoudens)",
    ]  # fmt: skip
    assert told[0].english == "a (article 1; at most 1 household)"
