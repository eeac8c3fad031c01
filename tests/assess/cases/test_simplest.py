"""The simplest case keeps what it is about, and nothing can be left out of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.polderland import MakeContext
from tests.places import ROOT
from uitvoerbaar.assess.aspects.mistakes.slips import slips, with_mistake
from uitvoerbaar.assess.cases.decisive import culprit
from uitvoerbaar.assess.cases.simplest import _fields, case_of_row, command, facts, simplest
from uitvoerbaar.assess.proportion import severity_of
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

REGISTERS = ROOT / "data" / "registers"
pytestmark = pytest.mark.usefixtures("polderland")

values = st.dictionaries(st.sampled_from(["loon", "kale_huur", "is_huurder"]), st.integers(1, 10_000_000))
a_case = st.builds(
    PersonCase,
    values,
    st.none() | values,
    st.lists(values, max_size=3).map(tuple),
    st.lists(values, max_size=2).map(tuple),
)


def total(case: PersonCase) -> int:
    records = [case.person, case.partner or {}, *case.children, *case.housemates]
    return sum(sum(record.values()) for record in records)


def simpler(case: PersonCase) -> Iterator[PersonCase]:
    """The case without the housemates, the partner, an eldest or youngest child, or one fact of the adults or the children."""
    yield replace(case, housemates=())
    yield replace(case, partner=None)
    yield replace(case, children=case.children[1:])
    yield replace(case, children=case.children[:-1])
    for name in ("loon", "kale_huur", "is_huurder"):
        partner = None if case.partner is None else without(case.partner, name)
        yield replace(case, person=without(case.person, name), partner=partner)
        yield replace(case, children=tuple(without(child, name) for child in case.children))


def without(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k != name}


@given(a_case, st.integers(0, 5_000_000))
def test_the_simplest_case_keeps_its_property_and_no_change_is_left(case: PersonCase, bound: int) -> None:
    def holds(tried: PersonCase) -> bool:
        return total(tried) >= bound

    if not holds(case):
        return
    small = simplest(case, holds)
    assert holds(small)
    assert simplest(small, holds) == small
    for tried in simpler(small):
        assert tried == small or not holds(tried)


def test_a_change_that_only_works_after_a_later_one_is_still_made() -> None:
    """The rent can go only when the wage is round; wages are rounded after facts are left out."""
    case = PersonCase({"loon": 1_234_567, "kale_huur": 50_000})
    small = simplest(
        case, lambda c: "loon" in c.person and ("kale_huur" in c.person or c.person["loon"] % 100_000 == 0)
    )
    assert small.person == {"loon": 1_000_000}


def test_people_who_do_not_matter_are_left_out() -> None:
    case = PersonCase({"loon": 1}, {"loon": 2}, ({"loon": 3}, {"loon": 4}), ({"loon": 5},))
    small = simplest(case, lambda c: any(child.get("loon") == 4 for child in c.children))
    assert small == PersonCase({}, None, ({"loon": 4},), ())


def test_facts_with_their_default_are_not_told(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    first = case_of_row(ctx.people.after, int(ctx.heads[0]), ctx.catalogue)
    assert {fact.name for fact in facts(first)} == {
        "geboortedatum", "loon_uit_dienstbetrekking", "geregistreerd_inkomen", "is_huurder", "kale_huur",
        "vraagt_opvangtoeslag",
    }  # fmt: skip


def test_the_command_names_everybody_also_who_has_nothing_to_tell() -> None:
    words = shlex.split(command("w", "u", "2026-01-01", PersonCase({}, {}, ({},), ({}, {})), "p", "na"))
    assert [w for w in words if "{}" in w] == ["partner={}", "kind.1={}", "huisgenoot.1={}", "huisgenoot.2={}"]


def test_the_culprit_is_the_deepest_condition_that_flipped(country: Path) -> None:
    """One euro unpaid flips 'paid >= costs' in article 2, and with it the right and the amount in article 3."""
    catalogue = load_registers(country / "registers")
    hard = load_corpus([country / "laws"]).overlay([country / "proposals" / "alles-of-niets" / "laws"])
    slip = next(s for s in slips(catalogue) if s.id == "betaling_1_euro_te_weinig")
    case = PersonCase({}, None, ({"opvangkosten": 500_000, "opvangkosten_betaald": 500_000},))
    correct, mistaken = (
        Explainer(hard, catalogue).explain("wet_opvangtoeslag", "hoogte_opvangtoeslag", "2026-01-01", c)
        for c in (case, with_mistake(slip, case))
    )
    found = culprit(correct, mistaken)
    assert (found.law, found.article) == ("wet_opvangtoeslag", "2")
    law = country / "proposals" / "alles-of-niets" / "laws" / "wet_opvangtoeslag.yaml"
    assert "GREATER_THAN_OR_EQUAL, subject: $betaald" in law.read_text(encoding="utf-8").splitlines()[found.line - 1]


def test_without_a_flipped_condition_the_article_of_the_amount_is_named(country: Path) -> None:
    catalogue = load_registers(country / "registers")
    slip = next(s for s in slips(catalogue) if s.id == "betaling_1_euro_te_weinig")
    case = PersonCase({}, None, ({"opvangkosten": 500_000, "opvangkosten_betaald": 500_000},))
    explainer = Explainer(load_corpus([country / "laws"]), catalogue)
    both = [
        explainer.explain("wet_opvangtoeslag", "hoogte_opvangtoeslag", "2026-01-01", c)
        for c in (case, with_mistake(slip, case))
    ]
    assert culprit(both[0], both[1]).article == "3"


def test_severity_by_the_norms(context: MakeContext) -> None:
    settings = context("alles-of-niets").settings
    assert severity_of(100_000, 201_200, settings) is None  # twice the mistake and 12 euro of rounding is in proportion
    assert severity_of(100_000, 201_201, settings) == "aandacht"
    assert severity_of(10_000, 99_999, settings) == "aandacht"
    assert severity_of(10_000, 100_000, settings) == "ernstig"  # ten times and at least 100 euro
    assert severity_of(100, 9_999, settings) == "aandacht"  # a hundred times, but under 100 euro
    assert severity_of(2_000, 99_999, settings) == "ernstig"
    assert severity_of(2_000, 100_000, settings) == "kritiek"  # fifty times and at least 1.000 euro
    assert severity_of(0, 100_000, settings) is None


@pytest.mark.parametrize(("hours", "told"), [(100, {"opvangkosten_betaald": 0}), (0, {})])
def test_a_payment_of_nothing_is_told_where_something_is_owed(hours: int, told: dict[str, int]) -> None:
    """A case that leaves it out is read as paid in full."""
    columns = {"opvanguren_per_maand": hours, "uurtarief": 950, "opvangkosten_betaald": 0}
    arrays = {name: np.array([value]) for name, value in columns.items()}
    found = _fields(arrays, {}, 0, "kind", load_registers(REGISTERS))
    assert {name: value for name, value in found.items() if name == "opvangkosten_betaald"} == told
