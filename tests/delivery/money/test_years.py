"""Five years of money against sums that were made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.money import Assumption, Cover, Programme, Table, Work, cost_of, staff_of, strongest, table_of
from uitvoerbaar.delivery.money.data import load_money
from uitvoerbaar.delivery.money.years import Line, delivery_line, programme_line
from uitvoerbaar.findings.cost_terms import Lasting, Payer

NAME = Text("x", "x")
HOURS = Fact(0.5, "uren", 2026, "bron", "aanname", 0.25, 1.0)
ALL = Fact(1, "aandeel", 2026, "bron", "aanname", 1, 1)
RATE = Fact(80, "euro per uur", 2026, "bron", "uit het hoofd", 60, 100)


def work(cases: float, lasting: Lasting = "structureel", half: float = 0.0) -> Work:
    return Work("w", NAME, "Dienst", "rijk", "dienstverlening", lasting, cases, half, ALL, HOURS, RATE, NAME)


def line(*years: float, payer: Payer = "rijk") -> Line:
    return Line(NAME, "programma", "structureel", payer, years, years, years)


def test_cost_is_cases_times_hours_times_rate() -> None:
    # 2.000 zaken x een half uur x 80 euro; de uiteinden: 0,25 x 60 en 1 x 100
    cost = cost_of(work(2_000))
    assert (cost.hours, cost.euros, cost.low, cost.high) == (1_000, 80_000, 30_000, 200_000)


def test_less_work_saves_and_its_ends_are_in_order() -> None:
    cost = cost_of(work(-2_000, half=1_000))
    assert cost.euros == -80_000
    assert cost.low == -3_000 * 1 * 100
    assert cost.high == -1_000 * 0.25 * 60


def test_staff_is_hours_by_productive_hours() -> None:
    hours = Fact(1363, "uren", 2023, "HOT", "tweede hand")
    costs = [cost_of(work(2 * 1363)), cost_of(work(1363, "incidenteel"))]
    assert staff_of(costs, "structureel", hours) == pytest.approx(1.0)
    assert staff_of(costs, "incidenteel", hours) == pytest.approx(0.5)


def test_a_programme_grows_in_and_incidental_cost_falls_in_the_first_year() -> None:
    grown = programme_line(Programme(NAME, "rijk", 100.0, 10.0), (0.5, 1, 1, 1, 1))
    assert grown.years == (50, 100, 100, 100, 100)
    assert grown.low == (45, 90, 90, 90, 90)
    once = delivery_line(NAME, "automatisering", "incidenteel", "rijk", (1.0, 2.0, 3.0), (0.5, 1, 1, 1, 1))
    assert (once.low, once.years, once.high) == ((1, 0, 0, 0, 0), (2, 0, 0, 0, 0), (3, 0, 0, 0, 0))


def test_gross_net_cover_and_what_is_left() -> None:
    table = table_of(
        2026,
        [line(100, 100, 100, 100, 100), line(-30, -30, -30, -30, -30), line(10, 10, 10, 10, 10, payer="medeoverheden")],
        [Cover(NAME, "rijk", (50, 70, 90, 0, 0), "nota", existing=False)],
    )
    assert table.gross() == (110,) * 5
    assert table.net() == (80,) * 5
    assert table.net("rijk") == (70,) * 5
    assert table.unfunded("rijk") == (20, 0, 0, 70, 70)
    assert table.unfunded("medeoverheden") == (10,) * 5  # what the State has left over pays nothing of theirs
    assert table.payers() == ("rijk", "medeoverheden")


def test_a_row_of_four_years_is_refused() -> None:
    with pytest.raises(ValueError, match="4 years"):
        table_of(2026, [line(1, 2, 3, 4)], [])


amounts = st.tuples(*[st.integers(-(10**9), 10**9).map(float)] * 5)


@given(st.lists(amounts, max_size=6), st.lists(amounts.map(lambda t: tuple(abs(a) for a in t)), max_size=4))
def test_what_is_left_is_never_negative_and_covers_the_rest(
    costs: list[tuple[float, ...]], cover: list[tuple[float, ...]]
) -> None:
    table: Table = table_of(
        2026, [line(*c) for c in costs], [Cover(NAME, "rijk", c, "x", existing=True) for c in cover]
    )
    for year, left in enumerate(table.unfunded("rijk")):
        assert left >= 0
        assert left >= table.net("rijk")[year] - table.covered("rijk")[year]
    assert all(g >= n for g, n in zip(table.gross(), table.net(), strict=True))


def test_the_strongest_assumptions_of_a_sum_are_those_with_the_widest_terms() -> None:
    # 3a + 2b + c with ranges of 1, 10 and 4: swings 3, 20 and 4; d moves nothing
    ranges = {"a": 1.0, "b": 10.0, "c": 4.0, "d": 5.0}
    factors = {"a": 3.0, "b": 2.0, "c": 1.0, "d": 0.0}
    asked = [Assumption(n, NAME, 0.0, 0.0, w, "bron") for n, w in ranges.items()]
    found = strongest(lambda at: sum(factors[n] * at.get(n, 0.0) for n in ranges), asked, 5)
    assert [(s.assumption.id, s.width) for s in found] == [("b", 20.0), ("c", 4.0), ("a", 3.0)]
    assert len(strongest(lambda at: sum(at.values()), asked, 2)) == 2


def test_the_shipped_data_has_a_source_for_every_number_and_says_what_is_unsure() -> None:
    data = load_money()
    facts = [data.productive_hours, *data.rates.values(), *(f for b in data.building for f in (b.share, b.hours))]
    assert all(fact.source for fact in facts)
    assert data.productive_hours.value == 1363
    assert all(
        fact.unsure == fact.source.startswith(("AANNAME", "Handleiding Overheidstarieven, orde")) for fact in facts
    )
