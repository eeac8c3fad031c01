"""Every figure of the income tax and the Zvw contribution that the fact table holds, read from the law files."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.personen import corpus
from uitvoerbaar.law.model import Definition

TAX, CARE = "wet_inkomstenbelasting_2001", "zorgverzekeringswet"
YEARS = (2024, 2025, 2026)
YOUNG, OLD = "< AOW", ">= AOW"
NUMBER = r"(\d+(?:[.,]\d+)?)"

# (parameter, population, pattern of the value, then per group: article, definition, "euro" or "%")
FIGURES: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("box1_bracket_1", YOUNG, rf"0\.\.{NUMBER}:{NUMBER}", (("2.10a", "einde_schijf_1", "euro"), ("2.10", "tarief_1", "%"))),
    ("box1_bracket_1", ">= AOW, born >=1946", rf"0\.\.\d+:{NUMBER}", (("2.10", "tarief_1_aow", "%"),)),
    ("box1_bracket_2", YOUNG, rf"\.\.{NUMBER}:{NUMBER}", (("2.7", "einde_schijf_2", "euro"), ("2.7", "tarief_2", "%"))),
    ("box1_bracket_3", YOUNG, rf"\.\.:{NUMBER}", (("2.7", "tarief_3", "%"),)),
    ("algemene_heffingskorting_max", YOUNG, NUMBER, (("8.10 lid 2", "maximum", "euro"),)),
    ("algemene_heffingskorting_max", OLD, NUMBER, (("8.10 lid 2", "maximum_aow", "euro"),)),
    ("algemene_heffingskorting_phaseout_start", "all", NUMBER, (("8.10", "begin_afbouw", "euro"),)),
    ("algemene_heffingskorting_phaseout_pct", YOUNG, NUMBER, (("8.10 lid 2", "afbouw", "%"),)),
    ("algemene_heffingskorting_phaseout_pct", OLD, NUMBER, (("8.10 lid 2", "afbouw_aow", "%"),)),
    ("arbeidskorting_step1", YOUNG, rf"{NUMBER} over 0\.\.{NUMBER}", (("8.11", "percentage_1", "%"), ("8.11", "grens_1", "euro"))),
    (
        "arbeidskorting_step2", YOUNG, rf"{NUMBER} over {NUMBER}\.\.{NUMBER} \(cumulative max {NUMBER}\)",
        (("8.11", "percentage_2", "%"), ("8.11", "grens_1", "euro"), ("8.11", "grens_2", "euro"), ("8.11", "maximum_2", "euro")),
    ),
    (
        "arbeidskorting_step3", YOUNG, rf"{NUMBER} from {NUMBER} to {NUMBER} \(cumulative max {NUMBER}\)",
        (
            ("8.11", "percentage_3", "%"), ("8.11", "grens_2", "euro"), ("8.11", "begin_afbouw", "euro"),
            ("8.11", "maximum_3", "euro"),
        ),
    ),
    ("arbeidskorting_phaseout", YOUNG, rf"{NUMBER} above {NUMBER}", (("8.11", "afbouw", "%"), ("8.11", "begin_afbouw", "euro"))),
    (
        "iack", YOUNG, rf"{NUMBER} % above {NUMBER}, max {NUMBER}",
        (("8.14a", "percentage", "%"), ("8.14a", "drempel", "euro"), ("8.14a", "maximum", "euro")),
    ),
    ("iack", OLD, rf"max {NUMBER}", (("8.14a", "maximum_aow", "euro"),)),
    (
        "ouderenkorting", OLD, rf"{NUMBER} - {NUMBER} % above {NUMBER}",
        (("8.17 lid 2", "maximum", "euro"), ("8.17", "afbouw", "%"), ("8.17", "begin_afbouw", "euro")),
    ),
    ("alleenstaande_ouderenkorting", OLD, NUMBER, (("8.18", "bedrag", "euro"),)),
    (
        "eigenwoningforfait", "all", rf"\.?{NUMBER} {NUMBER}; above {NUMBER} \+ {NUMBER} %",
        (
            ("3.112", "grens_5", "euro"), ("3.112", "percentage_5", "%"), ("3.112", "vast_bedrag_hoge_waarde", "euro"),
            ("3.112", "percentage_hoge_waarde", "%"),
        ),
    ),
    (
        "box3", "all", rf"heffingvrij {NUMBER}; bank {NUMBER}; overig {NUMBER}; schuld {NUMBER}",
        (
            ("5.2", "heffingvrij_vermogen", "euro"), ("5.3", "forfait_banktegoeden", "%"),
            ("5.3", "forfait_overige_bezittingen", "%"), ("5.3", "forfait_schulden", "%"),
        ),
    ),
    ("box3", "all", rf"drempel {NUMBER}", (("5.3", "schuldendrempel", "euro"),)),
    ("box3", "all", rf"rate {NUMBER}", (("2.13", "tarief", "%"),)),
    ("tariefsaanpassing_aftrek", "top bracket", rf"{NUMBER} pp", (("2.7", "tariefsaanpassing_aftrek", "%"),)),
    ("zvw_low_rate", "self-employed/pension", NUMBER, (("43", "percentage_eigen_bijdrage", "%"),)),
    ("zvw_max_income", "all", NUMBER, (("43", "maximum_bijdrage_inkomen", "euro"),)),
)  # fmt: skip


# Where a better source was found than the table had: what the law file says instead.
BETTER = {
    (2024, "8.14a", "drempel"): "607300",  # 6.073 euro (the table doubts between 6.073 and 6.074): Leenders Gielen 2024
    (2024, "43", "maximum_bijdrage_inkomen"): "7162800",  # Stcrt. 2023, 31461
    (2025, "5.3", "forfait_banktegoeden"): "0.0137",  # fixed after the year (the table has the text of 1 January 2025)
    (2025, "5.3", "forfait_schulden"): "0.0270",
}


@cache
def definitions(law: str, year: int) -> dict[tuple[str, str], Definition]:
    """The figures of a version by article and name."""
    articles = corpus().select(law, f"{year}-01-01").articles
    return {(a.number, name): d for a in articles if a.rules for name, d in a.rules.definitions.items()}


def as_written(printed: str, unit: str) -> Decimal:
    """A figure of the table as the law file writes it: eurocent or a fraction."""
    value = Decimal(printed.replace(",", "."))
    return value * 100 if unit == "euro" else value / 100


@pytest.mark.parametrize("year", YEARS)
def test_figures_are_those_of_the_fact_table(year: int) -> None:
    compared: set[tuple[str, str]] = set()
    for parameter, population, pattern, targets in FIGURES:
        for row in facts.rows("ib_parameters"):
            if (row["year"], row["parameter"], row["population"]) != (str(year), parameter, population):
                continue
            found = re.search(pattern, row["value"])
            if found is None:
                continue
            for printed, (article, name, unit) in zip(found.groups(), targets, strict=True):
                law: Any = CARE if article == "43" else TAX
                written = definitions(law, year)[article, name].value
                known = BETTER.get((year, article, name))
                wanted = as_written(printed, unit) if known is None else Decimal(known)
                assert Decimal(written) == wanted, (year, article, name, row["value"])
                compared.add((article, name))
    # Not in the table: in 2024 the deduction rate and two figures of the pension age, in 2026 the debt threshold.
    expected = {2024: 38, 2025: 41, 2026: 40}[year]
    assert len(compared) == expected, sorted({t[:2] for f in FIGURES for t in f[3]} - compared)


@pytest.mark.parametrize("year", YEARS)
def test_figures_that_follow_from_others(year: int) -> None:
    figure = {key: d.value for key, d in definitions(TAX, year).items()}
    assert figure["2.7", "tariefsaanpassing_aftrek"] == figure["2.7", "tarief_3"] - figure["2.7", "tarief_2"]
    assert figure["2.10", "tarief_1"] - figure["2.10", "tarief_1_aow"] == Decimal("0.179")
    share = figure["2.10", "tarief_1_aow"] / figure["2.10", "tarief_1"]
    assert abs(figure["2.10", "aandeel_zonder_aow"] - share) < Decimal("0.000006")
    first = figure["8.11", "percentage_1"] * figure["8.11", "grens_1"]
    assert abs(figure["8.11", "maximum_1"] - first) < 100
    flat = figure["3.112", "percentage_5"] * figure["3.112", "grens_5"]
    assert figure["3.112", "vast_bedrag_hoge_waarde"] == flat
    share_credit = share * figure["8.10 lid 2", "maximum"]
    assert 0 <= figure["8.10 lid 2", "maximum_aow"] - share_credit < 200
    assert abs(figure["8.10 lid 2", "afbouw_aow"] - share * figure["8.10 lid 2", "afbouw"]) < Decimal("0.00002")
    assert abs(figure["8.14a", "maximum_aow"] - share * figure["8.14a", "maximum"]) < 150
