"""Portfolios as files: the shipped one, and files that are wrong in one way each."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.delivery.plan.load import find_portfolio, load_portfolio, portfolio_of, shipped_portfolios

GOOD = """\
id: klein
naam: {nl: Klein, en: Small}
begin: 2022K1
kwartalen: 8
organisaties:
  - {id: duo, naam: {nl: DUO, en: DUO}}
capaciteiten:
  - {id: fte, organisatie: duo, naam: {nl: Mensen, en: Staff}, eenheid: fte, percentiel: 30,
     per_kwartaal: [5], bron: test, zekerheid: aanname}
geraakten:
  - {id: studenten, soort: doelgroep, naam: {nl: Studenten, en: Students}}
maatregelen:
  - id: beurs
    naam: {nl: Beurs, en: Grant}
    waarde: 5
    verandermoment: vast
    raakt: [studenten]
    bron: test
    zekerheid: aanname
    moet: {uiterlijk: 2023K1}
    wijzen:
      - {id: gewoon, naam: {nl: Gewoon, en: Normal}, kwartalen: 2, beslag: [{capaciteit: fte, per_kwartaal: [2, 2, 1]}]}
  - id: lening
    naam: {nl: Lening, en: Loan}
    waarde: 3
    verandermoment: kwartaal
    na: [beurs]
    bron: test
    zekerheid: aanname
    bekendmaking: {dag: "2021-11-10", maanden: 3}
    wijzen:
      - {id: gewoon, naam: {nl: Gewoon, en: Normal}, kwartalen: 2}
"""
BROKEN = {
    "unknown organisation": (
        "organisatie: duo",
        "organisatie: dou",
        "'organisatie' noemt 'dou'; dat bestaat niet (bedoelde u 'duo'?)",
    ),
    "circular order": (
        "    raakt: [studenten]",
        "    na: [lening]",
        "de volgorde gaat in een kring: beurs → lening → beurs",
    ),
    "claim without capacity": (
        "{capaciteit: fte, per",
        "{capaciteit: ict, per",
        "er is beslag op 'ict', maar die capaciteit staat niet",
    ),
    "quarter out of the horizon": (
        "uiterlijk: 2023K1",
        "uiterlijk: 2030K1",
        "2030K1 valt buiten de portefeuille (2022K1 tot en met 2023K4)",
    ),
    "duplicate id": (
        "id: lening",
        "id: beurs",
        "'beurs' staat er twee keer",
    ),
    "negative claim": (
        "[2, 2, 1]",
        "[2, -2, 1]",
        "'per_kwartaal' heeft -2; verwacht: 0 tot en met",
    ),
    "must that cannot be in time": (
        "uiterlijk: 2023K1",
        "uiterlijk: 2022K2",
        "de snelste wijze duurt 2 kwartalen vanaf 2022K1",
    ),
    "must on a day without change": (
        "{uiterlijk: 2023K1}",
        "{op: 2022K4}",
        "dan is er geen vast verandermoment",
    ),
    "capacities of another number": (
        "per_kwartaal: [5]",
        "per_kwartaal: [5, 5, 5]",
        "heeft 3 getallen; verwacht: een getal, of een voor elk van de 8",
    ),
    "unknown group": (
        "raakt: [studenten]",
        "raakt: [student]",
        "'raakt' noemt 'student'; dat bestaat niet (bedoelde u 'studenten'?)",
    ),
    "unknown key": (
        "    waarde: 3",
        "    waarde: 3\n    prijs: 4",
        "onbekende sleutel 'prijs'",
    ),
    "value that is no number": (
        "waarde: 5",
        "waarde: veel",
        "'waarde' is 'veel'; verwacht: een geheel getal",
    ),
    "no percentile": (
        "percentiel: 30,",
        "",
        "'percentiel' ontbreekt",
    ),
    "never done": (
        "kwartalen: 2}\n",
        "kwartalen: 8}\n",
        "zo komt de maatregel nooit af",
    ),
    "no quarter": (
        "begin: 2022K1",
        "begin: voorjaar",
        "'begin' is 'voorjaar'; verwacht: een kwartaal zoals 2022K1",
    ),
    "no day": (
        '"2021-11-10"',
        "november",
        "verwacht: een datum (JJJJ-MM-DD)",
    ),
}


def test_a_good_file_is_read():
    p = portfolio_of(GOOD, "goed.yaml")
    grant, loan = p.measures
    assert (grant.must, grant.by, grant.change_quarters) == (True, 4, (1, 3))
    assert (loan.after, loan.not_before) == (("beurs",), 1)  # 10 February, so the second quarter
    assert p.capacities[0].per_quarter == (5,) * 8


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_says_where_and_what(what):
    old, new, told = BROKEN[what]
    assert old in GOOD
    with pytest.raises(LawFileError) as caught:
        portfolio_of(GOOD.replace(old, new, 1), "stuk.yaml")
    assert told in str(caught.value)
    assert str(caught.value).startswith("stuk.yaml:")


def test_an_unknown_portfolio_names_those_that_there_are():
    with pytest.raises(UserError, match="brief-2021"):
        find_portfolio("brief-2012")


@pytest.mark.parametrize("name", shipped_portfolios())
def test_every_shipped_portfolio_is_marked_and_has_its_sources(name):
    p = load_portfolio(name)
    assert p.example
    assert all(each.origin.source for each in (*p.measures, *p.capacities))


def test_the_portfolio_of_the_letter_has_thirty_measures_and_what_rvo_realised():
    p = load_portfolio("brief-2021")
    assert len(p.measures) >= 30
    ratios = [round(r.ratio, 2) for o in p.organisations if o.id == "rvo" for r in o.realised]
    assert ratios == [1.28, 1.32, 1.26, 1.18, 1.05, 1.17]
