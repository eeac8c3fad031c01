"""The published figures are about what they say: units, parts that fit in their whole, amounts that fit their counts, years.

These are the kinds of mistake that other models of taxes and benefits report of their targets: thousands for millions,
households for recipients, parts that together exceed the whole, a law of another year, payments that leave the country.
"""

import pytest

from uitvoerbaar.population.check.figures import Figure, law_figures, plain_figures, source_keys
from uitvoerbaar.population.check.measure import percentile_of
from uitvoerbaar.population.check.size import COMPOSED, is_far, size_of_year
from uitvoerbaar.population.tables import table

FIGURES = [*plain_figures(), *law_figures()]
HOUSEHOLDS, PERSONS = 8_500_000, 18_100_000
UNITS = {"huishoudens", "personen", "kinderen", "mln euro", "miljoen uur", "euro", "euro per maand", "euro per uur",
         "euro per jaar", "aandeel", "verhouding", "uur"}  # fmt: skip
COUNTS = ("huishoudens", "personen", "aantal")


def by_scheme() -> list[dict[str, Figure]]:
    """The figures of a scheme, a year, a group of households and a source, by measure."""
    found: dict[tuple[str, int, str, str], dict[str, Figure]] = {}
    for figure in law_figures():
        key = (figure.of, figure.year, figure.chosen, figure.key.partition("/")[0])
        found.setdefault(key, {})[figure.measure] = figure
    return list(found.values())


def test_units_are_known_and_fit_the_measure() -> None:
    for figure in FIGURES:
        assert figure.unit in UNITS, figure.id
        what = figure.measure.partition(" ")[0]
        if what in ("aandeel", "aandeel_binnen", "niet_gebruik", "terug", "erbij", "aandeel_personen"):
            assert figure.unit == "aandeel", figure.id
        if what == "bedrag_mln" or (figure.measure.endswith("_mln") and figure.run_year):
            assert figure.unit == "mln euro", figure.id
        if what in COUNTS:
            assert figure.unit in ("huishoudens", "personen", "kinderen"), figure.id
        if percentile_of(what) is not None:
            assert figure.unit == "euro", figure.id


def test_numbers_are_of_the_size_of_their_unit() -> None:
    most = {
        "huishoudens": HOUSEHOLDS,
        "personen": PERSONS,
        "kinderen": 3_500_000,
        "aandeel": 1,
        "verhouding": 1,
        "mln euro": 60_000,
    }
    for figure in FIGURES:
        owed = figure.measure == "bodem10 vermogen"  # the lowest tenth owes more than it owns
        assert (figure.value < 0) == owed, figure.id
        assert abs(figure.value) <= most.get(figure.unit, float("inf")), figure.id
        if figure.unit in ("huishoudens", "personen", "kinderen"):
            assert figure.value >= 10_000, figure.id  # a count in thousands that was not multiplied


def test_amounts_fit_their_counts() -> None:
    """What a recipient gets on average is an amount that such a scheme can give, and the mean of the source where it has one."""
    seen = 0
    for rows in by_scheme():
        if {"huishoudens", "bedrag_mln"} <= rows.keys():
            mean = rows["bedrag_mln"].value * 1e6 / rows["huishoudens"].value
            assert 500 < mean < 10_000, rows["bedrag_mln"].id
            seen += 1
    assert seen >= 5


def test_parts_fit_in_their_whole() -> None:
    groups: dict[tuple[str, int, str, str], list[Figure]] = {}
    for figure in law_figures():
        if figure.unit in ("huishoudens", "mln euro") and not figure.chosen.startswith("deciel"):
            groups.setdefault((figure.of, figure.year, figure.measure, figure.key.partition("/")[0]), []).append(figure)
    checked = 0
    for rows in groups.values():
        whole = [row for row in rows if not row.chosen]
        parts = [row for row in rows if row.chosen and "leeftijd" not in row.chosen]
        if whole and parts:
            assert sum(row.value for row in parts) <= whole[0].value, whole[0].id
            checked += 1
    assert checked >= 2


def test_a_law_is_that_of_the_year_or_the_figure_says_so() -> None:
    for figure in law_figures():
        assert figure.run_year is not None
        if abs(figure.run_year - figure.year) > 2 or COMPOSED - figure.year > 5:
            assert is_far(figure), figure.id


def test_counts_of_the_country_are_per_household_of_their_year() -> None:
    by_id = {figure.id: figure for figure in FIGURES}
    known = {
        int(year): n
        for year, n in zip(*(table("land_per_jaar").numbers(c) for c in ("jaar", "huishoudens")), strict=True)
    }
    assert size_of_year(by_id["hh-loon"]) == pytest.approx(known[2021] / known[2024])
    assert size_of_year(by_id["loon-totaal"]) == size_of_year(by_id["hh-loon"])
    assert size_of_year(by_id["huurtoeslag-huishoudens-2012"]) == pytest.approx(
        (known[2010] * 0.6 + known[2015] * 0.4) / known[2024]
    )
    assert size_of_year(by_id["bank-gem"]) == size_of_year(by_id["pi-alle"]) == 1
    assert size_of_year(by_id["zorgtoeslag-aandeel-alle-2018"]) == 1
    assert size_of_year(by_id["zorgtoeslag-bedrag-mln-2025"]) == 1  # after the composition: no later count is known


def test_the_key_names_the_table_and_the_year_of_the_source() -> None:
    for figure in FIGURES:
        named = {key for key in source_keys(figure.source) if key[4:].rstrip("abdeiknsvz").isdigit()}
        own = source_keys(figure.key.partition("/")[0])
        if named:
            assert own & named, figure.id
        assert figure.key.rpartition("/")[2] == str(figure.year), figure.id
