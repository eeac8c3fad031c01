"""Portfolios as files: the shipped one, and files that are wrong in one way each."""

from __future__ import annotations

import shutil

import pytest

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.plan.load import find_portfolio, load_portfolio, portfolio_of, shipped_portfolios
from uitvoerbaar.delivery.plan.model import Organisation

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


# Organisations of a portfolio and of data/organisations

PAST = "{jaar: 2019, raming: 10, uitkomst: %d, bron: test, zekerheid: aanname}"


def with_organisation(more: str = "", *, id_: str = "duo", unit: str = "fte", amount: int = 5) -> str:
    """The good file with another organisation (`more` are its other keys) and a capacity of `amount` of this unit."""
    line = f"  - {{id: {id_}, naam: {{nl: Dienst, en: Service}}{more}}}"
    text = GOOD.replace("  - {id: duo, naam: {nl: DUO, en: DUO}}", line, 1)
    text = text.replace("organisatie: duo", f"organisatie: {id_}", 1).replace("eenheid: fte", f"eenheid: {unit}", 1)
    return text.replace("per_kwartaal: [5]", f"per_kwartaal: [{amount}]", 1)


def organisation(text: str) -> Organisation:
    """The only organisation of a file."""
    (found,) = portfolio_of(text, "goed.yaml").organisations
    return found


def test_an_organisation_has_the_staff_of_the_data_and_nothing_that_is_not_there():
    duo = organisation(GOOD)
    assert duo.known == ("duo",)
    assert duo.staff is not None
    assert (duo.staff.value, duo.staff.year) == (3500, 2023)
    assert (duo.slots, duo.realised) == (None, ())


def test_the_past_of_the_data_is_forecast_and_outcome_of_whole_years():
    rvo = organisation(with_organisation(id_="RVO"))
    assert rvo.known == ("rvo",)
    assert rvo.past_of_data
    first = rvo.realised[0]
    assert (first.year, first.forecast, first.outcome) == (2018, 466970000, 596381000)
    assert all(one.origin.source for one in rvo.realised)


def test_a_past_of_the_portfolio_goes_before_that_of_the_data():
    duo = organisation(with_organisation(f", gegevens: [rvo], gerealiseerd: [{PAST % 11}]"))
    assert [one.year for one in duo.realised] == [2019]
    assert not duo.past_of_data


def test_staff_of_several_is_added_when_it_is_of_one_year():
    both = organisation(with_organisation(", gegevens: [provincies, waterschappen]")).staff
    assert both is not None
    assert (both.value, both.low, both.high, both.unsure) == (27000, 22950, 31050, True)


def test_figures_of_different_years_are_not_added(tmp_path, monkeypatch):
    shutil.copytree(data_dir() / "organisations", tmp_path / "organisations")
    (tmp_path / "population").symlink_to(data_dir() / "population")
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path))
    figures = tmp_path / "organisations" / "cijfers.csv"
    text = figures.read_text(encoding="utf-8")
    assert "waterschappen,staf,13000,fte,2023" in text
    figures.write_text(text.replace("waterschappen,staf,13000,fte,2023", "waterschappen,staf,13000,fte,2022"), "utf-8")
    assert organisation(with_organisation(", gegevens: [provincies, waterschappen]")).staff is None


def test_one_that_is_said_not_to_be_in_the_data_needs_none():
    own = organisation(with_organisation(", gegevens: []", id_="kern"))
    assert (own.known, own.staff, own.realised) == ((), None, ())


MEANT_OTHERWISE = {
    "unknown id": (with_organisation(id_="duq"), "onbekende organisatie 'duq'"),
    "unknown among known": (
        with_organisation(", gegevens: [duo, bureau-x]"),
        "'gegevens': onbekende organisatie 'bureau-x'",
    ),
    "twice with other spelling": (
        with_organisation("}\n  - {id: DUO, naam: {nl: DUO, en: DUO}"),
        "'DUO' is dezelfde organisatie als 'duo'",
    ),
    "norms": (with_organisation(", gegevens: [rijk]"), "'rijk' is een regel met normen, geen organisatie"),
    "hours for fte": (
        with_organisation(amount=40000),
        "vraagt 40000 fte, maar de organisatie heeft er ongeveer 3500 (2023)",
    ),
    "unit in capitals": (with_organisation(unit="FTE"), "'eenheid' is 'FTE'; verwacht: 'fte'"),
    "unit in plural": (with_organisation(unit="Plaatsen"), "'eenheid' is 'Plaatsen'; verwacht: 'plaats'"),
    "a year twice": (
        with_organisation(f", gerealiseerd: [{PAST % 11}, {PAST % 12}]"),
        "'gerealiseerd' heeft het jaar 2019 twee keer",
    ),
    "an id in capitals": (
        GOOD.replace("id: lening", "id: Beurs", 1),
        "'Beurs' en 'beurs' verschillen alleen in hoofdletters",
    ),
    "after what it cannot go with": (
        GOOD.replace("    na: [beurs]", "    na: [beurs]\n    niet_samen_met: [beurs]", 1),
        "'na' en 'niet_samen_met' noemen beide 'beurs'",
    ),
    "a way twice": (
        GOOD.replace("kwartalen: 2}\n", "kwartalen: 2}\n      - {id: gewoon, naam: {nl: A, en: B}, kwartalen: 3}\n", 1),
        "'wijzen' heeft 'gewoon' twee keer",
    ),
}


@pytest.mark.parametrize("what", MEANT_OTHERWISE)
def test_what_cannot_be_meant_of_an_organisation_or_capacity_is_told(what):
    text, told = MEANT_OTHERWISE[what]
    with pytest.raises(LawFileError) as caught:
        portfolio_of(text, "stuk.yaml")
    assert told in str(caught.value)


@pytest.mark.parametrize("name", shipped_portfolios())
def test_every_organisation_of_a_shipped_portfolio_is_one_of_the_data_or_says_that_it_is_not(name):
    for each in load_portfolio(name).organisations:
        assert bool(each.known) == (each.id != "ministeries")
        assert (each.staff is not None) == bool(each.known)
