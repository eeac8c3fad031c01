"""Law of an earlier year on incomes of a later one is told first, with what it does to amounts."""

from __future__ import annotations

from dataclasses import replace

from uitvoerbaar.assess.make_context import without_people
from uitvoerbaar.assess.years_behind import years_behind
from uitvoerbaar.findings import Text
from uitvoerbaar.population.uprate import Growth
from uitvoerbaar.proposal import load_proposal


def on(name: str, day: str) -> tuple[Text, ...]:
    proposal = load_proposal(name)
    sides = {side: replace(getattr(proposal, side), date=day) for side in ("before", "after")}
    return years_behind(without_people(replace(proposal, **sides)))


def test_law_of_2026_on_incomes_of_2027_is_told_with_the_growth_of_wages() -> None:
    [told] = on("alles-of-niets-2026", "2027-01-01")
    grown = Growth(2026, 2027).ratio(lambda year: year.wage) - 1
    assert told.nl.startswith("De wet is die van 2026, de inkomens zijn die van 2027")
    assert f"ontbreekt {round(1000 * grown)} euro" in told.nl
    assert "voor en na het voornemen" in told.nl
    assert "were not indexed" in told.english


def test_the_law_of_the_year_itself_needs_no_word() -> None:
    assert on("alles-of-niets-2026", "2026-01-01") == ()


def test_a_version_fixed_on_one_side_alone_puts_indexation_in_the_difference() -> None:
    """Before the proposal the rent allowance is that of 2025."""
    [told] = on("huurtoeslag-2026", "2026-01-01")
    assert told.nl.startswith("De wet is die van 2025, de inkomens zijn die van 2026")
    assert "alleen voor de huidige wet: een deel van het verschil komt door de indexering, niet door" in told.nl
